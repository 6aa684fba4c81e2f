package io.graphc.runtime.emit.neo4jadmin;

import io.graphc.plan.CompiledProject;
import io.graphc.plan.ElementPlan;
import io.graphc.runtime.emit.ElementSink;
import io.graphc.runtime.emit.HeldElement;
import io.graphc.runtime.emit.file.FolderWork;
import io.graphc.runtime.emit.file.GraphFiles;
import io.graphc.runtime.emit.neo4jadmin.ImportManifest.DataFile;
import io.graphc.runtime.emit.neo4jadmin.ImportManifest.Element;
import java.io.IOException;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The graph that an import of the files of a folder makes. */
final class ImportGraph extends GraphFiles {
    private final String project;
    private final Path folder;
    private final FolderWork work;

    ImportGraph(CompiledProject project, Path folder, FolderWork work) {
        super(project.graphTarget());
        this.project = project.name();
        this.folder = folder;
        this.work = work;
    }

    /** The element types that have files, nodes first. */
    private List<Element> types() throws IOException {
        return ImportManifest.read(folder).stream()
                .flatMap(manifest -> manifest.inProject(project).elements().stream())
                .filter(element -> element.files().size() > 1)
                .sorted(Comparator.comparing(Element::kind))
                .toList();
    }

    @Override
    protected long elements() {
        return work.read(() -> types().stream().mapToLong(Element::rows).sum());
    }

    @Override
    public void readAll(ElementSink sink) throws IOException {
        for (Element type : types()) {
            ImportReader reader = new ImportReader(folder, type);
            for (DataFile file : reader.files()) {
                reader.read(file, sink);
            }
        }
    }

    @Override
    protected List<HeldElement> sample(ElementPlan element, int count) throws IOException {
        Optional<Element> found =
                types().stream().filter(type -> type.id().equals(element.id())).findFirst();
        if (found.isEmpty()) {
            return List.of();
        }
        ImportReader reader = new ImportReader(folder, found.get());
        return sample(reader.files(), count, id -> false, reader::read);
    }

    @Override
    public ChronoUnit precision() {
        return ChronoUnit.NANOS;
    }

    @Override
    public boolean keepsLists() {
        return true;
    }
}
