package io.graphc.runtime;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.ActionPlan.Moment;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.ElementPlan;
import io.graphc.plan.RelationshipPlan;
import io.graphc.runtime.diff.ElementChanges;
import io.graphc.runtime.diff.ElementDifference;
import io.graphc.runtime.diff.GraphState;
import io.graphc.runtime.emit.DeleteResult;
import io.graphc.runtime.emit.GraphWriter;
import io.graphc.runtime.emit.Load;
import io.graphc.runtime.emit.WriteResult;
import io.graphc.runtime.engine.FormerRows;
import io.graphc.runtime.engine.QueryEngine;
import io.graphc.runtime.load.LoadJob;
import io.graphc.runtime.policy.RowAccounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The last part of a run, on one thread. Where the engine remembers what the target holds, the rows of every element type
 * are compared with that, and deletes beyond their limit stop the run; then, only when every step before went well, what is
 * new or changed is written, what the project has no more is deleted, and the load committed; the target counts what it
 * holds; and when that is right the state takes the load in. Where nothing is remembered, every row is written. A test run
 * writes nothing and compares the counts with the staged rows; a plan only compares.
 */
final class GraphPhase {
    private static final String UNREACHABLE = "the graph target cannot be reached";

    private final CompiledProject project;
    private final TaskPlan plan;
    private final RowAccounts accounts;
    private final Refusals refusals;
    private final RunOptions options;
    private final GraphStatements statements;
    private final TargetLoading loading;
    private final List<ElementLoad> loads = new ArrayList<>();
    private final List<Diagnostic> notices = new ArrayList<>();
    private @Nullable GraphState state;
    private @Nullable ChangeSteps changes;
    private Load next = Load.UNREMEMBERED;
    private String location = "";
    private boolean committed;

    GraphPhase(
            CompiledProject project,
            TaskPlan plan,
            RowAccounts accounts,
            Refusals refusals,
            GraphStatements statements,
            RunOptions options) {
        this.project = project;
        this.plan = plan;
        this.accounts = accounts;
        this.refusals = refusals;
        this.statements = statements;
        this.loading = new TargetLoading(project, refusals);
        this.options = options;
        plan.elements().forEach(element -> loads.add(new ElementLoad(element, false)));
    }

    /** Takes the state into use; a run of a part of the project leaves alone what the project has no more. */
    void use(GraphState remembered) {
        state = remembered;
        if (!whole()) {
            remembered.leaveOthers(plan.elements());
        } else if (options.mode() != RunMode.TEST) {
            remembered.retired(project).forEach(element -> loads.add(new ElementLoad(element, true)));
        }
    }

    /**
     * Decides what the load begins with, before anything is made for it: throws a diagnostic where nothing may be written to
     * what the target holds.
     */
    void prepare(GraphWriter writer) {
        if (!plan.elements().isEmpty()) {
            next = new NextLoad(writer, state).ofRun(options.fullRefresh() && whole(), notices::add);
        }
    }

    /** Whether most rows of an element type are going to be written, as far as is known before they are compared. */
    boolean writesMost(ElementPlan element) {
        boolean held = state != null && state.held(element).orElse(0L) > 0;
        return options.mode().builds() && (!held || options.fullRefresh());
    }

    /** The rows of an element type as they were loaded last, where what they are compared with need not be all rows. */
    Optional<FormerRows> former(ElementPlan element) {
        boolean all = options.fullRefresh() || options.mode() == RunMode.TEST;
        return state == null || all ? Optional.empty() : state.former(element);
    }

    /** Whether the run works on the whole graph. */
    private boolean whole() {
        return plan.elements().size() == project.graph().elements().size();
    }

    int count() {
        int elements = plan.elements().size();
        if (elements == 0) {
            return statements.tests();
        }
        int samples = samples().count(elements);
        return switch (options.mode()) {
            case TEST -> elements + samples + statements.tests();
            case PLAN -> loads.size();
            case SNAPSHOT -> 0;
            case RUN, BUILD ->
                (state == null ? 2 * elements : 2 * elements + loads.size() + 2)
                        + samples
                        + loading.count()
                        + statements.actions()
                        + statements.tests();
        };
    }

