package io.graphc.runtime.engine.warehouse;

import io.graphc.plan.RelationName;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Puts a query over its stored columns in the place of every staged table that a text reads, so that whoever wrote the text
 * need not know how the table is stored. Names are found token by token, never in literals or comments; tables that a
 * statement writes to, and names that are part of a longer one, stay. Safe to use from several threads.
 */
final class StagedNames {
    /** Words behind which a table is written to, made or dropped. */
    private static final Set<String> WRITING = Set.of("table", "into", "exists", "view", "update");

    private final Map<List<String>, StagedTable> tables = new ConcurrentHashMap<>();

    StagedNames(List<StagedTable> tables) {
        tables.forEach(this::add);
    }

    /** Has one more table read by its stored columns from now on. */
    void add(StagedTable table) {
        RelationName name = table.relation();
        List<String> local = List.of(lower(name.schema()), lower(name.identifier()));
        tables.put(local, table);
        name.database().ifPresent(database -> tables.put(List.of(lower(database), local.get(0), local.get(1)), table));
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    String replaceIn(String sql) {
        return replaceIn(sql, table -> "(" + table.decoded() + ")");
    }

    /**
     * Puts something else in the place of every staged table that a text reads.
     *
     * @param other what stands for a table, asked for in the order of the text
     */
    String replaceIn(String sql, Function<StagedTable, String> other) {
        StringBuilder text = new StringBuilder(sql.length());
        SqlTokens tokens = new SqlTokens(sql);
        String before = "";
        String beforeThat = "";
        int copied = 0;
        while (tokens.next()) {
            if (!tokens.isName()) {
                beforeThat = before;
                before = tokens.text();
                continue;
            }
            int start = tokens.start();
            List<String> path = tokens.path();
            StagedTable table = tables.get(path);
            boolean written = WRITING.contains(before) || (before.equals("from") && beforeThat.equals("delete"));
            if (table != null && !written) {
                text.append(sql, copied, start).append(other.apply(table));
                copied = tokens.end();
            }
            beforeThat = before;
            before = path.get(path.size() - 1);
        }
        return text.append(sql, copied, sql.length()).toString();
    }
}
