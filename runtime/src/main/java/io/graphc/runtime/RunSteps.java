package io.graphc.runtime;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.diagnostic.Label;
import io.graphc.plan.BuildPlan;
import io.graphc.plan.CheckPlan;
import io.graphc.plan.DeclaredPlaces;
import io.graphc.plan.ElementPlan;
import io.graphc.plan.ModelPlan;
import io.graphc.plan.NodePlan;
import io.graphc.plan.RelationName;
import io.graphc.plan.SeedPlan;
import io.graphc.plan.SourceTable;
import io.graphc.plan.WrittenPlace;
import io.graphc.runtime.check.ElementTests;
import io.graphc.runtime.engine.BrokenConstraintException;
import io.graphc.runtime.engine.FormerRows;
import io.graphc.runtime.engine.QueryEngine;
import io.graphc.runtime.engine.SourceColumnsException;
import io.graphc.runtime.engine.StatementFailedException;
import io.graphc.runtime.engine.StatementResult;
import io.graphc.runtime.engine.UnbuiltRelations;
import io.graphc.runtime.policy.RejectFiles;
import io.graphc.runtime.policy.RowAccounts;
import io.graphc.runtime.policy.RowPolicies;
import io.graphc.source.SourceFile;
import io.graphc.source.SourceSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The steps of a run up to the checks of the elements, as tasks for the scheduler. */
final class RunSteps {
    private final TaskPlan plan;
    private final RunOptions options;
    private final SourcePlaces places;
    private final RowAccounts accounts;
    private final RejectFiles rejects;
    private final Predicate<ElementPlan> sorted;
    private final Function<ElementPlan, Optional<FormerRows>> former;
    private final StepNames names;
    private final Proofs proofs = new Proofs();

    /**
     * The steps of a run.
     *
     * @param sorted the element types most of whose rows will be written
     * @param former the rows of an element type that were loaded last, where they are known
     */
    RunSteps(
            TaskPlan plan,
            RunOptions options,
            SourcePlaces places,
            RowAccounts accounts,
            RejectFiles rejects,
            Predicate<ElementPlan> sorted,
            Function<ElementPlan, Optional<FormerRows>> former) {
        this.plan = plan;
        this.options = options;
        this.places = places;
        this.accounts = accounts;
        this.rejects = rejects;
        this.sorted = sorted;
        this.former = former;
        this.names = new StepNames(places, plan.allModels());
    }

    int count() {
        long checks = plan.checked().stream()
                .flatMap(element -> element.checks().stream())
                .filter(CheckPlan::beforeWriting)
                .count();
        int others = plan.sources().size()
                + plan.snapshots().size()
                + plan.seeds().size()
                + plan.models().size()
                + plan.tests().size()
                + plan.elementTests().size()
                + plan.staged().size()
                + (int) checks;
        return others
                + (others == 0
                        ? 0
                        : plan.hooks().start().size() + plan.hooks().end().size());
    }

    /**
     * The steps as tasks.
     *
     * @param lastLoad the number of elements of a type that the project had when it was last loaded, by the type's id
     * @param stopped whether the run was cancelled, for steps that take many statements
     */
    List<Task> tasks(QueryEngine engine, Function<String, OptionalLong> lastLoad, BooleanSupplier stopped) {
        List<Task> tasks = new ArrayList<>();
        plan.sources().forEach(source -> tasks.add(task(source, engine)));
        plan.snapshots().forEach(snapshot -> tasks.add(reading(snapshot, engine)));
        plan.seeds().forEach(seed -> tasks.add(task(seed, engine)));
        UnbuiltRelations unbuilt = plan.unbuilt(options.target());
        List<Runnable> entries = new ArrayList<>();
        LateBatches late = new LateBatches(plan, engine);
        for (ModelPlan model : plan.models()) {
            if (model.openBatches().isPresent()) {
                BatchedModel batches = new BatchedModel(
                        engine, model, options, e -> unbuilt.told(model.id(), explained(e, model)), late);
                entries.add(() -> batches.enter(plan.asOf()));
                tasks.add(batched(model, engine, batches, stopped));
            } else {
                tasks.add(task(model, engine));
            }
        }
        tasks.addAll(new TestSteps(plan, engine, places, proofs, names).tasks());
        plan.staged().forEach(element -> tasks.add(staging(element, engine)));
        tasks.addAll(new CheckSteps(plan, accounts, new RowPolicies(engine, accounts, rejects), places, proofs, names)
                .tasks());
        ElementTests tests = new ElementTests(engine, lastLoad);
        tasks.addAll(new ElementTestSteps(plan, accounts, tests, places, proofs, names).tasks());
        BatchesFirst first = new BatchesFirst(entries);
        tasks.replaceAll(task -> task.behind(first::enter).within(unbuilt));
        return new HookSteps(engine, places).before(plan.hooks(), tasks);
    }

    static String stageId(ElementPlan element) {
        return "stage." + element.id();
    }

