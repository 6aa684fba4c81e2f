package io.graphc.runtime.emit.neo4jadmin;

import io.graphc.diagnostic.GraphcBugException;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.ElementPlan;
import io.graphc.runtime.emit.DeleteResult;
import io.graphc.runtime.emit.GraphWriter;
import io.graphc.runtime.emit.LoadedGraph;
import io.graphc.runtime.emit.TargetKind;
import io.graphc.runtime.emit.WriteMode;
import io.graphc.runtime.emit.WriteResult;
import io.graphc.runtime.emit.file.FileStems;
import io.graphc.runtime.emit.file.FolderWork;
import io.graphc.runtime.emit.file.OutputFolder;
import io.graphc.runtime.emit.neo4jadmin.ImportManifest.DataFile;
import io.graphc.runtime.emit.neo4jadmin.ImportManifest.Element;
import io.graphc.runtime.engine.DirectRowCursor;
import io.graphc.runtime.engine.RowCursor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes the graph as files for {@code neo4j-admin database import full} of Neo4j 5, with the command line to call: {@code
 * nodes/} and {@code relationships/} under the target's path, in a folder of the tenant where there is one. A database is
 * imported as a whole, so every run writes all rows; the files of a run take the place of those of the run before in {@link
 * #commit}; equal rows give equal bytes.
 */
public final class Neo4jAdminWriter implements GraphWriter {
    private final CompiledProject project;
    private final ImportSettings settings;
    private final FolderWork work;
    private final OutputFolder folder;
    private final Map<String, ImportLayout> layouts = new LinkedHashMap<>();
    private final Map<String, String> stems = new LinkedHashMap<>();
    private final Map<String, Element> written = new LinkedHashMap<>();
    private volatile @Nullable ImportGraph graph;

    /**
     * A writer for the target of a project; throws a diagnostic where its settings are wrong.
     *
     * @param baseFolder what a relative {@code path} starts from
     */
    public Neo4jAdminWriter(CompiledProject project, Path baseFolder) {
        this.project = project;
        this.settings = ImportSettings.of(project.graphTarget());
        this.work = FolderWork.in(settings.path(), project.tenant());
        this.folder = new OutputFolder(FolderWork.folder(baseFolder.resolve(settings.path()), project.tenant())
                .toAbsolutePath()
                .normalize());
    }

    @Override
    public TargetKind kind() {
        return TargetKind.WHOLE_LOADS;
    }

    @Override
    public void open(CompiledProject compiled) {
        stems.putAll(FileStems.of(compiled.graph().nodes()));
        stems.putAll(FileStems.of(compiled.graph().relationships()));
        Map<String, String> spaces = new LinkedHashMap<>();
        compiled.graph().nodes().forEach(node -> spaces.put(node.name(), stems.get(node.id())));
        compiled.graph()
                .elements()
                .forEach(element -> layouts.put(element.id(), ImportLayout.of(element, spaces, settings.idProperty())));
        work.guard(folder::begin);
    }

    @Override
    public WriteResult write(ElementPlan element, RowCursor rows, WriteMode mode) {
        ImportLayout layout = Objects.requireNonNull(layouts.get(element.id()));
        return work.guard(() -> writeAll(layout, DirectRowCursor.of(rows)));
    }

    private WriteResult writeAll(ImportLayout layout, DirectRowCursor rows) throws IOException {
        ElementPlan element = layout.element();
        if (written.containsKey(element.id())) {
            throw new GraphcBugException(element.id() + " is written twice, but an import has no differences");
        }
        String stem = Objects.requireNonNull(stems.get(element.id()));
        try (ImportFiles output = new ImportFiles(folder.staging(), stem, layout, settings)) {
            ImportRows writer = new ImportRows(layout, rows, output.buffer());
            if (rows.columns().size() != writer.columns()) {
                throw new GraphcBugException(
                        element.id() + " has " + rows.columns().size() + " columns, its plan " + writer.columns());
            }
            while (rows.next()) {
                writer.write();
                output.endRow();
            }
            List<DataFile> files = output.finished();
            long count = files.stream().mapToLong(DataFile::rows).sum();
            written.put(
                    element.id(),
                    new Element(
                            element.id(),
                            layout.kind(),
                            element.name(),
                            count,
                            output.buffer().longest(),
                            output.buffer().isMultiline(),
                            files));
            return new WriteResult(count, count, 0, 0);
        }
    }

    /** There is nothing to delete: what a load does not write, the next import does not have. */
    @Override
    public DeleteResult delete(ElementPlan element, RowCursor ids) {
        long rows = 0;
        while (ids.next()) {
            rows++;
        }
        return new DeleteResult(rows, 0, rows, List.of());
    }

    @Override
    public void commit() {
        work.guard(() -> {
            List<Element> elements = elements();
            ImportCommand command = new ImportCommand(settings, project, elements);
            ImportManifest.of(project.name(), project.tenant().orElse(""), elements, command.write(folder.staging()))
                    .write(folder.staging());
            folder.replace();
        });
    }

    /** All element types of the project; a run of a part of it leaves the files of the others as they are. */
    private List<Element> elements() throws IOException {
        Map<String, Element> before = new LinkedHashMap<>();
        manifest().ifPresent(found -> found.elements().forEach(element -> before.put(element.id(), element)));
        List<Element> elements = new ArrayList<>();
        for (String id : layouts.keySet()) {
            Element kept = before.get(id);
            if (written.containsKey(id)) {
                elements.add(Objects.requireNonNull(written.get(id)));
            } else if (kept != null) {
                for (DataFile file : kept.files()) {
                    folder.keep(file.path());
                }
                elements.add(kept);
            }
        }
        return elements;
    }

    /** Counts what was committed, as the manifest in the folder says. */
    @Override
    public long count(ElementPlan element) {
        return work.guard(
                () -> manifest().map(manifest -> manifest.rows(element.id())).orElse(0L));
    }

    private Optional<ImportManifest> manifest() throws IOException {
        return ImportManifest.read(folder.folder()).map(found -> found.inProject(project.name()));
    }

    /** What the files of the folder make; a load that is not committed is not in it. */
    @Override
    public Optional<LoadedGraph> loaded() {
        ImportGraph there = graph;
        if (there == null) {
            there = new ImportGraph(project, folder.folder(), work);
            graph = there;
        }
        return Optional.of(there);
    }

    @Override
    public void cancel() {
        ImportGraph there = graph;
        if (there != null) {
            there.cancel();
        }
    }

    @Override
    public String location() {
        return work.location();
    }

    @Override
    public void close() {
        ImportGraph there = graph;
        if (there != null) {
            there.close();
        }
        work.guard(folder::close);
    }
}
