package io.graphc.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Text to {@link SqlType}: the spellings of Trino ({@code varchar(10)}, {@code row(a bigint)}) and those of Hive, Glue
 * and Athena's DDL ({@code string}, {@code struct<a:int>}), letter case ignored. Reads back what {@code toString} of a
 * type gives. Field names are lower-cased unless quoted, as Trino does. Stateless and thread-safe.
 *
 * <p>Defaults are those of the Trino documentation, "Data types": {@code decimal} is {@code decimal(38,0)},
 * {@code time} and {@code timestamp} have precision 3, {@code char} has length 1.
 */
public final class SqlTypeParser {
    private static final int MOST_DIGITS = 38;
    private static final int MOST_FRACTION = 12;
    private static final int MOST_CHAR = 65_536;

    /** Nesting that no real table reaches; beyond it the text is refused instead of overflowing the stack. */
    private static final int MOST_DEPTH = 200;

    private static final Map<String, SqlType> PLAIN = Map.ofEntries(
            Map.entry("boolean", SqlTypes.BOOLEAN),
            Map.entry("tinyint", SqlTypes.TINYINT),
            Map.entry("smallint", SqlTypes.SMALLINT),
            Map.entry("integer", SqlTypes.INTEGER),
            Map.entry("int", SqlTypes.INTEGER),
            Map.entry("bigint", SqlTypes.BIGINT),
            Map.entry("long", SqlTypes.BIGINT),
            Map.entry("real", SqlTypes.REAL),
            Map.entry("float", SqlTypes.REAL),
            Map.entry("double", SqlTypes.DOUBLE),
            Map.entry("date", SqlTypes.DATE),
            Map.entry("varbinary", SqlTypes.VARBINARY),
            Map.entry("binary", SqlTypes.VARBINARY),
            Map.entry("string", SqlTypes.VARCHAR),
            Map.entry("json", SqlTypes.JSON),
            Map.entry("uuid", SqlTypes.UUID),
            Map.entry("ipaddress", SqlType.Simple.IPADDRESS),
            Map.entry("unknown", SqlTypes.UNKNOWN),
            Map.entry("any", SqlTypes.ANY),
            Map.entry("hyperloglog", new SqlType.Named("HyperLogLog")),
            Map.entry("p4hyperloglog", new SqlType.Named("P4HyperLogLog")),
            Map.entry("setdigest", new SqlType.Named("SetDigest")),
            Map.entry("tdigest", new SqlType.Named("tdigest")),
            Map.entry("color", new SqlType.Named("color")),
            Map.entry("geometry", new SqlType.Named("Geometry")),
            Map.entry("sphericalgeography", new SqlType.Named("SphericalGeography")),
            Map.entry("bingtile", new SqlType.Named("BingTile")),
            Map.entry("kdbtree", new SqlType.Named("KdbTree")),
            Map.entry("regressor", new SqlType.Named("Regressor")));

    private static final Map<String, String> NAMED_WITH_TYPE = Map.of("qdigest", "qdigest", "classifier", "Classifier");

    private final String text;
    private int position;
    private int depth;

    private SqlTypeParser(String text) {
        this.text = text;
    }

    /** The type that the text names; empty when it names none. */
    public static Optional<SqlType> parse(String text) {
        SqlTypeParser parser = new SqlTypeParser(text);
        SqlType type = parser.type();
        parser.skipBlanks();
        return type != null && parser.position == text.length() ? Optional.of(type) : Optional.empty();
    }

    private @Nullable SqlType type() {
        if (++depth > MOST_DEPTH) {
            return null;
        }
        String name = word();
        SqlType type = name == null ? null : named(name);
        depth--;
        return type;
    }

    private @Nullable SqlType named(String name) {
        SqlType plain = PLAIN.get(name);
        if (plain != null) {
            if (name.equals("double")) {
                keyword("precision");
            }
            return plain;
        }
        return switch (name) {
            case "varchar" -> varchar();
            case "char", "character" -> sized(1, MOST_CHAR);
            case "decimal", "dec", "numeric" -> decimal();
            case "time", "timestamp" -> moment(name.equals("timestamp"));
            case "interval" -> interval();
            case "array" -> oneInside(false);
            case "map" -> map();
            case "row" -> row('(', ')');
            case "struct" -> row('<', '>');
            case "function" -> function();
            default -> namedWithType(name);
        };
    }

    private @Nullable SqlType varchar() {
        if (!symbol('(')) {
            return SqlTypes.VARCHAR;
        }
        OptionalInt length = number();
        if (length.isEmpty() || !symbol(')')) {
            return null;
        }
        return length.getAsInt() == Integer.MAX_VALUE ? SqlTypes.VARCHAR : SqlTypes.varchar(length.getAsInt());
    }

    private @Nullable SqlType sized(int otherwise, int most) {
        OptionalInt length = numberInside(otherwise);
        return length.isEmpty() || length.getAsInt() > most ? null : new SqlType.Char(length.getAsInt());
    }