    /** {@code node User} or {@code relationship KNOWS}, with its ends where the type connects several pairs. */
    static String label(ElementPlan element) {
        return (element instanceof NodePlan ? "node " : "relationship ") + element.title();
    }

    private static String label(RelationName relation) {
        return relation.schema() + "." + relation.identifier();
    }

    private Task task(SourceTable source, QueryEngine engine) {
        Step step = new Step(source.id(), Step.Kind.SOURCE, "source " + source.label());
        return new Task(step, Set.of(), () -> {
            placed(source.places(), () -> {
                engine.provideSource(source);
                return source;
            });
            return StepEnd.success("READ", -1);
        });
    }

    /** A snapshot that this run does not take must be there. */
    private static Task reading(ModelPlan snapshot, QueryEngine engine) {
        Step step = new Step(snapshot.id(), Step.Kind.SOURCE, "snapshot " + label(snapshot.relation()));
        SourceTable table = new SourceTable(
                snapshot.id(),
                "snapshot",
                snapshot.name(),
                snapshot.relation(),
                Optional.empty(),
                false,
                snapshot.columns(),
                DeclaredPlaces.NONE);
        return new Task(step, Set.of(), () -> {
            try {
                engine.provideSource(table);
                return StepEnd.success("READ", -1);
            } catch (GraphcException e) {
                throw e.diagnostic().code() == DiagnosticCode.MISSING_DATA ? missing(snapshot, e) : e;
            }
        });
    }

    private static GraphcException missing(ModelPlan snapshot, GraphcException reason) {
        return new GraphcException(
                Diagnostic.of(DiagnosticCode.SNAPSHOT_MISSING, "snapshot `" + snapshot.name() + "` has no table yet")
                        .note("looked for " + snapshot.relation().quoted() + "; its query is in " + snapshot.path())
                        .help("take it by `graphc snapshot`, or use `graphc build`, which takes snapshots too")
                        .build(),
                reason);
    }

    private Task task(SeedPlan seed, QueryEngine engine) {
        Step step = new Step(seed.id(), Step.Kind.SEED, "seed file " + label(seed.relation()));
        return new Task(
                step,
                Set.of(),
                () -> around(
                        seed.build(),
                        false,
                        "seed `" + seed.name() + "`",
                        engine,
                        () -> success(placed(seed.places(), () -> engine.loadSeed(seed)))));
    }

    /**
     * Work with the hooks of its relation before and behind it: in dbt these behind it belong to the last batch. What batches
     * came to is told whatever becomes of them.
     */
    private StepEnd around(BuildPlan build, boolean grown, String whose, QueryEngine engine, Supplier<StepEnd> work) {
        HookSteps hooks = new HookSteps(engine, places);
        hooks.run(build.before(), grown, "a pre-hook of " + whose);
        StepEnd end = work.get();
        if (!end.batches().map(BatchResults::endsWell).orElse(true)) {
            return end;
        }
        try {
            hooks.run(build.after(), grown, "a post-hook of " + whose);
        } catch (GraphcException e) {
            if (end.batches().isEmpty()) {
                throw e;
            }
            return end.failed(e.diagnostic());
        }
        return end;
    }

    /** Shows what is wrong with rows that were read where the columns, or else their relation, are declared. */
    private <T> T placed(DeclaredPlaces declared, Supplier<T> work) {
        try {
            return work.get();
        } catch (GraphcException e) {
            List<WrittenPlace> columns = e instanceof SourceColumnsException source
                    ? source.columns().stream()
                            .flatMap(name -> declared.column(name).stream())
                            .toList()
                    : List.of();
            List<SourceSpan> spans = Stream.concat(columns.stream(), declared.relation().stream())
                    .flatMap(place -> places.at(place).stream())
                    .toList();
            Diagnostic diagnostic = e.diagnostic();
            if (diagnostic.primary().isPresent() || spans.isEmpty()) {
                throw e;
            }
            List<Label> labels = spans.subList(1, Math.max(1, columns.size())).stream()
                    .map(span -> new Label(span, "and this one"))
                    .toList();
            throw new GraphcException(
                    new Diagnostic(
                            diagnostic.code(),
                            diagnostic.severity(),
                            diagnostic.message(),
                            Optional.of(spans.get(0)),
                            diagnostic.caption(),
                            labels,
                            diagnostic.notes(),
                            diagnostic.helps()),
                    e);
        }
    }

    private Task task(ModelPlan model, QueryEngine engine) {
        return new Task(step(model), needs(model.id(), model.dependsOn()), () -> {
            boolean grown = model.build().asksHowItGrows() && engine.grows(model, options.fullRefresh());
            return made(model, engine, grown, () -> materialize(model, engine));
        });
    }

