package io.graphc.testkit.athena;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A statement as Athena sees it: which kind it is, and for one that writes a table where to and how (Athena user guide,
 * "CREATE TABLE AS", "INSERT INTO", "UNLOAD").
 *
 * @param type {@code DDL}, {@code DML} or {@code UTILITY}
 * @param kind the kind of statement, as {@code SELECT} or {@code CREATE_TABLE_AS_SELECT}
 * @param target the table that it writes, quoted as it was written; empty for others
 * @param properties of the {@code WITH} clause by name, as they were written
 * @param query the query whose rows it writes
 */
record StatementText(
        String sql, String type, String kind, String target, Map<String, String> properties, String query) {
    private static final String NAME = "((?:\"[^\"]+\"|[\\w$]+)(?:\\s*\\.\\s*(?:\"[^\"]+\"|[\\w$]+)){0,2})";
    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.DOTALL;
    private static final Pattern TABLE =
            Pattern.compile("^CREATE\\s+TABLE\\s+" + NAME + "\\s*(?:WITH\\s*\\((.*?)\\)\\s*)?AS\\s+(.*)$", FLAGS);
    private static final Pattern INSERT = Pattern.compile("^INSERT\\s+INTO\\s+" + NAME + "\\s+(.*)$", FLAGS);
    private static final Pattern UNLOAD =
            Pattern.compile("^UNLOAD\\s*\\((.*)\\)\\s*TO\\s*'([^']+)'\\s*(?:WITH\\s*\\((.*)\\))?\\s*$", FLAGS);
    private static final Pattern COMMENTS = Pattern.compile("^(?:\\s|--[^\\n]*(?:\\n|$)|/\\*.*?\\*/)+", FLAGS);
    private static final Pattern WORDS = Pattern.compile("^\\(*\\s*(\\w+)(?:\\s+(OR\\s+REPLACE\\s+)?(\\w+))?", FLAGS);

    static StatementText of(String text) {
        String sql = text.strip();
        String bare = COMMENTS.matcher(sql).replaceFirst("");
        Matcher table = TABLE.matcher(bare);
        if (table.matches()) {
            return new StatementText(
                    sql,
                    "DML",
                    "CREATE_TABLE_AS_SELECT",
                    table.group(1),
                    properties(Optional.ofNullable(table.group(2)).orElse("")),
                    table.group(3));
        }
        Matcher insert = INSERT.matcher(bare);
        if (insert.matches()) {
            return new StatementText(sql, "DML", "INSERT", insert.group(1), Map.of(), insert.group(2));
        }
        Matcher unload = UNLOAD.matcher(bare);
        if (unload.matches()) {
            Map<String, String> properties = new LinkedHashMap<>(
                    properties(Optional.ofNullable(unload.group(3)).orElse("")));
            properties.put("external_location", "'" + unload.group(2) + "'");
            return new StatementText(sql, "DML", "UNLOAD", "", properties, unload.group(1));
        }
        return plain(sql, bare);
    }

    private static StatementText plain(String sql, String bare) {
        Matcher words = WORDS.matcher(bare);
        String first = words.find() ? words.group(1).toUpperCase(Locale.ROOT) : "";
        String second =
                first.isEmpty() || words.group(3) == null ? "" : words.group(3).toUpperCase(Locale.ROOT);
        return switch (first) {
            case "SELECT", "WITH", "VALUES", "TABLE" -> other(sql, "DML", "SELECT");
            case "EXPLAIN", "MERGE", "UPDATE", "DELETE" -> other(sql, "DML", first);
            case "SHOW", "DESCRIBE" -> other(sql, "UTILITY", first);
            default -> other(sql, "DDL", first + "_" + second);
        };
    }

    private static StatementText other(String sql, String type, String kind) {
        return new StatementText(sql, type, kind, "", Map.of(), "");
    }

    /** Whether its result is lines of text without a header. */
    boolean isPlainText() {
        return !type.equals("DML") || kind.equals("EXPLAIN");
    }

    /** Whether it writes files. */
    boolean writes() {
        return !query.isEmpty();
    }

    boolean isIceberg() {
        return literal("table_type").filter("ICEBERG"::equalsIgnoreCase).isPresent();
    }

    Optional<String> literal(String property) {
        return Optional.ofNullable(properties.get(property)).map(text -> text.replaceAll("^'|'$", ""));
    }

    /** The texts of a property that is a list. */
    List<String> texts(String property) {
        List<String> texts = new ArrayList<>();
        Matcher found = Pattern.compile("'([^']*)'").matcher(properties.getOrDefault(property, ""));
        while (found.find()) {
            texts.add(found.group(1));
        }
        return texts;
    }

    private static Map<String, String> properties(String text) {
        Map<String, String> properties = new LinkedHashMap<>();
        int depth = 0;
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            char c = i == text.length() ? ',' : text.charAt(i);
            quoted ^= c == '\'';
            depth += c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
            if (c == ',' && !quoted && depth == 0) {
                String one = text.substring(start, i);
                int equals = one.indexOf('=');
                if (equals > 0) {
                    properties.put(
                            one.substring(0, equals).strip(),
                            one.substring(equals + 1).strip());
                }
                start = i + 1;
            }
        }
        return properties;
    }
}
