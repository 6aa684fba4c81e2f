package io.graphc.compiler.sql.trino;

import io.graphc.compiler.sql.calcite.TextPosition;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
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
import java.util.Optional;

/** Types as a query writes them. */
final class TypeTranslator {
    private static final int DEFAULT_PRECISION = 3;

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
            return new SqlType.Map(nested(parameters.get(0)), nested(parameters.get(1)));
        }
        StringBuilder text = new StringBuilder(name);
        for (int i = 0; i < parameters.size(); i++) {
            text.append(i == 0 ? "(" : ",").append(written(parameters.get(i)));
        }
        if (!parameters.isEmpty()) {
            text.append(')');
        }
        Optional<SqlType> known = SqlTypeParser.parse(text.toString());
        if (known.isEmpty()) {
            report(type, text.toString());
        }
        return known.orElse(SqlTypes.ANY);
    }

    private static String written(DataTypeParameter parameter) {
        return parameter instanceof NumericParameter number ? number.getValue() : parameter.toString();
    }

    private SqlType nested(DataTypeParameter parameter) {
        return parameter instanceof TypeParameter type ? translate(type.getValue()) : SqlTypes.ANY;
    }

    private void report(GenericDataType type, String text) {
        int start = translation.tokens().offsetOf(type);
        int end = translation.tokens().callEnd(start);
        translation
                .problems()
                .report(
                        TextPosition.of(start, end),
                        Diagnostic.of(DiagnosticCode.UNKNOWN_TYPE, "type `" + text + "` is not known")
                                .hint(Tokens.lower(type.getName().getValue()), TYPE_NAMES, "types"));
    }
}
