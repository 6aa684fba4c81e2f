package io.graphc.testkit.athena;

import io.graphc.testkit.athena.SqlBackend.Answer;
import io.graphc.testkit.athena.SqlBackend.Column;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The files that Athena leaves for each query (Athena user guide, "Work with query results and recent queries"). */
final class ResultFile {
    private static final Set<String> MANIFESTS = Set.of("INSERT", "UNLOAD");

    private ResultFile() {}

    static String address(FakeQuery query) {
        return query.output + query.id + (query.statement.isPlainText() ? ".txt" : ".csv");
    }

    static void write(FakeQuery query, Answer answer, ObjectShelf objects) {
        StringBuilder text = new StringBuilder();
        if (!query.statement.isPlainText()) {
            line(text, answer.columns().stream().map(Column::name).toList());
        }
        for (List<@Nullable String> row : answer.rows()) {
            line(text, row);
        }
        objects.put(address(query), text.toString().getBytes(StandardCharsets.UTF_8));
        objects.put(address(query) + ".metadata", new byte[0]);
    }

    /** The object that lists the files that a query wrote. */
    static String manifestAddress(FakeQuery query) {
        return query.output + query.id + "-manifest.csv";
    }

    /** Lists the files that an {@code INSERT} or {@code UNLOAD} wrote, an address a line. */
    static void manifest(FakeQuery query, List<String> written, ObjectShelf objects) {
        if (MANIFESTS.contains(query.statement.kind())) {
            String lines = written.stream().map(file -> file + "\n").collect(Collectors.joining());
            objects.put(manifestAddress(query), lines.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void line(StringBuilder text, List<? extends @Nullable String> values) {
        text.append(values.stream()
                        .map(value -> value == null ? "" : '"' + value.replace("\"", "\"\"") + '"')
                        .collect(Collectors.joining(",")))
                .append('\n');
    }
}
