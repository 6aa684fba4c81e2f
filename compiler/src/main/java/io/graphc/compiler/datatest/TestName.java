package io.graphc.compiler.datatest;

import io.graphc.project.yaml.YamlMapping;
import io.graphc.project.yaml.YamlNode;
import io.graphc.project.yaml.YamlScalar;
import io.graphc.project.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The names that dbt gives to tests that have none: kind, subject, then the arguments by their names. */
public final class TestName {
    private TestName() {}

    /** @param kind as written, perhaps with a package before it */
    static String of(String kind, TestSubject subject, String column, Map<String, YamlNode> arguments) {
        int dot = kind.indexOf('.');
        String packageName = dot < 0 ? "" : kind.substring(0, dot) + "_";
        String local = (subject.source() ? "source_" : "") + kind.substring(dot + 1);
        return of(packageName + local, subject.stem(), column, arguments);
    }

    /**
     * The name of a test that has none.
     *
     * @param column the tested column, or empty
     */
    public static String of(String kind, String stem, String column, Map<String, YamlNode> arguments) {
        SortedMap<String, List<String>> texts = new TreeMap<>();
        if (!column.isEmpty()) {
            texts.put("column_name", List.of(column));
        }
        arguments.forEach((name, value) -> texts.put(name, texts(value)));
        List<String> parts = new ArrayList<>();
        texts.values().forEach(values -> values.forEach(value -> parts.add(value.replaceAll("[^0-9a-zA-Z_]+", "_"))));
        String head = kind + "_" + stem;
        return parts.isEmpty() ? head : head + "_" + String.join("__", parts);
    }

    private static List<String> texts(YamlNode node) {
        List<String> texts = new ArrayList<>();
        if (node instanceof YamlSequence sequence) {
            sequence.items().forEach(item -> texts.addAll(texts(item)));
        } else if (node instanceof YamlMapping mapping) {
            mapping.entries().forEach(entry -> texts.addAll(texts(entry.value())));
        } else if (node instanceof YamlScalar scalar) {
            texts.add(scalar.isBoolean() ? pythonWord(scalar.text()) : scalar.text());
        }
        return texts;
    }

    private static String pythonWord(String bool) {
        return bool.charAt(0) == 't' || bool.charAt(0) == 'T' ? "True" : "False";
    }
}
