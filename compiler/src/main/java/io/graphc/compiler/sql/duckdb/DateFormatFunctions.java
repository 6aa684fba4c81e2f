package io.graphc.compiler.sql.duckdb;

/** Rewrites of the functions that write and read dates by a format; the format must be a literal. */
final class DateFormatFunctions {
    private static final String LENIENT = "blanks around the text are skipped where Trino reports an error";

    private DateFormatFunctions() {}

    static void addTo(FunctionTable.Builder table) {
        table.exact("date_format", call -> write(call, DateFormat.ofMysql(call.literal(1, "format"), false)))
                .exact("format_datetime", call -> write(call, DateFormat.ofJoda(call.literal(1, "format"), false)))
                .tolerant(
                        "date_parse", LENIENT, call -> read(call, DateFormat.ofMysql(call.literal(1, "format"), true)))
                .tolerant(
                        "parse_datetime",
                        LENIENT,
                        call -> "timezone('UTC', " + read(call, DateFormat.ofJoda(call.literal(1, "format"), true))
                                + ")");
    }

    private static String write(PrintedCall call, DateFormat format) {
        return "strftime(" + call.local(0) + ", " + DuckDbText.literal(format.text()) + ")";
    }

    /** Two-digit years are of 1970 to 2069 in Trino and of 1969 to 2068 in DuckDB. */
    private static String read(PrintedCall call, DateFormat format) {
        String timestamp = "strptime(" + call.text(0) + ", " + DuckDbText.literal(format.text()) + ")";
        if (format.hasFraction()) {
            timestamp = "date_trunc('millisecond', " + timestamp + ")";
        }
        if (!format.hasShortYear()) {
            return timestamp;
        }
        return call.once(
                timestamp,
                text -> "CASE WHEN year(" + text + ") = 1969 THEN " + text + " + INTERVAL 100 YEAR ELSE " + text
                        + " END");
    }
}
