package io.graphc.runtime.emit.neptune;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.ElementPlan;
import io.graphc.runtime.aws.AwsAccess;
import io.graphc.runtime.emit.DeleteResult;
import io.graphc.runtime.emit.GraphWriter;
import io.graphc.runtime.emit.Load;
import io.graphc.runtime.emit.LoadedGraph;
import io.graphc.runtime.emit.WriteMode;
import io.graphc.runtime.emit.WriteResult;
import io.graphc.runtime.emit.file.FileStems;
import io.graphc.runtime.emit.file.FolderWork;
import io.graphc.runtime.emit.file.OutputFolder;
import io.graphc.runtime.emit.neptune.LoadManifest.LoadSet;
import io.graphc.runtime.engine.RowCursor;
import io.graphc.runtime.store.ObjectStore;
import io.graphc.runtime.store.S3Location;
import io.graphc.runtime.store.S3Options;
import io.graphc.runtime.store.S3Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes the graph as load sets for Amazon Neptune's bulk loader: below the target's folder or prefix of S3, in a folder of
 * the tenant where there is one, {@code load-000001/} with {@code nodes/} and {@code relationships/}, then a folder for each further load with
 * what it changes and deletes, and a {@code manifest.json} that names them in order. A load becomes visible as a whole in
 * {@link #commit}; equal rows in equal shares give equal bytes. The format is that of the Amazon Neptune user guide, "Gremlin load data
 * format" or, where the settings say so, "openCypher load data format".
 */
public final class NeptuneCsvWriter implements GraphWriter {
    private final NeptuneSettings settings;
    private final SetPlace place;
    private final FolderWork work;
    private final ElementLayouts layouts;
    private final CompiledProject project;
    private Load load = Load.UNREMEMBERED;
    private Optional<LoadManifest> before = Optional.empty();
    private List<LoadSet> known = List.of();
    private boolean otherFormat;
    private long last;
    private @Nullable SetFiles set;
    private volatile @Nullable LoadSetGraph graph;

    /**
     * A writer for the graph target of a project; throws a diagnostic where its settings are wrong.
     *
     * @param baseFolder what a relative {@code path} starts from
     */
    public NeptuneCsvWriter(CompiledProject project, Path baseFolder) {
        this(project, place(NeptuneSettings.of(project.graphTarget()), project, baseFolder));
    }

    /** A writer of load sets in a place. */
    NeptuneCsvWriter(CompiledProject project, SetPlace place) {
        this.project = project;
        this.settings = NeptuneSettings.of(project.graphTarget());
        this.layouts = new ElementLayouts(settings);
        this.place = place;
        this.work = new FolderWork(place.location());
    }

    private static SetPlace place(NeptuneSettings settings, CompiledProject project, Path baseFolder) {
        if (settings.location().isEmpty()) {
            OutputFolder folder =
                    new OutputFolder(FolderWork.folder(baseFolder.resolve(settings.path()), project.tenant())
                            .toAbsolutePath()
                            .normalize());
            return new FolderPlace(
                    folder, FolderWork.in(settings.path(), project.tenant()).location());
        }
        Map<String, Object> keys = project.graphTarget().settings();
        String output = "graph output `" + project.graphTarget().name() + "`";
        S3Location root = settings.location().orElseThrow();
        S3Location at = project.tenant().map(FileStems::of).map(root::below).orElse(root);
        ObjectStore store = S3Store.owning(AwsAccess.of(keys, output), at, S3Options.of(keys, output));
        PrefixLease lease = new PrefixLease(store, PrefixLease.USUAL_LIFE);
        return new FolderWork(at.toString())
                .guard(() -> new ObjectPlace(store, lease, Files.createTempDirectory("graphc-neptune")));
    }

    @Override
    public void open(CompiledProject compiled) {
        layouts.open(compiled);
        work.guard(() -> {
            place.begin();
            Optional<LoadManifest> found = manifest();
            known = found.map(LoadManifest::sets).orElse(List.of());
            last = found.map(LoadManifest::load).orElse(0L);
            // Files of the other format are nothing to add to.
            before = found.filter(manifest -> settings.format().isOf(manifest.loader()));
            otherFormat = found.isPresent() && before.isEmpty();
        });
    }

    @Override
    public OptionalLong lastLoad() {
        return OptionalLong.of(last);
    }

    @Override
    public boolean addsToLast() {
        return !otherFormat;
    }

    @Override
    public void checkHolds(long since) {
        work.guard(() -> new HeldFiles(place)
                .check(before.map(manifest -> manifest.setsUntil(since)).orElse(List.of())));
    }

    @Override
    public void begin(Load begun) {
        load = begun;
    }

    private List<LoadSet> setsBefore() {
        return load.anew()
                ? List.of()
                : before.map(manifest -> manifest.setsUntil(load.since())).orElse(List.of());
    }

    /** The set under construction; its number follows those of all sets that are there. */
    private SetFiles set() {
        if (set == null) {
            String folder = work.guard(() -> place.newSet(known, load.anew() || before.isEmpty()));
            set = new SetFiles(new SetDraft(place, folder), settings);
        }
        return set;
    }

    @Override
    public WriteResult write(ElementPlan element, RowCursor rows, WriteMode mode) {
        ElementLayout layout = layouts.of(element, rows);
        long count = work.guard(() -> set().write(layout, lostLabels(element), layouts.stem(element), rows, mode));
        return result(count, mode);
    }

    @Override
    public boolean readsShares() {
        return true;
    }

    @Override
    public WriteResult writeShares(
            ElementPlan element, List<? extends Supplier<? extends RowCursor>> shares, WriteMode mode) {
        ElementLayout layout = layouts.of(element);
        long count =
                work.guard(() -> set().writeShares(layout, lostLabels(element), layouts.stem(element), shares, mode));
        return result(count, mode);
    }

    private List<String> lostLabels(ElementPlan element) {
        return load.lostLabels().getOrDefault(element.id(), List.of());
    }

    private static WriteResult result(long count, WriteMode mode) {
        return mode == WriteMode.CHANGED ? new WriteResult(count, 0, count, 0) : new WriteResult(count, count, 0, 0);
    }

    /** Writes the ids into files that are to be executed through a query endpoint once the set was loaded. */
    @Override
    public DeleteResult delete(ElementPlan element, RowCursor ids) {
        boolean there = !load.anew();
        long count = work.guard(() -> set().delete(layouts.of(element), layouts.stem(element), ids, there));
        return new DeleteResult(count, there ? count : 0, there ? 0 : count, List.of());
    }

    @Override
    public DeleteResult unlink(ElementPlan element, RowCursor ids) {
        if (load.anew()) {
            return DeleteResult.NOTHING;
        }
        long count = work.guard(() -> set().move(layouts.of(element), layouts.stem(element), ids));
        return new DeleteResult(count, count, 0, List.of());
    }

    @Override
    public void commit() {
        work.guard(() -> {
            List<LoadSet> sets = new ArrayList<>(setsBefore());
            List<LoadManifest.Change> kept = load.number() == 0 ? keepWhatWasNotSelected() : List.of();
            if (load.anew() || !set().isEmpty()) {
                sets.add(set().finish(load.number(), totals(), kept));
            }
            String tenant = project.tenant().orElse("");
            place.commit(LoadManifest.of(settings.format(), project.name(), tenant, load.number(), sets), load.anew());
        });
    }

    private Map<String, Long> totals() {
        Map<String, Long> totals = new LinkedHashMap<>();
        for (LoadSet earlier : setsBefore()) {
            earlier.changes().forEach(change -> totals.put(change.id(), change.rows()));
        }
        return totals;
    }

    /** Where no state knows what the target holds, a run of a part of the project leaves the other files as they are. */
    private List<LoadManifest.Change> keepWhatWasNotSelected() throws IOException {
        List<LoadManifest.Change> kept = new ArrayList<>();
        for (LoadSet earlier : before.map(LoadManifest::sets).orElse(List.of())) {
            for (LoadManifest.Change change : earlier.changes()) {
                if (!layouts.has(change.id()) || set().wrote(change.id())) {
                    continue;
                }
                if (before.orElseThrow().sets().size() > 1) {
                    throw severalSets(change.name());
                }
                kept.add(change);
                for (LoadManifest.DataFile file : earlier.files()) {
                    if (file.element().equals(change.id())) {
                        set().keep(place.keep(file, set().name()));
                    }
                }
            }
        }
        return kept;
    }

    private GraphcException severalSets(String name) {
        return new GraphcException(Diagnostic.of(
                        DiagnosticCode.CANNOT_WRITE,
                        "`" + location() + "` holds `" + name
                                + "` in several load sets, which a run of a part of the project cannot replace")
                .note("the engine keeps no state, so what the sets hold together is not known")
                .help("run without `--select` and `--exclude`, or keep the state in a DuckDB file")
                .build());
    }

    /** Counts what was committed, as the manifest in the folder says. */
    @Override
    public long count(ElementPlan element) {
        return work.guard(
                () -> manifest().map(manifest -> manifest.rows(element.id())).orElse(0L));
    }

    private Optional<LoadManifest> manifest() throws IOException {
        return place.manifest().map(found -> found.inProject(project.name()));
    }

    /** What the files of the folder make; a load that is not committed is not in it. */
    @Override
    public Optional<LoadedGraph> loaded() {
        LoadSetGraph there = graph;
        if (there == null) {
            there = new LoadSetGraph(project, place, work, settings.milliseconds());
            graph = there;
        }
        return Optional.of(there);
    }

    @Override
    public void cancel() {
        LoadSetGraph there = graph;
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
        LoadSetGraph there = graph;
        if (there != null) {
            there.close();
        }
        work.guard(place::close);
    }
}
