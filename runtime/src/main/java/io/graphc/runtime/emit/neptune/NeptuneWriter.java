package io.graphc.runtime.emit.neptune;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.GraphcBugException;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.ElementPlan;
import io.graphc.plan.GraphTarget;
import io.graphc.plan.TargetSettings;
import io.graphc.runtime.aws.AwsAccess;
import io.graphc.runtime.emit.DeleteResult;
import io.graphc.runtime.emit.ElementQueries;
import io.graphc.runtime.emit.GraphWriter;
import io.graphc.runtime.emit.Load;
import io.graphc.runtime.emit.LoadedGraph;
import io.graphc.runtime.emit.WriteMode;
import io.graphc.runtime.emit.WriteResult;
import io.graphc.runtime.emit.file.FileStems;
import io.graphc.runtime.emit.file.FolderWork;
import io.graphc.runtime.emit.gremlin.GremlinScripts;
import io.graphc.runtime.emit.neptune.LoadManifest.DataFile;
import io.graphc.runtime.emit.neptune.LoadManifest.LoadSet;
import io.graphc.runtime.engine.RowCursor;
import io.graphc.runtime.load.LoadReport;
import io.graphc.runtime.load.LoadStorage;
import io.graphc.runtime.load.neptune.NeptuneLoads;
import io.graphc.runtime.load.neptune.NeptuneLoads.Extent;
import io.graphc.runtime.load.neptune.NeptuneOutput;
import io.graphc.runtime.load.neptune.NeptuneQueries;
import io.graphc.runtime.load.neptune.Pace;
import io.graphc.runtime.store.ContentSum;
import io.graphc.runtime.store.S3Location;
import io.graphc.runtime.store.S3Options;
import io.graphc.runtime.store.S3Store;
import io.graphc.source.disk.Removal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes the graph into an Amazon Neptune cluster: rows go to files, files to the output's location, and Neptune's bulk loader
 * takes them from there. What a load cannot do is done by statements: before it, properties that lost a value, labels that
 * went and relationships that have other ends are taken away; after it, elements are deleted. A load that breaks off is
 * completed by the next one. Rows of which nothing is known count as new ones up to those that the cluster lacks.
 */
public final class NeptuneWriter implements GraphWriter {
    private static final List<String> FILE_KEYS = List.of(
            "format",
            "gzip",
            "max_file_size",
            "timestamp_precision",
            "decimal",
            "max_delete",
            "min_age",
            "read_back",
            "endpoint",
            "location");

    private static final String SET = "load";

    private final CompiledProject project;
    private final NeptuneOutput output;
    private final NeptuneSettings settings;
    private final Path staging;
    private final FolderWork work;
    private final NeptuneLoads loads;
    private final NeptuneQueries queries;
    private final NeptuneStatements statements;
    private final ElementQueries language;
    private final NeptuneElements elements;
    private final ElementLayouts layouts;
    private final Map<String, Long> there = new LinkedHashMap<>();
    private Load load = Load.UNREMEMBERED;
    private @Nullable SetFiles set;
    private @Nullable LoadSet finished;
    private boolean loaded;
    private String instance = "";

    /**
     * A writer for the graph target of a project; throws a diagnostic where its settings are wrong.
     *
     * @param baseFolder what relative paths start from
     * @param storage where the files go, the output's location
     */
    public NeptuneWriter(CompiledProject project, Path baseFolder, LoadStorage storage, Pace pace) {
        GraphTarget target = project.graphTarget();
        refuseUnknownKeys(target);
        this.project = project;
        this.output = NeptuneOutput.of(target);
        this.settings = NeptuneSettings.ofLoaded(target);
        this.layouts = new ElementLayouts(settings);
        this.staging = FolderWork.folder(
                baseFolder.resolve("target").resolve("neptune").resolve(FileStems.of(target.name())), project.tenant());
        this.work = new FolderWork(staging.toString().replace('\\', '/'));
        this.loads = new NeptuneLoads(output, target.settings(), baseFolder, storage, folder(project), pace);
        this.queries = loads.queries();
        this.statements = new NeptuneStatements(queries);
        OpenCypherElements openCypher = new OpenCypherElements(queries);
        this.language = output.gremlin() ? new GremlinScripts(statements).elements() : openCypher;
        this.elements = new NeptuneElements(language, openCypher);
    }

    /** A writer that puts files into S3 and lets time pass. */
    public static NeptuneWriter of(CompiledProject project, Path baseFolder) {
        return new NeptuneWriter(project, baseFolder, storage(project.graphTarget()), Pace.real());
    }

    /** The S3 location of an output. */
    public static LoadStorage storage(GraphTarget target) {
        String words = "graph output `" + target.name() + "`";
        String location = NeptuneOutput.of(target).location() + "/";
        S3Options options = S3Options.of(target.settings(), words);
        AwsAccess access = AwsAccess.of(target.settings(), words);
        // The form of the location was checked with the other settings.
        S3Location place = S3Location.of(location).orElseThrow();
        return new LoadStorage(S3Store.open(access, place, options), location, access::close);
    }

    /** The loads of a project's graph, of this process and of others. */
    public static NeptuneLoads loads(CompiledProject project, Path baseFolder) {
        GraphTarget target = project.graphTarget();
        return new NeptuneLoads(
                NeptuneOutput.of(target), target.settings(), baseFolder, storage(target), folder(project), Pace.real());
    }

    /** The place of a project's graph below the output's location, a key that ends with a slash. */
    public static String folder(CompiledProject project) {
        String own = FileStems.of(project.name()) + "/";
        return project.tenant().map(tenant -> own + FileStems.of(tenant) + "/").orElse(own);
    }

    /** The loader's word for the form of the files that an output asks for. */
    public static String loaderFormat(GraphTarget target) {
        return String.valueOf(NeptuneSettings.ofLoaded(target).format().loader().get("format"));
    }

