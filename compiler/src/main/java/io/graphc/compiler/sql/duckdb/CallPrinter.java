package io.graphc.compiler.sql.duckdb;

import io.graphc.compiler.sql.calcite.FunctionOperator;
import io.graphc.compiler.sql.calcite.FunctionShape;
import io.graphc.compiler.sql.calcite.SortOrder;
import io.graphc.compiler.sql.calcite.WindowFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;

/** Prints calls of named functions: arguments, filter, order, window. */
final class CallPrinter {
    private final ExpressionPrinter expressions;

    CallPrinter(ExpressionPrinter expressions) {
        this.expressions = expressions;
    }

    Printed print(SqlCall call, FunctionOperator operator) {
        FunctionShape shape = operator.shape();
        Optional<FunctionRewrite> rewrite = DuckDbFunctions.find(shape.name());
        if (rewrite.isEmpty()) {
            throw new NotOnDuckDbException(
                    "no translation of `" + shape.name() + "` was proved to give the same values");
        }
        List<Printed> arguments = new ArrayList<>();
        for (int i = 0; i < shape.arguments(); i++) {
            arguments.add(expressions.coerced(call, operator, i));
        }
        return rewrite.get()
                .render(expressions.context(shape.name(), arguments, operator.type(), clauses(call, operator)));
    }

    private AggregateClauses clauses(SqlCall call, FunctionOperator operator) {
        FunctionShape shape = operator.shape();
        String filter = shape.filtered() ? expressions.clause(call.operand(shape.filterAt())) : "";
        String orderBy = orderBy(call, operator, shape.ordersAt(), shape.orders());
        String over = shape.window().map(window -> over(call, operator, window)).orElse("");
        return new AggregateClauses(
                shape.distinct(), orderBy, filter, over, shape.nulls().startsWith("IGNORE"));
    }

    private String orderBy(SqlCall call, FunctionOperator operator, int first, List<SortOrder> orders) {
        if (orders.isEmpty()) {
            return "";
        }
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < orders.size(); i++) {
            SortOrder order = orders.get(i);
            String key = expressions.operand(call, operator, first + i).text();
            keys.add(key + (order.descending() ? " DESC" : "") + (order.nullsFirst() ? " NULLS FIRST" : " NULLS LAST"));
        }
        return "ORDER BY " + String.join(", ", keys);
    }

    private String over(SqlCall call, FunctionOperator operator, FunctionShape.Window window) {
        FunctionShape shape = operator.shape();
        List<String> parts = new ArrayList<>();
        List<String> partitions = new ArrayList<>();
        for (int i = 0; i < window.partitions(); i++) {
            partitions.add(expressions
                    .operand(call, operator, shape.partitionsAt() + i)
                    .text());
        }
        if (!partitions.isEmpty()) {
            parts.add("PARTITION BY " + String.join(", ", partitions));
        }
        if (!window.orders().isEmpty()) {
            parts.add(orderBy(call, operator, shape.windowOrdersAt(), window.orders()));
        }
        window.frame().ifPresent(frame -> parts.add(frame(call, operator, frame)));
        return "OVER (" + String.join(" ", parts) + ")";
    }

    private String frame(SqlCall call, FunctionOperator operator, WindowFrame frame) {
        int at = operator.shape().frameAt();
        String start = bound(call, operator, frame.start(), at);
        String end = bound(call, operator, frame.end(), frame.start().hasValue() ? at + 1 : at);
        return frame.unit() + " BETWEEN " + start + " AND " + end;
    }

    private String bound(SqlCall call, FunctionOperator operator, WindowFrame.Bound bound, int at) {
        return switch (bound) {
            case UNBOUNDED_PRECEDING -> "UNBOUNDED PRECEDING";
            case PRECEDING -> expressions.operand(call, operator, at).text() + " PRECEDING";
            case CURRENT_ROW -> "CURRENT ROW";
            case FOLLOWING -> expressions.operand(call, operator, at).text() + " FOLLOWING";
            case UNBOUNDED_FOLLOWING -> "UNBOUNDED FOLLOWING";
        };
    }
}
