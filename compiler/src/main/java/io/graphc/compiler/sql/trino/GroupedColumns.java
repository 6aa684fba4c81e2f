package io.graphc.compiler.sql.trino;

import io.graphc.compiler.sql.calcite.TypedOperator;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/**
 * The columns of an aggregating block that queries inside of its SELECT, HAVING and ORDER BY use: they must be grouped as
 * those outside of queries, which is what the validator checks. Where the keys are expressions nothing is said.
 */
final class GroupedColumns {
    private final Translation translation;
    private final NameScope scope;
    private final Set<String> grouped = new HashSet<>();
    private boolean onlyColumns = true;

    GroupedColumns(Translation translation, NameScope scope) {
        this.translation = translation;
        this.scope = scope;
    }

    /** @param clauses what is computed for each group */
    void check(@Nullable SqlNodeList groups, SqlNodeList items, List<SqlNode> clauses) {
        if (groups != null) {
            groups.forEach(key -> addKey(key, items));
        }
        if (onlyColumns && (groups != null || clauses.stream().anyMatch(GroupedColumns::aggregates))) {
            clauses.forEach(clause -> clause.accept(new Search(false)));
        }
    }

    private void addKey(SqlNode key, SqlNodeList items) {
        if (key instanceof SqlIdentifier column) {
            grouped.add(Tokens.lower(column.names.get(column.names.size() - 1)));
        } else if (key instanceof SqlNumericLiteral number
                && number.intValue(true) >= 1
                && number.intValue(true) <= items.size()
                && items.get(number.intValue(true) - 1) instanceof SqlCall item
                && item.getKind() == SqlKind.AS) {
            addKey(item.operand(0), SqlNodeList.EMPTY);
        } else {
            onlyColumns = false;
        }
    }

    private static boolean aggregates(SqlNode clause) {
        if (!(clause instanceof SqlCall call) || call.isA(SqlKind.QUERY)) {
            return clause instanceof SqlNodeList list && list.stream().anyMatch(GroupedColumns::aggregates);
        }
        if (call.getOperator().isAggregator()) {
            return true;
        }
        for (SqlNode part : call.getOperandList()) {
            if (part != null && aggregates(part)) {
                return true;
            }
        }
        return false;
    }

    /** Looks for columns below queries; arguments of aggregates see single rows. */
    private final class Search extends SqlBasicVisitor<@Nullable Void> {
        private final boolean inQuery;

        Search(boolean inQuery) {
            this.inQuery = inQuery;
        }

        @Override
        public @Nullable Void visit(SqlCall call) {
            boolean aggregate = !inQuery
                    && call.getOperator() instanceof TypedOperator
                    && call.getOperator().isAggregator();
            if (aggregate) {
                return null;
            }
            SqlBasicVisitor<@Nullable Void> below = call.isA(SqlKind.QUERY) ? new Search(true) : this;
            return call.getOperator().acceptCall(below, call);
        }

        @Override
        public @Nullable Void visit(SqlIdentifier name) {
            SqlParserPos last = name.getComponentParserPosition(name.names.size() - 1);
            Translation.ColumnUse use = translation.columns().get(Translation.Range.of(last));
            if (inQuery && use != null) {
                check(name, use);
            }
            return null;
        }

        private void check(SqlIdentifier name, Translation.ColumnUse use) {
            boolean ours = use.scope()
                    .ownerOf(use.parts())
                    .filter(owner -> owner == scope)
                    .isPresent();
            String column = use.parts().get(use.parts().size() - 1);
            if (ours && !grouped.contains(Tokens.lower(column))) {
                translation
                        .problems()
                        .report(
                                name.getParserPosition(),
                                Diagnostic.of(
                                                DiagnosticCode.NOT_AGGREGATED,
                                                "column `" + column
                                                        + "` must be in `group by` to be used by this query")
                                        .note("the query is computed once for every group"));
            }
        }
    }
}
