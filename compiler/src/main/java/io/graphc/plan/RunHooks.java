package io.graphc.plan;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * What runs before all steps of a run and behind them.
 *
 * @param start before the first step, in order
 * @param end behind the last step, in order, as they are where a run had no results
 * @param rendering renders those at the end by what the run did; empty in a manifest, and where none asks for results
 */
public record RunHooks(List<OperationPlan> start, List<OperationPlan> end, Optional<Rendering> rendering) {
    public static final RunHooks NONE = new RunHooks(List.of(), List.of(), Optional.empty());

    public RunHooks {
        start = List.copyOf(start);
        end = List.copyOf(end);
    }

    /**
     * What a step of a run did, in the words of dbt's results.
     *
     * @param id the unique id of what was worked on
     * @param status {@code success}, {@code error}, {@code pass}, ...
     * @param seconds how long it took
     */
    public record Outcome(
            String id, String status, String message, double seconds, OptionalLong rows, OptionalLong failures) {}

    /** Renders the hooks at the end of a run. */
    @FunctionalInterface
    public interface Rendering {
        /**
         * The hooks of a run that did this.
         *
         * @throws io.graphc.diagnostic.GraphcException when a template fails on these results
         */
        List<OperationPlan> end(List<Outcome> results);
    }

    /** The hooks at the end of a run that did this. */
    public List<OperationPlan> end(List<Outcome> results) {
        return rendering.map(made -> made.end(results)).orElse(end);
    }

    /** Ids of what the hooks read, sorted. */
    public List<String> reads() {
        return Stream.concat(start.stream(), end.stream())
                .flatMap(hook -> hook.reads().stream())
                .distinct()
                .sorted()
                .toList();
    }

    public boolean isEmpty() {
        return start.isEmpty() && end.isEmpty();
    }
}
