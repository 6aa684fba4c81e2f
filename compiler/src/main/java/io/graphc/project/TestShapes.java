package io.graphc.project;

import static io.graphc.project.yaml.KeyShape.optional;

import io.graphc.project.yaml.KeyShape;
import io.graphc.project.yaml.ObjectShape;
import io.graphc.project.yaml.ValueShape;
import io.graphc.project.yaml.ValueShape.ListOf;
import io.graphc.project.yaml.ValueShape.MapOf;
import io.graphc.project.yaml.ValueShape.Nested;
import io.graphc.project.yaml.ValueShape.Single;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How data tests are written, as in dbt (docs.getdbt.com, "About data tests property"). */
final class TestShapes {
    private static final List<KeyShape> VALUES = List.of(
            optional("values", new ListOf(Single.LITERAL), "The values that may occur."),
            optional("quote", Single.BOOLEAN, "Whether the values are text; true unless set."));
    private static final List<KeyShape> RELATION = List.of(
            optional("to", Single.TEXT, "The relation that must hold the value: ref('...') or source('...', '...')."),
            optional("field", Single.TEXT, "The column of that relation."));

    /** Tests in {@code data_tests} of models, seeds, sources and their columns. */
    static final ValueShape DATA_TEST = new ValueShape.Test(kinds(), BuiltInTestShapes.forEditors(), other());

    static final ValueShape DATA_TESTS = new ListOf(DATA_TEST);

    private TestShapes() {}

    private static Map<String, ObjectShape> kinds() {
        Map<String, ObjectShape> kinds = new LinkedHashMap<>();
        kinds.put("not_null", kind("not_null", "No row holds a null.", List.of()));
        kinds.put("unique", kind("unique", "No value occurs twice.", List.of()));
        kinds.put("accepted_values", kind("accepted_values", "Only these values occur.", VALUES));
        kinds.put("relationships", kind("relationships", "Every value occurs in another relation.", RELATION));
        return kinds;
    }

    private static ObjectShape kind(String name, String sentence, List<KeyShape> arguments) {
        return kind(
                "test `" + name + "`",
                sentence,
                arguments,
                ConfigShapes.join(
                        ConfigShapes.TEST_KEYS,
                        List.of(optional(
                                "column_name",
                                Single.LITERAL,
                                "The column or expression, for a test of a whole relation."))));
    }

    /**
     * The settings of a kind of test.
     *
     * @param arguments what may also stand below {@code arguments:}
     * @param more what may not
     */
    static ObjectShape kind(String title, String sentence, List<KeyShape> arguments, List<KeyShape> more) {
        ObjectShape nested = new ObjectShape(
                "the arguments of " + title, "Arguments of the test.", arguments, ObjectShape.Others.REFUSED);
        List<KeyShape> keys = new ArrayList<>(named());
        keys.addAll(more);
        keys.add(optional("arguments", new Nested(nested), "The test's arguments."));
        keys.addAll(arguments);
        return new ObjectShape(title, sentence, keys, ObjectShape.Others.REFUSED);
    }

    private static ObjectShape other() {
        List<KeyShape> keys = new ArrayList<>(named());
        keys.addAll(ConfigShapes.TEST_KEYS);
        keys.add(optional("arguments", new MapOf(Single.ANYTHING), "The test's arguments."));
        return new ObjectShape(
                "a test", "A generic test of the project or a package.", keys, ObjectShape.Others.ACCEPTED);
    }

    private static List<KeyShape> named() {
        return List.of(
                optional("name", Single.TEXT, "The test's name in results."),
                optional("config", new Nested(ConfigShapes.TEST), "Settings of the test."));
    }
}
