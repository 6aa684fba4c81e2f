package io.graphc.runtime;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.ElementPlan;
import io.graphc.plan.RelationName;
import io.graphc.plan.RelationshipPlan;
import io.graphc.runtime.diff.ElementChanges;
import io.graphc.runtime.diff.ElementDifference;
import io.graphc.runtime.diff.GraphState;
import io.graphc.runtime.emit.DeleteResult;
import io.graphc.runtime.emit.GraphWriter;
import io.graphc.runtime.emit.GraphWriterFactory;
import io.graphc.runtime.emit.Load;
import io.graphc.runtime.emit.TargetKind;
import io.graphc.runtime.engine.QueryEngine;
import io.graphc.runtime.engine.QueryEngineFactory;
import io.graphc.runtime.engine.RowCursor;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Deletes from a graph target all that graphc wrote there for one tenant, as a load of a project without elements: under the
 * same guards, relationships before nodes, what other tenants have too left alone. Killed at any point it can be done again.
 */
public final class GraphRemoval {
    private static final int SAMPLES = 5;

    private final QueryEngineFactory engines;
    private final GraphWriterFactory writers;
    private final Clock clock;

    public GraphRemoval(QueryEngineFactory engines, GraphWriterFactory writers, Clock clock) {
        this.engines = engines;
        this.writers = writers;
        this.clock = clock;
    }

    /**
     * How a removal is done.
     *
     * @param dryRun whether it is only told what would go
     * @param allowDeletes whether any number of elements may be deleted
     */
    public record Choices(boolean dryRun, boolean allowDeletes) {}

    /**
     * What came of it.
     *
     * @param location where the graph is
     * @param changes what is, or would be, deleted of each element type
     * @param problems why elements stay; the state is then kept, too
     * @param done whether the target holds nothing of the tenant any more and the state is gone
     */
    public record Outcome(String location, List<ElementChanges> changes, List<Diagnostic> problems, boolean done) {
        public Outcome {
            changes = List.copyOf(changes);
            problems = List.copyOf(problems);
        }
    }

    /**
     * Deletes what a target holds.
     *
     * @param empty the tenant's project without elements, for its targets
     * @param staged a relation in the schema of its staged elements
     */
    public Outcome remove(CompiledProject empty, RelationName staged, Choices choices) {
        try (QueryEngine engine = engines.create(empty);
                GraphWriter writer = writers.create(empty)) {
            engine.open(empty);
            if (writer.kind() != TargetKind.GRAPH) {
                return new Outcome(writer.location(), List.of(), List.of(), true);
            }
            try (GraphState state = GraphState.open(engine, empty, staged, writer.location(), clock)
                    .orElse(null)) {
                if (state == null) {
                    return new Outcome(writer.location(), List.of(), List.of(), true);
                }
                state.take();
                Outcome outcome = remove(empty, state, writer, choices);
                if (outcome.done()) {
                    state.forget();
                }
                return outcome;
            }
        }
    }

    private static Outcome remove(CompiledProject empty, GraphState state, GraphWriter writer, Choices choices) {
        List<ElementDifference> differences = new ArrayList<>();
        state.retired(empty).forEach(element -> differences.add(state.compareRetired(element)));
        List<ElementChanges> changes = new ArrayList<>();
        List<Diagnostic> problems = new ArrayList<>();
        List<ElementDifference> refused = new ArrayList<>();
        for (ElementDifference difference : differences) {
            Optional<Diagnostic> refusal =
                    choices.allowDeletes() ? Optional.empty() : state.rules().check(difference);
            refusal.ifPresent(found -> refused.add(difference));
            changes.add(new ElementChanges(difference, state.samples(difference, SAMPLES), refusal, false));
        }
        if (!refused.isEmpty()) {
            problems.add(tooMany(empty, refused));
        }
        if (choices.dryRun()) {
            differences.forEach(
                    difference -> stays(difference, difference.waiting()).ifPresent(problems::add));
        }
        if (choices.dryRun() || !problems.isEmpty()) {
            return new Outcome(writer.location(), changes, problems, false);
        }
        if (!differences.isEmpty()) {
            writer.open(empty);
            problems.addAll(delete(state, writer, differences));
        }
        return new Outcome(writer.location(), changes, problems, problems.isEmpty());
    }

