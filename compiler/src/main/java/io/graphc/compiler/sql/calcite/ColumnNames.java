package io.graphc.compiler.sql.calcite;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.validate.AggregatingSelectScope;
import org.apache.calcite.sql.validate.DelegatingScope;
import org.apache.calcite.sql.validate.JoinScope;
import org.apache.calcite.sql.validate.ListScope;
import org.apache.calcite.sql.validate.SelectScope;
import org.apache.calcite.sql.validate.SqlQualified;
import org.apache.calcite.sql.validate.SqlValidatorNamespace;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.jspecify.annotations.Nullable;

/**
 * What the columns of one query mean. Calcite looks a name up whenever it comes by, which is eight times for each column
 * and was an eighth of an analysis; here it is done once. Not safe to share between threads.
 */
final class ColumnNames {
    private record Found(SqlValidatorScope scope, SqlQualified name) {}

    private final QueryValidator validator;
    private final Map<SqlIdentifier, Found> found = new IdentityHashMap<>();
    private final Map<SqlIdentifier, RelDataType> typed = new IdentityHashMap<>();
    private final Map<SqlValidatorScope, BlockColumns> blocks = new IdentityHashMap<>();

    ColumnNames(QueryValidator validator) {
        this.validator = validator;
    }

    SqlQualified qualified(SqlValidatorScope scope, SqlIdentifier column) {
        Found known = found.get(column);
        if (known != null && known.scope() == scope) {
            return known.name();
        }
        SqlQualified name = plain(scope, column);
        if (name == null) {
            name = scope.fullyQualify(column);
        }
        found.put(column, new Found(scope, name));
        return name;
    }

    /** What Calcite would say, where it is plain from the relations of the block alone. */
    private @Nullable SqlQualified plain(SqlValidatorScope scope, SqlIdentifier column) {
        boolean ofBlock = scope.getClass() == SelectScope.class || scope.getClass() == JoinScope.class;
        if (!ofBlock || !(scope instanceof ListScope block) || column instanceof TableIdentifier) {
            return null;
        }
        BlockColumns columns = blocks.get(scope);
        if (columns == null || columns.isStale(block)) {
            columns = new BlockColumns(validator, block);
            blocks.put(scope, columns);
        }
        return columns.find(scope, column);
    }

    /** A column with its relation before it. */
    SqlIdentifier expanded(SqlValidatorScope scope, SqlIdentifier column) {
        SqlQualified name = qualified(scope, column);
        if (name.namespace != null && name.prefixLength == 1 && name.identifier.names.size() == 2) {
            found.put(name.identifier, new Found(scope, name));
        }
        return name.identifier;
    }

    boolean isTyped(SqlIdentifier column) {
        return typed.containsKey(column);
    }

    /** The type of a column that is asked for it for the first time; null leaves the answer to Calcite. */
    @Nullable
    RelDataType firstType(SqlValidatorScope scope, SqlIdentifier column) {
        boolean plain = scope instanceof ListScope || scope instanceof AggregatingSelectScope;
        if (!plain || column instanceof TableIdentifier || column.isStar() || typed.containsKey(column)) {
            return null;
        }
        SqlQualified name = qualified(scope, column);
        if (name.namespace == null || name.prefixLength != 1 || name.identifier.names.size() != 2) {
            return null;
        }
        RelDataType row = rowType(scope, name.namespace);
        RelDataTypeField field = row == null ? null : row.getField(name.identifier.names.get(1), false, false);
        if (row == null || field == null) {
            return null;
        }
        RelDataType own = row.isNullable()
                ? validator.getTypeFactory().enforceTypeWithNullability(field.getType(), true)
                : field.getType();
        RelDataType type = scope.nullifyType(column, own);
        if (type == null) {
            return null;
        }
        typed.put(column, type);
        validator.setValidatedNodeType(column, type);
        return type;
    }

    /** The row of a relation as its block sees it: all null on the far side of an outer join. */
    private @Nullable RelDataType rowType(SqlValidatorScope scope, SqlValidatorNamespace relation) {
        SqlValidatorScope at = scope;
        while (at instanceof DelegatingScope delegating) {
            if (at instanceof ListScope block) {
                List<SqlValidatorNamespace> relations = block.getChildren();
                for (int i = 0; i < relations.size(); i++) {
                    if (relations.get(i) == relation) {
                        RelDataType row = relation.getRowType();
                        return block.isChildNullable(i)
                                ? validator.getTypeFactory().createTypeWithNullability(row, true)
                                : row;
                    }
                }
            }
            at = delegating.getParent();
        }
        return null;
    }
}
