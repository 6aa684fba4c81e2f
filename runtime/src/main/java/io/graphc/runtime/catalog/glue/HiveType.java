package io.graphc.runtime.catalog.glue;

import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The type of a column as Glue writes it, in Hive's spelling, read as the type that Athena gives it in queries (Athena user
 * guide, "Data types in Amazon Athena"; Apache Hive language manual, "Hive Data Types"). Letter case and blanks around
 * brackets, commas and colons do not matter. What is no type that queries know becomes ANY, with a reason.
 *
 * @param type the type in queries
 * @param problem why it is ANY
 */
record HiveType(SqlType type, Optional<String> problem) {
    /** Of timestamps in Hive tables; those of Iceberg tables have microseconds. */
    static final int MILLISECONDS = 3;

    static final int MICROSECONDS = 6;

    /** Reads a text. */
    static HiveType read(String text, int timestampDigits) {
        Reader reader = new Reader(text, timestampDigits);
        SqlType type = reader.type(0);
        if (type != null && reader.atEnd()) {
            return new HiveType(type, Optional.empty());
        }
        String why = reader.unsupported == null
                ? "`" + cut(text) + "` is no type of Hive"
                : "queries know no `" + reader.unsupported + "`";
        return new HiveType(SqlTypes.ANY, Optional.of(why));
    }

    private static String cut(String text) {
        return text.length() <= 80 ? text : text.substring(0, 77) + "...";
    }

    /** Reads one text from left to right. */
    private static final class Reader {
        private static final int MOST_DIGITS = 38;
        private static final int HIVE_DIGITS = 10;
        private static final int MOST_CHARACTERS = 65_535;
        private static final int MOST_DEPTH = 200;

        private static final Map<String, SqlType> PLAIN = Map.ofEntries(
                Map.entry("boolean", SqlTypes.BOOLEAN),
                Map.entry("tinyint", SqlTypes.TINYINT),
                Map.entry("smallint", SqlTypes.SMALLINT),
                Map.entry("int", SqlTypes.INTEGER),
                Map.entry("integer", SqlTypes.INTEGER),
                Map.entry("bigint", SqlTypes.BIGINT),
                Map.entry("long", SqlTypes.BIGINT),
                Map.entry("float", SqlTypes.REAL),
                Map.entry("real", SqlTypes.REAL),
                Map.entry("double", SqlTypes.DOUBLE),
                Map.entry("string", SqlTypes.VARCHAR),
                Map.entry("binary", SqlTypes.VARBINARY),
                Map.entry("date", SqlTypes.DATE),
                Map.entry("void", SqlTypes.UNKNOWN),
                Map.entry("interval_day_time", SqlType.Simple.INTERVAL_DAY_TO_SECOND),
                Map.entry("interval_year_month", SqlType.Simple.INTERVAL_YEAR_TO_MONTH));

        private final String text;
        private final int timestampDigits;
        private int position;
        private @Nullable String unsupported;

        private Reader(String text, int timestampDigits) {
            this.text = text;
            this.timestampDigits = timestampDigits;
        }

        private boolean atEnd() {
            skipBlanks();
            return position == text.length();
        }

        private @Nullable SqlType type(int depth) {
            if (depth > MOST_DEPTH) {
                return null;
            }
            String name = word().toLowerCase(Locale.ROOT);
            SqlType plain = PLAIN.get(name);
            if (plain != null) {
                if (name.equals("double")) {
                    keyword("precision");
                }
                return plain;
            }
            return switch (name) {
                case "varchar", "char", "character" -> characters(name);
                case "decimal", "dec", "numeric" -> decimal();
                case "timestamp" -> timestamp();
                case "array" -> array(depth);
                case "map" -> map(depth);
                case "struct" -> struct(depth);
                default -> unknown(name);
            };
        }

        private @Nullable SqlType unknown(String name) {
            if (name.equals("uniontype") || name.startsWith("interval")) {
                unsupported = name;
            }
            return null;
        }

