package io.graphc.plan;

import io.graphc.diagnostic.Severity;
import java.util.Optional;

/**
 * A check of an element type on the engine, before anything is written, and what becomes of the rows that it finds: a query
 * over staged elements (and, for null keys, over the relation they come from) that yields one row for each offence with one
 * text column {@code key}, ordered.
 *
 * @param id {@code check.<project>.<kind>.<element>}, with {@code bad_id} for bad values that are ids where other bad values
 *     have a policy of their own
 * @param kind what is checked
 * @param path the project-relative file of the mapping, for the message
 * @param line the 1-based line of the mapping
 * @param engineSql the query for the engine of the compiled target
 * @param proof why it must pass without a query, where that is known
 * @param count what tells cheaply whether there are offences; without it the query is counted
 * @param policy what becomes of the rows
 */
public record CheckPlan(
        String id,
        Kind kind,
        Severity severity,
        String path,
        int line,
        String compiledSql,
        String engineSql,
        Optional<Proof> proof,
        Optional<CheckCount> count,
        PolicyPlan policy) {
    /** A check whose offences fail the run. */
    public CheckPlan(
            String id,
            Kind kind,
            Severity severity,
            String path,
            int line,
            String compiledSql,
            String engineSql,
            Optional<Proof> proof) {
        this(id, kind, severity, path, line, compiledSql, engineSql, proof, Optional.empty(), PolicyPlan.ERROR);
    }

    /** The checks there are. */
    public enum Kind {
        /** A part of a node's or relationship's key is null. */
        NOT_NULL_KEY,
        /** The graph target cannot hold a value. */
        BAD_VALUE,
        /** Two rows have one key. */
        UNIQUE_KEY,
        /** A row leads to several of the nodes of which it should lead to one. */
        SEVERAL_ENDS,
        /** No node has the id that a relationship starts at. */
        START_EXISTS,
        /** No node has the id that a relationship ends at. */
        END_EXISTS,
        /**
         * The graph target refuses a row when it is written, for a reason that only it knows. Its queries read the table
         * {@link ElementQuery#refused()}, which is there only then.
         */
        REFUSED
    }

    /** Whether it looks at rows before any is written. */
    public boolean beforeWriting() {
        return kind != Kind.REFUSED;
    }
}
