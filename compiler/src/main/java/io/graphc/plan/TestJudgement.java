package io.graphc.plan;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * How the failing rows of a data test are judged and kept, where not simply by their number and not at all. Immutable.
 *
 * @param compiledSql in Trino's dialect a query of one row: the number of failures as {@code failures}, and as {@code
 *     should_warn} and {@code should_error} whether they are worth that; empty where any failing row is
 * @param engineSql the same for the engine of the compiled target
 * @param limit how many failing rows are looked at and kept at most
 * @param keptIn the relation that the failing rows are kept in, in place of those of the run before
 * @param asView whether that relation is a view
 */
public record TestJudgement(
        String compiledSql, String engineSql, OptionalLong limit, Optional<RelationName> keptIn, boolean asView) {
    /** Any failing row counts, and none is kept. */
    public static final TestJudgement PLAIN = new TestJudgement("", "", OptionalLong.empty(), Optional.empty(), false);

    /** Whether failures are judged by conditions of their own. */
    public boolean hasConditions() {
        return !engineSql.isEmpty();
    }
}
