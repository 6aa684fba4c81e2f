package io.graphc.runtime.emit;

import io.graphc.plan.ActionPlan;
import io.graphc.plan.GraphTest;
import io.graphc.plan.QueryLanguage;
import io.graphc.plan.RenderedText;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A statement that somebody wrote for a graph.
 *
 * @param what what it is, in words for messages
 * @param parameters values that the text names, sent beside it
 */
public record GraphStatement(String what, QueryLanguage language, RenderedText text, Map<String, Object> parameters) {
    public GraphStatement {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    /** Its text without a semicolon behind it, for servers that take one statement alone. */
    public String single() {
        String stripped = text.text().stripTrailing();
        return stripped.endsWith(";") ? stripped.substring(0, stripped.length() - 1) : stripped;
    }

    public static GraphStatement of(String test, GraphTest asked) {
        return new GraphStatement("test `" + test + "`", asked.language(), asked.text(), asked.parameters());
    }

    public static GraphStatement of(ActionPlan action) {
        return new GraphStatement("action `" + action.name() + "`", action.language(), action.text(), Map.of());
    }
}
