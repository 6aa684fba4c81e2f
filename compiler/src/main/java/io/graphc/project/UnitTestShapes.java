package io.graphc.project;

import static io.graphc.project.yaml.KeyShape.harmless;
import static io.graphc.project.yaml.KeyShape.notSupported;
import static io.graphc.project.yaml.KeyShape.optional;
import static io.graphc.project.yaml.KeyShape.required;

import io.graphc.project.yaml.KeyShape;
import io.graphc.project.yaml.ObjectShape;
import io.graphc.project.yaml.ValueShape;
import io.graphc.project.yaml.ValueShape.Choice;
import io.graphc.project.yaml.ValueShape.Either;
import io.graphc.project.yaml.ValueShape.ListOf;
import io.graphc.project.yaml.ValueShape.MapOf;
import io.graphc.project.yaml.ValueShape.Nested;
import io.graphc.project.yaml.ValueShape.Single;
import java.util.List;
import java.util.Map;

/** Unit tests in YAML: dbt's of models (docs.getdbt.com, "Unit tests", "Data formats", "Overrides"), and ours of mappings. */
final class UnitTestShapes {
    private static final ValueShape DICTS = new ListOf(new MapOf(Single.ANYTHING));

    private static final List<KeyShape> ROWS = List.of(
            optional(
                    "format",
                    new Choice(List.of("dict", "csv", "sql"), List.of()),
                    "How the rows are written: as maps, as CSV or as a query; dict unless set."),
            optional("rows", new Either(Single.TEXT, DICTS), "The rows: a list of maps, or text in the format."),
            optional(
                    "fixture",
                    Single.TEXT,
                    "The file below tests/fixtures that holds them, with or without its ending."));

    private static final ObjectShape GIVEN = ObjectShape.of(
                    "an input",
                    "The rows of one relation that is read.",
                    required("input", Single.TEXT, "What is read: ref('...'), source('...', '...') or this."))
            .plus(ROWS)
            .withStrangers(Map.of("model", "input", "ref", "input", "source", "input", "values", "rows"));

    private static final ValueShape VALUE_OR_LIST = new ValueShape.OneOrMany(Single.LITERAL);

    private static final ObjectShape NODE = ObjectShape.of(
            "an expected node",
            "A node that must come out.",
            optional("id", Single.LITERAL, "Its id as it is in the graph."),
            optional("key", VALUE_OR_LIST, "The values of its key, in place of its id."),
            optional("labels", VALUE_OR_LIST, "All of its labels, in any order."),
            optional("properties", new MapOf(Single.ANYTHING), "Values of its properties."));

    private static final ObjectShape RELATIONSHIP = ObjectShape.of(
            "an expected relationship",
            "A relationship that must come out.",
            optional("id", Single.LITERAL, "Its id as it is in the graph."),
            optional("start", VALUE_OR_LIST, "The values of the start node's key."),
            optional("end", VALUE_OR_LIST, "The values of the end node's key."),
            optional("start_id", Single.LITERAL, "The start node's id, in place of its key."),
            optional("end_id", Single.LITERAL, "The end node's id, in place of its key."),
            optional("properties", new MapOf(Single.ANYTHING), "Values of its properties."));

    private static final ObjectShape EXPECT = ObjectShape.of("what is expected", "What must come out.")
            .plus(ROWS)
            .plus(
                    List.of(
                            optional("nodes", new ListOf(new Nested(NODE)), "The nodes of a mapping, all of them."),
                            optional(
                                    "relationships",
                                    new ListOf(new Nested(RELATIONSHIP)),
                                    "The relationships of a mapping, all of them."),
                            optional(
                                    "rejects",
                                    DICTS,
                                    "The rows that the policies of a mapping take out: `reason` and columns of the relation.")));

    private static final ObjectShape OVERRIDES = ObjectShape.of(
                    "overrides",
                    "What the templates of the model see in place of what they would.",
                    optional("macros", new MapOf(Single.ANYTHING), "What macros give, as is_incremental: true."),
                    optional("vars", new MapOf(Single.ANYTHING), "Values of variables."),
                    optional("env_vars", new MapOf(Single.LITERAL), "Values of environment variables."),
                    optional("as_of", Single.TEXT, "The instant that current_timestamp and its like stand for."))
            .withStrangers(Map.of("env", "env_vars", "now", "as_of", "clock", "as_of", "variables", "vars"));

    private static final ObjectShape CONFIG = new ObjectShape(
            "the configs of a unit test",
            "Settings of the unit test.",
            List.of(
                    optional("enabled", Single.BOOLEAN, "Whether it runs; true unless set."),
                    optional("tags", ConfigShapes.TEXTS, "Words to select it by."),
                    ConfigShapes.META,
                    harmless("static_analysis", "Whether SQL is checked by others; graphc always checks.")),
            ObjectShape.Others.DOUBTED);

    static final ObjectShape UNIT_TEST = ObjectShape.of(
            "a unit test",
            "A model or a mapping on given rows, with the rows that must come out.",
            required("name", Single.TEXT, "Its name."),
            optional("model", Single.TEXT, "The model that it tests."),
            optional("node", Single.TEXT, "The label of the node mapping that it tests."),
            optional("relationship", Single.TEXT, "The type of the relationship mapping that it tests."),
            optional("description", Single.TEXT, "What it is, for people."),
            optional("given", new ListOf(new Nested(GIVEN)), "The rows of each relation that is read."),
            required("expect", new Nested(EXPECT), "What must come out."),
            optional("overrides", new Nested(OVERRIDES), "What templates see in place of what they would."),
            optional("config", new Nested(CONFIG), "Settings of the unit test."),
            optional("tags", ConfigShapes.TEXTS, "Words to select it by."),
            harmless("meta", "Keys of your own."),
            notSupported("versions", "Versions of the model.", "keep one SQL file for each model"));

    static final KeyShape UNIT_TESTS = optional(
            "unit_tests",
            new ListOf(new Nested(UNIT_TEST)),
            "Tests of models and mappings on given rows, which touch no warehouse.");

    private UnitTestShapes() {}
}
