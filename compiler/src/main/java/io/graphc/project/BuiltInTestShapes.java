package io.graphc.project;

import static io.graphc.project.yaml.KeyShape.harmless;
import static io.graphc.project.yaml.KeyShape.optional;

import io.graphc.project.BuiltInTestShape.Place;
import io.graphc.project.yaml.KeyShape;
import io.graphc.project.yaml.ObjectShape;
import io.graphc.project.yaml.ValueShape.Choice;
import io.graphc.project.yaml.ValueShape.ListOf;
import io.graphc.project.yaml.ValueShape.Single;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How the tests are written that graphc has beside dbt's four, called as in dbt's packages where these have them. */
public final class BuiltInTestShapes {
    /** The package that most of them are known from; its name may stand before theirs. */
    private static final String PACKAGE = "dbt_utils.";

    private static final KeyShape COLUMN_NAME =
            optional("column_name", Single.LITERAL, "The column or expression, for a test of a whole relation.");
    private static final KeyShape GROUP_BY =
            optional("group_by_columns", new ListOf(Single.TEXT), "Each group of rows is tested by itself.");
    private static final KeyShape ROW_CONDITION =
            optional("row_condition", Single.TEXT, "A SQL condition: only rows that meet it are tested.");
    private static final KeyShape TO =
            optional("to", Single.TEXT, "The relation that must hold the value: ref('...') or source('...', '...').");
    private static final KeyShape FIELD = optional("field", Single.TEXT, "The column of that relation.");
    private static final KeyShape COMPARE_MODEL =
            optional("compare_model", Single.TEXT, "The other relation: ref('...') or source('...', '...').");
    private static final KeyShape MIN_VALUE =
            optional("min_value", Single.LITERAL, "The least value that is right, or a SQL expression for it.");
    private static final KeyShape MAX_VALUE =
            optional("max_value", Single.LITERAL, "The greatest value that is right, or a SQL expression for it.");
    private static final KeyShape DATEPART = optional(
            "datepart",
            new Choice(
                    List.of("millisecond", "second", "minute", "hour", "day", "week", "month", "quarter", "year"),
                    List.of()),
            "The unit of the interval.");
    private static final KeyShape REGEX =
            optional("regex", Single.LITERAL, "The regular expression, in Java's syntax.");

    private static final Map<String, BuiltInTestShape> ALL = all();

    private BuiltInTestShapes() {}

    /** The name that a test goes by here: without the package that dbt's users know it from. */
    public static String canonical(String kind) {
        String local = kind.startsWith(PACKAGE) ? kind.substring(PACKAGE.length()) : kind;
        return ALL.containsKey(local) ? local : kind;
    }

    /** The shape of a test by its canonical name. */
    public static Optional<BuiltInTestShape> find(String canonical) {
        return Optional.ofNullable(ALL.get(canonical));
    }

    /** The settings of all of them, for editors: a macro may take others. */
    static Map<String, ObjectShape> forEditors() {
        Map<String, ObjectShape> shapes = new LinkedHashMap<>();
        ALL.forEach((name, shape) -> {
            shapes.put(name, shape.settings().withOthers(ObjectShape.Others.ACCEPTED));
            if (!name.contains(".")) {
                shapes.put(PACKAGE + name, shape.settings().withOthers(ObjectShape.Others.ACCEPTED));
            }
        });
        return shapes;
    }

    private static Map<String, BuiltInTestShape> all() {
        Map<String, BuiltInTestShape> all = new LinkedHashMap<>();
        ofValues(all);
        ofColumns(all);
        ofRelations(all);
        ofExpectations(all);
        return Collections.unmodifiableMap(all);
    }

    private static void ofValues(Map<String, BuiltInTestShape> all) {
        column(
                all,
                "not_accepted_values",
                "None of these values occurs.",
                List.of("values"),
                List.of(
                        optional("values", new ListOf(Single.LITERAL), "The values that may not occur."),
                        optional("quote", Single.BOOLEAN, "Whether the values are text; true unless set.")));
        column(
                all,
                "accepted_range",
                "Values lie between two bounds.",
                List.of(),
                List.of(
                        MIN_VALUE,
                        MAX_VALUE,
                        optional("inclusive", Single.BOOLEAN, "Whether the bounds are right; they are unless set.")));
        add(
                all,
                "expression_is_true",
                Place.EITHER,
                "A SQL condition holds for every row.",
                List.of("expression"),
                List.of(optional(
                        "expression", Single.LITERAL, "The condition; at a column what stands behind its name.")));
        column(
                all,
                "regex",
                "A regular expression is found in every text, or in none.",
                List.of(),
                List.of(
                        optional(
                                "matches",
                                Single.LITERAL,
                                "What must be found; ^ and $ make it speak of the whole text."),
                        optional("not_matches", Single.LITERAL, "What must not be found.")));
        column(
                all,
                "not_empty_string",
                "No text is empty.",
                List.of(),
                List.of(optional(
                        "trim_whitespace", Single.BOOLEAN, "Whether blanks count as nothing; they do unless set.")));
        column(
                all,
                "relationships_where",
                "Values of some rows occur in some rows of another relation.",
                List.of("to", "field"),
                List.of(
                        TO,
                        FIELD,
                        optional("from_condition", Single.TEXT, "The rows that are tested."),
                        optional("to_condition", Single.TEXT, "The rows of the other relation that count.")));
    }

