package io.graphc.project;

import static io.graphc.project.yaml.KeyShape.notSupported;
import static io.graphc.project.yaml.KeyShape.optional;
import static io.graphc.project.yaml.KeyShape.required;

import io.graphc.project.ElementTestShapes.Place;
import io.graphc.project.yaml.KeyShape;
import io.graphc.project.yaml.ObjectShape;
import io.graphc.project.yaml.ValueShape;
import io.graphc.project.yaml.ValueShape.Choice;
import io.graphc.project.yaml.ValueShape.Either;
import io.graphc.project.yaml.ValueShape.ListOf;
import io.graphc.project.yaml.ValueShape.Nested;
import io.graphc.project.yaml.ValueShape.OneOrMany;
import io.graphc.project.yaml.ValueShape.Single;
import java.util.List;
import java.util.Map;

/** Graph mappings: which rows become nodes and relationships (docs/reference/graph-mapping.md). */
final class GraphShapes {
    private static final ValueShape COLUMNS = new OneOrMany(Single.TEXT);
    private static final ValueShape SCOPE = new Choice(List.of("tenant", "global"), List.of());

    private static final KeyShape DESCRIPTION = optional("description", Single.TEXT, "What it is, for people.");
    private static final KeyShape FROM =
            required("from", Single.TEXT, "The relation that holds its rows: ref('...') or source('...', '...').");
    private static final KeyShape WHERE = optional("where", Single.TEXT, "A SQL condition on the rows.");
    private static final KeyShape SCOPE_KEY =
            optional("scope", SCOPE, "Whose the elements are: one tenant's, or shared by all.");
    private static final KeyShape TAGS = optional("tags", ConfigShapes.TEXTS, "Words to select it by.");
    /** Types of SQL that people write for those of properties. */
    private static final Map<String, String> SQL_TYPES = Map.ofEntries(
            Map.entry("varchar", "in a graph it is `string`"),
            Map.entry("text", "in a graph it is `string`"),
            Map.entry("int", "in a graph it is `integer`"),
            Map.entry("bigint", "in a graph it is `long`"),
            Map.entry("smallint", "in a graph it is `short`"),
            Map.entry("tinyint", "in a graph it is `byte`"),
            Map.entry("real", "in a graph it is `float`"),
            Map.entry("number", "in a graph it is `long` or `double`"),
            Map.entry("bool", "in a graph it is `boolean`"),
            Map.entry("timestamp", "in a graph it is `localdatetime`, or `datetime` for a moment with a zone"),
            Map.entry("timestamptz", "in a graph it is `datetime`"));

    static final ObjectShape PROPERTY = ObjectShape.of(
                    "a property",
                    "A property and the column that it is read from.",
                    required("name", Single.TEXT, "The property's name in the graph."),
                    DESCRIPTION,
                    optional("column", Single.TEXT, "The column that holds it; the property's name unless set."),
                    optional(
                            "expression",
                            Single.TEXT,
                            "A SQL expression over the relation's columns, in place of a column."),
                    optional("value", Single.LITERAL, "A value that all elements have, in place of a column."),
                    optional(
                            "type",
                            new Choice(PropertySpec.TYPES, List.of("decimal"), SQL_TYPES),
                            "Its type in the graph; by the column's type unless set."),
                    optional(
                            "cardinality",
                            new Choice(List.of("single", "list", "set"), List.of()),
                            "How many values it holds; by the column's type unless set."),
                    ConfigShapes.META,
                    optional(
                            "from",
                            Single.TEXT,
                            "Another relation, whose rows hold the values: ref('...') or source('...', '...')."),
                    optional(
                            "on",
                            new Either(Single.TEXT, new ValueShape.MapOf(Single.TEXT)),
                            "The column that leads to the rows of `from`, or a map of the mapping's columns to those of `from`."),
                    optional(
                            "order_by",
                            COLUMNS,
                            "The columns of `from` that a list is in the order of; `desc` behind a column turns it round."),
                    tests(Place.PROPERTY),
                    olderTests(Place.PROPERTY))
            .withStrangers(Map.ofEntries(
                    Map.entry("field", "column"),
                    Map.entry("source", "column"),
                    Map.entry("data_type", "type"),
                    Map.entry("sql", "expression"),
                    Map.entry("expr", "expression"),
                    Map.entry("property", "name"),
                    Map.entry("alias", "name")));

