package io.graphc.compiler.sql.duckdb;

/** Identifiers and literals in DuckDB's spelling. */
final class DuckDbText {
    private DuckDbText() {}

    /** A name in double quotes, so that no word is reserved and no letter case is lost. */
    static String identifier(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** A text literal. */
    static String literal(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    /** A number that cannot be read: it stops the query where Trino stops, and gives null inside of {@code TRY}. */
    static String failure(String message) {
        return "CAST(" + literal(message) + " AS INTEGER)";
    }

    /** As {@link #failure}, where the other outcomes are texts. */
    static String failureAsText(String message) {
        return "CAST(" + failure(message) + " AS VARCHAR)";
    }

    /** The characters of a text, a list. */
    static String letters(String text) {
        return "regexp_extract_all(" + text + ", '(?s).')";
    }

    /** True for a column, a literal or a lambda parameter: text that costs nothing to repeat. */
    static boolean isSimple(String text) {
        return isPathOfNames(text) || isNumber(text) || isLiteral(text);
    }

    private static boolean isPathOfNames(String text) {
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter == '"') {
                quoted = !quoted;
            } else if (!quoted && letter != '.') {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private static boolean isNumber(String text) {
        return text.equals("NULL") || text.matches("-?[0-9.]{1,40}");
    }

    private static boolean isLiteral(String text) {
        return text.length() < 60 && text.matches("(DATE |TIMESTAMP )?'([^']|'')*'");
    }
}
