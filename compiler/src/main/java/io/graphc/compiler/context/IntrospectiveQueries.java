package io.graphc.compiler.context;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers the queries that templates ask while a project is compiled. Safe to share between threads. */
@FunctionalInterface
public interface IntrospectiveQueries {
    /** Answers nothing. */
    IntrospectiveQueries NONE = sql -> Optional.empty();

    /**
     * Runs a query.
     *
     * @param sql a query in Trino's dialect
     * @return empty when the query cannot be answered now; a failure of the engine is a
     *     {@link io.graphc.diagnostic.GraphcException}
     */
    Optional<Answer> run(String sql);

    /**
     * The rows of a query.
     *
     * @param rows values as plain data: null, Boolean, Long, Double, BigDecimal, String
     */
    record Answer(List<String> columns, List<List<@Nullable Object>> rows) {
        public Answer {
            columns = List.copyOf(columns);
        }
    }
}
