package io.graphc.compiler.sql.trino;

import io.graphc.compiler.sql.calcite.LiteralOperator;
import io.graphc.compiler.sql.calcite.TextPosition;
import io.graphc.compiler.sql.constant.Fault;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import io.trino.sql.tree.BinaryLiteral;
import io.trino.sql.tree.BooleanLiteral;
import io.trino.sql.tree.CharLiteral;
import io.trino.sql.tree.CurrentTime;
import io.trino.sql.tree.DecimalLiteral;
import io.trino.sql.tree.DoubleLiteral;
import io.trino.sql.tree.GenericLiteral;
import io.trino.sql.tree.IntervalLiteral;
import io.trino.sql.tree.Literal;
import io.trino.sql.tree.LongLiteral;
import io.trino.sql.tree.NullLiteral;
import io.trino.sql.tree.StringLiteral;
import io.trino.sql.tree.TimeLiteral;
import io.trino.sql.tree.TimestampLiteral;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.calcite.sql.SqlNode;

/** Constants, and the clock, which is a constant of a run. */
final class LiteralTranslator {
    private static final int MOST_DIGITS = 38;

    private final Translation translation;
    private final Tokens tokens;

    LiteralTranslator(Translation translation) {
        this.translation = translation;
        this.tokens = translation.tokens();
    }

    SqlNode translate(Literal literal) {
        if (literal instanceof NullLiteral) {
            return constant(literal, SqlTypes.UNKNOWN, "", 1);
        }
        if (literal instanceof BooleanLiteral bool) {
            return constant(literal, SqlTypes.BOOLEAN, String.valueOf(bool.getValue()), 1);
        }
        if (literal instanceof StringLiteral string) {
            String value = string.getValue();
            return constant(literal, SqlTypes.varchar(value.codePointCount(0, value.length())), value, 1);
        }
        if (literal instanceof LongLiteral number) {
            long value = number.getParsedValue();
            SqlType type = value == (int) value ? SqlTypes.INTEGER : SqlTypes.BIGINT;
            return constant(literal, type, String.valueOf(value), 1);
        }
        if (literal instanceof DecimalLiteral decimal) {
            boolean keyword = tokens.wordAt(tokens.offsetOf(literal)).is("decimal");
            return decimal(decimal, decimal.getValue(), keyword ? 2 : 1);
        }
        if (literal instanceof DoubleLiteral) {
            return constant(literal, SqlTypes.DOUBLE, number(literal), 1);
        }
        if (literal instanceof BinaryLiteral binary) {
            return constant(literal, SqlTypes.VARBINARY, binary.toHexString(), 1);
        }
        if (literal instanceof CharLiteral text) {
            return constant(literal, new SqlType.Char(text.length()), text.getValue(), 2);
        }
        return typed(literal);
    }

    /** The number as written; the parser takes a minus sign before it for a part of it. */
    private String number(Literal literal) {
        int first = tokens.indexAt(tokens.offsetOf(literal));
        String word = tokens.word(first).text();
        return word.equals("-") ? word + tokens.word(first + 1).text() : word;
    }

    private SqlNode typed(Literal literal) {
        if (literal instanceof TimestampLiteral timestamp) {
            return checked(literal, TimeText.timestampType(timestamp.getValue()), "timestamp", timestamp.getValue());
        }
        if (literal instanceof TimeLiteral time) {
            return checked(literal, TimeText.timeType(time.getValue()), "time", time.getValue());
        }
        if (literal instanceof IntervalLiteral interval) {
            return interval(interval);
        }
        if (literal instanceof GenericLiteral generic) {
            return generic(generic);
        }
        throw new AssertionError(literal);
    }

    private SqlNode generic(GenericLiteral literal) {
        String value = literal.getValue();
        String name = Tokens.lower(literal.getType());
        if (name.equals("date")) {
            return checked(
                    literal, TimeText.isDate(value) ? Optional.of(SqlTypes.DATE) : Optional.empty(), name, value);
        }
        if (name.equals("decimal")) {
            return decimal(literal, value, 2);
        }
        if (name.equals("varbinary")) {
            String bytes = HexFormat.of().withUpperCase().formatHex(value.getBytes(StandardCharsets.UTF_8));
            return constant(literal, SqlTypes.VARBINARY, bytes, 2);
        }
        Optional<SqlType> type = TypeTranslator.simple(name);
        int start = tokens.offsetOf(literal);
        if (name.equals("interval") && reportUnit(start)) {
            return translation.poison(TextPosition.of(start, tokens.endAfter(start, 1)));
        }
        if (type.isEmpty()) {
            translation
                    .problems()
                    .report(
                            TextPosition.of(start, tokens.endAfter(start, 0)),
                            Diagnostic.of(DiagnosticCode.UNKNOWN_TYPE, "type `" + literal.getType() + "` is not known")
                                    .help(meantByType(name, value)));
            return translation.poison(TextPosition.of(start, tokens.endAfter(start, 1)));
        }
        return checked(literal, type.filter(found -> ConstantText.isValue(found, value)), name, value);
    }

