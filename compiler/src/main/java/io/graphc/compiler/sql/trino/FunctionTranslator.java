package io.graphc.compiler.sql.trino;

import io.graphc.compiler.sql.calcite.DeclaredFunctionOperator;
import io.graphc.compiler.sql.calcite.FunctionOperator;
import io.graphc.compiler.sql.calcite.FunctionShape;
import io.graphc.compiler.sql.calcite.LiteralOperator;
import io.graphc.compiler.sql.calcite.SortOrder;
import io.graphc.compiler.sql.calcite.TextPosition;
import io.graphc.compiler.sql.calcite.WindowFrame;
import io.graphc.compiler.sql.function.FunctionKind;
import io.graphc.compiler.sql.trino.ExpressionTranslator.BlockContext;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.trino.sql.tree.FrameBound;
import io.trino.sql.tree.FunctionCall;
import io.trino.sql.tree.OrderBy;
import io.trino.sql.tree.SortItem;
import io.trino.sql.tree.Trim;
import io.trino.sql.tree.Window;
import io.trino.sql.tree.WindowReference;
import io.trino.sql.tree.WindowSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Calls of named functions with all that can follow them: filter, sort keys, window. */
final class FunctionTranslator {
    private final Translation translation;
    private final ExpressionTranslator expressions;
    private final BlockContext block;

    FunctionTranslator(Translation translation, ExpressionTranslator expressions, BlockContext block) {
        this.translation = translation;
        this.expressions = expressions;
        this.block = block;
    }

    SqlNode call(FunctionCall node) {
        int start = translation.tokens().offsetOf(node);
        String name = Tokens.lower(node.getName().getSuffix());
        if (node.getProcessingMode().isPresent()) {
            return expressions.refused(node, "`running` and `final` stand inside of `match_recognize` only");
        }
        if (name.equals("now") && node.getArguments().isEmpty()) {
            Clock.Reading now = new Clock(translation.request().asOf()).now();
            return LiteralOperator.clock(now.type(), now.value())
                    .createCall(TextPosition.of(start, translation.tokens().callEnd(start)), List.of());
        }
        Optional<NameScope.Declared> declared =
                node.getName().getParts().size() == 1 ? expressions.scope().function(name) : Optional.empty();
        if (declared.isPresent() && node.getWindow().isEmpty()) {
            return declared(node, declared.get());
        }
        boolean star = node.getArguments().isEmpty() && name.equals("count");
        List<SqlNode> operands = expressions.translateAll(node.getArguments());
        int arguments = operands.size();
        node.getFilter().ifPresent(filter -> operands.add(expressions.translate(filter)));
        List<SortOrder> orders = orders(node.getOrderBy(), operands);
        Optional<FunctionShape.Window> window = node.getWindow().map(over -> window(over, operands));
        FunctionShape shape = new FunctionShape(
                name,
                arguments,
                star,
                node.isDistinct(),
                node.getFilter().isPresent(),
                orders,
                node.getNullTreatment().map(nulls -> nulls.name() + " NULLS").orElse(""),
                window);
        boolean infix = name.equals("concat")
                && translation.tokens().wordAt(start).text().equals("||");
        int end = infix
                ? translation.tokens().endAfter(start, 0)
                : translation.tokens().callEnd(start);
        int all = overEnd(node, end);
        SqlParserPos position = translation.span(start, all, operands);
        checkKind(shape, TextPosition.of(start, translation.tokens().endAfter(start, 0)));
        boolean aggregate = window.isEmpty() && isAggregate(shape);
        if (!aggregate && translation.functions().kind(name).isEmpty()) {
            translation.useUnknownFunction(position);
        }
        if (aggregate) {
            operands.forEach(operand -> refuseAggregates(operand, name));
        }
        FunctionOperator operator = new FunctionOperator(shape, aggregate);
        translation.constants().of(node, operator);
        return translation.call(operator, position, operands);
    }

    private SqlNode declared(FunctionCall node, NameScope.Declared function) {
        List<SqlNode> operands = expressions.translateAll(node.getArguments());
        int start = translation.tokens().offsetOf(node);
        SqlParserPos position = translation.span(start, translation.tokens().callEnd(start), operands);
        return translation.call(
                new DeclaredFunctionOperator(function.name(), function.parameters(), function.result()),
                position,
                operands);
    }

    private void refuseAggregates(SqlNode operand, String outer) {
        if (operand instanceof SqlCall call && !call.isA(SqlKind.QUERY)) {
            if (call.getOperator() instanceof FunctionOperator inner && isNested(inner)) {
                String what = inner.isAggregator() ? "aggregate" : "window";
                translation
                        .problems()
                        .report(
                                call.getParserPosition(),
                                Diagnostic.of(
                                        DiagnosticCode.NOT_AGGREGATED,
                                        what + " function `" + inner.shape().name() + "` inside of aggregate function `"
                                                + outer + "`"));
                return;
            }
            call.getOperandList().forEach(part -> refuseAggregates(part, outer));
        }
    }

    private static boolean isNested(FunctionOperator inner) {
        return inner.isAggregator() || inner.shape().window().isPresent();
    }

