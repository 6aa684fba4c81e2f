package io.graphc.project;

import static io.graphc.project.yaml.KeyShape.ignored;
import static io.graphc.project.yaml.KeyShape.optional;

import io.graphc.project.yaml.KeyShape;
import io.graphc.project.yaml.ObjectShape;
import io.graphc.project.yaml.ValueShape;
import io.graphc.project.yaml.ValueShape.Choice;
import io.graphc.project.yaml.ValueShape.ListOf;
import io.graphc.project.yaml.ValueShape.Nested;
import io.graphc.project.yaml.ValueShape.OneOrMany;
import io.graphc.project.yaml.ValueShape.Single;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How graph tests are written: those of nodes, of relationships and of properties (docs/reference/graph-tests.md). */
final class ElementTestShapes {
    /** What a graph test can be written at. */
    enum Place {
        NODE("nodes"),
        RELATIONSHIP("relationships"),
        PROPERTY("properties");

        private final String plural;

        Place(String plural) {
            this.plural = plural;
        }

        String plural() {
            return plural;
        }

        List<String> kinds() {
            return List.copyOf(shapes().keySet());
        }

        private Map<String, ObjectShape> shapes() {
            return switch (this) {
                case NODE -> NODE_KINDS;
                case RELATIONSHIP -> RELATIONSHIP_KINDS;
                case PROPERTY -> PROPERTY_KINDS;
            };
        }

        /** The tests in a list of them. */
        ValueShape tests() {
            return new ListOf(new ValueShape.Test(
                    shapes(), ObjectShape.of("a test", "Settings of a test.").withOthers(ObjectShape.Others.ACCEPTED)));
        }
    }

    private static final KeyShape LEAST = optional("min", Single.INTEGER, "The least that is right.");
    private static final KeyShape MOST = optional("max", Single.INTEGER, "The most that is right.");
    private static final KeyShape TYPES = optional(
            "types",
            new OneOrMany(Single.TEXT),
            "The relationship types that count; all that touch the node unless set.");

    private static final ObjectShape BOUNDS =
            ObjectShape.of("the bounds of an end", "How many relationships a node has.", LEAST, MOST);

    private static final Map<String, ObjectShape> PROPERTY_KINDS = propertyKinds(" of a property", List.of());
    private static final Map<String, ObjectShape> NODE_KINDS = nodeKinds();
    private static final Map<String, ObjectShape> RELATIONSHIP_KINDS = relationshipKinds();

    private ElementTestShapes() {}

    private static Map<String, ObjectShape> nodeKinds() {
        Map<String, ObjectShape> kinds = elementKinds();
        add(
                kinds,
                "orphans",
                "Few nodes have no relationship.",
                optional("max", Single.LITERAL, "How many may have none, in nodes or percent; 0 unless set."),
                TYPES);
        add(
                kinds,
                "degree",
                "No node has too many relationships.",
                LEAST,
                MOST,
                optional(
                        "direction",
                        new Choice(List.of("out", "in", "both"), List.of()),
                        "Whether relationships that start, end or do either at the node count; both unless set."),
                TYPES);
        return kinds;
    }

    private static Map<String, ObjectShape> relationshipKinds() {
        Map<String, ObjectShape> kinds = elementKinds();
        add(
                kinds,
                "cardinality",
                "Each node has the right number of relationships of the type.",
                optional("start", new Nested(BOUNDS), "How many of them start at each node of the start."),
                optional("end", new Nested(BOUNDS), "How many of them end at each node of the end."));
        add(kinds, "no_self_loops", "No relationship ends where it starts.");
        add(kinds, "acyclic", "Following relationships never leads back to a node.");
        return kinds;
    }

    private static Map<String, ObjectShape> elementKinds() {
        Map<String, ObjectShape> kinds = new LinkedHashMap<>();
        add(kinds, "row_count", "There are the right number of elements.", LEAST, MOST);
        add(
                kinds,
                "change",
                "The number of elements has not changed too much since the last load.",
                optional("max_increase", Single.LITERAL, "How many more there may be, in elements or percent."),
                optional("max_decrease", Single.LITERAL, "How many fewer there may be, in elements or percent."));
        kinds.putAll(propertyKinds(
                "", List.of(optional("property", Single.TEXT, "The property that is tested; the key unless set."))));
        return kinds;
    }

    /** Tests of the values of a property; of an element's key, where they name no property. */
    private static Map<String, ObjectShape> propertyKinds(String whose, List<KeyShape> property) {
        Map<String, ObjectShape> kinds = new LinkedHashMap<>();
        add(kinds, "not_null", whose, "Every element has a value.", property);
        add(kinds, "unique", whose, "No two elements have one value.", property);
        add(
                kinds,
                "type",
                whose,
                "Every value is one of a type, or a text that reads as one.",
                property,
                optional("is", new Choice(PropertySpec.TYPES, List.of()), "The type."));
        add(
                kinds,
                "accepted_values",
                whose,
                "Only these values occur.",
                property,
                optional("values", new ListOf(Single.LITERAL), "The values that may occur."),
                ignored("quote", "values are compared as the property's type says"));
        addForms(kinds, whose, property);
        return kinds;
    }

    /** Tests of how great, how long and of what form values are. */
    private static void addForms(Map<String, ObjectShape> kinds, String whose, List<KeyShape> property) {
        add(
                kinds,
                "range",
                whose,
                "Values lie between two bounds.",
                property,
                optional("min", Single.LITERAL, "The least value that is right: a number, a date or a time."),
                optional("max", Single.LITERAL, "The greatest value that is right."));
        add(
                kinds,
                "pattern",
                whose,
                "A regular expression is found in every value.",
                property,
                optional("regex", Single.TEXT, "The regular expression; ^ and $ make it speak of the whole value."));
        add(
                kinds,
                "length",
                whose,
                "Texts have the right number of characters, lists and sets of values.",
                property,
                LEAST,
                MOST);
    }

    private static void add(Map<String, ObjectShape> kinds, String name, String sentence, KeyShape... arguments) {
        add(kinds, name, "", sentence, List.of(), arguments);
    }

    private static void add(
            Map<String, ObjectShape> kinds,
            String name,
            String whose,
            String sentence,
            List<KeyShape> first,
            KeyShape... arguments) {
        List<KeyShape> all = new ArrayList<>(first);
        all.addAll(List.of(arguments));
        kinds.put(name, TestShapes.kind("test `" + name + "`" + whose, sentence, all, ConfigShapes.GRAPH_TEST_KEYS));
    }
}
