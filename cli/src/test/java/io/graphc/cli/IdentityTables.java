package io.graphc.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The rows of the customer identity graph, read from CSV files without graphc: by their keys, what a later batch says in
 * place of what an earlier one said.
 */
record IdentityTables(
        Map<String, Map<String, String>> customers,
        Map<String, Map<String, String>> purchases,
        Map<String, Map<String, String>> sessions,
        Map<String, Map<String, String>> cookies,
        Set<String> forgotten) {

    /** The generated batches of the example, laid over each other. */
    static IdentityTables example(Path data, String... batches) {
        IdentityTables tables = empty();
        for (String batch : batches) {
            Path folder = data.resolve(batch);
            take(tables.customers, folder.resolve("first_party.csv"), "user_name");
            take(tables.purchases, folder.resolve("transactional.csv"), "purchase_id");
            take(tables.sessions, folder.resolve("clickstream.csv"), "session_id");
            take(tables.cookies, folder.resolve("cookie.csv"), "cookie_id");
            Path erasures = folder.resolve("erasure_requests.csv");
            if (Files.exists(erasures)) {
                SimpleCsv.read(erasures).forEach(row -> tables.forgotten.add(row.get("user_name")));
            }
        }
        return tables;
    }

    /** The public data set, whose purchases name customers in two columns, and whose sessions name no users; a level is misspelt. */
    static IdentityTables publicData(Path data) {
        IdentityTables tables = empty();
        take(tables.customers, data.resolve("first_party_data_full.csv"), "user_name");
        take(tables.purchases, data.resolve("transactional_data_full.csv"), "product_id");
        take(tables.sessions, data.resolve("clickstream_data_full.csv"), "session_id");
        take(tables.cookies, data.resolve("cookie_data_full.csv"), "cookie_id");
        for (Map<String, String> purchase : tables.purchases.values()) {
            purchase.put("purchase_id", purchase.get("product_id"));
            if (purchase.get("customer_id").isEmpty()) {
                purchase.put("customer_id", purchase.get("customer_email"));
            }
        }
        tables.sessions.values().forEach(session -> session.put("user_name", ""));
        tables.customers
                .values()
                .forEach(row -> row.computeIfPresent(
                        "loyalty_level", (column, level) -> level.equals("entusiast") ? "enthusiast" : level));
        return tables;
    }

    boolean isForgotten(String user) {
        return forgotten.contains(user);
    }

    /** Whether a purchase names a customer who is forgotten. */
    boolean isOfForgotten(Map<String, String> purchase) {
        return forgotten.stream()
                .map(customers::get)
                .anyMatch(customer -> customer.get("external_id").equals(purchase.get("customer_id"))
                        || email(customer.get("email")).equals(email(purchase.get("customer_id"))));
    }

    static String email(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }

    private static IdentityTables empty() {
        return new IdentityTables(
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                new TreeSet<>());
    }

    private static void take(Map<String, Map<String, String>> rows, Path file, String key) {
        SimpleCsv.read(file).forEach(row -> rows.put(row.get(key), row));
    }
}
