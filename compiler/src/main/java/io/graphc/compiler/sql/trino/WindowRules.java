package io.graphc.compiler.sql.trino;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.trino.sql.tree.FrameBound;
import io.trino.sql.tree.FunctionCall;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.OrderBy;
import io.trino.sql.tree.Query;
import io.trino.sql.tree.QuerySpecification;
import io.trino.sql.tree.Window;
import io.trino.sql.tree.WindowDefinition;
import io.trino.sql.tree.WindowFrame;
import io.trino.sql.tree.WindowReference;
import io.trino.sql.tree.WindowSpecification;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The rules of windows in one block: what may build on what, which frames there are, and what which function takes. */
final class WindowRules {
    private static final Set<String> WITH_NULLS = Set.of("lag", "lead", "first_value", "last_value", "nth_value");
    private static final Set<String> BY_OFFSET = Set.of("lag", "lead");

    private final Refusals refusals;
    private final Map<String, WindowSpecification> named;

    WindowRules(Refusals refusals, Map<String, WindowSpecification> named) {
        this.refusals = refusals;
        this.named = named;
    }

    /** The rules of a block, after its own windows were checked: one can build on those before it. */
    static WindowRules of(QuerySpecification block, Refusals refusals) {
        Map<String, WindowSpecification> named = new LinkedHashMap<>();
        WindowRules rules = new WindowRules(refusals, named);
        for (WindowDefinition definition : block.getWindows()) {
            String name = Tokens.lower(definition.getName().getValue());
            rules.checkReference(definition.getWindow(), true);
            rules.checkWindow(definition.getWindow());
            if (named.putIfAbsent(name, definition.getWindow()) != null) {
                refusals.reportWord(
                        definition.getName(),
                        Diagnostic.of(DiagnosticCode.DUPLICATE_SQL_NAME, "there are two windows `" + name + "`"));
            }
        }
        return rules;
    }

    void checkCall(FunctionCall call) {
        if (call.getWindow().isEmpty()) {
            return;
        }
        String name = Tokens.lower(call.getName().getSuffix());
        call.getArguments().forEach(argument -> refuseWindows(argument, "an argument of a window function"));
        refuseTogether(call, "distinct", call.isDistinct());
        refuseTogether(call, "order by", call.getOrderBy().isPresent() && !call.isDistinct());
        if (call.getNullTreatment().isPresent() && !WITH_NULLS.contains(name)) {
            refusals.reportWord(call, rule("`" + name + "` takes neither `ignore nulls` nor `respect nulls`"));
        }
        Window window = call.getWindow().get();
        if (window instanceof WindowSpecification specification) {
            checkReference(specification, false);
            checkWindow(specification);
        }
        if (BY_OFFSET.contains(name)) {
            checkOffset(name, window);
        }
    }

    private void refuseTogether(FunctionCall call, String clause, boolean present) {
        if (present) {
            refusals.reportWord(call, rule("`" + clause + "` is not supported together with `over`"));
        }
    }

    /** {@code lag} and {@code lead} count rows of the partition, whatever the frame. */
    private void checkOffset(String name, Window window) {
        Optional<WindowSpecification> found = specification(window);
        if (found.isEmpty()) {
            return;
        }
        if (order(found.get()).isEmpty()) {
            refusals.report(
                    (Node) window,
                    rule("`" + name + "` needs a window with `order by`").help("say which row comes before which"));
        }
        found.get()
                .getFrame()
                .ifPresent(frame -> refusals.reportWord(
                        frame,
                        rule("`" + name + "` takes no frame").help("leave the frame out: it would change nothing")));
    }

    private Optional<WindowSpecification> specification(Window window) {
        return window instanceof WindowReference reference
                ? Optional.ofNullable(named.get(Tokens.lower(reference.getName().getValue())))
                : Optional.of((WindowSpecification) window);
    }

    private Optional<OrderBy> order(WindowSpecification window) {
        if (window.getOrderBy().isPresent()) {
            return window.getOrderBy();
        }
        return base(window).flatMap(this::order);
    }