        private @Nullable SqlType characters(String name) {
            if (!symbol('(')) {
                return name.equals("varchar") ? SqlTypes.VARCHAR : new SqlType.Char(1);
            }
            int length = number();
            if (length < 1 || length > MOST_CHARACTERS || !symbol(')')) {
                return null;
            }
            return name.equals("varchar") ? SqlTypes.varchar(length) : new SqlType.Char(length);
        }

        private @Nullable SqlType decimal() {
            if (!symbol('(')) {
                return new SqlType.Decimal(HIVE_DIGITS, 0);
            }
            int precision = number();
            int scale = symbol(',') ? number() : 0;
            boolean fits = precision >= 1 && precision <= MOST_DIGITS && scale >= 0 && scale <= precision;
            return symbol(')') && fits ? new SqlType.Decimal(precision, scale) : null;
        }

        private @Nullable SqlType timestamp() {
            if (!keyword("with")) {
                return new SqlType.Timestamp(timestampDigits, false);
            }
            keyword("local");
            unsupported = "timestamp with local time zone";
            return null;
        }

        private @Nullable SqlType array(int depth) {
            SqlType element = symbol('<') ? type(depth + 1) : null;
            return element != null && symbol('>') ? new SqlType.Array(element) : null;
        }

        private @Nullable SqlType map(int depth) {
            SqlType key = symbol('<') ? type(depth + 1) : null;
            SqlType value = key != null && symbol(',') ? type(depth + 1) : null;
            return key != null && value != null && symbol('>') ? new SqlType.Map(key, value) : null;
        }

        private @Nullable SqlType struct(int depth) {
            if (!symbol('<')) {
                return null;
            }
            List<SqlType.Field> fields = new ArrayList<>();
            do {
                // Queries do not tell the letter case of fields apart; they see them in lower case.
                String name = fieldName().toLowerCase(Locale.ROOT);
                SqlType type = !name.isEmpty() && symbol(':') ? type(depth + 1) : null;
                if (type == null || !comment()) {
                    return null;
                }
                fields.add(new SqlType.Field(name, type));
            } while (symbol(','));
            return symbol('>') ? new SqlType.Row(fields) : null;
        }

        /** Whatever stands before the colon; crawlers keep the names of JSON keys, which may hold almost anything. */
        private String fieldName() {
            skipBlanks();
            int start = position;
            while (position < text.length() && ":<>,".indexOf(text.charAt(position)) < 0) {
                position++;
            }
            String name = text.substring(start, position).strip();
            boolean quoted = name.length() > 2 && name.startsWith("`") && name.endsWith("`");
            return quoted ? name.substring(1, name.length() - 1) : name;
        }

        /** Skips the comment of a field; false where it does not end. */
        private boolean comment() {
            if (!keyword("comment")) {
                return true;
            }
            skipBlanks();
            char quote = peek();
            if (quote != '\'' && quote != '"') {
                return false;
            }
            for (position++; position < text.length(); position++) {
                if (peek() == '\\') {
                    position++;
                } else if (peek() == quote) {
                    position++;
                    return true;
                }
            }
            return false;
        }

        private int number() {
            skipBlanks();
            int value = -1;
            while (peek() >= '0' && peek() <= '9') {
                value = Math.min(Math.max(value, 0) * 10 + (peek() - '0'), MOST_CHARACTERS + 1);
                position++;
            }
            return value;
        }

        private boolean symbol(char wanted) {
            skipBlanks();
            if (peek() != wanted) {
                return false;
            }
            position++;
            return true;
        }

        private boolean keyword(String wanted) {
            int start = position;
            if (word().equalsIgnoreCase(wanted)) {
                return true;
            }
            position = start;
            return false;
        }

        private String word() {
            skipBlanks();
            int start = position;
            while (Character.isLetterOrDigit(peek()) || peek() == '_') {
                position++;
            }
            return text.substring(start, position);
        }

        private void skipBlanks() {
            while (Character.isWhitespace(peek())) {
                position++;
            }
        }

        private char peek() {
            return position < text.length() ? text.charAt(position) : 0;
        }
    }
}
