package io.graphc.compiler.sql.trino;

import io.graphc.compiler.sql.ClockWords;
import io.graphc.compiler.sql.EphemeralTable;
import io.graphc.compiler.sql.SqlRequest;
import io.trino.sql.tree.CurrentTime;
import io.trino.sql.tree.FunctionCall;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.Query;
import io.trino.sql.tree.With;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The author's text with the clock fixed and ephemeral models built in; every other character stays as it is.
 *
 * <p>Ephemeral models become common table expressions in front of the query's own, as dbt does it.
 */
final class CompiledText {
    private record Change(int start, int end, String text) {}

    private CompiledText() {}

    static String of(SqlRequest request, Tokens tokens, Query query) {
        List<Change> changes = new ArrayList<>();
        if (ClockWords.areIn(tokens.text())) {
            readings(query, tokens, new Clock(request.asOf()), changes);
        }
        if (!request.ephemerals().isEmpty()) {
            changes.add(ephemerals(request.ephemerals(), tokens, query));
        }
        changes.sort(Comparator.comparingInt(Change::start));
        StringBuilder text = new StringBuilder();
        int done = 0;
        for (Change change : changes) {
            text.append(tokens.text(), done, change.start()).append(change.text());
            done = change.end();
        }
        return text.append(tokens.text(), done, tokens.text().length()).toString();
    }

    private static void readings(Node node, Tokens tokens, Clock clock, List<Change> changes) {
        if (node instanceof CurrentTime current) {
            int start = tokens.offsetOf(node);
            int end = current.getPrecision() == null ? tokens.endAfter(start, 0) : tokens.callEnd(start);
            changes.add(new Change(start, end, clock.read(current).literal()));
        } else if (node instanceof FunctionCall call
                && call.getArguments().isEmpty()
                && call.getName().getSuffix().equalsIgnoreCase("now")) {
            int start = tokens.offsetOf(node);
            changes.add(new Change(start, tokens.callEnd(start), clock.now().literal()));
        }
        for (Node child : node.getChildren()) {
            readings(child, tokens, clock, changes);
        }
    }

    private static Change ephemerals(List<EphemeralTable> ephemerals, Tokens tokens, Query query) {
        String items = ephemerals.stream()
                .map(table -> table.cteName() + " as (\n" + table.compiledSql() + "\n)")
                .collect(Collectors.joining(", "));
        Optional<With> with = query.getWith();
        if (with.isEmpty()) {
            // Functions that the query declares come before everything else.
            int start = tokens.offsetOf(query.getFunctions().isEmpty() ? query : query.getQueryBody());
            return new Change(start, start, "with " + items + "\n");
        }
        int keyword = tokens.offsetOf(with.get());
        int after = tokens.endAfter(keyword, with.get().isRecursive() ? 1 : 0);
        return new Change(after, after, " " + items + ",");
    }
}
