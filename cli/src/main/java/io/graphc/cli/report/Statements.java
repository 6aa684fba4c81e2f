package io.graphc.cli.report;

import io.graphc.plan.CompiledProject;
import io.graphc.plan.ElementPlan;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The statements that the steps of a run send to the engine, for those who want to see them. */
public final class Statements {
    /** For those who do not. */
    public static final Statements NONE = new Statements();

    private final Map<String, String> texts = new HashMap<>();

    private Statements() {}

    public static Statements of(CompiledProject project) {
        Statements all = new Statements();
        project.models().forEach(model -> all.texts.put(model.id(), model.engineSql()));
        project.tests().forEach(test -> all.texts.put(test.id(), test.engineSql()));
        project.graph().elements().forEach(all::add);
        return all;
    }

    private void add(ElementPlan element) {
        texts.put("stage." + element.id(), element.query().engineSql());
        element.checks().forEach(check -> texts.put(check.id(), check.engineSql()));
    }

    Optional<String> of(String step) {
        return Optional.ofNullable(texts.get(step));
    }
}
