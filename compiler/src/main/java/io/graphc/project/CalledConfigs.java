package io.graphc.project;

import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.project.yaml.KeyShape;
import io.graphc.project.yaml.ObjectShape;
import io.graphc.project.yaml.ShapeChecker;
import io.graphc.source.Located;
import java.util.Optional;

/** Compares the configs that SQL sets with {@code config()} with those that YAML may set. Immutable. */
public final class CalledConfigs {
    private final ObjectShape shape;
    private final ShapeChecker checker;

    private CalledConfigs(ObjectShape shape, DiagnosticSink sink) {
        this.shape = shape;
        this.checker = new ShapeChecker(sink);
    }

    public static CalledConfigs ofModels(DiagnosticSink sink) {
        return new CalledConfigs(ConfigShapes.MODEL, sink);
    }

    public static CalledConfigs ofSnapshots(DiagnosticSink sink) {
        return new CalledConfigs(ConfigShapes.SNAPSHOT, sink);
    }

    public static CalledConfigs ofTests(DiagnosticSink sink) {
        return new CalledConfigs(ConfigShapes.TEST, sink);
    }

    /** Reports a value that is not allowed, of a config whose name was looked at before. */
    public void checkValue(Located<String> name, Located<Optional<Object>> value) {
        if (shape.key(name.value())
                .filter(key -> key.support() != KeyShape.Support.IGNORED)
                .isPresent()) {
            checker.called(name, value, shape);
        }
    }

    /**
     * Reports a config that is not known, has no effect, or has a value that is not allowed.
     *
     * @param name with {@code _} where dbt also takes {@code -}, placed where it is set
     * @param value plain data, placed where it is written; empty for null
     */
    public void check(Located<String> name, Located<Optional<Object>> value) {
        checker.called(name, value, shape);
    }
}