    private GraphSamples samples() {
        return new GraphSamples(project, state);
    }

    /** Runs the steps and adds their results to those of the steps before, which decide whether anything is written. */
    void run(
            QueryEngine engine,
            @Nullable GraphWriter writer,
            StepRecorder recorder,
            List<StepResult> results,
            BooleanSupplier stopped) {
        GraphTools tools = new GraphTools(engine, writer, recorder, results, stopped);
        if (plan.elements().isEmpty()) {
            statements.test(tools, writer == null ? UNREACHABLE : "");
            return;
        }
        String obstacle = obstacle(tools);
        if (options.mode() == RunMode.PLAN) {
            location = writer == null ? "" : writer.location();
            changes = changeSteps();
            changes.run(tools, loads, obstacle, Load.UNREMEMBERED);
        } else if (options.mode() == RunMode.TEST || writer == null) {
            if (writer != null && obstacle.isEmpty()) {
                location = writer.location();
            }
            countAll(tools, obstacle);
            samples().compare(present(), tools, obstacle, false);
            statements.test(tools, writer == null ? UNREACHABLE : "");
        } else {
            load(tools, writer, obstacle);
            statements.test(tools, committed ? "" : "the graph was not written");
        }
    }

    private String obstacle(GraphTools tools) {
        if (tools.writer() == null && options.mode() != RunMode.PLAN) {
            return UNREACHABLE;
        }
        if (tools.stopped().getAsBoolean()) {
            return "the run was stopped";
        }
        if (options.mode() == RunMode.TEST && tools.keepsNothing()) {
            return "the graph target keeps nothing";
        }
        boolean failed = tools.results().stream()
                .filter(result ->
                        options.mode() != RunMode.TEST || result.step().kind() == Step.Kind.STAGE)
                .anyMatch(result -> result.outcome().blocks());
        return failed ? "a step before failed" : "";
    }

    private void load(GraphTools tools, GraphWriter writer, String before) {
        GraphState held = state;
        Load load = next;
        String obstacle = held == null ? before : changeSteps().run(tools, loads, before, load);
        boolean idle = held != null && !load.anew() && obstacle.isEmpty() && held.isIdle(differences());
        if (obstacle.isEmpty() && !idle) {
            obstacle = begin(writer, held, held == null ? load : load.withLostLabels(held.lostLabels(plan.elements())));
        }
        obstacle = statements.act(Moment.PRE_LOAD, tools, writer, obstacle, idle);
        obstacle = writeAll(tools, writer, obstacle, load, idle);
        if (obstacle.isEmpty()) {
            if (!idle) {
                writer.commit();
            }
            committed = true;
            location = writer.location();
        }
        String verified = statements.act(Moment.POST_LOAD, tools, writer, obstacle, idle);
        String counted = countAll(tools, verified);
        String sampled = samples().compare(present(), tools, verified, idle);
        if (held != null) {
            Step step = new Step("state." + project.name(), Step.Kind.STATE, "state of the graph");
            tools.step(step, counted.isEmpty() ? sampled : counted, "", () -> remember(held, load, idle));
        }
    }

    /** Nodes, then relationships, then deletes. */
    private String writeAll(GraphTools tools, GraphWriter writer, String before, Load load, boolean idle) {
        String obstacle = before;
        boolean inPieces = writer.lastLoad().isPresent() && !load.anew();
        ElementWriting writing = new ElementWriting(tools, writer, state, inPieces);
        Refusals.OfLoad refused = refusals.of(tools.engine(), state, options.allowDeletes());
        // A target that loads by itself has the nodes when all is written.
        boolean nodes = !loading.isAtOnce();
        for (ElementLoad element : present()) {
            if (nodes && element.element() instanceof RelationshipPlan) {
                nodes = false;
                obstacle = statements.act(Moment.POST_NODES, tools, writer, obstacle, idle);
            }
            Step step = new Step(element.element().id(), Step.Kind.WRITE, RunSteps.label(element.element()));
            obstacle = tools.step(step, obstacle, "the graph was not written", () -> write(writing, element, refused));
        }
        if (nodes || loading.isAtOnce()) {
            obstacle = loading.nodes(tools, writer, obstacle, idle);
            obstacle = statements.act(Moment.POST_NODES, tools, writer, obstacle, idle);
        }
        obstacle = loading.run(tools, writer, obstacle, idle);
        if (state != null) {
            Step step = new Step("deletes." + project.name(), Step.Kind.DELETE, "deletes");
            obstacle = tools.step(step, obstacle, "the graph was not written", () -> delete(writing));
        }
        return obstacle;
    }