    /** The end of {@code OVER name}, which has no operands of its own to reach there. */
    private int overEnd(FunctionCall node, int end) {
        if (node.getWindow().isEmpty()) {
            return end;
        }
        int over = translation.tokens().endOfNext(end, "OVER");
        return translation
                .tokens()
                .callEnd(translation
                        .tokens()
                        .word(translation.tokens().indexAt(over))
                        .start());
    }

    private void checkKind(FunctionShape shape, SqlParserPos name) {
        boolean known = translation.functions().kind(shape.name()).isPresent();
        boolean windowed = shape.window().isPresent();
        if (windowed && shape.filtered()) {
            report(name, "`filter` is not supported together with `over`");
        } else if (windowed && known && !canBeWindowed(shape.name())) {
            report(name, "`" + shape.name() + "` is neither an aggregate nor a window function, so it takes no `over`");
        } else if (!windowed && translation.functions().isWindow(shape.name())) {
            report(name, "window function `" + shape.name() + "` needs an `over` clause");
        }
    }

    /** What only aggregates take makes one of a function that is not known. */
    private boolean isAggregate(FunctionShape shape) {
        boolean looksLikeOne = shape.name().equals("listagg")
                || shape.distinct()
                || shape.filtered()
                || !shape.orders().isEmpty();
        return translation
                .functions()
                .kind(shape.name())
                .map(kind -> kind == FunctionKind.AGGREGATE)
                .orElse(looksLikeOne);
    }

    private boolean canBeWindowed(String name) {
        return translation.functions().isAggregate(name)
                || translation.functions().isWindow(name);
    }

    private void report(SqlParserPos position, String message) {
        translation.problems().report(position, Diagnostic.of(DiagnosticCode.WRONG_ARGUMENTS, message));
    }

    private List<SortOrder> orders(Optional<OrderBy> orderBy, List<SqlNode> operands) {
        List<SortOrder> orders = new ArrayList<>();
        for (SortItem item : orderBy.map(OrderBy::getSortItems).orElse(List.of())) {
            operands.add(expressions.translate(item.getSortKey()));
            orders.add(new SortOrder(
                    item.getOrdering() == SortItem.Ordering.DESCENDING,
                    item.getNullOrdering() == SortItem.NullOrdering.FIRST));
        }
        return orders;
    }

    private FunctionShape.Window window(Window over, List<SqlNode> operands) {
        WindowSpecification window = specification(over);
        if (window.getExistingWindowName().isPresent()) {
            window = merged(window);
        }
        List<SqlNode> partitions = expressions.translateAll(window.getPartitionBy());
        operands.addAll(partitions);
        List<SortOrder> orders = orders(window.getOrderBy(), operands);
        Optional<WindowFrame> frame = window.getFrame().map(found -> frame(found, operands));
        return new FunctionShape.Window(partitions.size(), orders, frame);
    }

    private WindowSpecification specification(Window over) {
        if (over instanceof WindowReference reference) {
            return named(reference.getName());
        }
        return (WindowSpecification) over;
    }

    private WindowSpecification named(io.trino.sql.tree.Identifier name) {
        WindowSpecification found = block.windows().get(Tokens.lower(name.getValue()));
        if (found == null) {
            int start = translation.tokens().offsetOf(name);
            report(
                    TextPosition.of(start, translation.tokens().endAfter(start, 0)),
                    "window `" + name.getValue() + "` is not defined");
            return new WindowSpecification(Optional.empty(), List.of(), Optional.empty(), Optional.empty());
        }
        return found;
    }

    /** A window that builds on another: partition of the other, order and frame of whichever has one. */
    private WindowSpecification merged(WindowSpecification window) {
        WindowSpecification base = named(window.getExistingWindowName().orElseThrow());
        WindowSpecification whole = base.getExistingWindowName().isPresent() ? merged(base) : base;
        return new WindowSpecification(
                Optional.empty(),
                whole.getPartitionBy(),
                window.getOrderBy().isPresent() ? window.getOrderBy() : whole.getOrderBy(),
                window.getFrame().isPresent() ? window.getFrame() : whole.getFrame());
    }

    private WindowFrame frame(io.trino.sql.tree.WindowFrame frame, List<SqlNode> operands) {
        if (frame.getPattern().isPresent() || !frame.getMeasures().isEmpty()) {
            throw expressions.unsupported(frame);
        }
        WindowFrame.Bound start = bound(frame.getStart(), operands);
        WindowFrame.Bound end =
                frame.getEnd().map(found -> bound(found, operands)).orElse(WindowFrame.Bound.CURRENT_ROW);
        return new WindowFrame(frame.getType().name(), start, end);
    }

    private WindowFrame.Bound bound(FrameBound bound, List<SqlNode> operands) {
        bound.getValue().ifPresent(value -> operands.add(expressions.translate(value)));
        return WindowFrame.Bound.valueOf(bound.getType().name());
    }

    SqlNode trim(Trim node) {
        List<SqlNode> operands = new ArrayList<>();
        operands.add(expressions.translate(node.getTrimSource()));
        node.getTrimCharacter().ifPresent(character -> operands.add(expressions.translate(character)));
        int start = translation.tokens().offsetOf(node);
        SqlParserPos position = translation.span(start, translation.tokens().callEnd(start), operands);
        String name = node.getSpecification().getFunctionName();
        return translation.call(
                new FunctionOperator(FunctionShape.plain(name, operands.size()), false), position, operands);
    }
}
