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
