package io.graphc.testkit.athena;

import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What runs the SQL of a stand-in for Athena. Safe to use from several threads. */
@FunctionalInterface
public interface SqlBackend {
    /**
     * Runs a statement of Trino to its end.
     *
     * @throws RefusedSqlException when it cannot be run
     */
    Answer run(String sql);

    /** The addresses of the files that the rows of a table lie in, sorted; none where there are no files. */
    default List<String> files(String table) {
        return List.of();
    }

    /** Whether a table shares its rows out to files by the values of columns. */
    default boolean hasBuckets(String table) {
        return false;
    }

    /** A column of a result with its type in Trino's words. */
    record Column(String name, String type) {}

    /**
     * What a statement gave.
     *
     * @param rows values as Athena writes them, null for null
     * @param updated how many rows were written, where rows were
     */
    record Answer(List<Column> columns, List<List<@Nullable String>> rows, OptionalLong updated) {
        /** Of a statement that changes something. */
        public static Answer updated(long rows) {
            return new Answer(List.of(), List.of(), OptionalLong.of(rows));
        }
    }

    /** The engine refuses a statement; the message begins with the name of the error as Trino has it. */
    final class RefusedSqlException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        /** Made with what the engine says. */
        public RefusedSqlException(String message) {
            super(message);
        }
    }
}
