package io.graphc.runtime.emit.neptune;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticBag;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcBugException;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.ElementPlan;
import io.graphc.plan.GraphTarget;
import io.graphc.runtime.emit.DeleteResult;
import io.graphc.runtime.emit.FileStems;
import io.graphc.runtime.emit.GraphWriter;
import io.graphc.runtime.emit.WriteMode;
import io.graphc.runtime.emit.WriteResult;
import io.graphc.runtime.engine.DirectRowCursor;
import io.graphc.runtime.engine.RowCursor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes the graph as files for Amazon Neptune's bulk loader: {@code nodes/} and {@code relationships/} under the target's
 * path, in a folder of the tenant where there is one, and a {@code manifest.json}. The files of a run take the place of
 * those of the run before in {@link #commit}; equal rows give equal bytes. The format is that of the Amazon Neptune user
 * guide, "Gremlin load data format".
 */
public final class NeptuneCsvWriter implements GraphWriter {
    private final NeptuneSettings settings;
    private final Path base;
    private final Map<String, ElementLayout> layouts = new LinkedHashMap<>();
    private final Map<String, String> stems = new LinkedHashMap<>();
    private final List<LoadManifest.Element> written = new ArrayList<>();
    private final List<LoadManifest.DataFile> files = new ArrayList<>();
    private @Nullable CompiledProject project;
    private @Nullable OutputFolder folder;

    /**
     * A writer for one target; throws a diagnostic where its settings are wrong.
     *
     * @param baseFolder what a relative {@code path} starts from
     */
    public NeptuneCsvWriter(GraphTarget target, Path baseFolder) {
        this.settings = NeptuneSettings.of(target);
        this.base = baseFolder;
    }

    @Override
    public void open(CompiledProject compiled) {
        project = compiled;
        layOut(compiled);
        OutputFolder output = new OutputFolder(target(compiled));
        folder = output;
        guard(() -> output.begin(List.of("nodes", "relationships")));
    }

    private void layOut(CompiledProject compiled) {
        DiagnosticBag problems = new DiagnosticBag();
        PropertyCells cells = new PropertyCells(settings.milliseconds());
        List<ElementPlan> elements = new ArrayList<>(compiled.graph().nodes());
        elements.addAll(compiled.graph().relationships());
        elements.forEach(element -> layouts.put(element.id(), ElementLayout.of(element, cells, problems)));
        problems.firstError().ifPresent(problem -> {
            throw new GraphcException(problem);
        });
        stems.putAll(FileStems.of(compiled.graph().nodes()));
        stems.putAll(FileStems.of(compiled.graph().relationships()));
    }

    private Path target(CompiledProject compiled) {
        Path path = base.resolve(settings.path());
        return compiled.tenant()
                .map(tenant -> path.resolve(FileStems.of(tenant)))
                .orElse(path)
                .toAbsolutePath()
                .normalize();
    }

    @Override
    public WriteResult write(ElementPlan element, RowCursor rows, WriteMode mode) {
        ElementLayout layout = Objects.requireNonNull(layouts.get(element.id()));
        int columns = layout.keyColumns() + layout.cells().size();
        if (rows.columns().size() != columns) {
            throw new GraphcBugException(
                    element.id() + " has " + rows.columns().size() + " columns, its plan " + columns);
        }
        return guard(() -> writeAll(layout, DirectRowCursor.of(rows)));
    }

    private WriteResult writeAll(ElementLayout layout, DirectRowCursor rows) throws IOException {
        String stem = Objects.requireNonNull(stems.get(layout.element().id()));
        long count = 0;
        try (ElementFiles output = new ElementFiles(openFolder().staging(), stem, layout, settings)) {
            RowWriter writer = new RowWriter(layout, rows, output.buffer());
            while (rows.next()) {
                output.endRow(writer.write());
                count++;
            }
            files.addAll(output.finished());
        }
        written.add(new LoadManifest.Element(
                layout.element().id(), layout.kind(), layout.element().name(), count));
        return new WriteResult(count, count, 0, 0);
    }

    /** Every load replaces the files of the one before, so what is not written is not there. */
    @Override
    public DeleteResult delete(ElementPlan element, RowCursor ids) {
        long rows = 0;
        while (ids.next()) {
            rows++;
        }
        return new DeleteResult(rows, 0, rows, List.of());
    }

    private OutputFolder openFolder() {
        return Objects.requireNonNull(folder, "open comes first");
    }

    @Override
    public void commit() {
        CompiledProject compiled = Objects.requireNonNull(project, "open comes first");
        guard(() -> {
            keepWhatWasNotSelected();
            LoadManifest.of(compiled.name(), compiled.tenant().orElse(""), written, files)
                    .write(openFolder().staging());
            openFolder().replace();
        });
    }

    /** A run of a part of the project leaves the files of the other element types as they are. */
    private void keepWhatWasNotSelected() throws IOException {
        Optional<LoadManifest> before = LoadManifest.read(openFolder().folder());
        if (before.isEmpty()) {
            return;
        }
        Set<String> done = written.stream().map(LoadManifest.Element::id).collect(Collectors.toSet());
        for (LoadManifest.Element element : before.get().elements()) {
            if (!done.contains(element.id()) && layouts.containsKey(element.id())) {
                written.add(element);
                for (LoadManifest.DataFile file : before.get().files()) {
                    if (file.element().equals(element.id())) {
                        openFolder().keep(file.path());
                        files.add(file);
                    }
                }
            }
        }
        written.sort(Comparator.comparing(LoadManifest.Element::kind).thenComparing(LoadManifest.Element::id));
        files.sort(Comparator.comparing(LoadManifest.DataFile::path));
    }

    /** Counts what was committed, as the manifest in the folder says. */
    @Override
    public long count(ElementPlan element) {
        return guard(() -> LoadManifest.read(openFolder().folder())
                .map(manifest -> manifest.rows(element.id()))
                .orElse(0L));
    }

    @Override
    public String location() {
        CompiledProject compiled = project;
        Path path = Path.of(settings.path());
        Path shown = compiled == null
                ? path
                : compiled.tenant().map(FileStems::of).map(path::resolve).orElse(path);
        return shown.toString().replace('\\', '/');
    }

    @Override
    public void close() {
        OutputFolder output = folder;
        if (output != null) {
            guard(output::close);
        }
    }

    /** Work on files. */
    @FunctionalInterface
    private interface FileWork<T> {
        T run() throws IOException;
    }

    /** Work on files that gives nothing. */
    @FunctionalInterface
    private interface FileTask {
        void run() throws IOException;
    }

    private void guard(FileTask task) {
        guard(() -> {
            task.run();
            return true;
        });
    }

    private <T> T guard(FileWork<T> work) {
        try {
            return work.run();
        } catch (IOException e) {
            throw cannotWrite(e);
        } catch (UncheckedIOException e) {
            throw cannotWrite(Objects.requireNonNull(e.getCause()));
        }
    }

    private GraphcException cannotWrite(IOException cause) {
        String reason = cause instanceof AccessDeniedException
                ? "no permission for `" + cause.getMessage() + "`"
                : String.valueOf(cause.getMessage());
        return new GraphcException(
                Diagnostic.of(DiagnosticCode.CANNOT_WRITE, "cannot write the graph to `" + location() + "`")
                        .note(reason)
                        .help("check that the folder can be written and that the disk has room")
                        .build(),
                cause);
    }
}
