package io.graphc.compiler.sql.trino;

import io.graphc.compiler.sql.calcite.Form;
import io.graphc.compiler.sql.calcite.FormOperator;
import io.graphc.compiler.sql.calcite.PoisonOperator;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.GroupBy;
import io.trino.sql.tree.GroupingElement;
import io.trino.sql.tree.GroupingSets;
import io.trino.sql.tree.SimpleGroupBy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/** The GROUP BY clause of one block. */
final class GroupTranslator {
    /** Trino makes no more sets of columns than this. */
    private static final int MOST_SETS = 2048;

    private final Translation translation;
    private final QueryTranslator queries;
    private final NameScope scope;
    private final ExpressionTranslator expressions;

    GroupTranslator(
            Translation translation, QueryTranslator queries, NameScope scope, ExpressionTranslator expressions) {
        this.translation = translation;
        this.queries = queries;
        this.scope = scope;
        this.expressions = expressions;
    }

    SqlNodeList translate(GroupBy groupBy) {
        boolean sets = groupBy.getGroupingElements().stream().anyMatch(GroupingSets.class::isInstance);
        if (groupBy.isDistinct() && sets) {
            return distinct(groupBy);
        }
        List<SqlNode> groups = new ArrayList<>();
        for (GroupingElement element : groupBy.getGroupingElements()) {
            if (element instanceof GroupingSets several) {
                groups.add(sets(several));
            } else {
                groups.add(simple((SimpleGroupBy) element));
            }
        }
        return Translation.list(groups);
    }

    private SqlNode simple(SimpleGroupBy element) {
        List<Expression> columns = element.getExpressions();
        return columns.size() == 1 ? queries.ordinalOr(columns.get(0), expressions) : row(all(columns));
    }

    private List<SqlNode> all(List<Expression> columns) {
        List<SqlNode> nodes = new ArrayList<>();
        columns.forEach(column -> nodes.add(queries.ordinalOr(column, expressions)));
        return nodes;
    }

    private SqlNode sets(GroupingSets sets) {
        List<SqlNode> operands = new ArrayList<>();
        for (List<Expression> set : sets.getSets()) {
            List<SqlNode> columns = columns(set);
            operands.add(
                    columns.size() == 1 && sets.getType() != GroupingSets.Type.EXPLICIT
                            ? columns.get(0)
                            : row(columns));
        }
        SqlParserPos place = translation.position(sets, operands);
        return switch (sets.getType()) {
            case EXPLICIT -> SqlStdOperatorTable.GROUPING_SETS.createCall(place, operands);
            case ROLLUP -> SqlStdOperatorTable.ROLLUP.createCall(place, operands);
            case CUBE -> SqlStdOperatorTable.CUBE.createCall(place, operands);
        };
    }

    /** Columns of a set: expressions and positions stand outside of sets only. */
    private List<SqlNode> columns(List<Expression> set) {
        List<SqlNode> columns = new ArrayList<>();
        for (Expression column : set) {
            SqlNode node = expressions.translate(column);
            if (!(node instanceof SqlIdentifier) && !isNoExpression(node)) {
                translation
                        .problems()
                        .report(
                                node.getParserPosition(),
                                Diagnostic.of(
                                                DiagnosticCode.CLAUSE_RULE,
                                                "a set of `group by` holds names of columns, no expressions")
                                        .help("compute it in a query inside of `from`, then group by its name"));
            }
            columns.add(node);
        }
        return columns;
    }

    /** A column of USING is a call of ours, and what was found wrong before is not said again. */
    private static boolean isNoExpression(SqlNode node) {
        return PoisonOperator.isIn(node)
                || (node instanceof SqlCall call
                        && call.getOperator() instanceof FormOperator form
                        && form.form() == Form.USING_COLUMN);
    }

    private static SqlNode row(List<SqlNode> parts) {
        if (parts.isEmpty()) {
            return SqlNodeList.EMPTY;
        }
        return SqlStdOperatorTable.ROW.createCall(Translation.list(parts).getParserPosition(), parts);
    }

    /** All sets that the elements make together, each once. */
    private SqlNodeList distinct(GroupBy groupBy) {
        List<List<SqlNode>> all = List.of(List.of());
        for (GroupingElement element : groupBy.getGroupingElements()) {
            List<List<SqlNode>> parts =
                    element instanceof GroupingSets sets ? written(sets) : List.of(all(element.getExpressions()));
            if ((long) all.size() * parts.size() > MOST_SETS) {
                throw new UnsupportedConstruct(
                        "more than " + MOST_SETS + " sets of columns", translation.position(groupBy, List.of()));
            }
            all = product(all, parts);
        }
        Map<TreeSet<String>, SqlNode> once = new LinkedHashMap<>();
        for (List<SqlNode> set : all) {
            Map<String, SqlNode> columns = new LinkedHashMap<>();
            set.forEach(column -> columns.putIfAbsent(key(column), column));
            once.putIfAbsent(new TreeSet<>(columns.keySet()), row(List.copyOf(columns.values())));
        }
        List<SqlNode> operands = List.copyOf(once.values());
        SqlParserPos place = translation.position(groupBy, operands);
        return SqlNodeList.of(SqlStdOperatorTable.GROUPING_SETS.createCall(place, operands));
    }

    private static List<List<SqlNode>> product(List<List<SqlNode>> left, List<List<SqlNode>> right) {
        List<List<SqlNode>> result = new ArrayList<>();
        for (List<SqlNode> one : left) {
            for (List<SqlNode> other : right) {
                List<SqlNode> both = new ArrayList<>(one);
                both.addAll(other);
                result.add(both);
            }
        }
        return result;
    }

    /** The sets that an element stands for. */
    private List<List<SqlNode>> written(GroupingSets sets) {
        List<List<SqlNode>> parts = sets.getSets().stream().map(this::columns).toList();
        return switch (sets.getType()) {
            case EXPLICIT -> parts;
            case ROLLUP -> rollup(parts);
            case CUBE -> cube(parts);
        };
    }

    private static List<List<SqlNode>> rollup(List<List<SqlNode>> parts) {
        List<List<SqlNode>> result = new ArrayList<>();
        for (int count = parts.size(); count >= 0; count--) {
            result.add(parts.subList(0, count).stream().flatMap(List::stream).toList());
        }
        return result;
    }

    private static List<List<SqlNode>> cube(List<List<SqlNode>> parts) {
        List<List<SqlNode>> result = List.of(List.of());
        for (List<SqlNode> part : parts) {
            result = product(result, List.of(part, List.of()));
        }
        return result;
    }

    /** What tells a column from others, with or without its qualifier. */
    private String key(SqlNode column) {
        if (column instanceof SqlIdentifier name && name.isSimple()) {
            String simple = Tokens.lower(name.getSimple());
            return scope.relations().stream()
                    .filter(relation -> relation.columns().contains(simple))
                    .findFirst()
                    .map(relation -> relation.alias() + "." + simple)
                    .orElse(simple);
        }
        return Tokens.lower(column.toString());
    }
}
