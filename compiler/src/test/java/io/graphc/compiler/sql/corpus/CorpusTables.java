package io.graphc.compiler.sql.corpus;

import io.graphc.compiler.sql.TestTables;
import io.graphc.testkit.TrinoSchema;
import io.graphc.testkit.TrinoServer;

/**
 * The same tables for Trino and for graphc. Immutable.
 *
 * @param schema a name of their own on the server
 */
record CorpusTables(String schema, TestTables tables) {
    TrinoSchema define() {
        TrinoSchema defined = TrinoServer.shared().schema(schema);
        tables.declarations().forEach(defined::define);
        return defined;
    }
}
