package io.graphc.runtime;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.CheckPlan;
import io.graphc.plan.ElementPlan;
import io.graphc.plan.Materialization;
import io.graphc.plan.ModelPlan;
import io.graphc.plan.TestPlan;
import io.graphc.runtime.engine.UnbuiltRelations;
import io.graphc.source.SourceSpan;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Names the queries of tests, checks and mappings where they fail, and the places where these are written. */
final class StepNames {
    private final SourcePlaces places;
    private final List<ModelPlan> models;

    /** @param models all of the project */
    StepNames(SourcePlaces places, List<ModelPlan> models) {
        this.places = places;
        this.models = List.copyOf(models);
    }

    /** Names a test whose query fails. */
    StepEnd tested(TestPlan test, Supplier<StepEnd> work) {
        return explaining(work, told -> {
            Diagnostic named = placed(renamed(told, "test `" + test.name() + "`"), places.of(test));
            return withViews(named, test.dependsOn());
        });
    }

    /**
     * Names a check whose query fails.
     *
     * @param name what it is called in messages
     */
    StepEnd checked(String name, CheckPlan check, Supplier<StepEnd> work) {
        return explaining(work, told -> placed(renamed(told, name), places.line(check.path(), check.line())));
    }

    /** Shows the mapping whose rows an engine cannot compute. */
    StepEnd mapped(ElementPlan element, Supplier<StepEnd> work) {
        Optional<CheckPlan> any = element.checks().stream().findFirst();
        return explaining(
                work,
                told -> withViews(
                        placed(told, any.flatMap(check -> places.line(check.path(), check.line()))),
                        element.dependsOn()));
    }

    private static StepEnd explaining(Supplier<StepEnd> work, UnaryOperator<Diagnostic> explained) {
        try {
            return work.get();
        } catch (GraphcException e) {
            throw new GraphcException(explained.apply(e.diagnostic()), e);
        }
    }

    /** Names the views that are computed with what reads them: what is wrong may be written there. */
    private Diagnostic withViews(Diagnostic told, List<String> read) {
        Diagnostic all = told;
        boolean computed = isOfRows(told) && !UnbuiltRelations.areMissingIn(told);
        for (ModelPlan model : models) {
            if (computed && read.contains(model.id()) && model.materialization() == Materialization.VIEW) {
                all = all.noted("it reads the view `" + model.name()
                        + "`, which is computed only now, with what that reads: see " + model.path());
            }
        }
        return all;
    }

    private static Diagnostic placed(Diagnostic told, Optional<SourceSpan> place) {
        return isOfRows(told) ? place.map(told::placed).orElse(told) : told;
    }

    /** Whether an engine says something of a statement; of one that was cancelled it says nothing. */
    private static boolean isOfRows(Diagnostic told) {
        return told.code() == DiagnosticCode.QUERY_FAILED && !told.notes().isEmpty();
    }

    private static Diagnostic renamed(Diagnostic told, String name) {
        String unnamed = "a query ";
        return told.message().startsWith(unnamed)
                ? new Diagnostic(
                        told.code(),
                        told.severity(),
                        name + " " + told.message().substring(unnamed.length()),
                        told.primary(),
                        told.caption(),
                        told.labels(),
                        told.notes(),
                        told.helps())
                : told;
    }
}
