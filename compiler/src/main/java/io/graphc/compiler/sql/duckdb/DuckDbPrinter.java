package io.graphc.compiler.sql.duckdb;

import io.graphc.compiler.sql.EphemeralTable;
import io.graphc.compiler.sql.calcite.Problems;
import io.graphc.compiler.sql.calcite.QueryValidator;
import java.util.List;
import org.apache.calcite.sql.SqlNode;

/**
 * Prints a validated query for DuckDB so that it yields the rows that Trino would. What it cannot print so is reported as
 * {@code NOT_ON_ENGINE} at its written place, all of it in one run; the text is then of no use.
 *
 * <p>The rows are equal under these settings of the connection: {@code TimeZone = 'UTC'}; {@code default_null_order},
 * {@code integer_division}, {@code ieee_floating_point_ops}, {@code error_on_division_by_zero} and
 * {@code scalar_subquery_error_on_multiple_rows} as DuckDB 2.0 has them from the start (nulls last, false, true, true, true).
 */
public final class DuckDbPrinter {
    private DuckDbPrinter() {}

    /**
     * The text of a query: key words in upper case, a clause a line, every name quoted, every column named.
     *
     * @param query the tree that was validated
     * @param validator the validator that did it
     * @param ephemerals what the query names as tables and has to bring along, printed for DuckDB before
     * @param problems where refusals go
     */
    public static String print(
            SqlNode query, QueryValidator validator, List<EphemeralTable> ephemerals, Problems problems) {
        return new PrintedQuery(validator, problems).queries().statement(query, ephemerals);
    }
}
