package io.graphc.compiler.sql.corpus;

import io.graphc.compiler.sql.TestTables;
import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypeParser;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** One column of every type that a function can meet, in a table {@code v}. */
final class Lattice {
    /** Types of values that a query can also compute with: all but sketches and the like. */
    static final List<String> PLAIN = List.of(
            "boolean",
            "tinyint",
            "smallint",
            "integer",
            "bigint",
            "real",
            "double",
            "decimal(5,2)",
            "decimal(18,0)",
            "decimal(38,10)",
            "varchar",
            "varchar(5)",
            "char(4)",
            "varbinary",
            "date",
            "time(0)",
            "time(3)",
            "time(9)",
            "time(3) with time zone",
            "timestamp(0)",
            "timestamp(3)",
            "timestamp(6)",
            "timestamp(9)",
            "timestamp(0) with time zone",
            "timestamp(3) with time zone",
            "timestamp(9) with time zone",
            "interval day to second",
            "interval year to month",
            "json",
            "uuid",
            "ipaddress",
            "array(integer)",
            "array(varchar)",
            "array(array(bigint))",
            "map(varchar, bigint)",
            "map(integer, array(double))",
            "row(a integer, b varchar)",
            "row(x decimal(5,2), y row(z date))",
            "row(integer, varchar(5))");

    private static final List<String> OTHER = List.of(
            "HyperLogLog",
            "P4HyperLogLog",
            "SetDigest",
            "tdigest",
            "qdigest(bigint)",
            "qdigest(real)",
            "qdigest(double)",
            "color",
            "array(real)",
            "array(double)",
            "array(bigint)",
            "array(boolean)",
            "array(row(k varchar, w bigint))",
            "array(map(varchar, double))");

    private static final SortedMap<String, SqlType> COLUMNS = columns();

    private Lattice() {}

    private static SortedMap<String, SqlType> columns() {
        SortedMap<String, SqlType> columns = new TreeMap<>();
        for (List<String> types : List.of(PLAIN, OTHER)) {
            types.forEach(
                    type -> columns.put(name(type), SqlTypeParser.parse(type).orElseThrow()));
        }
        return columns;
    }

    /** The column of a type. */
    static String name(String type) {
        return "c_" + Spelling.lower(type).replaceAll("[^a-z0-9]+", "_").replaceAll("_$", "");
    }

    /** The columns and their types, by name. */
    static SortedMap<String, SqlType> all() {
        return COLUMNS;
    }

    static CorpusTables tables() {
        String declared = COLUMNS.entrySet().stream()
                .map(column -> column.getKey() + " " + column.getValue())
                .collect(Collectors.joining(", "));
        return new CorpusTables("lattice", TestTables.none().with("v", declared));
    }
}
