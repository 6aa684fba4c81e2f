package io.graphc.compiler.sql.duckdb;

import java.util.Optional;

/**
 * All functions of Trino that can be written for DuckDB. A function that is not here is refused; one that is here has been
 * compared with Trino 435 by recorded values (docs/reference/duckdb-functions.md lists them).
 */
final class DuckDbFunctions {
    static final FunctionTable TABLE = table();

    private DuckDbFunctions() {}

    static Optional<FunctionRewrite> find(String name) {
        return TABLE.find(name);
    }

    private static FunctionTable table() {
        FunctionTable.Builder table = new FunctionTable.Builder();
        TextFunctions.addTo(table);
        NumberFunctions.addTo(table);
        DateFunctions.addTo(table);
        DateFormatFunctions.addTo(table);
        ArrayFunctions.addTo(table);
        ArrayLambdaFunctions.addTo(table);
        ArrayShapeFunctions.addTo(table);
        MapFunctions.addTo(table);
        JsonFunctions.addTo(table);
        RegexpFunctions.addTo(table);
        BinaryFunctions.addTo(table);
        BitFunctions.addTo(table);
        DistanceFunctions.addTo(table);
        UrlFunctions.addTo(table);
        AggregateFunctions.addTo(table);
        WindowFunctions.addTo(table);
        DurationFunctions.addTo(table);
        ConditionFunctions.addTo(table);
        return table.build();
    }
}