    /** The word behind an interval, read as an alias, is meant for a unit; false where there is none. */
    private boolean reportUnit(int start) {
        int behind = tokens.indexAt(start) + 2;
        int[] unit = behind >= tokens.count()
                ? new int[0]
                : IntervalUnit.unknownBefore(tokens.text(), tokens.word(behind).end());
        if (unit.length > 0) {
            translation
                    .problems()
                    .report(
                            TextPosition.of(unit[0], unit[1]),
                            IntervalUnit.unknown(tokens.word(behind).text()));
            return true;
        }
        return false;
    }

    /** A word before text is read as a type. */
    private static String meantByType(String name, String value) {
        if (name.equals("interval")) {
            return "the unit stands behind the text: `interval '1' day`";
        }
        return "an alias is a name, if need be in double quotes: `" + name + " as \"" + shorten(value) + "\"`";
    }

    private SqlNode checked(Literal literal, Optional<SqlType> type, String name, String value) {
        if (type.isEmpty()) {
            int start = tokens.offsetOf(literal);
            Fault fault = notA(value, name);
            Diagnostic.Builder problem = Diagnostic.of(DiagnosticCode.BAD_LITERAL, fault.message());
            fault.helps().forEach(problem::help);
            translation.problems().report(TextPosition.of(start, tokens.endAfter(start, 1)), problem);
        }
        return constant(literal, type.orElse(SqlTypes.ANY), value, 2);
    }

    /** What is wrong with text that is no value of a type. */
    static Fault notA(String value, String type) {
        String article = type.startsWith("i") ? "an" : "a";
        return Fault.ofValue(
                (value.isEmpty() ? "the empty text" : "`" + shorten(value) + "`") + " is not " + article + " `" + type
                        + "`",
                example(value, type));
    }

    private static String example(String value, String type) {
        if (type.equals("date")) {
            return value.matches("\\s*[+-]?\\d+-.*\\d[ T].*")
                    ? "a date has no time: `2026-01-31`"
                    : "a date is year, month and day of the calendar: `2026-01-31`";
        }
        if (type.startsWith("timestamp")) {
            return "a timestamp is `2026-01-31 08:00:00`, if need be with a fraction and a zone";
        }
        return type.equals("time") ? "a time is `08:00:00`" : "";
    }

    private static String shorten(String value) {
        int most = 40;
        return value.length() <= most ? value : value.substring(0, most) + "...";
    }

    private SqlNode decimal(Literal literal, String text, int words) {
        Optional<SqlType> type = TimeText.decimalType(text);
        if (type.isEmpty()) {
            int start = tokens.offsetOf(literal);
            translation
                    .problems()
                    .report(
                            TextPosition.of(start, tokens.endAfter(start, words - 1)),
                            Diagnostic.of(DiagnosticCode.BAD_LITERAL, "`" + shorten(text) + "` is not a `decimal`")
                                    .note("a decimal has at most " + MOST_DIGITS + " digits"));
        }
        return constant(literal, type.orElse(SqlTypes.ANY), text, words);
    }

    private SqlNode interval(IntervalLiteral literal) {
        SqlType type =
                literal.isYearToMonth() ? SqlType.Simple.INTERVAL_YEAR_TO_MONTH : SqlType.Simple.INTERVAL_DAY_TO_SECOND;
        String sign = literal.getSign() == IntervalLiteral.Sign.NEGATIVE ? "-" : "";
        String start = literal.getStartField().name().toLowerCase(Locale.ROOT);
        String end = literal.getEndField()
                .map(field -> " to " + field.name().toLowerCase(Locale.ROOT))
                .orElse("");
        String value = sign + literal.getValue() + " " + start + end;
        int from = tokens.offsetOf(literal);
        int words = 3 + (tokens.word(tokens.indexAt(from) + 1).text().matches("[+-]") ? 1 : 0);
        int all = words + (end.isEmpty() ? 0 : 2);
        if (!IntervalText.isInterval(literal.getValue(), literal.getStartField(), literal.getEndField())) {
            translation
                    .problems()
                    .report(
                            TextPosition.of(from, tokens.endAfter(from, all - 1)),
                            Diagnostic.of(
                                    DiagnosticCode.BAD_LITERAL,
                                    "`" + shorten(literal.getValue()) + "` is not an interval of `" + start + end
                                            + "`"));
        }
        return constant(literal, type, value, all);
    }

    /** The clock as a constant of the request's instant. */
    SqlNode clock(CurrentTime current) {
        int start = tokens.offsetOf(current);
        int end = current.getPrecision() == null ? tokens.endAfter(start, 0) : tokens.callEnd(start);
        Clock clock = new Clock(translation.request().asOf());
        Clock.Reading reading = clock.read(current);
        return LiteralOperator.clock(reading.type(), reading.value())
                .createCall(TextPosition.of(start, end), List.of());
    }

    private SqlNode constant(Literal literal, SqlType type, String value, int words) {
        int start = tokens.offsetOf(literal);
        return new LiteralOperator(type, value)
                .createCall(TextPosition.of(start, tokens.endAfter(start, words - 1)), List.of());
    }
}
