package io.graphc.compiler.sql.calcite;

import io.graphc.plan.SqlType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** The columns that two sides of a join have in common by {@code USING}. */
final class UsingTyping {
    private final QueryValidator validator;

    UsingTyping(QueryValidator validator) {
        this.validator = validator;
    }

    /** Whether a FROM clause joins by names. */
    static boolean hasCommonColumns(@Nullable SqlNode from) {
        SqlNode at = from;
        while (at instanceof SqlJoin join) {
            if (join.isNatural() || join.getConditionType() == JoinConditionType.USING) {
                return true;
            }
            at = join.getLeft();
        }
        return false;
    }

    /** Reports two columns that cannot be compared. */
    void check(SqlJoin join, SqlIdentifier name) {
        RelDataTypeField left = validator.rowType(join.getLeft()).getField(name.getSimple(), false, false);
        RelDataTypeField right = validator.rowType(join.getRight()).getField(name.getSimple(), false, false);
        if (left == null || right == null) {
            return;
        }
        SqlType first = RelTypes.toSqlType(left.getType());
        SqlType second = RelTypes.toSqlType(right.getType());
        boolean compares = FormTyping.common(first, second)
                .filter(type -> FormTyping.isAny(type) || FormTyping.comparable(type, false))
                .isPresent();
        if (!compares) {
            validator
                    .problems()
                    .report(
                            name.getParserPosition(),
                            FormTyping.mismatch("cannot compare `" + first + "` with `" + second + "`")
                                    .caption(first + " and " + second)
                                    .help("join with `on` and a cast"));
        }
    }
}
