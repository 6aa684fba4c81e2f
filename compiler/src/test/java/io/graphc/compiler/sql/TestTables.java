package io.graphc.compiler.sql;

import io.graphc.plan.Column;
import io.graphc.plan.SqlTypeParser;
import io.graphc.plan.fact.RelationFacts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Tables for tests, declared as {@code "id bigint not null, name varchar"}; found by the last part of a name. Immutable. */
public final class TestTables implements TableLookup {
    private final Map<String, TableSchema> tables;

    private TestTables(Map<String, TableSchema> tables) {
        this.tables = tables;
    }

    public static TestTables none() {
        return new TestTables(Map.of());
    }

    /** These tables and one more. */
    public TestTables with(String name, String columns) {
        Map<String, TableSchema> more = new LinkedHashMap<>(tables);
        more.put(name.toLowerCase(Locale.ROOT), new TableSchema(name, columns(columns)));
        return new TestTables(more);
    }

    /** The tables, with what is known of the rows of one. */
    public TestTables withFacts(String name, UnaryOperator<RelationFacts> known) {
        TableSchema table = tables.get(name);
        Map<String, TableSchema> more = new LinkedHashMap<>(tables);
        more.put(name, new TableSchema(table.id(), table.label(), table.columns(), known.apply(table.facts())));
        return new TestTables(more);
    }

    static List<Column> columns(String declared) {
        List<Column> columns = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i <= declared.length(); i++) {
            char sign = i == declared.length() ? ',' : declared.charAt(i);
            depth += sign == '(' ? 1 : sign == ')' ? -1 : 0;
            if (sign == ',' && depth == 0) {
                columns.add(column(declared.substring(start, i).strip()));
                start = i + 1;
            }
        }
        return columns;
    }

    private static Column column(String declared) {
        String text = declared.strip();
        boolean nullable = !text.endsWith(" not null");
        String rest = nullable ? text : text.substring(0, text.length() - " not null".length());
        int blank = rest.indexOf(' ');
        String type = rest.substring(blank + 1);
        return new Column(rest.substring(0, blank), SqlTypeParser.parse(type).orElseThrow(), nullable);
    }

    /** The columns of each table, as in {@code CREATE TABLE}. */
    public Map<String, String> declarations() {
        Map<String, String> declared = new LinkedHashMap<>();
        tables.forEach((name, table) -> declared.put(
                name,
                table.columns().stream()
                        .map(column -> column.name() + " " + column.type())
                        .collect(Collectors.joining(", "))));
        return declared;
    }

    @Override
    public Optional<TableSchema> find(List<String> nameParts) {
        return Optional.ofNullable(
                tables.get(nameParts.get(nameParts.size() - 1).toLowerCase(Locale.ROOT)));
    }

    @Override
    public Collection<String> labels() {
        return tables.values().stream().map(TableSchema::label).toList();
    }
}
