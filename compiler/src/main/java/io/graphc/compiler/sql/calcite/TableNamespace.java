package io.graphc.compiler.sql.calcite;

import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.validate.SqlModality;
import org.apache.calcite.sql.validate.SqlMonotonicity;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorNamespace;
import org.apache.calcite.sql.validate.SqlValidatorTable;
import org.apache.calcite.util.Pair;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a relation outside of the query, or the parts of one of them; takes the place of Calcite's own search
 * through schemas.
 */
final class TableNamespace implements SqlValidatorNamespace {
    private final QueryValidator validator;
    private final @Nullable TableIdentifier table;
    private final @Nullable SqlNode enclosing;
    private final RelDataType rowType;

    TableNamespace(QueryValidator validator, TableIdentifier table, @Nullable SqlNode enclosing) {
        this.validator = validator;
        this.table = table;
        this.enclosing = enclosing;
        this.rowType = RelTypes.rowOf(table.table().columns(), validator.getTypeFactory());
    }

    private TableNamespace(QueryValidator validator, RelDataType columnType) {
        this.validator = validator;
        this.table = null;
        this.enclosing = null;
        this.rowType = columnType;
    }

    @Override
    public SqlValidator getValidator() {
        return validator;
    }

    @Override
    public @Nullable SqlValidatorTable getTable() {
        return null;
    }

    @Override
    public RelDataType getRowType() {
        return rowType;
    }

    @Override
    public RelDataType getType() {
        return rowType;
    }

    @Override
    public void setType(RelDataType type) {
        throw new UnsupportedOperationException("the type of a table does not change");
    }

    @Override
    public RelDataType getRowTypeSansSystemColumns() {
        return rowType;
    }

    @Override
    public void validate(RelDataType targetRowType) {}

    @Override
    public @Nullable SqlNode getNode() {
        return table;
    }

    @Override
    public @Nullable SqlNode getEnclosingNode() {
        return enclosing;
    }

    @Override
    public @Nullable SqlValidatorNamespace lookupChild(String name) {
        RelDataTypeField found = field(name);
        return found == null ? null : new TableNamespace(validator, found.getType());
    }

    @Override
    public @Nullable RelDataTypeField field(String name) {
        return rowType.isStruct() ? rowType.getField(name, false, false) : null;
    }

    @Override
    public List<Pair<SqlNode, SqlMonotonicity>> getMonotonicExprs() {
        return List.of();
    }

    @Override
    public SqlMonotonicity getMonotonicity(String columnName) {
        return SqlMonotonicity.NOT_MONOTONIC;
    }

    @Override
    @SuppressWarnings("deprecation")
    public void makeNullable() {
        throw new UnsupportedOperationException("the validator marks the nullable side of a join by itself");
    }

    @Override
    public <T> T unwrap(Class<T> type) {
        return type.cast(this);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return type.isInstance(this);
    }

    @Override
    public SqlValidatorNamespace resolve() {
        return this;
    }

    @Override
    public boolean supportsModality(SqlModality modality) {
        return modality == SqlModality.RELATION;
    }
}
