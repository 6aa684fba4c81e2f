package io.graphc.runtime.load.neptune;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.GraphcException;
import io.graphc.runtime.load.LoadError;
import io.graphc.runtime.load.LoadJob;
import io.graphc.runtime.load.LoadLedger;
import io.graphc.runtime.load.LoadRecord;
import io.graphc.runtime.load.LoadRecord.Stage;
import io.graphc.runtime.load.neptune.NeptuneClient.Start;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Drives the jobs of one load to their end: nodes, then relationships. What is about to be done is in the ledger before it is
 * done, so that a run that dies is taken up by the next one. A start is sent once; one that is not answered is looked for
 * among Neptune's loads before anything else. Used by one thread.
 */
final class LoadRunner {
    static final String NODES = "nodes";
    static final String RELATIONSHIPS = "relationships";

    private static final List<String> KINDS = List.of(NODES, RELATIONSHIPS);
    /** How often a load is resumed that met with conflicts. */
    private static final int RESUMES = 5;
    /** How often a start that is not found anywhere is sent again. */
    private static final int STARTS = 3;
    /** How often a start that was not answered is looked for. */
    private static final int LOOKS = 3;

    private final NeptuneOutput output;
    private final NeptuneClient client;
    private final LoadLedger ledger;
    private final Pace pace;
    private final BooleanSupplier stopped;
    private final NeptuneProblems problems;
    private final LoaderQuestions questions;
    private final Notifier notifier;
    private final List<LoadError> errors = new ArrayList<>();
    private final List<Diagnostic> told = new ArrayList<>();
    private LoadRecord record;
    private String format = "csv";

    /**
     * A runner for one record.
     *
     * @param stopped asked between two looks at a job; then it is left alone
     */
    LoadRunner(
            NeptuneOutput output,
            NeptuneClient client,
            LoadLedger ledger,
            LoadRecord record,
            Pace pace,
            BooleanSupplier stopped) {
        this.output = output;
        this.client = client;
        this.ledger = ledger;
        this.record = record;
        this.pace = pace;
        this.stopped = stopped;
        this.problems = new NeptuneProblems(output);
        this.questions = new LoaderQuestions(client, pace, problems, stopped);
        this.notifier = new Notifier(output, pace.clock());
    }

    LoadRecord record() {
        return record;
    }

    /** What was not loaded. */
    List<LoadError> errors() {
        return errors;
    }

    /** What is to be told beside. */
    List<Diagnostic> told() {
        return told;
    }

    private void remember(LoadRecord next) {
        record = next;
        ledger.write(next);
    }

    /** A folder of files. */
    record Part(String kind, String source) {}

    /**
     * Loads parts in their order, those that are not loaded yet.
     *
     * @param loaderFormat the loader's word for the form of the files
     * @param extent whether these are all
     * @return what is wrong; empty when all of it is in the graph
     */
    Optional<Diagnostic> load(List<Part> parts, String loaderFormat, NeptuneLoads.Extent extent) {
        format = loaderFormat;
        // Of jobs that are started again now.
        errors.clear();
        if (record.stage() == Stage.PREPARED) {
            remember(record.at(Stage.LOADING));
        }
        if (output.queueRequest()) {
            parts.stream().filter(part -> record.last(part.kind()) < 0).forEach(part -> start(part, "NEW"));
        }
        for (Part part : parts) {
            Optional<Diagnostic> problem = complete(part);
            if (problem.isPresent()) {
                return problem;
            }
        }
        if (extent == NeptuneLoads.Extent.ALL) {
            remember(record.at(Stage.LOADED));
        }
        return Optional.empty();
    }

