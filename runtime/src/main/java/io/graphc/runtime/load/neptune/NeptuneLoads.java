package io.graphc.runtime.load.neptune;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.runtime.load.LoadError;
import io.graphc.runtime.load.LoadJob;
import io.graphc.runtime.load.LoadLedger;
import io.graphc.runtime.load.LoadRecord;
import io.graphc.runtime.load.LoadRecord.Stage;
import io.graphc.runtime.load.LoadReport;
import io.graphc.runtime.load.LoadStorage;
import io.graphc.runtime.load.neptune.LoadRunner.Part;
import io.graphc.runtime.store.ContentSum;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The loads of one graph on one Neptune cluster: makes them, finds those again that an earlier process has left, cancels and
 * resumes them. Used by one thread.
 */
public final class NeptuneLoads implements AutoCloseable {
    private final NeptuneOutput output;
    private final NeptuneClient client;
    private final LoadStorage storage;
    private final LoadLedger ledger;
    private final String folder;
    private final Pace pace;
    private final NeptuneProblems problems;
    private @Nullable LoadRunner begun;

    /**
     * The loads of a graph; sends nothing yet.
     *
     * @param settings the output's keys, for the access to AWS
     * @param base what relative paths in them start from
     * @param folder the graph's place below the output's location: a key that ends with {@code /}, or nothing
     */
    public NeptuneLoads(
            NeptuneOutput output,
            Map<String, Object> settings,
            Path base,
            LoadStorage storage,
            String folder,
            Pace pace) {
        this.output = output;
        this.client = NeptuneClient.of(output, settings, base);
        this.storage = storage;
        this.folder = folder;
        this.ledger = new LoadLedger(storage, folder);
        this.pace = pace;
        this.problems = new NeptuneProblems(output);
    }

    /** What an instance says of itself. */
    public record Instance(String status, String engine, String role, String gremlin, String openCypher) {}

    /** Asks the cluster for a sign of life; throws where it gives none or takes no changes. */
    public Instance check() {
        try {
            Instance instance = client.instance();
            if (!instance.role().equals("writer")) {
                throw new GraphcException(Diagnostic.of(
                                DiagnosticCode.NEPTUNE_READ_ONLY,
                                "Neptune at " + output.host() + " is a " + instance.role() + ", which takes no changes")
                        .help("name the writer in `endpoint`: the cluster endpoint follows it")
                        .build());
            }
            return instance;
        } catch (NeptuneCallException e) {
            throw problems.failed("asking for its status", e);
        }
    }

    /** Asks the loader how many loads it remembers. */
    public int remembered() {
        try {
            return client.loads().size();
        } catch (NeptuneCallException e) {
            throw problems.failed("asking its loader", e);
        }
    }

    /** The role that the loader is to read files as. */
    public String role() {
        return output.role();
    }

    /** Statements on the same cluster. */
    public NeptuneQueries queries() {
        return new NeptuneQueries(client, output, pace);
    }

    /**
     * What a load is made of.
     *
     * @param folder where its files are
     * @param files their sums by their names below it, which begin with {@code nodes/} or {@code relationships/}
     * @param contents a checksum of all that the load does
     * @param format the loader's word for their form
     * @param number the load's number in the state
     */
    public record Contents(
            Path folder,
            Map<String, ContentSum> files,
            String contents,
            String format,
            String project,
            String tenant,
            long number) {
        public Contents {
            files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
        }

        boolean has(String kind) {
            return files.keySet().stream().anyMatch(name -> name.startsWith(kind + "/"));
        }
    }

    /** How much of a load is done. */
    public enum Extent {
        /** Nodes; what is left is done later, by the same process or by the next one that makes the load. */
        NODES,
        ALL
    }

