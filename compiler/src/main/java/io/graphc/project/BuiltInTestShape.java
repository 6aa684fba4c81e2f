package io.graphc.project;

import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.project.yaml.ObjectShape;
import io.graphc.project.yaml.ShapeChecker;
import java.util.List;

/**
 * How a test is written that graphc has itself and dbt has in a package, so that a macro may define it anew. Immutable.
 *
 * @param place what it can be written at
 * @param settings its arguments and configs
 * @param required the arguments that it must have
 */
public record BuiltInTestShape(Place place, ObjectShape settings, List<String> required) {
    /** What a test can be written at. */
    public enum Place {
        COLUMN,
        RELATION,
        EITHER
    }

    public BuiltInTestShape {
        required = List.copyOf(required);
    }

    /** Reports unknown, missing and wrong arguments of a test. */
    public void check(DataTestSpec test, DiagnosticSink sink) {
        new ShapeChecker(sink).settings(test.kind(), test.arguments(), settings, required);
    }
}
