package io.graphc.compiler.sql.duckdb;

/**
 * How a function of Trino is written for DuckDB.
 *
 * @param support how near the result is to Trino's
 * @param note for a tolerated difference, what differs; else empty
 * @param renderer writes one call
 */
record FunctionRewrite(Support support, String note, Renderer renderer) {
    /** How near DuckDB's rows are to Trino's. */
    enum Support {
        /** Every row is equal, or the query is refused. */
        EXACT,
        /** Rows are equal but for the difference that the note names. */
        TOLERANT
    }

    /** Writes a call; throws {@link NotOnDuckDbException} for arguments that cannot be translated. */
    interface Renderer {
        Printed render(PrintedCall call);
    }

    Printed render(PrintedCall call) {
        return renderer.render(call);
    }
}
