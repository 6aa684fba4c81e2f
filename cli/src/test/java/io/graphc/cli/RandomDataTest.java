package io.graphc.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A data test of any kind with any configs, of a relation with the columns id, name, amount, day and ok. */
final class RandomDataTest {
    private static final List<String> COLUMNS = List.of("id", "name", "amount", "day", "ok");
    private static final List<String> CONDITIONS =
            List.of("> 0", "> 1", ">= 2", "!= 0", "= 0", "between 1 and 3", "> 100");

    private final SplittableRandom random;

    private RandomDataTest(SplittableRandom random) {
        this.random = random;
    }

    /** The test in YAML, on one line. */
    static String of(SplittableRandom random, String name) {
        return new RandomDataTest(random).test(name);
    }

    private String test(String name) {
        String column = one(COLUMNS);
        String at = "column_name: " + column;
        String groups = random.nextInt(3) == 0 ? ", group_by_columns: [" + one(List.of("ok", "name")) + "]" : "";
        String test = switch (random.nextInt(24)) {
            case 0 -> "not_null: {" + at;
            case 1 -> "unique: {" + at;
            case 2 -> "accepted_values: {" + at + ", values: " + values(column);
            case 3 -> "not_accepted_values: {" + at + ", values: " + values(column);
            case 4 -> "relationships: {" + at + ", to: ref('others'), field: " + column;
            case 5 ->
                "relationships_where: {" + at + ", to: ref('others'), field: " + column
                        + ", from_condition: 'id > 1', to_condition: 'ok'";
            case 6 -> "accepted_range: {column_name: id, min_value: " + random.nextInt(3) + ", max_value: 'amount'";
            case 7 ->
                "dbt_utils.accepted_range: {column_name: amount, max_value: 1.5, inclusive: " + random.nextBoolean();
            case 8 -> "expression_is_true: {expression: 'id + amount > 1 or ok'";
            case 9 -> "expression_is_true: {column_name: id, expression: '>= 1'";
            case 10 -> "regex: {column_name: name, matches: '^[ab]'";
            case 11 -> "regex: {column_name: name, not_matches: '[0-9]$'";
            case 12 -> "not_empty_string: {column_name: name";
            case 13 -> "not_null_proportion: {" + at + ", at_least: 0." + random.nextInt(1, 9) + groups;
            case 14 -> "at_least_one: {" + at + groups;
            case 15 -> "not_constant: {" + at + groups;
            case 16 -> "sequential_values: {column_name: id" + groups;
            case 17 ->
                "unique_combination_of_columns: {combination_of_columns: [ok, " + (column.equals("ok") ? "id" : column)
                        + "]";
            case 18 -> "row_count: {min: " + random.nextInt(6) + ", max: " + random.nextInt(6, 12);
            case 19 -> "equal_rowcount: {compare_model: ref('others')" + groups;
            case 20 -> "recency: {field: day, datepart: day, interval: " + random.nextInt(1, 9) + groups;
            case 21 -> "equality: {compare_model: ref('others'), compare_columns: [" + column + "]";
            case 22 -> "mutually_exclusive_ranges: {lower_bound_column: id, upper_bound_column: id + 1";
            default -> "small: {column_name: id, most: 1";
        };
        return "{" + test + ", name: " + name + ", config: {" + String.join(", ", configs()) + "}}}";
    }

    private String values(String column) {
        return switch (column) {
            case "id" -> "[1, 2, 3]";
            case "name" -> "[a, b]";
            case "amount" -> "[0.5, 7.25]";
            case "day" -> "[2026-02-21, 2026-02-25]";
            default -> "[true]";
        };
    }

    private List<String> configs() {
        List<String> configs = new ArrayList<>();
        some(configs, 3, "severity: warn");
        some(
                configs,
                3,
                "where: '"
                        + one(List.of(
                                "ok",
                                "id > 1 -- not the first",
                                "amount is not null and id <> 2",
                                "id in (select x from (values 1, 2, 3) as t (x))"))
                        + "'");
        some(configs, 4, "error_if: '" + one(CONDITIONS) + "'");
        some(configs, 4, "warn_if: '" + one(CONDITIONS) + "'");
        some(configs, 5, "limit: " + random.nextInt(4));
        some(configs, 6, "fail_calc: 'coalesce(max(2), 0)'");
        some(configs, 6, "store_failures: true");
        return configs;
    }

    private void some(List<String> configs, int outOf, String config) {
        if (random.nextInt(outOf) == 0) {
            configs.add(config);
        }
    }

    private <T> T one(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
