package io.graphc.compiler.sql.lineage;

import io.graphc.compiler.sql.calcite.QueryValidator;
import io.graphc.compiler.sql.calcite.TableIdentifier;
import io.graphc.plan.Column;
import io.graphc.plan.Lineage;
import io.graphc.plan.LineageKind;
import io.graphc.plan.LineageSource;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.validate.SqlValidatorNamespace;
import org.apache.calcite.sql.validate.SqlWithItemTableRef;
import org.jspecify.annotations.Nullable;

/**
 * What every output column of a query depends on, and what decides its rows: through joins, common table expressions, set
 * operations, UNNEST and queries inside of expressions. Not safe to share between threads.
 */
public final class ColumnLineage {
    private final QueryValidator validator;
    private final BlockLineage blocks;
    private Map<SqlNode, Traced> known = new IdentityHashMap<>();

    /**
     * The lineage of one query.
     *
     * @param validator the validator that checked the query
     */
    public ColumnLineage(QueryValidator validator) {
        this.validator = validator;
        this.blocks = new BlockLineage(validator, this);
    }

    /** The lineage of a validated query whose columns have these names. */
    public Lineage of(SqlNode query, List<String> names) {
        Traced traced = trace(query);
        Map<String, List<LineageSource>> columns = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            SourceSet sources = i < traced.columns().size() ? traced.columns().get(i) : new SourceSet();
            columns.putIfAbsent(names.get(i), sources.sorted());
        }
        return new Lineage(columns, traced.rows().sorted(), new QueryDefinitions(validator).of(query, names));
    }

    /** The columns and rows of a query or relation. */
    Traced trace(SqlNode query) {
        Traced found = known.get(query);
        if (found == null) {
            found = query instanceof SqlWithItem item ? item(item) : compute(query);
            known.put(query, found);
        }
        return found;
    }

    /** A common table expression that reads itself sees what is known of it so far, until nothing is added any more. */
    private Traced item(SqlWithItem item) {
        if (!item.recursive.booleanValue()) {
            return trace(item.query);
        }
        Map<SqlNode, Traced> before = known;
        Traced last = Traced.empty();
        Traced next = last;
        do {
            last = next;
            known = new IdentityHashMap<>(before);
            known.put(item, last);
            next = trace(item.query);
        } while (!next.sameAs(last));
        return next;
    }

    private Traced compute(SqlNode query) {
        if (query instanceof SqlWith with) {
            return trace(with.body);
        }
        if (query instanceof SqlOrderBy ordered) {
            return trace(ordered.query);
        }
        if (query instanceof SqlSelect select) {
            return blocks.select(select);
        }
        if (query instanceof SqlWithItemTableRef itself) {
            return trace(itself.getWithItem());
        }
        if (query instanceof TableIdentifier table) {
            return table(table);
        }
        if (query instanceof SqlIdentifier) {
            return named(query);
        }
        SqlCall call = (SqlCall) query;
        return switch (call.getKind()) {
            case UNION, INTERSECT, EXCEPT -> merged(call);
            case VALUES -> blocks.values(call);
            case AS, LATERAL, TABLESAMPLE -> trace(call.operand(0));
            default -> Traced.empty();
        };
    }

    private static Traced table(TableIdentifier table) {
        Traced traced = Traced.empty();
        for (Column column : table.table().columns()) {
            traced.column(traced.columns().size()).add(table.table().id(), column.name(), LineageKind.COPIED);
        }
        return traced;
    }

    /** What a name of a common table expression stands for. */
    private Traced named(SqlNode name) {
        SqlValidatorNamespace namespace = validator.getNamespace(name);
        @Nullable SqlNode node = namespace == null ? null : namespace.resolve().getNode();
        return node == null || node.equals(name) ? Traced.empty() : trace(node);
    }

    private Traced merged(SqlCall call) {
        Traced result = Traced.empty();
        boolean all = call.getOperator().getName().endsWith(" ALL");
        for (int i = 0; i < call.operandCount(); i++) {
            Traced traced = trace(call.operand(i));
            result.rows().addAll(traced.rows());
            if (i == 0 || call.getKind() != SqlKind.EXCEPT) {
                result.addColumns(traced);
            }
            boolean union = call.getKind() == SqlKind.UNION;
            if (!union || !all) {
                LineageKind kind = union ? LineageKind.GROUPED : LineageKind.FILTERED;
                traced.columns().forEach(column -> result.rows().add(column, kind));
            }
        }
        return result;
    }
}
