package io.graphc.runtime.diff;

import io.graphc.plan.ElementPlan;
import io.graphc.plan.NodePlan;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An element type as the state has it.
 *
 * @param element the id of the type
 * @param rows elements in its table
 * @param kept those of them that the project has no more and the target did not let go
 * @param shape empty where no load of it ended well
 * @param pending its shape in a load that has not ended well, whose changes are in a table of their own
 */
record StateEntry(
        String element, ElementTables tables, long rows, long kept, Optional<Shape> shape, Optional<Shape> pending) {
    /** An element type that the state does not have. */
    static StateEntry fresh(String element, ElementTables tables) {
        return new StateEntry(element, tables, 0, 0, Optional.empty(), Optional.empty());
    }

    /** The labels that nodes of the type have on the target and that it has no more. */
    List<String> lostLabels(NodePlan node) {
        return Stream.concat(shape.stream(), pending.stream())
                .flatMap(before -> before.labels().stream())
                .filter(label -> !node.labels().contains(label))
                .distinct()
                .toList();
    }

    /** With a load that has begun and takes the type to be so. */
    StateEntry begun(ElementPlan now) {
        return new StateEntry(element, tables, rows, kept, shape, Optional.of(Shape.of(now)));
    }

    StateEntry withTables(ElementTables others) {
        return new StateEntry(element, others, rows, kept, shape, pending);
    }
}
