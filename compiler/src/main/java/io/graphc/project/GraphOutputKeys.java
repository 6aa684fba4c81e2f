package io.graphc.project;

import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.project.yaml.KeyShape;
import io.graphc.project.yaml.ObjectShape;
import io.graphc.project.yaml.ShapeChecker;
import io.graphc.project.yaml.ValueShape;
import io.graphc.project.yaml.YamlEntry;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The keys that a graph output of each type has, for settings that a tenant puts in their place. */
public final class GraphOutputKeys {
    private static final Map<String, ObjectShape> TYPES = ((ValueShape.ByType) GraphOutputShapes.OUTPUT).shapes();

    private GraphOutputKeys() {}

    /** The names of all keys but the type. */
    public static List<String> of(String type) {
        return Optional.ofNullable(TYPES.get(type)).map(ObjectShape::names).orElse(List.of()).stream()
                .filter(name -> !name.equals("type"))
                .toList();
    }

    /** Reports what is wrong with the value of a key that outputs of the type have. */
    public static void check(String type, YamlEntry setting, DiagnosticSink sink) {
        Optional.ofNullable(TYPES.get(type))
                .flatMap(shape -> shape.key(setting.name()))
                .map(KeyShape::value)
                .ifPresent(value -> new ShapeChecker(sink).value(setting, value));
    }
}
