package io.graphc.testkit.trino;

import io.trino.spi.type.ArrayType;
import io.trino.spi.type.BooleanType;
import io.trino.spi.type.DecimalType;
import io.trino.spi.type.MapType;
import io.trino.spi.type.RowType;
import io.trino.spi.type.SqlDecimal;
import io.trino.spi.type.SqlVarbinary;
import io.trino.spi.type.Type;
import io.trino.testing.MaterializedRow;
import java.math.BigDecimal;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A value as text from which it can be read back; {@code io.graphc.testkit.TrinoSchema} documents it. */
final class ValueText {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private ValueText() {}

    static String of(Type type, @Nullable Object value) {
        if (value == null) {
            return "NULL";
        }
        if (type instanceof ArrayType array) {
            return ((List<?>) value)
                    .stream().map(item -> of(array.getElementType(), item)).collect(Collectors.joining(", ", "[", "]"));
        }
        if (type instanceof MapType map) {
            return ((Map<?, ?>) value)
                    .entrySet().stream()
                            .map(entry -> of(map.getKeyType(), entry.getKey()) + ": "
                                    + of(map.getValueType(), entry.getValue()))
                            .sorted()
                            .collect(Collectors.joining(", ", "{", "}"));
        }
        if (type instanceof RowType row) {
            return row(row, value instanceof MaterializedRow fields ? fields.getFields() : (List<?>) value);
        }
        return simple(type, value);
    }

    private static String row(RowType type, List<?> fields) {
        StringBuilder text = new StringBuilder("(");
        for (int i = 0; i < fields.size(); i++) {
            text.append(i > 0 ? ", " : "").append(of(type.getFields().get(i).getType(), fields.get(i)));
        }
        return text.append(')').toString();
    }

    private static String simple(Type type, Object value) {
        if (value instanceof SqlVarbinary bytes) {
            return "X'" + HEX.formatHex(bytes.getBytes()) + "'";
        }
        if (value instanceof SqlDecimal decimal) {
            return decimal.toBigDecimal().toPlainString();
        }
        if (type instanceof DecimalType) {
            return ((BigDecimal) value).toPlainString();
        }
        if (value instanceof Number || type instanceof BooleanType) {
            return value.toString();
        }
        if (value instanceof String text) {
            return "'" + text.replace("'", "''") + "'";
        }
        return value.toString();
    }
}
