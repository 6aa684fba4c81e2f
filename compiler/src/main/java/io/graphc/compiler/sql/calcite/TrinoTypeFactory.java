package io.graphc.compiler.sql.calcite;

import io.graphc.compiler.sql.function.TypeCoercion;
import io.graphc.plan.SqlType;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rel.type.RelDataTypeFieldImpl;
import org.apache.calcite.rel.type.RelDataTypeSystem;
import org.apache.calcite.rel.type.RelRecordType;
import org.apache.calcite.rel.type.StructKind;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.type.SqlTypeFactoryImpl;
import org.apache.calcite.sql.type.SqlTypeMappingRule;
import org.jspecify.annotations.Nullable;

/** Makes types for the validator; what two types have in common is Trino's decision. */
final class TrinoTypeFactory extends SqlTypeFactoryImpl {
    /** A column behind an outer join asks for its table's nullable type each time it is looked up. */
    private final Map<RelDataType, RelDataType> nullableRows = new IdentityHashMap<>();

    TrinoTypeFactory() {
        super(RelDataTypeSystem.DEFAULT);
    }

    @Override
    public RelDataType createTypeWithNullability(RelDataType type, boolean nullable) {
        if (type instanceof TrinoRelType known) {
            return known.isNullable() == nullable ? known : TrinoRelType.of(known.sqlType(), nullable);
        }
        if (nullable && type instanceof RelRecordType && !type.isNullable()) {
            RelDataType made = nullableRows.get(type);
            if (made == null) {
                made = super.createTypeWithNullability(type, true);
                nullableRows.put(type, made);
            }
            return made;
        }
        return super.createTypeWithNullability(type, nullable);
    }

    /** Finding a type in Calcite's pool of types, which all threads share, costs more than another one that is equal. */
    @Override
    protected RelDataType canonize(RelDataType type) {
        return type instanceof TrinoRelType || type instanceof RelRecordType ? type : super.canonize(type);
    }

    @Override
    protected RelDataType canonize(StructKind kind, List<String> names, List<RelDataType> types, boolean nullable) {
        List<RelDataTypeField> fields = new ArrayList<>(names.size());
        for (int i = 0; i < names.size(); i++) {
            fields.add(new RelDataTypeFieldImpl(names.get(i), i, types.get(i)));
        }
        return new RelRecordType(kind, fields, nullable);
    }

    /** The columns of {@code VALUES} have no names. */
    @Override
    public RelDataType createStructType(List<RelDataType> types, List<String> names) {
        List<String> inner = new ArrayList<>();
        for (String name : names) {
            inner.add(name.equals(SqlUtil.deriveAliasFromOrdinal(inner.size())) ? Unnamed.column(inner.size()) : name);
        }
        return super.createStructType(types, inner);
    }

    @Override
    public @Nullable RelDataType leastRestrictive(List<RelDataType> types, SqlTypeMappingRule mappingRule) {
        if (types.stream().noneMatch(TrinoRelType.class::isInstance)) {
            return super.leastRestrictive(types, mappingRule);
        }
        SqlType common = RelTypes.toSqlType(types.get(0));
        boolean nullable = false;
        for (RelDataType type : types) {
            Optional<SqlType> both = TypeCoercion.commonSuperType(common, RelTypes.toSqlType(type));
            if (both.isEmpty()) {
                return null;
            }
            common = both.get();
            nullable |= type.isNullable();
        }
        return TrinoRelType.of(common, nullable);
    }
}
