package io.graphc.plan.select;

import io.graphc.plan.Declaration;
import java.util.List;
import java.util.Map;

/**
 * A part of a project that can be selected.
 *
 * @param kind as {@code resource_type} calls it
 * @param name a model's name, a source's table, an identifying label, a relationship type
 * @param reads ids of what it is made from
 * @param tags its own, and those that it has from what it belongs to
 * @param source the name of a table's source; empty for all others
 * @param testKind the kind of a test as written; empty for all others
 * @param labels all labels that nodes of a type can have
 * @param properties the names of the properties of an element type
 */
record Part(
        String id,
        String kind,
        String name,
        Declaration declaration,
        List<String> reads,
        List<String> tags,
        String source,
        String testKind,
        List<String> labels,
        List<String> properties) {
    private static final List<String> SINGULAR = List.of("singular", "cypher", "gremlin");

    String packageName() {
        return declaration.packageName();
    }

    boolean is(String wanted) {
        return kind.equals(wanted);
    }

    boolean isElement() {
        return is("node") || is("relationship");
    }

    /** Whether it is selected along with what it reads. */
    boolean isTest() {
        return is("test") || is("unit_test");
    }

    boolean isGenericTest() {
        return is("test") && !SINGULAR.contains(testKind);
    }

    boolean isSingularTest() {
        return is("test") && SINGULAR.contains(testKind);
    }

    /** The configs in force, with those that parts of its kind have without a word. */
    Object config(List<String> keys) {
        Object value = declaration.config();
        for (String key : keys) {
            value = value instanceof Map<?, ?> map && map.get(key) != null ? map.get(key) : Missing.CONFIG;
        }
        return value == Missing.CONFIG ? ConfigDefaults.of(kind, keys) : value;
    }

    /** What stands for a config that is not there. */
    enum Missing {
        CONFIG
    }
}
