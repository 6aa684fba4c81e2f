package io.graphc.compiler.sql.calcite;

import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.calcite.rel.type.RelDataTypeFamily;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rel.type.RelDataTypeFieldImpl;
import org.apache.calcite.rel.type.RelDataTypeImpl;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * A type of Trino in Calcite's clothes. To Calcite all of them but boolean are {@code ANY}: it looks names up and follows
 * scopes, the rules of types are {@code sql.function}'s.
 */
final class TrinoRelType extends RelDataTypeImpl {
    private static final Map<SqlType.Simple, TrinoRelType> NULLABLE = simple(true);
    private static final Map<SqlType.Simple, TrinoRelType> NEVER_NULL = simple(false);

    private final SqlType type;
    private final boolean nullable;

    private TrinoRelType(SqlType type, boolean nullable, @Nullable List<RelDataTypeField> fields) {
        super(fields);
        this.type = type;
        this.nullable = nullable;
        computeDigest();
    }

    static TrinoRelType of(SqlType type, boolean nullable) {
        if (type instanceof SqlType.Simple simple) {
            return Objects.requireNonNull((nullable ? NULLABLE : NEVER_NULL).get(simple));
        }
        if (!(type instanceof SqlType.Row row)) {
            return new TrinoRelType(type, nullable, null);
        }
        List<RelDataTypeField> fields = new ArrayList<>();
        for (SqlType.Field field : row.fields()) {
            fields.add(new RelDataTypeFieldImpl(field.name(), fields.size(), of(field.type(), true)));
        }
        return new TrinoRelType(type, nullable, fields);
    }

    private static Map<SqlType.Simple, TrinoRelType> simple(boolean nullable) {
        Map<SqlType.Simple, TrinoRelType> types = new EnumMap<>(SqlType.Simple.class);
        for (SqlType.Simple type : SqlType.Simple.values()) {
            types.put(type, new TrinoRelType(type, nullable, null));
        }
        return types;
    }

    SqlType sqlType() {
        return type;
    }

    @Override
    public boolean isNullable() {
        return nullable;
    }

    @Override
    public SqlTypeName getSqlTypeName() {
        if (type instanceof SqlType.Row) {
            return SqlTypeName.ROW;
        }
        return type == SqlTypes.BOOLEAN ? SqlTypeName.BOOLEAN : SqlTypeName.ANY;
    }

    @Override
    public RelDataTypeFamily getFamily() {
        if (type instanceof SqlType.Row) {
            return this;
        }
        return type == SqlTypes.BOOLEAN ? SqlTypeFamily.BOOLEAN : SqlTypeFamily.ANY;
    }

    @Override
    protected void generateTypeString(StringBuilder text, boolean withDetail) {
        text.append(type);
    }
}