    private @Nullable SqlType decimal() {
        if (!symbol('(')) {
            return new SqlType.Decimal(MOST_DIGITS, 0);
        }
        OptionalInt precision = number();
        OptionalInt scale = symbol(',') ? number() : OptionalInt.of(0);
        if (precision.isEmpty() || scale.isEmpty() || !symbol(')')) {
            return null;
        }
        boolean fits = precision.getAsInt() >= 1
                && precision.getAsInt() <= MOST_DIGITS
                && scale.getAsInt() <= precision.getAsInt();
        return fits ? new SqlType.Decimal(precision.getAsInt(), scale.getAsInt()) : null;
    }

    private @Nullable SqlType moment(boolean timestamp) {
        OptionalInt precision = numberInside(3);
        if (precision.isEmpty() || precision.getAsInt() > MOST_FRACTION) {
            return null;
        }
        int before = position;
        boolean withZone = keyword("with");
        if ((withZone || keyword("without")) && !(keyword("time") && keyword("zone"))) {
            position = before;
            withZone = false;
        }
        return timestamp
                ? new SqlType.Timestamp(precision.getAsInt(), withZone)
                : new SqlType.Time(precision.getAsInt(), withZone);
    }

    private @Nullable SqlType interval() {
        if (keyword("day")) {
            return keyword("to") && keyword("second") ? SqlType.Simple.INTERVAL_DAY_TO_SECOND : null;
        }
        return keyword("year") && keyword("to") && keyword("month") ? SqlType.Simple.INTERVAL_YEAR_TO_MONTH : null;
    }

    private @Nullable SqlType oneInside(boolean asElement) {
        char close = open();
        SqlType element = close == 0 ? null : type();
        if (element == null || !symbol(close)) {
            return null;
        }
        return asElement ? element : new SqlType.Array(element);
    }

    private @Nullable SqlType map() {
        char close = open();
        SqlType key = close == 0 ? null : type();
        SqlType value = key != null && symbol(',') ? type() : null;
        return key != null && value != null && symbol(close) ? new SqlType.Map(key, value) : null;
    }

    private @Nullable SqlType function() {
        List<SqlType> types = new ArrayList<>();
        if (!symbol('(')) {
            return null;
        }
        do {
            SqlType next = type();
            if (next == null) {
                return null;
            }
            types.add(next);
        } while (symbol(','));
        int last = types.size() - 1;
        return symbol(')') ? new SqlType.Function(types.subList(0, last), types.get(last)) : null;
    }

    private @Nullable SqlType namedWithType(String name) {
        String spelling = NAMED_WITH_TYPE.get(name);
        SqlType inner = spelling == null ? null : oneInside(true);
        return inner == null ? null : new SqlType.Named(spelling + "(" + inner + ")");
    }

    private @Nullable SqlType row(char open, char close) {
        if (!symbol(open)) {
            return null;
        }
        List<SqlType.Field> fields = new ArrayList<>();
        do {
            SqlType.Field field = field(close);
            if (field == null) {
                return null;
            }
            fields.add(field);
        } while (symbol(','));
        return symbol(close) ? new SqlType.Row(fields) : null;
    }

    /** A field may be a bare type, and a type's name may be a field's name: {@code row(date date)}. */
    private SqlType.@Nullable Field field(char close) {
        int start = position;
        int startDepth = depth;
        SqlType bare = type();
        skipBlanks();
        if (bare != null && (peek() == ',' || peek() == close)) {
            return new SqlType.Field("", bare);
        }
        position = start;
        depth = startDepth;
        String name = fieldName();
        if (name == null) {
            return null;
        }
        symbol(':');
        SqlType type = type();
        return type == null ? null : new SqlType.Field(name, type);
    }

    private @Nullable String fieldName() {
        skipBlanks();
        char quote = peek();
        if (quote != '"' && quote != '`') {
            return word();
        }
        StringBuilder name = new StringBuilder();
        for (position++; position < text.length(); position++) {
            if (text.charAt(position) == quote) {
                position++;
                if (peek() != quote) {
                    return name.toString();
                }
            }
            name.append(text.charAt(position));
        }
        return null;
    }

    private OptionalInt numberInside(int otherwise) {
        if (!symbol('(')) {
            return OptionalInt.of(otherwise);
        }
        OptionalInt number = number();
        return symbol(')') ? number : OptionalInt.empty();
    }

    private OptionalInt number() {
        skipBlanks();
        long value = 0;
        int start = position;
        while (position < text.length() && peek() >= '0' && peek() <= '9') {
            value = Math.min(value * 10 + (peek() - '0'), 1L + Integer.MAX_VALUE);
            position++;
        }
        return position == start || value > Integer.MAX_VALUE ? OptionalInt.empty() : OptionalInt.of((int) value);
    }

    /** The closing bracket that belongs to the opening one read here, or 0. */
    private char open() {
        if (symbol('(')) {
            return ')';
        }
        return symbol('<') ? '>' : 0;
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
        if (wanted.equals(word())) {
            return true;
        }
        position = start;
        return false;
    }

    private @Nullable String word() {
        skipBlanks();
        int start = position;
        while (position < text.length() && (Character.isLetterOrDigit(peek()) || peek() == '_' || peek() == '$')) {
            position++;
        }
        return position == start ? null : text.substring(start, position).toLowerCase(Locale.ROOT);
    }

    private void skipBlanks() {
        while (position < text.length() && Character.isWhitespace(peek())) {
            position++;
        }
    }

    private char peek() {
        return position < text.length() ? text.charAt(position) : 0;
    }
}