    private static final KeyShape PROPERTIES = optional(
            "properties",
            new ListOf(new Either(Single.TEXT, new Nested(PROPERTY))),
            "The properties; every column that is not a key of something else unless set.");

    private static final ObjectShape LABELS_FROM = ObjectShape.of(
            "`labels_from`",
            "Labels by the value of a column.",
            required("column", Single.TEXT, "The column; where it is null the node has none of these labels."),
            optional("map", new ValueShape.MapOf(Single.TEXT), "The values that may be there, each with its label."),
            optional("values", new ListOf(Single.TEXT), "The values that may be there, each the label itself."));

    static final ObjectShape NODE = ObjectShape.of(
                    "a node",
                    "A node type.",
                    optional("label", Single.TEXT, "Its label."),
                    optional("labels", new ListOf(Single.TEXT), "Its labels; the first one identifies."),
                    optional(
                            "labels_from",
                            new OneOrMany(new Nested(LABELS_FROM)),
                            "Further labels, which a node has or has not by the values of columns."),
                    DESCRIPTION,
                    FROM,
                    WHERE,
                    optional(
                            "key",
                            COLUMNS,
                            "The columns that identify a node; checked unique and not null. Required without `id`."),
                    optional(
                            "id",
                            Single.TEXT,
                            "The column or SQL expression that gives a node's id as it stands in the graph, where ids are not to"
                                    + " follow from label, tenant and key."),
                    SCOPE_KEY,
                    PROPERTIES,
                    PolicyShapes.ON_NULL_KEY,
                    PolicyShapes.ON_DUPLICATE_KEY,
                    PolicyShapes.ON_BAD_VALUE,
                    TAGS,
                    ConfigShapes.META,
                    tests(Place.NODE),
                    olderTests(Place.NODE),
                    notSupported(
                            "order_by",
                            "Which of several rows wins.",
                            "write `on_duplicate_key: {action: first, order_by: [<column> desc]}`"))
            .withStrangers(Map.ofEntries(
                    Map.entry("name", "label"),
                    Map.entry("type", "label"),
                    Map.entry("primary_key", "key"),
                    Map.entry("unique_key", "key"),
                    Map.entry("id_column", "id"),
                    Map.entry("model", "from"),
                    Map.entry("table", "from"),
                    Map.entry("columns", "properties"),
                    Map.entry("fields", "properties"),
                    Map.entry("filter", "where"),
                    Map.entry("condition", "where"),
                    Map.entry("on_missing_endpoint", "it is for relationships: a node has no ends")));

    private static final KeyShape END_NODE = optional("node", Single.TEXT, "The label of the node.");
    private static final KeyShape END_KEY = optional(
            "key",
            COLUMNS,
            "The columns that hold the node's key, in the order of that key; those of the one declared foreign key that"
                    + " leads there unless set.");
    private static final KeyShape END_ID =
            optional("id", Single.TEXT, "The column that holds the node's id, in place of its key.");

    private static final ObjectShape CHOICE =
            ObjectShape.of("one of the endpoints", "A node that may be at an end.", END_NODE, END_KEY, END_ID);

    static final ObjectShape ENDPOINT = ObjectShape.of(
                    "an endpoint",
                    "The node at one end of a relationship.",
                    END_NODE,
                    END_KEY,
                    END_ID,
                    optional(
                            "any_of",
                            new ListOf(new Nested(CHOICE)),
                            "The ends of which each row has one, where their keys are in different columns."))
            .withStrangers(Map.ofEntries(
                    Map.entry("label", "node"),
                    Map.entry("type", "node"),
                    Map.entry("column", "key"),
                    Map.entry("columns", "key"),
                    Map.entry("field", "key")));

