package io.graphc.compiler.sql.calcite;

import io.graphc.plan.Column;
import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeField;

/** The way between our types and Calcite's. */
public final class RelTypes {
    private RelTypes() {}

    /** Calcite's view of a type. */
    public static RelDataType toCalcite(SqlType type, boolean nullable) {
        return TrinoRelType.of(type, nullable);
    }

    /** Our view of a type; the row type of a query becomes a row, types of Calcite's own making are {@code ANY}. */
    public static SqlType toSqlType(RelDataType type) {
        if (type instanceof TrinoRelType known) {
            return known.sqlType();
        }
        if (type.isStruct()) {
            List<SqlType.Field> fields = new ArrayList<>();
            for (RelDataTypeField field : type.getFieldList()) {
                fields.add(new SqlType.Field(field.getName(), toSqlType(field.getType())));
            }
            return new SqlType.Row(fields);
        }
        return switch (type.getSqlTypeName()) {
            case BOOLEAN -> SqlTypes.BOOLEAN;
            case INTEGER -> SqlTypes.INTEGER;
            case BIGINT -> SqlTypes.BIGINT;
            default -> SqlTypes.ANY;
        };
    }

    static RelDataType rowOf(List<Column> columns, RelDataTypeFactory factory) {
        RelDataTypeFactory.Builder row = factory.builder();
        for (Column column : columns) {
            row.add(column.name(), toCalcite(column.type(), column.nullable()));
        }
        return row.build();
    }
}