    /** Which batches this run was to make is known to the next one before anything of this one can fail. */
    private Task batched(ModelPlan model, QueryEngine engine, BatchedModel batches, BooleanSupplier stopped) {
        return new Task(
                step(model),
                needs(model.id(), model.dependsOn()),
                Set.of(),
                () -> {
                    batches.begin(plan.asOf());
                    return made(model, engine, batches.wasThere(), () -> batches.make(plan.asOf(), stopped));
                },
                reason -> batches.leave(plan.asOf(), reason));
    }

    private static Step step(ModelPlan model) {
        String words = (model.isSnapshot()
                        ? "snapshot "
                        : "sql " + model.materialization().word() + " model ")
                + label(model.relation());
        return new Step(model.id(), Step.Kind.MODEL, words);
    }

    private StepEnd made(ModelPlan model, QueryEngine engine, boolean grown, Supplier<StepEnd> work) {
        return around(model.build(), grown, model.kind() + " `" + model.name() + "`", engine, work);
    }

    private StepEnd materialize(ModelPlan model, QueryEngine engine) {
        try {
            return success(engine.materialize(model, options.fullRefresh()));
        } catch (GraphcException e) {
            throw new GraphcException(explained(e, model), e);
        }
    }

    /** With the places of what failed. */
    private Diagnostic explained(GraphcException failure, ModelPlan model) {
        return failure instanceof BrokenConstraintException broken ? placed(broken) : located(failure, model);
    }

    /** Shows the constraints that rows break where they are written. */
    private Diagnostic placed(BrokenConstraintException failure) {
        Diagnostic reason = failure.diagnostic();
        Diagnostic.Builder problem = Diagnostic.of(reason.code(), reason.message());
        List<SourceSpan> spans = failure.broken().stream()
                .flatMap(constraint -> places.at(constraint.place()).stream())
                .toList();
        spans.stream().limit(1).forEach(problem::at);
        spans.stream().skip(1).forEach(span -> problem.label(span, "and this one"));
        reason.notes().forEach(problem::note);
        reason.helps().forEach(problem::help);
        return problem.build();
    }

    /** Adds where the statement of a model can be read. */
    private Diagnostic located(GraphcException failure, ModelPlan model) {
        Diagnostic diagnostic = failure.diagnostic();
        boolean ofKeys =
                diagnostic.code() == DiagnosticCode.NULL_KEY || diagnostic.code() == DiagnosticCode.DUPLICATE_KEY;
        if (diagnostic.code() != DiagnosticCode.QUERY_FAILED
                && diagnostic.code() != DiagnosticCode.RESULT_DIFFERS
                && !(model.isSnapshot() && ofKeys)) {
            return diagnostic;
        }
        List<String> notes = new ArrayList<>(diagnostic.notes());
        notes.add("written in " + model.path() + ", compiled to " + options.compiledFolder() + "/"
                + model.compiledPath());
        return new Diagnostic(
                diagnostic.code(),
                diagnostic.severity(),
                diagnostic.message(),
                diagnostic.primary().or(() -> compiledPlace(failure, model)),
                diagnostic.caption(),
                diagnostic.labels(),
                notes,
                diagnostic.helps());
    }

    /** The place that the engine names, in the compiled file; the statement of a later run of an incremental model has none. */
    private Optional<SourceSpan> compiledPlace(GraphcException failure, ModelPlan model) {
        if (!(failure instanceof StatementFailedException failed)
                || !failed.sql().equals(model.compiledSql())) {
            return Optional.empty();
        }
        SourceFile file = new SourceFile(options.compiledFolder() + "/" + model.compiledPath(), failed.sql());
        String line = file.line(failed.line());
        int start = Math.min(failed.column(), line.length() + 1);
        int end = start;
        while (end <= line.length() && Character.isJavaIdentifierPart(line.charAt(end - 1))) {
            end++;
        }
        return Optional.of(new SourceSpan(
                file, failed.line(), start, failed.line(), Math.max(end, Math.min(start + 1, line.length() + 1))));
    }

    private Set<String> needs(String id, List<String> dependsOn) {
        Set<String> needs = new TreeSet<>(plan.needs(dependsOn));
        if (options.mode() == RunMode.BUILD) {
            needs.addAll(plan.testsBefore(dependsOn));
            needs.addAll(plan.unitTestsBefore(id, dependsOn));
        }
        return needs;
    }

    private Task staging(ElementPlan element, QueryEngine engine) {
        Step step = new Step(stageId(element), Step.Kind.STAGE, "rows of " + label(element));
        return new Task(
                step,
                needs(element.id(), element.dependsOn()),
                () -> names.mapped(element, () -> {
                    boolean most = sorted.test(element);
                    StatementResult staged = former.apply(element)
                            .map(before -> engine.stage(element, most, before))
                            .orElseGet(() -> engine.stage(element, most));
                    accounts.staged(element, staged.rows());
                    return StepEnd.success(staged.message(), staged.rows());
                }));
    }

    private static StepEnd success(StatementResult result) {
        return StepEnd.success(result.message(), result.rows());
    }
}
