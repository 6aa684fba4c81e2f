package io.graphc.runtime.engine.athena;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.OptionalLong;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.ColumnInfo;
import software.amazon.awssdk.services.athena.model.Datum;
import software.amazon.awssdk.services.athena.model.GetQueryResultsRequest;
import software.amazon.awssdk.services.athena.model.GetQueryResultsResponse;
import software.amazon.awssdk.services.athena.model.ResultSetMetadata;
import software.amazon.awssdk.services.athena.model.Row;

/**
 * The rows of a query that has ended, page by page. The header that Athena puts before the rows of a SELECT, on the first
 * page alone, is left out. Not safe to share between threads.
 */
final class ResultPages implements Iterator<List<Datum>> {
    private final AthenaClient client;
    private final AthenaCalls calls;
    private final String what;
    private final String query;
    private GetQueryResultsResponse page;
    private Iterator<Row> rows;

    /**
     * Asks for the first page.
     *
     * @param what what the query is for, for messages
     */
    ResultPages(AthenaClient client, AthenaCalls calls, String what, FinishedQuery query) {
        this.client = client;
        this.calls = calls;
        this.what = what;
        this.query = query.id();
        this.page = page(
                GetQueryResultsRequest.builder().queryExecutionId(this.query).build());
        List<Row> first = page.resultSet().rows();
        boolean header = !query.isPlainText() && !first.isEmpty() && isHeader(first.get(0));
        this.rows = first.subList(header ? 1 : 0, first.size()).iterator();
    }

    /** Statements that write rows have neither header nor rows. */
    private boolean isHeader(Row row) {
        List<ColumnInfo> columns = columns();
        return !columns.isEmpty() && row.data().size() == columns.size();
    }

    private GetQueryResultsResponse page(GetQueryResultsRequest request) {
        return calls.send(what, () -> client.getQueryResults(request));
    }

    List<ColumnInfo> columns() {
        ResultSetMetadata metadata = page.resultSet().resultSetMetadata();
        return metadata == null ? List.of() : metadata.columnInfo();
    }

    /** How many rows the statement wrote, where Athena tells. */
    OptionalLong updated() {
        Long count = page.updateCount();
        return count == null ? OptionalLong.empty() : OptionalLong.of(count);
    }

    @Override
    public boolean hasNext() {
        while (!rows.hasNext() && page.nextToken() != null) {
            page = page(GetQueryResultsRequest.builder()
                    .queryExecutionId(query)
                    .nextToken(page.nextToken())
                    .build());
            rows = page.resultSet().rows().iterator();
        }
        return rows.hasNext();
    }

    @Override
    public List<Datum> next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return rows.next().data();
    }
}
