package io.graphc.compiler.sql.duckdb;

import io.graphc.compiler.sql.calcite.Problems;
import io.graphc.compiler.sql.calcite.QueryValidator;
import org.apache.calcite.sql.SqlNode;

/** What the printers of one query share. Not safe to share between threads. */
final class PrintedQuery {
    private final QueryValidator validator;
    private final Problems problems;
    private final QueryPrinter queries;

    PrintedQuery(QueryValidator validator, Problems problems) {
        this.validator = validator;
        this.problems = problems;
        this.queries = new QueryPrinter(this);
    }

    QueryValidator validator() {
        return validator;
    }

    Problems problems() {
        return problems;
    }

    QueryPrinter queries() {
        return queries;
    }

    /** A query inside of parentheses, on one line. */
    String nested(SqlNode query) {
        return queries.print(query).replace("\n", " ");
    }
}