    private Optional<WindowSpecification> base(WindowSpecification window) {
        return window.getExistingWindowName()
                .map(name -> named.get(Tokens.lower(name.getValue())))
                .filter(found -> !found.getLocation().equals(window.getLocation()));
    }

    private void checkReference(WindowSpecification window, boolean definition) {
        if (window.getExistingWindowName().isEmpty()) {
            return;
        }
        Optional<WindowSpecification> base = base(window);
        if (base.isEmpty()) {
            String name = window.getExistingWindowName().get().getValue();
            if (definition) {
                refusals.reportWord(
                        window.getExistingWindowName().get(), rule("window `" + name + "` is not defined before"));
            }
            return;
        }
        if (!window.getPartitionBy().isEmpty()) {
            refusals.report(
                    window.getPartitionBy().get(0), rule("a window that builds on another cannot have `partition by`"));
        }
        if (window.getOrderBy().isPresent() && order(base.get()).isPresent()) {
            refusals.reportWord(
                    window.getOrderBy().get(), rule("the window that this one builds on has an `order by` already"));
        }
        if (base.get().getFrame().isPresent()) {
            refusals.reportWord(window.getExistingWindowName().get(), rule("a window with a frame cannot be built on"));
        }
    }

    private void checkWindow(WindowSpecification window) {
        window.getPartitionBy().forEach(key -> refuseWindows(key, "a window"));
        window.getOrderBy().ifPresent(order -> refuseWindows(order, "a window"));
        window.getFrame().ifPresent(frame -> {
            refuseWindows(frame, "a window");
            checkFrame(frame, window);
        });
    }

    private void refuseWindows(Node node, String where) {
        if (node instanceof FunctionCall call && Refusals.isWindowed(call)) {
            if (!refusals.has(call)) {
                refusals.refuse(
                        call,
                        Diagnostic.of(DiagnosticCode.MISPLACED_EXPRESSION, where + " cannot hold a window function")
                                .help("compute it in a query inside of `from`, and use its name here"));
            }
        } else if (!(node instanceof Query)) {
            node.getChildren().forEach(child -> refuseWindows(child, where));
        }
    }

    private void checkFrame(WindowFrame frame, WindowSpecification window) {
        FrameBound.Type start = frame.getStart().getType();
        FrameBound.Type end = frame.getEnd().map(FrameBound::getType).orElse(FrameBound.Type.CURRENT_ROW);
        if (start == FrameBound.Type.UNBOUNDED_FOLLOWING) {
            refusals.reportWord(frame, rule("a frame cannot start with `unbounded following`"));
        } else if (end == FrameBound.Type.UNBOUNDED_PRECEDING) {
            refusals.reportWord(frame, rule("a frame cannot end with `unbounded preceding`"));
        } else if (start.compareTo(end) > 0) {
            refusals.reportWord(
                    frame,
                    rule("a frame that starts with `" + shown(start) + "` cannot end with `" + shown(end) + "`")
                            .help("write both ends: `between ... and ...`, the earlier one first"));
        }
        boolean distance = hasDistance(frame.getStart().getType()) || hasDistance(end);
        if (distance && frame.getType() != WindowFrame.Type.ROWS) {
            checkSortKeys(frame, window);
        }
    }

    private void checkSortKeys(WindowFrame frame, WindowSpecification window) {
        String unit = frame.getType().name().toLowerCase(Locale.ROOT);
        int keys = order(window).map(order -> order.getSortItems().size()).orElse(0);
        if (keys == 0) {
            refusals.reportWord(frame, rule("a frame of `" + unit + "` with a distance needs an `order by`"));
        } else if (keys > 1 && frame.getType() == WindowFrame.Type.RANGE) {
            refusals.reportWord(
                    order(window).orElseThrow(),
                    rule("a frame of `range` with a distance needs one sort key, found " + keys));
        }
    }

    private static boolean hasDistance(FrameBound.Type bound) {
        return bound == FrameBound.Type.PRECEDING || bound == FrameBound.Type.FOLLOWING;
    }

    private static String shown(FrameBound.Type bound) {
        return bound.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static Diagnostic.Builder rule(String message) {
        return Diagnostic.of(DiagnosticCode.WINDOW_RULE, message);
    }
}
