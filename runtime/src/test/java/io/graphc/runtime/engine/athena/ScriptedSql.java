package io.graphc.runtime.engine.athena;

import io.graphc.testkit.athena.SqlBackend;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A backend that gives what a test has prepared; everything else writes one row. */
final class ScriptedSql implements SqlBackend {
    private final Map<String, Answer> answers = new LinkedHashMap<>();
    private final List<String> ran = new ArrayList<>();

    @SafeVarargs
    // The array only goes into a copy.
    @SuppressWarnings("varargs")
    final ScriptedSql answer(String text, List<Column> columns, List<@Nullable String>... rows) {
        answers.put(text, new Answer(columns, List.of(rows), OptionalLong.empty()));
        return this;
    }

    ScriptedSql answer(String text, List<Column> columns, List<List<@Nullable String>> rows) {
        answers.put(text, new Answer(columns, rows, OptionalLong.empty()));
        return this;
    }

    @Override
    public synchronized Answer run(String sql) {
        ran.add(sql);
        return answers.entrySet().stream()
                .filter(entry -> sql.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(Answer.updated(1));
    }

    synchronized List<String> ran() {
        return List.copyOf(ran);
    }
}