    /**
     * Loads files. One load of the same contents that an earlier process has begun and not ended well is taken up in place
     * of a new one; one of other contents is waited for first.
     *
     * @param before what must be done in the graph before the files are loaded; it is not done again for a load that is
     *     taken up, because it comes before the first job
     */
    public LoadReport load(Contents contents, Extent extent, Runnable before, BooleanSupplier stopped) {
        List<Diagnostic> told = new ArrayList<>();
        LoadRunner own = begun;
        if (own != null) {
            return run(own, contents, extent, told);
        }
        Optional<LoadRecord> open = ledger.last().filter(record -> !record.isOver());
        Optional<LoadRecord> elsewhere = open.filter(record -> !isHere(record));
        if (elsewhere.isPresent()) {
            // What another cluster holds says nothing of this one.
            told.add(problems.elsewhere(elsewhere.get()));
            ledger.write(elsewhere.get().at(Stage.ABANDONED));
            open = Optional.empty();
        }
        if (open.isPresent()) {
            LoadRunner earlier = runner(open.get(), stopped);
            Optional<Diagnostic> unfinished = earlier.settle();
            if (unfinished.isPresent()) {
                return new LoadReport(
                        earlier.record().jobs(), List.of(), unfinished.stream().toList());
            }
            told.addAll(earlier.told());
            earlier.record().jobs().stream()
                    .filter(job -> job.state().equals(LoadJob.FORGOTTEN))
                    .forEach(job -> told.add(problems.forgottenBefore(job)));
            if (isSame(earlier.record(), contents)) {
                told.add(0, takenUp(earlier.record()));
                return run(earlier, contents, extent, told);
            }
            ledger.write(earlier.record().at(Stage.ABANDONED));
        }
        if (contents.files().isEmpty()) {
            before.run();
            return new LoadReport(List.of(), List.of(), told);
        }
        LoadRecord record = new LoadRecord(
                name(contents.number()),
                contents.project(),
                contents.tenant(),
                output.host(),
                contents.number(),
                contents.contents(),
                Stage.PREPARED,
                List.of());
        ledger.write(record);
        put(contents, record);
        before.run();
        return run(runner(record, stopped), contents, extent, told);
    }

    private boolean isHere(LoadRecord record) {
        return record.endpoint().equals(output.host());
    }

    /** Names sort by age, and no two processes make the same one. */
    private String name(long number) {
        return String.format(
                Locale.ROOT,
                "%013d-%06d-%s",
                pace.clock().millis(),
                number,
                UUID.randomUUID().toString().substring(0, 8));
    }

    private void put(Contents contents, LoadRecord record) {
        try {
            storage.put(contents.folder(), contents.files(), folder + record.name() + "/");
        } catch (IOException e) {
            throw new GraphcException(
                    Diagnostic.of(
                                    DiagnosticCode.CANNOT_WRITE,
                                    "the files of the graph cannot be put to `" + storage.uri(folder + record.name())
                                            + "`")
                            .note(String.valueOf(e.getMessage()))
                            .help("check `location` and that the disk or the bucket takes files")
                            .build(),
                    e);
        }
    }

    private LoadRunner runner(LoadRecord record, BooleanSupplier stopped) {
        return new LoadRunner(output, client, ledger, record, pace, stopped);
    }

    /** Whether a load does what another one would, and has not failed at it. */
    private static boolean isSame(LoadRecord record, Contents contents) {
        boolean failed = List.of(LoadRunner.NODES, LoadRunner.RELATIONSHIPS).stream()
                .map(record::last)
                .filter(place -> place >= 0)
                .map(record.jobs()::get)
                .anyMatch(job -> LoadState.outcome(job.state()) == LoadState.Outcome.FAILED || job.errors() > 0);
        return !failed && !record.jobs().isEmpty() && record.contents().equals(contents.contents());
    }

    private static Diagnostic takenUp(LoadRecord record) {
        String ids = String.join("`, `", record.jobs().stream().map(LoadJob::id).toList());
        return Diagnostic.of(
                        DiagnosticCode.LOAD_TAKEN_UP,
                        "an earlier run has started this load and not ended: it is taken up, not started again")
                .note("load `" + ids + "`")
                .build();
    }

    private LoadReport run(LoadRunner runner, Contents contents, Extent extent, List<Diagnostic> told) {
        begun = runner;
        List<Part> parts = new ArrayList<>();
        String prefix = folder + runner.record().name() + "/";
        if (contents.has(LoadRunner.NODES)) {
            parts.add(new Part(LoadRunner.NODES, storage.uri(prefix + "nodes/")));
        }
        if (extent == Extent.ALL && contents.has(LoadRunner.RELATIONSHIPS)) {
            parts.add(new Part(LoadRunner.RELATIONSHIPS, storage.uri(prefix + "relationships/")));
        }
        int before = runner.told().size();
        Optional<Diagnostic> problem = runner.load(parts, contents.format(), extent);
        if (problem.isPresent() || extent == Extent.ALL) {
            begun = null;
        }
        boolean left = problem.map(Diagnostic::code)
                .filter(DiagnosticCode.LOAD_NOT_FINISHED::equals)
                .isPresent();
        List<LoadError> errors = List.copyOf(runner.errors());
        // A job that goes on would write beside the next load; where it cannot be ended that one waits for it.
        if (problem.isPresent() && !left && runner.cancelRest()) {
            ledger.write(runner.record().at(Stage.ABANDONED));
        }
        List<Diagnostic> all = new ArrayList<>(told);
        all.addAll(runner.told().subList(before, runner.told().size()));
        problem.ifPresent(all::add);
        return new LoadReport(runner.record().jobs(), errors, all);
    }

