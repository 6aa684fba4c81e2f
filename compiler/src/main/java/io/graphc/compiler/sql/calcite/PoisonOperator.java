package io.graphc.compiler.sql.calcite;

import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlUtil;

/** What stands for an expression that was found wrong, so that the rest of the query can still be checked. */
public final class PoisonOperator extends TypedOperator {
    /** @param text what was written, so that the same mistake in two clauses stays the same expression */
    public PoisonOperator(String text) {
        super("poison " + text, SqlKind.OTHER_FUNCTION);
    }

    /** True for what was found wrong itself. */
    public static boolean is(SqlNode node) {
        return SqlUtil.stripAs(node) instanceof SqlCall call && call.getOperator() instanceof PoisonOperator;
    }

    /** True when something in a tree was found wrong. */
    public static boolean isIn(SqlNode tree) {
        return SqlUtil.containsCall(tree, call -> call.getOperator() instanceof PoisonOperator);
    }

    @Override
    protected Typed infer(CallTyping call) {
        return Typed.UNKNOWN;
    }
}