    static final ObjectShape RELATIONSHIP = ObjectShape.of(
                    "a relationship",
                    "A relationship type between two node types.",
                    required("type", Single.TEXT, "Its type."),
                    DESCRIPTION,
                    optional(
                            "from",
                            Single.TEXT,
                            "The relation that holds its rows: ref('...') or source('...', '...'); that of the start node unless"
                                    + " set."),
                    WHERE,
                    required("start", new Nested(ENDPOINT), "Where it starts."),
                    required("end", new Nested(ENDPOINT), "Where it ends."),
                    optional("key", COLUMNS, "Columns that tell parallel relationships between two nodes apart."),
                    optional(
                            "undirected",
                            Single.BOOLEAN,
                            "Whether it says the same of both ends, so that there is one between two nodes whatever their order."),
                    SCOPE_KEY,
                    PROPERTIES,
                    PolicyShapes.ON_MISSING_ENDPOINT,
                    PolicyShapes.ON_NULL_KEY,
                    PolicyShapes.ON_DUPLICATE_KEY,
                    PolicyShapes.ON_BAD_VALUE,
                    TAGS,
                    ConfigShapes.META,
                    tests(Place.RELATIONSHIP),
                    olderTests(Place.RELATIONSHIP))
            .withStrangers(Map.ofEntries(
                    Map.entry("name", "type"),
                    Map.entry("label", "type"),
                    Map.entry("to", "end"),
                    Map.entry("target", "end"),
                    Map.entry("to_node", "end"),
                    Map.entry("end_node", "end"),
                    Map.entry("from_node", "start"),
                    Map.entry("start_node", "start"),
                    Map.entry("model", "from"),
                    Map.entry("table", "from"),
                    Map.entry("columns", "properties"),
                    Map.entry("fields", "properties"),
                    Map.entry("filter", "where"),
                    Map.entry("condition", "where")));

    private static final ObjectShape ACTION = ObjectShape.of(
            "an action",
            "A statement that runs in each load that changes the graph; it has to be right also when it runs again.",
            required(
                    "at",
                    new Choice(List.of("pre_load", "post_nodes", "post_load"), List.of()),
                    "When it runs: before anything is written, between nodes and relationships, or after all of them."),
            optional("name", Single.TEXT, "Its name in results; by the moment and a number unless set."),
            DESCRIPTION,
            optional("cypher", Single.TEXT, "A statement in Cypher, for a Neo4j server."),
            optional("gremlin", Single.TEXT, "A traversal in Gremlin, for a Gremlin server."),
            optional("sql", Single.TEXT, "A statement in the SQL of the engine, where it runs."),
            optional(
                    "file",
                    Single.TEXT,
                    "A file with the statement, from the project folder on; its ending is .cypher, .gremlin or .sql."),
            optional(
                    "targets",
                    new OneOrMany(new Choice(GraphOutputShapes.TYPES, List.of())),
                    "The types of graph outputs that it is for; all unless set."));

    /** A YAML file below graph-paths. */
    static final ObjectShape FILE = ObjectShape.of(
            "this file",
            "Which rows become nodes and relationships.",
            optional("version", new Choice(List.of("1"), List.of()), "The version of this format: 1."),
            optional("nodes", new ListOf(new Nested(NODE)), "The node types."),
            optional("relationships", new ListOf(new Nested(RELATIONSHIP)), "The relationship types."),
            optional("actions", new ListOf(new Nested(ACTION)), "Statements that run around the load, in this order."),
            UnitTestShapes.UNIT_TESTS);

    private GraphShapes() {}

    private static KeyShape tests(Place place) {
        return optional("data_tests", place.tests(), "Tests of the elements before they are loaded.");
    }

    private static KeyShape olderTests(Place place) {
        return optional("tests", place.tests(), "The older name of `data_tests`.");
    }
}
