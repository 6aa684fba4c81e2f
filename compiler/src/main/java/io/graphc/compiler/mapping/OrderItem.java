package io.graphc.compiler.mapping;

import io.graphc.compiler.query.BoundRelation;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.plan.Column;
import io.graphc.plan.SqlTypes;
import io.graphc.source.Located;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** An item of {@code order_by}: a column, perhaps with {@code desc} or {@code asc} behind it. */
record OrderItem(Column column, boolean descending) {
    private static final String DESCENDING = "desc";
    private static final List<String> DIRECTIONS = List.of(DESCENDING, "asc");

    /** Reads an item by the columns of a relation; empty where it fits none, which is reported. */
    static Optional<OrderItem> of(Located<String> written, BoundRelation relation, DiagnosticSink sink) {
        String text = written.value().strip();
        Optional<Column> whole = relation.column(text);
        if (whole.isPresent()) {
            return ordered(new OrderItem(whole.get(), false), written, sink);
        }
        String[] atEnd = text.split("\\s+(?=\\S+$)", 2);
        String direction = atEnd.length < 2 ? "" : atEnd[1].toLowerCase(Locale.ROOT);
        if (DIRECTIONS.contains(direction)) {
            Optional<Column> column = relation.column(atEnd[0]);
            if (column.isEmpty()) {
                unknownColumn(atEnd[0], written, relation, sink);
            }
            return column.flatMap(found -> ordered(new OrderItem(found, direction.equals(DESCENDING)), written, sink));
        }
        String[] atStart = text.split("[\\s,]+", 2);
        if (atStart.length == 2 && relation.column(atStart[0]).isPresent()) {
            unknownDirection(atStart[0], atStart[1], written, sink);
        } else {
            unknownColumn(text, written, relation, sink);
        }
        return Optional.empty();
    }

    private static Optional<OrderItem> ordered(OrderItem item, Located<String> written, DiagnosticSink sink) {
        Column column = item.column();
        if (column.type() == SqlTypes.ANY || CommonTypes.isOrdered(column.type())) {
            return Optional.of(item);
        }
        Diagnostic.of(
                        DiagnosticCode.VALUE_NOT_ALLOWED,
                        "`" + column.name() + "` is `" + column.type() + "`, which has no order")
                .at(written.span())
                .help("order by a number, a text or a time")
                .report(sink);
        return Optional.empty();
    }

    private static void unknownColumn(
            String name, Located<String> written, BoundRelation relation, DiagnosticSink sink) {
        Diagnostic.of(
                        DiagnosticCode.UNKNOWN_PROPERTY_COLUMN,
                        "column `" + name + "` not found in `" + relation.label() + "`")
                .at(written.span())
                .hint(name, relation.columnNames(), "columns of `" + relation.label() + "`")
                .report(sink);
    }

    private static void unknownDirection(
            String column, String direction, Located<String> written, DiagnosticSink sink) {
        Diagnostic.Builder problem = Diagnostic.of(
                        DiagnosticCode.VALUE_NOT_ALLOWED,
                        "`" + direction + "` behind `" + column + "` is no direction, expected `desc` or `asc`")
                .at(written.span());
        if (written.value().indexOf(',') >= 0) {
            problem.help("make each column an item of the list: `order_by: [" + column + ", ...]`");
        } else if (direction.toLowerCase(Locale.ROOT).contains("nulls")) {
            problem.note("nulls always come last");
        } else if (direction.toLowerCase(Locale.ROOT).startsWith(DESCENDING)) {
            problem.help("did you mean `" + DESCENDING + "`?");
        } else {
            problem.hint(direction, DIRECTIONS, "directions");
        }
        problem.report(sink);
    }
}