    private StepEnd remember(GraphState held, Load load, boolean idle) {
        if (idle) {
            return StepEnd.success("nothing changed", -1);
        }
        held.commit(differences());
        return StepEnd.success("load " + load.number(), -1);
    }

    private List<ElementLoad> present() {
        return loads.stream().filter(load -> !load.retired()).toList();
    }

    private List<ElementDifference> differences() {
        return loads.stream().flatMap(load -> load.difference().stream()).toList();
    }

    /** Gives the reason why nothing is written where the target takes no load: the steps are then there to be tried again. */
    private String begin(GraphWriter writer, @Nullable GraphState held, Load load) {
        try {
            if (held != null) {
                held.begin(load.number(), differences(), load.anew());
            }
            writer.begin(load);
            return "";
        } catch (GraphcException e) {
            notices.add(e.diagnostic());
            return "the load did not begin";
        }
    }

    private ChangeSteps changeSteps() {
        return new ChangeSteps(accounts, state, counts(), options, notices::add);
    }

    private TargetCounts counts() {
        return new TargetCounts(project, accounts, state, options.mode());
    }

    private StepEnd write(ElementWriting writing, ElementLoad load, Refusals.OfLoad refused) {
        List<Diagnostic> told = new ArrayList<>(refused.ends(load));
        long accepted = accounts.of(load.element()).accepted();
        WriteResult result = writing.write(load, accepted, refused.allowed(load.element()));
        load.wrote(result);
        told.addAll(refused.reject(load, result.refused()));
        String done =
                result.created() + " created, " + result.updated() + " updated, " + result.unchanged() + " unchanged";
        return told.isEmpty()
                ? StepEnd.success(done, accepted)
                : new StepEnd(
                        StepOutcome.WARN,
                        done
                                + (result.refused().isEmpty()
                                        ? ""
                                        : ", " + result.refused().size() + " refused"),
                        OptionalLong.empty(),
                        OptionalLong.of(accepted - result.refused().size()),
                        told);
    }

    /** Relationships before nodes, each in the reverse of the order of writing. */
    private StepEnd delete(ElementWriting writing) {
        long deleted = 0;
        long kept = 0;
        for (boolean links : new boolean[] {true, false}) {
            for (ElementLoad load : loads) {
                if (load.element() instanceof RelationshipPlan == links) {
                    DeleteResult result = writing.delete(load);
                    load.deleted(result);
                    deleted += result.deleted();
                    kept += result.kept();
                }
            }
        }
        return StepEnd.success(deleted + " deleted" + (kept == 0 ? "" : ", " + kept + " kept"), deleted);
    }

    private String countAll(GraphTools tools, String before) {
        TargetCounts counts = counts();
        boolean wrong = false;
        for (ElementLoad load : present()) {
            ElementPlan element = load.element();
            Step step = new Step("counts." + element.id(), Step.Kind.COUNT, "count of " + RunSteps.label(element));
            String after = tools.step(step, before, "wrong", () -> counts.compare(tools.writer(), load));
            wrong |= after.equals("wrong");
        }
        return wrong ? "the counts differ" : before;
    }

    /** What was done with each element type; empty when nothing was committed. */
    List<ElementReport> elements() {
        return committed
                ? loads.stream()
                        .flatMap(load -> load.report(accounts.of(load.element())).stream())
                        .toList()
                : List.of();
    }

    /** The jobs of the target's own load. */
    List<LoadJob> jobs() {
        return loading.jobs();
    }

    /** In a plan: what a run would do. */
    List<ElementChanges> changes() {
        return changes == null ? List.of() : changes.found();
    }

    /** What is worth knowing of the run as a whole. */
    List<Diagnostic> notices() {
        return notices;
    }

    /** Where the graph is, empty when it was not reached. */
    String location() {
        return location;
    }
}