    /** Writes down that nothing of the last load is left to do. */
    public void done() {
        ledger.last()
                .filter(record -> record.stage() == Stage.LOADED)
                .ifPresent(record -> ledger.write(record.at(Stage.DONE)));
    }

    /** All loads, the newest first; those under way here with what Neptune says of them now. Nothing is changed by that. */
    public List<LoadRecord> records() {
        List<LoadRecord> records = new ArrayList<>();
        for (LoadRecord record : ledger.all()) {
            records.add(record.isOver() || !isHere(record) ? record : looked(record));
        }
        return records;
    }

    private LoadRecord looked(LoadRecord record) {
        LoadRunner runner = runner(record, () -> true);
        LoadRecord seen = record;
        for (int i = 0; i < record.jobs().size(); i++) {
            LoadJob job = record.jobs().get(i);
            if (job.knownId().isPresent() && LoadState.outcome(job.state()) == LoadState.Outcome.RUNNING) {
                seen = seen.with(i, runner.seen(i));
            }
        }
        return seen;
    }

    /** Whether a record has this load. */
    public boolean knows(String id) {
        return ledger.all().stream().anyMatch(record -> place(record, id) >= 0);
    }

    private LoadRecord with(String id) {
        return ledger.all().stream()
                .filter(record ->
                        record.jobs().stream().anyMatch(job -> job.id().equals(id)))
                .findFirst()
                .orElseThrow(() -> problems.notOurs(id));
    }

    /** Cancels a job that a record has; what it has loaded stays. Gives what Neptune says of it then. */
    public LoadJob cancel(String id) {
        LoadRecord record = with(id);
        int place = place(record, id);
        try {
            client.cancel(id);
        } catch (NeptuneCallException e) {
            // One that is over is as good as cancelled; what it ended with is told.
            if (e.failure().kind() != NeptuneFailure.Kind.UNKNOWN_LOAD) {
                throw problems.failed("cancelling load " + id, e);
            }
        }
        LoadRunner runner = runner(record, () -> true);
        if (LoadState.outcome(record.jobs().get(place).state()) == LoadState.Outcome.RUNNING) {
            runner.look(place);
        }
        LoadJob job = runner.record().jobs().get(place);
        if (job.state().equals(LoadJob.FORGOTTEN)) {
            throw new GraphcException(problems.forgotten(job));
        }
        return job;
    }

    private static int place(LoadRecord record, String id) {
        return record.jobs().stream().map(LoadJob::id).toList().indexOf(id);
    }

    /** Resumes a job of a record that ended with write conflicts, and waits for its end. */
    public LoadReport resume(String id, String format, BooleanSupplier stopped) {
        LoadRecord record = with(id);
        int place = place(record, id);
        LoadJob job = record.jobs().get(place);
        if (LoadState.outcome(job.state()) != LoadState.Outcome.CONFLICTS) {
            throw new GraphcException(Diagnostic.of(
                            DiagnosticCode.LOAD_REQUEST_REFUSED,
                            "load `" + id + "` is " + job.state() + ", which there is nothing to resume of")
                    .note("a load is resumed that ended with LOAD_COMMITTED_W_WRITE_CONFLICTS")
                    .help("`graphc run` loads what is missing")
                    .build());
        }
        LoadRunner runner = runner(record.at(Stage.LOADING), stopped);
        Optional<Diagnostic> problem = runner.resume(place, format);
        List<Diagnostic> told = new ArrayList<>(runner.told());
        problem.ifPresent(told::add);
        List<LoadError> errors = runner.errors();
        return new LoadReport(runner.record().jobs(), errors, told);
    }

    @Override
    public void close() {
        client.close();
        storage.close();
    }
}