    private static void refuseUnknownKeys(GraphTarget target) {
        List<String> keys = new ArrayList<>(NeptuneOutput.KEYS);
        keys.addAll(FILE_KEYS);
        keys.addAll(AwsAccess.KEYS);
        keys.addAll(S3Options.KEYS);
        new TargetSettings(target).refuseUnknown(keys);
    }

    @Override
    public void open(CompiledProject compiled) {
        layouts.open(compiled);
        language.of(compiled.graph().nodes(), compiled.graph().relationships());
        instance = NeptuneInspection.words(loads.check());
    }

    @Override
    public void begin(Load begun) {
        load = begun;
    }

    private SetFiles set() {
        SetFiles files = set;
        if (files == null) {
            work.guard(() -> Removal.of(staging));
            // Neptune's loader may leave values of openCypher files alone where others are there.
            files = new SetFiles(
                    new SetDraft(() -> staging, SET), settings, settings.format() == NeptuneFormat.OPENCYPHER);
            set = files;
        }
        return files;
    }

    @Override
    public WriteResult write(ElementPlan element, RowCursor rows, WriteMode mode) {
        ElementLayout layout = layouts.of(element, rows);
        long before = before(element, mode);
        long count = work.guard(() -> set().write(
                        layout,
                        lostLabels(element),
                        layouts.stem(element),
                        rows,
                        before > 0 ? WriteMode.CHANGED : mode));
        return result(count, before, mode);
    }

    @Override
    public boolean readsShares() {
        return true;
    }

    @Override
    public WriteResult writeShares(
            ElementPlan element, List<? extends Supplier<? extends RowCursor>> shares, WriteMode mode) {
        ElementLayout layout = layouts.of(element);
        long before = before(element, mode);
        WriteMode written = before > 0 ? WriteMode.CHANGED : mode;
        long count = work.guard(
                () -> set().writeShares(layout, lostLabels(element), layouts.stem(element), shares, written));
        return result(count, before, mode);
    }

    /** How many elements of rows of which nothing is known the cluster has. */
    private long before(ElementPlan element, WriteMode mode) {
        return mode == WriteMode.UNKNOWN ? there.computeIfAbsent(element.id(), id -> count(element)) : 0;
    }

    private List<String> lostLabels(ElementPlan element) {
        return load.lostLabels().getOrDefault(element.id(), List.of());
    }

    private static WriteResult result(long count, long before, WriteMode mode) {
        long updated = mode == WriteMode.CHANGED ? count : Math.min(before, count);
        return new WriteResult(count, count - updated, updated, 0);
    }

    @Override
    public LoadReport loadNodes(BooleanSupplier stopped) {
        return load(Extent.NODES, stopped);
    }

    @Override
    public LoadReport load(BooleanSupplier stopped) {
        LoadReport report = load(Extent.ALL, stopped);
        loaded |= set != null && report.problems().stream().noneMatch(Diagnostic::isError);
        return report;
    }

    private LoadReport load(Extent extent, BooleanSupplier stopped) {
        SetFiles files = set;
        if (loaded || files == null) {
            return LoadReport.NOTHING;
        }
        LoadSet whole = finished == null ? files.finish(load.number(), Map.of(), List.of()) : finished;
        finished = whole;
        NeptuneLoads.Contents contents = new NeptuneLoads.Contents(
                staging.resolve(SET),
                sums(whole.files()),
                checksum(whole),
                loaderFormat(project.graphTarget()),
                project.name(),
                project.tenant().orElse(""),
                load.number());
        return loads.load(contents, extent, () -> work.guard(() -> elements.execute(staging, whole.before())), stopped);
    }

    /** Sums by names below the load set. */
    private static Map<String, ContentSum> sums(List<DataFile> files) {
        Map<String, ContentSum> sums = new LinkedHashMap<>();
        files.forEach(
                file -> sums.put(file.path().substring(SET.length() + 1), new ContentSum(file.bytes(), file.crc32c())));
        return sums;
    }

    /**
     * Equal for two loads that lead to the same graph. What goes before the files depends on what was known of the graph then,
     * and is done once they are being loaded.
     */
    private static String checksum(LoadSet set) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (DataFile file : set.files()) {
                String line = file.path() + " " + file.bytes() + " " + file.crc32c() + "\n";
                digest.update(line.getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new GraphcBugException("every Java has SHA-256", e);
        }
    }

    private void ensureLoaded() {
        LoadReport report = load(() -> false);
        report.problems().stream().filter(Diagnostic::isError).findFirst().ifPresent(problem -> {
            throw new GraphcException(problem);
        });
    }

    @Override
    public DeleteResult delete(ElementPlan element, RowCursor ids) {
        ensureLoaded();
        return elements.delete(element, ids);
    }

    /** Comes before the load, with all else that has to be gone by then. */
    @Override
    public DeleteResult unlink(ElementPlan element, RowCursor ids) {
        long count = work.guard(() -> set().move(layouts.of(element), layouts.stem(element), ids));
        return new DeleteResult(count, count, 0, List.of());
    }

    @Override
    public void commit() {
        ensureLoaded();
        loads.done();
    }

    @Override
    public long count(ElementPlan element) {
        return language.count(element);
    }

    @Override
    public long repeated() {
        return queries.repeated();
    }

    @Override
    public Optional<LoadedGraph> loaded() {
        return Optional.of(new NeptuneGraphView(elements, language, statements, settings.milliseconds()));
    }

    @Override
    public String version() {
        return instance;
    }

    @Override
    public String location() {
        return "neptune://" + output.host();
    }

    @Override
    public void close() {
        loads.close();
        work.guard(() -> Removal.of(staging));
    }
}
