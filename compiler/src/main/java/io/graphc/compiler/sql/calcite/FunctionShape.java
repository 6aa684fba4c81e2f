package io.graphc.compiler.sql.calcite;

import java.util.List;
import java.util.Optional;

/**
 * How a call of a named function is laid out. The operands of the call follow each other in the order of the parts:
 * arguments, filter, sort keys, partition keys, window sort keys, value of the frame's start, value of its end.
 *
 * @param name the function's name in lower case; qualifiers left out
 * @param arguments how many arguments there are
 * @param star true for {@code count(*)}
 * @param filtered true when there is a {@code FILTER (WHERE ...)}
 * @param orders the sort keys inside the parentheses or of {@code WITHIN GROUP}
 * @param nulls {@code IGNORE NULLS}, {@code RESPECT NULLS} or empty
 * @param window the {@code OVER} part
 */
public record FunctionShape(
        String name,
        int arguments,
        boolean star,
        boolean distinct,
        boolean filtered,
        List<SortOrder> orders,
        String nulls,
        Optional<Window> window) {
    /** The layout of an {@code OVER} part. */
    public record Window(int partitions, List<SortOrder> orders, Optional<WindowFrame> frame) {
        public Window {
            orders = List.copyOf(orders);
        }
    }

    public FunctionShape {
        orders = List.copyOf(orders);
    }

    /** A call of a function with arguments only. */
    public static FunctionShape plain(String name, int arguments) {
        return new FunctionShape(name, arguments, false, false, false, List.of(), "", Optional.empty());
    }

    /** The position of the filter among the operands. */
    public int filterAt() {
        return arguments;
    }

    /** The position of the first sort key. */
    public int ordersAt() {
        return arguments + (filtered ? 1 : 0);
    }

    /** The position of the first partition key. */
    public int partitionsAt() {
        return ordersAt() + orders.size();
    }

    /** The position of the window's first sort key. */
    public int windowOrdersAt() {
        return partitionsAt() + window.map(Window::partitions).orElse(0);
    }

    /** The position of the first value of the frame. */
    public int frameAt() {
        return windowOrdersAt() + window.map(part -> part.orders().size()).orElse(0);
    }

    /** Two calls with the same text here and the same operands mean the same. */
    String signature() {
        return name + "/" + arguments + (star ? " star" : "") + (distinct ? " distinct" : "")
                + (filtered ? " filtered" : "") + orders + nulls + window;
    }
}