    /** Sees to it that one part is loaded. */
    private Optional<Diagnostic> complete(Part part) {
        int resumes = 0;
        int errorsBefore = errors.size();
        String parallelism = output.parallelism();
        while (true) {
            if (record.last(part.kind()) < 0) {
                start(part, "NEW");
            }
            Optional<Diagnostic> unfinished = await(part.kind());
            if (unfinished.isPresent()) {
                return unfinished;
            }
            LoadJob job = record.jobs().get(record.last(part.kind()));
            switch (LoadState.outcome(job.state())) {
                case COMPLETED -> {
                    return job.errors() == 0 ? Optional.empty() : Optional.of(problems.ended(job, errors));
                }
                case CONFLICTS -> {
                    if (++resumes > RESUMES) {
                        return Optional.of(problems.ended(job, errors));
                    }
                    forgetErrors(errorsBefore);
                    start(part, "RESUME");
                }
                case DEADLOCK -> {
                    Optional<String> lower = lower(parallelism);
                    if (lower.isEmpty()) {
                        return Optional.of(problems.ended(job, errors));
                    }
                    parallelism = lower.get();
                    forgetErrors(errorsBefore);
                    start(part, "NEW", parallelism);
                }
                case DEPENDENCY -> {
                    // What it depends on is loaded by now: its own end comes first here.
                    if (++resumes > RESUMES) {
                        return Optional.of(problems.ended(job, errors));
                    }
                    forgetErrors(errorsBefore);
                    start(part, "NEW");
                }
                case RUNNING, FAILED -> {
                    return Optional.of(problems.ended(job, errors));
                }
            }
        }
    }

    /** What a job left out is what the next one is for. */
    private void forgetErrors(int before) {
        errors.subList(before, errors.size()).clear();
    }

    private static Optional<String> lower(String parallelism) {
        return switch (parallelism) {
            case "OVERSUBSCRIBE" -> Optional.of("HIGH");
            case "HIGH" -> Optional.of("MEDIUM");
            case "MEDIUM" -> Optional.of("LOW");
            default -> Optional.empty();
        };
    }

    private void start(Part part, String mode) {
        start(part, mode, output.parallelism());
    }

    /** Starts a job and writes down its id; waits where there is no room for it. */
    private void start(Part part, String mode, String parallelism) {
        Instant began = pace.clock().instant();
        int attempts = 0;
        int sent = 0;
        // Jobs of before, which a job that is looked for is not.
        List<String> known = ids();
        remember(record.plus(LoadJob.starting(
                part.kind(), part.source(), pace.clock().instant().toString())));
        int place = record.jobs().size() - 1;
        while (true) {
            try {
                sent++;
                String id = client.start(request(part, mode, parallelism));
                remember(record.with(place, record.jobs().get(place).withId(id, LoadState.LOAD_NOT_STARTED.name())));
                return;
            } catch (NeptuneCallException e) {
                NeptuneFailure failure = e.failure();
                boolean unclear = failure.kind() == NeptuneFailure.Kind.LOST || failure.status() >= 500;
                boolean full = NeptuneProblems.isQueueFull(failure) || failure.kind() == NeptuneFailure.Kind.BUSY;
                if (unclear && !NeptuneProblems.isQueueFull(failure)) {
                    if (found(place, known)) {
                        return;
                    }
                    full |= failure.kind() == NeptuneFailure.Kind.LOST && sent < STARTS;
                }
                if (!full) {
                    withdraw(place);
                    throw problems.refusedStart(part.source(), e);
                }
                if (stopped.getAsBoolean() || pace.isOver(began, output.waitTimeout())) {
                    withdraw(place);
                    throw problems.queueFull(part.source(), e);
                }
                pace.pause(attempts++);
            }
        }
    }

    private List<String> ids() {
        return record.jobs().stream().map(LoadJob::id).toList();
    }

    /** Nothing was started, so nothing is to be looked for. */
    private void withdraw(int place) {
        List<LoadJob> jobs = new ArrayList<>(record.jobs());
        jobs.remove(place);
        LoadRecord before = record;
        remember(new LoadRecord(
                before.name(),
                before.project(),
                before.tenant(),
                before.endpoint(),
                before.load(),
                before.contents(),
                before.stage(),
                jobs));
    }

    private Start request(Part part, String mode, String parallelism) {
        List<String> dependencies = new ArrayList<>();
        int nodes = record.last(NODES);
        if (part.kind().equals(RELATIONSHIPS) && nodes >= 0 && output.queueRequest()) {
            LoadJob before = record.jobs().get(nodes);
            boolean running = LoadState.outcome(before.state()) == LoadState.Outcome.RUNNING;
            before.knownId().filter(id -> running).ifPresent(dependencies::add);
        }
        return new Start(
                part.source(),
                format,
                mode,
                output.role(),
                parallelism,
                output.failOnError(),
                output.queueRequest(),
                dependencies);
    }

