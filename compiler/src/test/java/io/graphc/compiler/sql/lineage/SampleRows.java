package io.graphc.compiler.sql.lineage;

import io.graphc.plan.Column;
import io.graphc.plan.RelationName;
import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/** A table of random rows whose columns can be drawn anew one at a time; values are few, so that joins and filters meet. */
final class SampleRows {
    private static final int ROWS = 40;

    /** Values that the conditions of the TPC-H queries ask for, by column; {@code ?} stands for a digit. */
    private static final Map<String, List<String>> ASKED_FOR = Map.ofEntries(
            Map.entry("r_name", List.of("EUROPE", "ASIA", "AMERICA")),
            Map.entry("n_name", List.of("FRANCE", "GERMANY", "BRAZIL", "CANADA")),
            Map.entry("p_type", List.of("ECONOMY ANODIZED STEEL", "SMALL BRASS", "PROMO BRASS", "MEDIUM POLISHED TIN")),
            Map.entry("p_brand", List.of("Brand#12", "Brand#23", "Brand#45")),
            Map.entry("p_name", List.of("forest green ?", "forest red ?", "dark green ?")),
            Map.entry("p_size", List.of("15", "49", "14", "23", "3", "4")),
            Map.entry("c_mktsegment", List.of("BUILDING", "MACHINERY")),
            Map.entry("c_phone", List.of("13-555?", "31-555?", "77-555?")),
            Map.entry("l_shipmode", List.of("MAIL", "SHIP", "AIR")),
            Map.entry("l_returnflag", List.of("R", "N")),
            Map.entry("l_discount", List.of("0.04", "0.05", "0.06", "0.07")),
            Map.entry("l_quantity", List.of("1", "3", "8", "23", "170", "290")),
            Map.entry("o_orderpriority", List.of("1-URGENT", "2-HIGH", "5-LOW")),
            Map.entry("o_comment", List.of("a special kind of requests ?", "nothing ?")),
            Map.entry("s_name", List.of("Supplier ?", "Many Complaints ?")));

    /** Spans of days that the conditions ask for. */
    private static final Map<String, List<Integer>> FIRST_DAYS =
            Map.of("o_orderdate", List.of(1993, 1994, 1995), "l_shipdate", List.of(1994, 1995, 1996));

    private final String table;
    private final List<Column> columns;
    private final Map<String, List<String>> values = new LinkedHashMap<>();

    SampleRows(String table, List<Column> columns, SplittableRandom random) {
        this.table = table;
        this.columns = columns;
        columns.forEach(column -> values.put(column.name(), draw(column, random)));
    }

    List<String> columnNames() {
        return columns.stream().map(Column::name).toList();
    }

    /** The statement that makes the table. */
    String create() {
        List<String> rows = new ArrayList<>();
        for (int row = 0; row < ROWS; row++) {
            int index = row;
            rows.add(values.values().stream()
                    .map(list -> list.get(index))
                    .collect(Collectors.joining(", ", "(" + index + ", ", ")")));
        }
        String declared = columns.stream()
                .map(column -> RelationName.quote(column.name()) + " " + duckDb(column.type()))
                .collect(Collectors.joining(", "));
        return "CREATE TABLE " + table + " (row_index INTEGER, " + declared + "); INSERT INTO " + table + " VALUES "
                + String.join(", ", rows);
    }

    /** The statement that gives a column other values. */
    String change(String name, SplittableRandom random) {
        return update(name, draw(column(name), random));
    }

    /** The statement that gives a column its first values. */
    String restore(String name) {
        return update(name, values.getOrDefault(name, List.of()));
    }

    private Column column(String name) {
        return columns.stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private String update(String name, List<String> drawn) {
        List<String> numbered = new ArrayList<>();
        for (String value : drawn) {
            numbered.add("(" + numbered.size() + ", " + value + ")");
        }
        return "UPDATE " + table + " SET " + RelationName.quote(name) + " = CAST(d.v AS "
                + duckDb(column(name).type()) + ") FROM (VALUES " + String.join(", ", numbered)
                + ") AS d (i, v) WHERE d.i = " + table + ".row_index";
    }

    private static List<String> draw(Column column, SplittableRandom random) {
        List<String> drawn = new ArrayList<>();
        for (int row = 0; row < ROWS; row++) {
            boolean isNull = column.nullable() && random.nextInt(8) == 0;
            drawn.add(isNull ? "NULL" : value(column, random));
        }
        return drawn;
    }

    private static String value(Column column, SplittableRandom random) {
        List<String> asked = ASKED_FOR.get(column.name());
        if (asked != null) {
            String value = asked.get(random.nextInt(asked.size())).replace("?", String.valueOf(random.nextInt(6)));
            return "'" + value + "'";
        }
        List<Integer> years = FIRST_DAYS.getOrDefault(column.name(), List.of(1994, 1995));
        return value(column.type(), years, random);
    }

    private static String value(SqlType type, List<Integer> years, SplittableRandom random) {
        if (type == SqlTypes.DATE || type instanceof SqlType.Timestamp) {
            return String.format(
                    "'%d-%02d-%02d'",
                    years.get(random.nextInt(years.size())), 1 + random.nextInt(12), 1 + random.nextInt(28));
        }
        if (type == SqlTypes.BOOLEAN) {
            return random.nextBoolean() ? "true" : "false";
        }
        if (type == SqlTypes.JSON) {
            return "'{\"a\": " + random.nextInt(5) + ", \"b\": [" + random.nextInt(5) + "]}'";
        }
        if (type instanceof SqlType.Array) {
            return "['" + "abcde".charAt(random.nextInt(5)) + "', 'x']";
        }
        if (type instanceof SqlType.Map) {
            return "MAP {'k': '" + random.nextInt(5) + "'}";
        }
        if (type instanceof SqlType.Row) {
            return "{street: 's" + random.nextInt(5) + "', zip: '" + random.nextInt(5) + "'}";
        }
        if (SqlTypes.isText(type)) {
            return "'" + "abcde".charAt(random.nextInt(5)) + random.nextInt(4) + "'";
        }
        return String.valueOf(1 + random.nextInt(6));
    }

    private static String duckDb(SqlType type) {
        if (type instanceof SqlType.Timestamp moment) {
            return moment.withZone() ? "TIMESTAMPTZ" : "TIMESTAMP";
        }
        if (type instanceof SqlType.Array) {
            return "VARCHAR[]";
        }
        if (type instanceof SqlType.Map) {
            return "MAP(VARCHAR, VARCHAR)";
        }
        if (type instanceof SqlType.Row) {
            return "STRUCT(street VARCHAR, zip VARCHAR)";
        }
        return SqlTypes.isText(type) ? "VARCHAR" : type.toString();
    }
}
