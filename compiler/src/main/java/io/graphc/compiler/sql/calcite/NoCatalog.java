package io.graphc.compiler.sql.calcite;

import java.util.List;
import org.apache.calcite.config.CalciteConnectionConfig;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.validate.SqlMoniker;
import org.apache.calcite.sql.validate.SqlNameMatcher;
import org.apache.calcite.sql.validate.SqlNameMatchers;
import org.apache.calcite.sql.validate.SqlValidatorCatalogReader;
import org.apache.calcite.sql.validate.SqlValidatorTable;
import org.jspecify.annotations.Nullable;

/** A catalogue without tables: relations are looked up before validation. Says that letter case does not matter. */
final class NoCatalog implements SqlValidatorCatalogReader {
    private final RelDataTypeFactory types;
    private final SqlNameMatcher names = SqlNameMatchers.withCaseSensitive(false);

    NoCatalog(RelDataTypeFactory types) {
        this.types = types;
    }

    @Override
    public @Nullable SqlValidatorTable getTable(List<String> parts) {
        return null;
    }

    @Override
    public @Nullable RelDataType getNamedType(SqlIdentifier name) {
        return null;
    }

    @Override
    public List<SqlMoniker> getAllSchemaObjectNames(List<String> parts) {
        return List.of();
    }

    @Override
    public List<List<String>> getSchemaPaths() {
        return List.of();
    }

    @Override
    @SuppressWarnings("deprecation")
    public @Nullable RelDataTypeField field(RelDataType rowType, String name) {
        return names.field(rowType, name);
    }

    @Override
    public SqlNameMatcher nameMatcher() {
        return names;
    }

    @Override
    @SuppressWarnings("deprecation")
    public boolean matches(String left, String right) {
        return names.matches(left, right);
    }

    @Override
    public RelDataType createTypeFromProjection(RelDataType type, List<String> columns) {
        RelDataTypeFactory.Builder row = types.builder();
        for (String column : columns) {
            RelDataTypeField field = names.field(type, column);
            if (field != null) {
                row.add(field);
            }
        }
        return row.build();
    }

    @Override
    @SuppressWarnings("deprecation")
    public boolean isCaseSensitive() {
        return false;
    }

    @Override
    public CalciteSchema getRootSchema() {
        throw new UnsupportedOperationException("relations are looked up before validation");
    }

    @Override
    public CalciteConnectionConfig getConfig() {
        throw new UnsupportedOperationException("the validator has its own settings");
    }

    @Override
    public <C> @Nullable C unwrap(Class<C> type) {
        return type.isInstance(this) ? type.cast(this) : null;
    }
}