    private static void ofColumns(Map<String, BuiltInTestShape> all) {
        column(
                all,
                "not_null_proportion",
                "A share of the rows holds no null.",
                List.of("at_least"),
                List.of(
                        optional("at_least", Single.NUMBER, "The least share that is right, from 0 to 1."),
                        optional("at_most", Single.NUMBER, "The greatest share that is right; 1 unless set."),
                        GROUP_BY));
        column(all, "at_least_one", "Some row holds a value.", List.of(), List.of(GROUP_BY));
        column(all, "not_constant", "The rows hold more than one value.", List.of(), List.of(GROUP_BY));
        column(
                all,
                "sequential_values",
                "Each value follows the one before by one step.",
                List.of(),
                List.of(optional("interval", Single.INTEGER, "The step; 1 unless set."), DATEPART, GROUP_BY));
    }

    private static void ofRelations(Map<String, BuiltInTestShape> all) {
        relation(
                all,
                "unique_combination_of_columns",
                "No combination of values occurs twice.",
                List.of("combination_of_columns"),
                List.of(
                        optional("combination_of_columns", new ListOf(Single.TEXT), "The columns."),
                        harmless("quote_columns", "Whether names of columns are quoted; graphc always quotes.")));
        relation(
                all,
                "row_count",
                "There are the right number of rows.",
                List.of(),
                List.of(
                        optional("min", Single.INTEGER, "The least that is right."),
                        optional("max", Single.INTEGER, "The most that is right.")));
        relation(
                all,
                "equal_rowcount",
                "Another relation has as many rows.",
                List.of("compare_model"),
                List.of(COMPARE_MODEL, GROUP_BY));
        relation(
                all,
                "recency",
                "The latest row is not too old.",
                List.of("field", "datepart", "interval"),
                List.of(
                        optional("field", Single.TEXT, "The column of a row's time."),
                        DATEPART,
                        optional("interval", Single.INTEGER, "How old the latest row may be."),
                        optional("ignore_time_component", Single.BOOLEAN, "Whether only the days are compared."),
                        GROUP_BY));
        relation(
                all,
                "equality",
                "Another relation has the same rows.",
                List.of("compare_model"),
                List.of(
                        COMPARE_MODEL,
                        optional("compare_columns", new ListOf(Single.TEXT), "The columns to compare; all unless set."),
                        optional("exclude_columns", new ListOf(Single.TEXT), "The columns that are left out."),
                        optional("precision", Single.INTEGER, "The digits of fractions that count.")));
        relation(
                all,
                "mutually_exclusive_ranges",
                "No two rows' ranges overlap.",
                List.of("lower_bound_column", "upper_bound_column"),
                List.of(
                        optional("lower_bound_column", Single.TEXT, "The column of the lower bounds."),
                        optional("upper_bound_column", Single.TEXT, "The column of the upper bounds."),
                        optional(
                                "partition_by",
                                Single.TEXT,
                                "Ranges of rows with different values of this may overlap."),
                        optional(
                                "gaps",
                                new Choice(List.of("allowed", "not_allowed", "required"), List.of()),
                                "Whether ranges have gaps between them; `allowed` unless set."),
                        optional(
                                "zero_length_range_allowed",
                                Single.BOOLEAN,
                                "Whether a range may be of no length; not unless set.")));
    }

    /** Tests of the package dbt_expectations that say the same in other words. */
    private static void ofExpectations(Map<String, BuiltInTestShape> all) {
        String prefix = "dbt_expectations.expect_";
        List<KeyShape> regex =
                List.of(REGEX, ROW_CONDITION, harmless("is_raw", "Whether escapes are left alone; they are."));
        column(
                all,
                prefix + "column_values_to_match_regex",
                "A regular expression is found in every text.",
                List.of("regex"),
                regex);
        column(
                all,
                prefix + "column_values_to_not_match_regex",
                "A regular expression is found in no text.",
                List.of("regex"),
                regex);
        column(
                all,
                prefix + "column_values_to_be_between",
                "Values lie between two bounds.",
                List.of(),
                List.of(
                        MIN_VALUE,
                        MAX_VALUE,
                        ROW_CONDITION,
                        optional(
                                "strictly",
                                Single.BOOLEAN,
                                "Whether the bounds are wrong; they are right unless set.")));
        relation(
                all,
                prefix + "table_row_count_to_be_between",
                "There are the right number of rows.",
                List.of(),
                List.of(
                        optional("min_value", Single.INTEGER, "The least that is right."),
                        optional("max_value", Single.INTEGER, "The most that is right."),
                        ROW_CONDITION));
    }

    private static void column(
            Map<String, BuiltInTestShape> all,
            String name,
            String sentence,
            List<String> required,
            List<KeyShape> arguments) {
        add(all, name, Place.COLUMN, sentence, required, arguments);
    }

    private static void relation(
            Map<String, BuiltInTestShape> all,
            String name,
            String sentence,
            List<String> required,
            List<KeyShape> arguments) {
        add(all, name, Place.RELATION, sentence, required, arguments);
    }

    private static void add(
            Map<String, BuiltInTestShape> all,
            String name,
            Place place,
            String sentence,
            List<String> required,
            List<KeyShape> arguments) {
        List<KeyShape> more = new ArrayList<>(ConfigShapes.TEST_KEYS);
        if (place != Place.RELATION) {
            more.add(COLUMN_NAME);
        }
        ObjectShape settings = TestShapes.kind("test `" + name + "`", sentence, arguments, more);
        all.put(name, new BuiltInTestShape(place, settings, required));
    }
}
