package io.graphc.compiler.sql.corpus;

import io.graphc.compiler.sql.StatementCases;
import io.graphc.compiler.sql.TableLookup;
import io.graphc.compiler.sql.TableSchema;
import io.graphc.plan.Column;
import io.graphc.plan.SqlTypeParser;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The tables that the wrong statements read: a few with names as people give them, and one with a column of every type. */
final class RejectedTables {
    /** A column of every type, by its name. */
    static final Map<String, String> TYPES = types();

    private static final Map<String, Map<String, String>> TABLES = tables();

    /** The same tables for graphc. */
    static final TableLookup LOOKUP = new Lookup();

    private RejectedTables() {}

    private static Map<String, String> types() {
        Map<String, String> types = new LinkedHashMap<>();
        types.put("c_boolean", "boolean");
        types.put("c_tinyint", "tinyint");
        types.put("c_smallint", "smallint");
        types.put("c_integer", "integer");
        types.put("c_bigint", "bigint");
        types.put("c_real", "real");
        types.put("c_double", "double");
        types.put("c_decimal", "decimal(10,2)");
        types.put("c_long_decimal", "decimal(38,4)");
        types.put("c_varchar", "varchar");
        types.put("c_varchar_n", "varchar(5)");
        types.put("c_char", "char(3)");
        types.put("c_varbinary", "varbinary");
        types.put("c_json", "json");
        types.put("c_date", "date");
        types.put("c_time", "time(3)");
        types.put("c_time_tz", "time(3) with time zone");
        types.put("c_timestamp", "timestamp(3)");
        types.put("c_timestamp_n", "timestamp(6)");
        types.put("c_timestamp_tz", "timestamp(3) with time zone");
        types.put("c_year_month", "interval year to month");
        types.put("c_day_second", "interval day to second");
        types.put("c_uuid", "uuid");
        types.put("c_ipaddress", "ipaddress");
        types.put("c_array", "array(integer)");
        types.put("c_array_text", "array(varchar)");
        types.put("c_map", "map(varchar, integer)");
        types.put("c_row", "row(a integer, b varchar)");
        types.put("c_row_number", "row(a bigint, b double)");
        types.put("c_array_row", "array(row(k varchar, v integer))");
        types.put("c_hll", "HyperLogLog");
        types.put("c_tdigest", "tdigest");
        return types;
    }

    private static Map<String, Map<String, String>> tables() {
        Map<String, Map<String, String>> tables = new LinkedHashMap<>();
        for (String name : List.of("orders", "customers", "events")) {
            Map<String, String> columns = new LinkedHashMap<>();
            for (Column column :
                    StatementCases.TABLES.find(List.of(name)).orElseThrow().columns()) {
                columns.put(column.name(), column.type().toString());
            }
            tables.put(name, columns);
        }
        tables.put("types", TYPES);
        return tables;
    }

    /** The columns of each table as in {@code CREATE TABLE}. */
    static Map<String, String> columns() {
        Map<String, String> columns = new LinkedHashMap<>();
        TABLES.forEach((name, types) -> columns.put(
                name,
                types.entrySet().stream()
                        .map(column -> column.getKey() + " " + column.getValue())
                        .collect(Collectors.joining(", "))));
        return columns;
    }

    private static final class Lookup implements TableLookup {
        private final Map<String, TableSchema> schemas = new LinkedHashMap<>();

        Lookup() {
            TABLES.forEach((name, columns) -> schemas.put(name, new TableSchema(name, columns(columns))));
        }

        private static List<Column> columns(Map<String, String> columns) {
            return columns.entrySet().stream()
                    .map(column -> Column.of(
                            column.getKey(),
                            SqlTypeParser.parse(column.getValue()).orElseThrow()))
                    .toList();
        }

        @Override
        public Optional<TableSchema> find(List<String> nameParts) {
            String last = nameParts.get(nameParts.size() - 1).toLowerCase(Locale.ROOT);
            return nameParts.size() == 1 ? Optional.ofNullable(schemas.get(last)) : Optional.empty();
        }

        @Override
        public Collection<String> labels() {
            return schemas.keySet();
        }
    }
}
