package io.graphc.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the data files of the learning example hold, read without graphc. */
final class LearningFiles {
    static final List<String> CUSTOMERS = List.of("harbour", "mosaic", "northlight");

    private LearningFiles() {}

    /** The rows of a customer's table; none where the customer lacks it. */
    static List<Map<String, String>> rows(String customer, String table) {
        Path file = Examples.ROOT
                .resolve("example-project/learning/data")
                .resolve(customer)
                .resolve(table + ".csv");
        return Files.exists(file) ? SimpleCsv.read(file) : List.of();
    }

    /** The languages of each user by the user's id. */
    static Map<String, List<String>> languages(String customer) {
        Map<String, List<String>> spoken = new TreeMap<>();
        for (Map<String, String> row : rows(customer, "user_settings")) {
            if (row.get("setting").equals("languages")) {
                spoken.put(row.get("user_id"), List.of(row.get("value").split(";")));
            }
        }
        return spoken;
    }

    /** How many pairs of a user and a thing a table has. */
    static long pairs(String customer, String table) {
        return rows(customer, table).stream()
                .map(row -> row.values().stream().limit(2).collect(Collectors.joining("|")))
                .distinct()
                .count();
    }
}
