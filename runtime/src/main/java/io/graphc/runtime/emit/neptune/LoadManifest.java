package io.graphc.runtime.emit.neptune;

import io.graphc.plan.ElementPlan;
import io.graphc.runtime.emit.file.FolderManifest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a folder of load sets holds, as its {@code manifest.json} says. It is written last: what it names is complete.
 *
 * @param load the number of the last load in the state that remembers it, 0 where none does
 * @param loader parameters for Neptune's {@code /loader} endpoint that these files need, beside source, role and region
 * @param elements the element types and how many elements of each there are once all sets were loaded
 * @param sets the load sets, in the order in which they are to be loaded
 */
record LoadManifest(
        String format,
        int version,
        String project,
        String tenant,
        long load,
        Map<String, Object> loader,
        List<Element> elements,
        List<LoadSet> sets) {
    static final int VERSION = 2;

    /** An element type and the number of its elements. */
    record Element(String id, String kind, String name, long rows) {}

    /**
     * What one load adds: first the files of {@code before} are executed, then {@code files} loaded, nodes before
     * relationships, then the files of {@code after} executed, relationships before nodes.
     *
     * @param path its folder, relative to the manifest
     * @param load the number of the load in the state
     * @param changes what it does to each element type
     * @param files files in Neptune's load format
     * @param before what must be gone before the files are loaded
     * @param after elements to delete once the files are loaded
     */
    record LoadSet(
            String path,
            long load,
            List<Change> changes,
            List<DataFile> files,
            List<DataFile> before,
            List<DataFile> after) {
        LoadSet {
            changes = List.copyOf(changes);
            files = List.copyOf(files);
            before = List.copyOf(before);
            after = List.copyOf(after);
        }

        private LoadSet inProject(String name) {
            return new LoadSet(
                    path,
                    load,
                    changes.stream().map(change -> change.inProject(name)).toList(),
                    inProject(name, files),
                    inProject(name, before),
                    inProject(name, after));
        }

        private static List<DataFile> inProject(String name, List<DataFile> files) {
            return files.stream().map(file -> file.inProject(name)).toList();
        }
    }

    /**
     * What a load does to one element type.
     *
     * @param rows elements of the type once it was loaded
     */
    record Change(String id, String kind, String name, long created, long updated, long deleted, long rows) {
        private Change inProject(String project) {
            return new Change(ElementPlan.idIn(project, id), kind, name, created, updated, deleted, rows);
        }
    }

    /**
     * A file.
     *
     * @param path relative to the manifest, with {@code /}
     * @param records the labels and property values in it, which is what Neptune's loader reports as totalRecords; for a file
     *     of ids the rows
     * @param bytes its size as stored
     * @param crc32c the checksum of its stored bytes in base64, the form in which S3 keeps it too
     */
    record DataFile(
            String path,
            String kind,
            String label,
            String element,
            long rows,
            long records,
            long bytes,
            String crc32c) {
        private DataFile inProject(String project) {
            return new DataFile(path, kind, label, ElementPlan.idIn(project, element), rows, records, bytes, crc32c);
        }
    }

    static LoadManifest of(NeptuneFormat format, String project, String tenant, long load, List<LoadSet> sets) {
        return new LoadManifest(
                FolderManifest.NEPTUNE_CSV, VERSION, project, tenant, load, format.loader(), totals(sets), sets);
    }

    /** The last word on each element type. */
    private static List<Element> totals(List<LoadSet> sets) {
        Map<String, Element> totals = new LinkedHashMap<>();
        for (LoadSet set : sets) {
            for (Change change : set.changes()) {
                totals.put(change.id(), new Element(change.id(), change.kind(), change.name(), change.rows()));
            }
        }
        return List.copyOf(totals.values());
    }

    /** The same as a project has it that may have been called otherwise then: its element types have ids of their own. */
    LoadManifest inProject(String name) {
        return project.equals(name)
                ? this
                : new LoadManifest(
                        format,
                        version,
                        name,
                        tenant,
                        load,
                        loader,
                        elements.stream()
                                .map(element -> new Element(
                                        ElementPlan.idIn(name, element.id()),
                                        element.kind(),
                                        element.name(),
                                        element.rows()))
                                .toList(),
                        sets.stream().map(set -> set.inProject(name)).toList());
    }

    void write(Path folder) throws IOException {
        FolderManifest.write(this, folder);
    }

    /** The manifest of a folder; empty where there is none that this version of graphc wrote. */
    static Optional<LoadManifest> read(Path folder) throws IOException {
        return FolderManifest.read(folder, LoadManifest.class, FolderManifest.NEPTUNE_CSV, VERSION);
    }

    /** The manifest that a stream gives; empty where it is none that this version of graphc wrote. */
    static Optional<LoadManifest> read(InputStream text) throws IOException {
        return FolderManifest.read(text, LoadManifest.class, FolderManifest.NEPTUNE_CSV, VERSION);
    }

    /** The sets of loads up to a number. */
    List<LoadSet> setsUntil(long number) {
        List<LoadSet> until = new ArrayList<>(sets);
        until.removeIf(set -> set.load() > number);
        return until;
    }

    long rows(String elementId) {
        return elements.stream()
                .filter(element -> element.id().equals(elementId))
                .mapToLong(Element::rows)
                .sum();
    }
}
