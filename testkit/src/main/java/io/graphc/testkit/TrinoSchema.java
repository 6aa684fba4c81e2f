package io.graphc.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * A schema of a {@link TrinoServer}: statements name its tables without a qualifier. Immutable; what it stands for is not:
 * tables that were defined stay until the server ends.
 */
public final class TrinoSchema {
    /** So many statements go in one request that an answer stays small beside the memory of a test. */
    private static final int STATEMENTS_PER_REQUEST = 1_000;

    private final TrinoServer server;
    private final String name;

    TrinoSchema(TrinoServer server, String name) {
        this.server = server;
        this.name = name;
    }

    /** A column that a statement yields; sources are {@code table.column}, sorted. Trino names those without a name. */
    public record Column(String name, String type, List<String> sources) {
        public Column {
            sources = List.copyOf(sources);
        }
    }

    /**
     * Why Trino refused a statement.
     *
     * @param code Trino's name of the error, such as {@code COLUMN_NOT_FOUND}
     * @param line of the place, from 1; 0 when Trino names none
     * @param column of the place, from 1; 0 when Trino names none
     */
    public record Failure(String code, String message, int line, int column) {}

    /** What Trino's analyser says of a statement: its columns, or why it is none. */
    public record Analysis(List<Column> columns, Optional<Failure> failure) {
        public Analysis {
            columns = List.copyOf(columns);
        }

        public boolean accepted() {
            return failure.isEmpty();
        }
    }

    /**
     * What a statement yields when it runs, or why it failed. Values are texts: {@code NULL}; numbers and booleans as Java
     * writes them, decimals with all their digits of scale; {@code 'text'} with its quotes doubled, also for JSON and
     * identifiers; {@code X'0AFF'}; dates and times as Trino shows them, with the fraction of their precision and with
     * their zone; {@code [item, item]}, {@code (field, field)}, {@code {key: value}} sorted by the text of the entries.
     */
    public record Rows(List<Column> columns, List<List<String>> rows, Optional<Failure> failure) {
        public Rows {
            columns = List.copyOf(columns);
            rows = List.copyOf(rows);
        }
    }

    /**
     * Puts an empty table in place of one of this name.
     *
     * @param columns as in {@code CREATE TABLE}: {@code "id bigint not null, tags array(varchar)"}
     */
    public void define(String table, String columns) {
        JsonNode answer = server.ask(
                TrinoServer.request("define", name).put("table", table).put("columns", columns));
        failure(answer).ifPresent(problem -> {
            throw new IllegalArgumentException(table + ": " + problem);
        });
    }

    public Analysis analyze(String sql) {
        return analyze(List.of(sql)).get(0);
    }

    /** The analyses of many statements, in their order. */
    public List<Analysis> analyze(List<String> statements) {
        return ask("analyze", statements).stream()
                .map(result -> new Analysis(columns(result), failure(result)))
                .toList();
    }

    /** Runs a query, or {@code CREATE TABLE ... AS} or {@code INSERT}. */
    public Rows execute(String sql) {
        return execute(List.of(sql)).get(0);
    }

    /** The results of many statements, in their order. */
    public List<Rows> execute(List<String> statements) {
        return ask("execute", statements).stream()
                .map(result -> new Rows(columns(result), rows(result), failure(result)))
                .toList();
    }

    private List<JsonNode> ask(String action, List<String> statements) {
        List<JsonNode> results = new ArrayList<>();
        for (int from = 0; from < statements.size(); from += STATEMENTS_PER_REQUEST) {
            ObjectNode request = TrinoServer.request(action, name);
            ArrayNode sql = request.putArray("sql");
            statements
                    .subList(from, Math.min(statements.size(), from + STATEMENTS_PER_REQUEST))
                    .forEach(sql::add);
            server.ask(request).get("results").forEach(results::add);
        }
        return results;
    }

    private static List<Column> columns(JsonNode result) {
        return list(result.path("columns")).stream()
                .map(column -> new Column(
                        column.get("name").textValue(), column.get("type").textValue(), texts(column.get("sources"))))
                .toList();
    }

    private static List<List<String>> rows(JsonNode result) {
        return list(result.path("rows")).stream().map(TrinoSchema::texts).toList();
    }

    private static Optional<Failure> failure(JsonNode result) {
        JsonNode error = result.get("error");
        return error == null
                ? Optional.empty()
                : Optional.of(new Failure(
                        error.get("code").textValue(),
                        error.get("message").asText(),
                        error.get("line").intValue(),
                        error.get("column").intValue()));
    }

    private static List<String> texts(JsonNode array) {
        return list(array).stream().map(JsonNode::textValue).toList();
    }

    private static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }
}
