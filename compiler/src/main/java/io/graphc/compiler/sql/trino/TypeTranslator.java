package io.graphc.compiler.sql.trino;

import io.graphc.compiler.sql.calcite.TextPosition;
import io.graphc.compiler.sql.function.TypeCoercion;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.Spelling;
import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypeParser;
import io.graphc.plan.SqlTypes;
import io.trino.sql.tree.DataType;
import io.trino.sql.tree.DataTypeParameter;
import io.trino.sql.tree.DateTimeDataType;
import io.trino.sql.tree.GenericDataType;
import io.trino.sql.tree.IntervalDayTimeDataType;
import io.trino.sql.tree.NumericParameter;
import io.trino.sql.tree.RowDataType;
import io.trino.sql.tree.TypeParameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Types as a query writes them. */
final class TypeTranslator {
    private static final int DEFAULT_PRECISION = 3;
    private static final int MOST_PRECISION = 12;

    private static final List<String> TYPE_NAMES = List.of(
            "array",
            "bigint",
            "boolean",
            "char",
            "date",
            "decimal",
            "double",
            "integer",
            "json",
            "map",
            "real",
            "row",
            "smallint",
            "time",
            "timestamp",
            "tinyint",
            "uuid",
            "varbinary",
            "varchar");

    /** What Hive, Athena's DDL and other dialects call a type that Trino calls otherwise. */
    private static final Map<String, String> FOREIGN = Map.ofEntries(
            Map.entry("string", "varchar"),
            Map.entry("text", "varchar"),
            Map.entry("nvarchar", "varchar"),
            Map.entry("float", "real"),
            Map.entry("float8", "double"),
            Map.entry("long", "bigint"),
            Map.entry("int64", "bigint"),
            Map.entry("dec", "decimal"),
            Map.entry("numeric", "decimal"),
            Map.entry("number", "decimal"),
            Map.entry("character", "char"),
            Map.entry("binary", "varbinary"),
            Map.entry("bytes", "varbinary"),
            Map.entry("bool", "boolean"),
            Map.entry("datetime", "timestamp"),
            Map.entry("struct", "row(...)"));

    /** Names that tables may have in their schema, but no expression. */
    private static final Set<String> NOT_WRITTEN = Set.of("any", "struct", "interval");

    private final Translation translation;

    TypeTranslator(Translation translation) {
        this.translation = translation;
    }

    /** The type; {@code ANY} after a report when there is none of its name. */
    SqlType translate(DataType type) {
        if (type instanceof RowDataType row) {
            return row(row);
        }
        if (type instanceof DateTimeDataType time) {
            int precision = time.getPrecision().map(TypeTranslator::number).orElse(DEFAULT_PRECISION);
            if (precision > MOST_PRECISION) {
                return unknown(type, "a fraction of a second has at most " + MOST_PRECISION + " digits");
            }
            return time.getType() == DateTimeDataType.Type.TIMESTAMP
                    ? new SqlType.Timestamp(precision, time.isWithTimeZone())
                    : new SqlType.Time(precision, time.isWithTimeZone());
        }
        if (type instanceof IntervalDayTimeDataType interval) {
            boolean months = interval.getFrom() == IntervalDayTimeDataType.Field.YEAR
                    || interval.getFrom() == IntervalDayTimeDataType.Field.MONTH;
            return months ? SqlType.Simple.INTERVAL_YEAR_TO_MONTH : SqlType.Simple.INTERVAL_DAY_TO_SECOND;
        }
        if (type instanceof GenericDataType generic) {
            return generic(generic);
        }
        throw new AssertionError(type);
    }

    private static int number(DataTypeParameter parameter) {
        return parameter instanceof NumericParameter number ? Integer.parseInt(number.getValue()) : DEFAULT_PRECISION;
    }

    private SqlType row(RowDataType row) {
        List<SqlType.Field> fields = new ArrayList<>();
        for (RowDataType.Field field : row.getFields()) {
            String name = field.getName().map(found -> found.getValue()).orElse("");
            fields.add(new SqlType.Field(name, translate(field.getType())));
        }
        return new SqlType.Row(fields);
    }

    private SqlType generic(GenericDataType type) {
        String name = Tokens.lower(type.getName().getValue());
        List<DataTypeParameter> parameters = type.getArguments();
        if (name.equals("array") && parameters.size() == 1) {
            return SqlTypes.array(nested(parameters.get(0)));
        }
        if (name.equals("map") && parameters.size() == 2) {
            SqlType key = nested(parameters.get(0));
            return TypeCoercion.isComparable(key)
                    ? new SqlType.Map(key, nested(parameters.get(1)))
                    : unknown(type, "the keys of a map must be comparable, `" + key + "` is not");
        }
        StringBuilder text = new StringBuilder(name);
        for (int i = 0; i < parameters.size(); i++) {
            text.append(i == 0 ? "(" : ",").append(written(parameters.get(i)));
        }
        if (!parameters.isEmpty()) {
            text.append(')');
        }
        Optional<SqlType> known = simple(text.toString());
        if (known.isEmpty()) {
            report(type, text.toString());
        }
        return known.orElse(SqlTypes.ANY);
    }

    /** A type without other types inside; empty when Trino has none of that name, whatever Hive has. */
    static Optional<SqlType> simple(String text) {
        String name = text.contains("(") ? text.substring(0, text.indexOf('(')) : text;
        return FOREIGN.containsKey(name) || NOT_WRITTEN.contains(name) ? Optional.empty() : SqlTypeParser.parse(text);
    }

    private static String written(DataTypeParameter parameter) {
        return parameter instanceof NumericParameter number ? number.getValue() : parameter.toString();
    }

    private SqlType nested(DataTypeParameter parameter) {
        return parameter instanceof TypeParameter type ? translate(type.getValue()) : SqlTypes.ANY;
    }

    private SqlType unknown(DataType type, String why) {
        SqlParserPos place = place(type);
        String written = translation.tokens().text().substring(TextPosition.start(place), TextPosition.end(place));
        translation
                .problems()
                .report(
                        place,
                        Diagnostic.of(DiagnosticCode.UNKNOWN_TYPE, "type `" + Tokens.lower(written) + "` is not known")
                                .note(why));
        return SqlTypes.ANY;
    }

    private SqlParserPos place(DataType type) {
        int start = translation.tokens().offsetOf(type);
        return TextPosition.of(start, translation.tokens().callEnd(start));
    }

    private void report(GenericDataType type, String text) {
        String name = Tokens.lower(type.getName().getValue());
        Diagnostic.Builder problem = Diagnostic.of(DiagnosticCode.UNKNOWN_TYPE, "type `" + text + "` is not known");
        String ours = FOREIGN.get(name);
        if (ours != null) {
            problem.help("in queries it is called `" + ours + "`");
        } else {
            List<String> others =
                    Spelling.nearest(name, TYPE_NAMES).isEmpty() ? Spelling.nearest(name, FOREIGN.keySet()) : List.of();
            if (others.isEmpty()) {
                problem.hint(name, TYPE_NAMES, "types");
            } else {
                problem.help("did you mean `" + others.get(0) + "`? In queries it is called `"
                        + FOREIGN.get(others.get(0)) + "`");
            }
        }
        translation.problems().report(place(type), problem);
    }
}
