package io.graphc.runtime.emit.neo4jadmin;

import io.graphc.plan.ElementPlan;
import io.graphc.runtime.emit.file.FolderManifest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a folder of import files holds, as its {@code manifest.json} says. It is written last: what it names is complete.
 *
 * @param documents the files beside the data: the command line, its explanation, the constraints
 */
record ImportManifest(
        String format, int version, String project, String tenant, List<Element> elements, List<Document> documents) {
    private static final int VERSION = 1;

    /**
     * An element type.
     *
     * @param longest bytes of its longest field
     * @param multiline whether a field goes over several lines
     * @param files its header file, then its data files
     */
    record Element(
            String id, String kind, String name, long rows, int longest, boolean multiline, List<DataFile> files) {
        Element {
            files = List.copyOf(files);
        }
    }

    /** A data file or header file; {@code path} is relative to the manifest, with {@code /}. */
    record DataFile(String path, long rows, long bytes, String crc32c) {}

    /** A text for people or for the command line. */
    record Document(String path) {}

    static ImportManifest of(String project, String tenant, List<Element> elements, List<Document> documents) {
        return new ImportManifest(FolderManifest.NEO4J_ADMIN, VERSION, project, tenant, elements, documents);
    }

    /** The same as a project has it that may have been called otherwise then: its element types have ids of their own. */
    ImportManifest inProject(String name) {
        List<Element> own = elements.stream()
                .map(element -> new Element(
                        ElementPlan.idIn(name, element.id()),
                        element.kind(),
                        element.name(),
                        element.rows(),
                        element.longest(),
                        element.multiline(),
                        element.files()))
                .toList();
        return new ImportManifest(format, version, name, tenant, own, documents);
    }

    void write(Path folder) throws IOException {
        FolderManifest.write(this, folder);
    }

    /** The manifest of a folder; empty where there is none of this kind. */
    static Optional<ImportManifest> read(Path folder) throws IOException {
        return FolderManifest.read(folder, ImportManifest.class, FolderManifest.NEO4J_ADMIN, VERSION);
    }

    long rows(String elementId) {
        return elements.stream()
                .filter(element -> element.id().equals(elementId))
                .mapToLong(Element::rows)
                .sum();
    }
}