    /**
     * Looks for a job whose start was not answered.
     *
     * @param known jobs from the same source that it is not
     */
    private boolean found(int place, List<String> known) {
        LoadJob job = record.jobs().get(place);
        for (int look = 0; look < LOOKS; look++) {
            for (String id : questions.loads()) {
                Optional<LoadStatus> status = known.contains(id)
                        ? Optional.empty()
                        : questions
                                .status(id)
                                .filter(loading -> loading.source().equals(job.source()));
                if (status.isPresent()) {
                    remember(record.with(
                            place, status.get().on(job.withId(id, status.get().state()))));
                    return true;
                }
            }
            pace.pause(look);
        }
        return false;
    }

    /** Waits for all jobs of the record that are under way; what is wrong with that. */
    Optional<Diagnostic> settle() {
        for (int i = 0; i < record.jobs().size(); i++) {
            LoadJob job = record.jobs().get(i);
            if (job.state().equals(LoadJob.UNCLEAR) && !found(i, ids())) {
                withdraw(i--);
            }
        }
        for (String kind : KINDS) {
            Optional<Diagnostic> unfinished = record.last(kind) < 0 ? Optional.empty() : await(kind);
            if (unfinished.isPresent()) {
                return unfinished;
            }
        }
        return Optional.empty();
    }

    /** Waits for the last job of a kind; gives what is to be told where it is left alone. */
    private Optional<Diagnostic> await(String kind) {
        int place = record.last(kind);
        Instant began = pace.clock().instant();
        int looks = 0;
        while (LoadState.outcome(record.jobs().get(place).state()) == LoadState.Outcome.RUNNING) {
            look(place);
            LoadJob job = record.jobs().get(place);
            if (LoadState.outcome(job.state()) != LoadState.Outcome.RUNNING) {
                break;
            }
            if (stopped.getAsBoolean()) {
                return Optional.of(problems.unfinished(job, "the run was stopped"));
            }
            if (pace.isOver(began, output.waitTimeout())) {
                return Optional.of(problems.unfinished(job, problems.timeIsUp()));
            }
            pace.pause(looks++);
        }
        return Optional.empty();
    }

    /** Asks for the status of a job, once; its end is written down and told to those who want to know. */
    void look(int place) {
        LoadJob job = seen(place);
        if (LoadState.outcome(job.state()) == LoadState.Outcome.RUNNING) {
            record = record.with(place, job);
            return;
        }
        LoadJob ended = job.endedAt(pace.clock().instant().toString());
        remember(record.with(place, ended));
        if (ended.state().equals(LoadJob.FORGOTTEN)) {
            return;
        }
        if (LoadState.outcome(ended.state()) != LoadState.Outcome.COMPLETED || ended.errors() > 0) {
            errors.addAll(questions.errors(ended.id()));
        }
        told.addAll(notifier.ended(record, ended));
    }

    /** A job as Neptune tells of it now; nothing is written down. */
    LoadJob seen(int place) {
        LoadJob job = record.jobs().get(place);
        return questions
                .status(job.id())
                .map(status -> status.on(job))
                .orElseGet(() -> job.withId(job.id(), LoadJob.FORGOTTEN));
    }

    /**
     * Cancels the jobs that are under way still, since what they depend on was not loaded as it should be. What goes wrong
     * with that is told beside.
     *
     * @return whether none is under way any more
     */
    boolean cancelRest() {
        boolean over = true;
        for (int i = 0; i < record.jobs().size(); i++) {
            LoadJob job = record.jobs().get(i);
            if (job.knownId().isPresent() && LoadState.outcome(job.state()) == LoadState.Outcome.RUNNING) {
                over &= cancel(i, job);
            }
        }
        return over;
    }

    private boolean cancel(int place, LoadJob job) {
        try {
            client.cancel(job.id());
        } catch (NeptuneCallException e) {
            // One that is over need not be cancelled; how it ended is asked for below.
            if (e.failure().kind() != NeptuneFailure.Kind.UNKNOWN_LOAD) {
                told.add(problems.failed("cancelling load " + job.id(), e).diagnostic());
                return false;
            }
        }
        try {
            look(place);
        } catch (GraphcException e) {
            told.add(e.diagnostic());
            return false;
        }
        return LoadState.outcome(record.jobs().get(place).state()) != LoadState.Outcome.RUNNING;
    }

    /** Takes up a load that met with conflicts; gives what is wrong at its end. */
    Optional<Diagnostic> resume(int place, String loaderFormat) {
        format = loaderFormat;
        LoadJob job = record.jobs().get(place);
        start(new Part(job.kind(), job.source()), "RESUME");
        return complete(new Part(job.kind(), job.source()));
    }
}
