package io.graphc.compiler.context;

import io.graphc.compiler.context.IntrospectiveQueries.Answer;
import io.graphc.compiler.template.value.CallArguments;
import io.graphc.compiler.template.value.None;
import io.graphc.compiler.template.value.Signature;
import io.graphc.compiler.template.value.TemplateCallable;
import io.graphc.compiler.template.value.TemplateObject;
import io.graphc.compiler.template.value.TemplateSequence;
import io.graphc.compiler.template.value.Texts;
import io.graphc.compiler.template.value.Tuple;
import io.graphc.compiler.template.value.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The table that {@code run_query} gives, with the attributes of agate's {@code Table} that dbt documents ("About run_query
 * macro"). The result of a query that was not answered has no rows, and every column that is asked of it. Immutable.
 *
 * @param known whether the query was answered
 */
record QueryResult(List<String> names, List<Object> rows, boolean known) implements TemplateObject {
    private static final Signature NOTHING = Signature.of("values");

    static QueryResult of(Answer answer) {
        List<Object> rows = new ArrayList<>();
        answer.rows()
                .forEach(row -> rows.add(Tuple.named(
                        answer.columns(), row.stream().map(Values::of).toArray())));
        return new QueryResult(answer.columns(), rows, true);
    }

    static QueryResult unknown() {
        return new QueryResult(List.of(), List.of(), false);
    }

    @Override
    public String kind() {
        return "query result";
    }

    @Override
    public List<String> attributeNames() {
        return List.of("columns", "rows", "column_names", "print_table");
    }

    @Override
    public Optional<Object> attribute(String name) {
        return switch (name) {
            case "columns" -> Optional.of(new Columns(this));
            case "rows" -> Optional.of(rows);
            case "column_names" -> Optional.of(Tuple.of(names));
            case "print_table" -> function(call -> None.NONE);
            default -> Optional.empty();
        };
    }

    @Override
    public boolean isTrue() {
        return true;
    }

    @Override
    public String print() {
        return "<query result of " + rows.size() + " rows>";
    }

    private static Optional<Object> function(TemplateCallable callable) {
        return Optional.of(callable);
    }

    Optional<Object> column(Object key) {
        if (Texts.isText(key)) {
            String name = Texts.of(key);
            for (int at = 0; at < names.size(); at++) {
                if (names.get(at).equalsIgnoreCase(name)) {
                    return Optional.of(new ColumnValues(this, at, names.get(at)));
                }
            }
            return known ? Optional.empty() : Optional.of(new ColumnValues(this, 0, name));
        }
        if (!(key instanceof Long index)) {
            return Optional.empty();
        }
        long at = index < 0 ? index + names.size() : index;
        if (at >= 0 && at < names.size()) {
            return Optional.of(new ColumnValues(this, (int) at, names.get((int) at)));
        }
        return known ? Optional.empty() : Optional.of(new ColumnValues(this, 0, ""));
    }

    /** The columns of a result, by position or name. */
    record Columns(QueryResult table) implements TemplateSequence {
        @Override
        public String kind() {
            return "list of columns";
        }

        @Override
        public List<Object> elements() {
            List<Object> columns = new ArrayList<>();
            for (long at = 0; at < table.names().size(); at++) {
                table.column(at).ifPresent(columns::add);
            }
            return columns;
        }

        @Override
        public Optional<Object> item(Object key) {
            return table.column(key);
        }

        @Override
        public List<String> attributeNames() {
            return List.of("values", "keys", "items");
        }

        @Override
        public Optional<Object> attribute(String name) {
            return switch (name) {
                case "values" -> function(call -> elements());
                case "keys" -> function(call -> table.names());
                case "items" ->
                    function(call -> elements().stream()
                            .<Object>map(column -> Tuple.of(((ColumnValues) column).name(), column))
                            .toList());
                default -> table.column(name);
            };
        }

        @Override
        public String print() {
            return "<columns " + String.join(", ", table.names()) + ">";
        }
    }

    /** The values of one column. */
    record ColumnValues(QueryResult table, int position, String name) implements TemplateSequence {
        @Override
        public String kind() {
            return "column";
        }

        @Override
        public List<Object> elements() {
            List<Object> values = new ArrayList<>();
            table.rows().forEach(row -> values.add(((Tuple) row).get(position)));
            return values;
        }

        @Override
        public List<String> attributeNames() {
            return List.of("name", "values", "values_distinct", "values_without_nulls");
        }

        @Override
        public Optional<Object> attribute(String attribute) {
            return switch (attribute) {
                case "name" -> Optional.of(name);
                case "values" -> listed(elements());
                case "values_without_nulls" ->
                    listed(elements().stream()
                            .filter(value -> value != None.NONE)
                            .toList());
                case "values_distinct" -> listed(elements().stream().distinct().toList());
                default -> Optional.empty();
            };
        }

        private static Optional<Object> listed(List<Object> values) {
            return function((CallArguments call) -> {
                NOTHING.bind(call);
                return Tuple.of(values);
            });
        }

        @Override
        public String print() {
            return "<column " + name + ">";
        }
    }

    /** The form in which {@code load_result} gives it. */
    Map<String, Object> loaded() {
        Map<String, Object> loaded = new LinkedHashMap<>();
        loaded.put("response", "OK");
        loaded.put("data", rows);
        loaded.put("table", this);
        return loaded;
    }
}
