package io.graphc.compiler.sql.calcite;

import org.apache.calcite.sql.validate.SqlConformanceEnum;
import org.apache.calcite.sql.validate.SqlDelegatingConformance;

/** Where Trino differs from the dialects that Calcite knows. */
final class QueryConformance extends SqlDelegatingConformance {
    static final QueryConformance TRINO = new QueryConformance();

    private QueryConformance() {
        super(SqlConformanceEnum.PRESTO);
    }

    @Override
    public boolean isGroupByOrdinal() {
        return true;
    }

    @Override
    public boolean isGroupByAlias() {
        return false;
    }

    @Override
    public boolean isHavingAlias() {
        return false;
    }

    @Override
    public boolean isSortByOrdinal() {
        return true;
    }

    @Override
    public boolean isSortByAlias() {
        return true;
    }

    @Override
    public boolean isSortByAliasObscures() {
        return true;
    }

    @Override
    public boolean isFromRequired() {
        return false;
    }

    @Override
    public boolean allowAliasUnnestItems() {
        return false;
    }

    /** Such names are refused before validation, see {@link Form#USING_COLUMN}. */
    @Override
    public boolean allowQualifyingCommonColumn() {
        return true;
    }

    @Override
    public boolean allowNiladicParentheses() {
        return true;
    }
}