    /** All that a tenant has is more than limits allow: said once, with what there is of each type. */
    private static Diagnostic tooMany(CompiledProject empty, List<ElementDifference> refused) {
        long all = refused.stream().mapToLong(ElementDifference::deletes).sum();
        String whose = empty.tenant().map(tenant -> "tenant `" + tenant + "`").orElse("the project");
        Diagnostic.Builder problem = Diagnostic.of(
                DiagnosticCode.TOO_MANY_DELETES,
                "to remove " + whose + " is to delete " + all + " elements, more than `max_delete` allows");
        refused.forEach(difference -> problem.note(difference.deletes() + " of " + difference.held() + " "
                + difference.element().words()));
        return problem.help("nothing was deleted; if all of them are to go, call it again with `--allow-deletes`")
                .build();
    }

    /** Gives the reasons why elements stay. */
    private static List<Diagnostic> delete(GraphState state, GraphWriter writer, List<ElementDifference> differences) {
        Load load = new NextLoad(writer, state).ofRemoval();
        state.begin(load.number(), differences, false);
        writer.begin(load);
        Map<ElementDifference, Long> kept = new LinkedHashMap<>();
        for (boolean links : new boolean[] {true, false}) {
            for (ElementDifference difference : differences) {
                if (difference.element() instanceof RelationshipPlan == links) {
                    kept.put(difference, delete(state, writer, difference));
                }
            }
        }
        writer.commit();
        if (!load.anew()) {
            kept.forEach((difference, count) -> check(writer, difference.element(), count));
        }
        state.commit(differences);
        List<Diagnostic> problems = new ArrayList<>();
        kept.forEach((difference, count) -> stays(difference, count).ifPresent(problems::add));
        return problems;
    }

    /** Gives the number of elements that stay. */
    private static long delete(GraphState state, GraphWriter writer, ElementDifference difference) {
        if (difference.deletes() + difference.leftovers() == 0) {
            return difference.waiting();
        }
        try (RowCursor ids = state.rows().deletes(difference)) {
            DeleteResult result = writer.delete(difference.element(), ids);
            state.keep(difference, result.keptIds());
            return difference.waiting() + result.keptIds().size();
        }
    }

    private static Optional<Diagnostic> stays(ElementDifference difference, long kept) {
        if (kept == 0) {
            return Optional.empty();
        }
        Diagnostic.Builder problem = Diagnostic.of(
                DiagnosticCode.COUNTS_DIFFER,
                kept + " of " + difference.held() + " " + difference.element().words()
                        + " stay in the graph, so the tenant is not removed yet");
        if (difference.waiting() > 0) {
            problem.note(difference.waiting() + " are younger than `min_age` allows to delete")
                    .help("remove the tenant again when they are old enough, or lower `min_age`");
        } else {
            problem.note("relationships that graphc did not write hang on them")
                    .help("delete these relationships, then remove the tenant again");
        }
        return Optional.of(problem.build());
    }

    /** Of elements of the tenant's own none may be left but those that stay; of others' not only its own are counted. */
    private static void check(GraphWriter writer, ElementPlan element, long kept) {
        long left = element.scope() == ElementPlan.Scope.TENANT ? writer.count(element) : kept;
        if (left != kept) {
            throw new GraphcException(Diagnostic.of(
                            DiagnosticCode.COUNTS_DIFFER,
                            "`" + writer.location() + "` still holds " + left + " " + element.words())
                    .note(kept == 0 ? "all of them were deleted" : kept + " were to stay")
                    .help("remove the tenant again")
                    .build());
        }
    }
}
