package io.graphc.plan.select;

import io.graphc.source.SourceSpan;
import java.util.List;

/** What to select, as somebody wrote it on the command line or in {@code selectors.yml}. Immutable. */
public sealed interface SelectionExpression {
    /** Where it is written. */
    SourceSpan at();

    /**
     * One selector, such as {@code 2+tag:daily}.
     *
     * @param method what the value is compared with
     * @param arguments what stands behind the method and a dot: {@code meta} and {@code owner} in {@code
     *     config.meta.owner:}
     * @param indirect which tests come with it
     * @param at where all of it is written
     * @param valueAt where the value is written
     */
    record Criterion(
            String method,
            List<String> arguments,
            String value,
            Reach reach,
            IndirectSelection indirect,
            SourceSpan at,
            SourceSpan valueAt)
            implements SelectionExpression {
        public Criterion {
            arguments = List.copyOf(arguments);
        }

        /** The words before the colon. */
        String call() {
            return arguments.isEmpty() ? method : method + "." + String.join(".", arguments);
        }
    }

    /**
     * Selectors that have a name.
     *
     * @param definitions what they stand for
     */
    record Named(List<SelectionExpression> definitions, Reach reach, IndirectSelection indirect, SourceSpan at)
            implements SelectionExpression {
        public Named {
            definitions = List.copyOf(definitions);
        }
    }

    /**
     * How far a selector reaches beyond what it names.
     *
     * @param childrensParents whether all that is made of it, and all that this is made from, is taken in
     * @param parents how many steps up are taken in
     * @param children how many steps down are taken in
     */
    record Reach(boolean childrensParents, int parents, int children) {
        public static final Reach NONE = new Reach(false, 0, 0);
        /** As many steps as there are. */
        public static final int ALL = Integer.MAX_VALUE;
    }

    /**
     * Several expressions together.
     *
     * @param expected whether it is a mistake that it selects nothing
     */
    record Combination(
            Operation operation,
            List<SelectionExpression> parts,
            IndirectSelection indirect,
            boolean expected,
            SourceSpan at)
            implements SelectionExpression {
        public Combination {
            parts = List.copyOf(parts);
        }
    }

    /** How expressions are combined. */
    enum Operation {
        UNION,
        INTERSECTION,
        /** The first one without all others. */
        DIFFERENCE
    }
}
