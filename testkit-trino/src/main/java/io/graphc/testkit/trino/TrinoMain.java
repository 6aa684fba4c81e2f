package io.graphc.testkit.trino;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * Answers requests, a line of JSON each, with a line of JSON each, until its standard input ends, which happens at the
 * latest when the process that started it dies. Argument: the instant that every query takes for the current one.
 *
 * <p>Requests: {@code {"do": "define", "schema", "table", "columns"}}, {@code {"do": "analyze", "schema", "sql": [..]}},
 * {@code {"do": "execute", "schema", "sql": [..]}}. The first line it writes says that it is ready.
 */
public final class TrinoMain {
    private static final ObjectMapper JSON = new ObjectMapper();

    private TrinoMain() {}

    public static void main(String[] arguments) throws IOException {
        PrintStream answers = System.out;
        // What libraries print must not come between the answers.
        System.setOut(System.err);
        try (QueryService service = QueryService.start(Instant.parse(arguments[0]));
                BufferedReader requests =
                        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            write(answers, JSON.createObjectNode().put("ready", true));
            for (String line = requests.readLine(); line != null; line = requests.readLine()) {
                write(answers, answer(service, JSON.readTree(line)));
            }
        }
        // Trino leaves threads behind that would keep the process alive.
        Runtime.getRuntime().halt(0);
    }

    private static ObjectNode answer(QueryService service, JsonNode request) {
        ObjectNode answer = JSON.createObjectNode();
        String schema = request.get("schema").textValue();
        String action = request.get("do").textValue();
        if (action.equals("define")) {
            service.define(
                    schema,
                    request.get("table").textValue(),
                    request.get("columns").textValue(),
                    answer);
            return answer;
        }
        ArrayNode results = answer.putArray("results");
        for (JsonNode sql : request.get("sql")) {
            ObjectNode result = results.addObject();
            if (action.equals("analyze")) {
                service.analyze(schema, sql.textValue(), result);
            } else {
                service.execute(schema, sql.textValue(), result);
            }
        }
        return answer;
    }

    private static void write(PrintStream answers, ObjectNode answer) throws IOException {
        answers.write(JSON.writeValueAsBytes(answer));
        answers.write('\n');
        answers.flush();
    }
}
