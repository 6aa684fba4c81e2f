package io.graphc.compiler.sql.duckdb;

/** Rewrites of the functions of binary values and of URLs. */
final class BinaryFunctions {
    private BinaryFunctions() {}

    static void addTo(FunctionTable.Builder table) {
        table.renamed("to_utf8", "encode")
                .tolerant("from_utf8", "bytes that are no UTF-8 are an error", BinaryFunctions::fromUtf8)
                .exact("to_hex", call -> "hex(" + call.text(0) + ")")
                .exact("from_hex", BinaryFunctions::fromHex)
                .same("to_base64")
                .tolerant(
                        "from_base64", "text without padding is an error", call -> "from_base64(" + call.text(0) + ")")
                .exact("md5", BinaryFunctions::hash)
                .exact("sha1", BinaryFunctions::hash)
                .exact("sha256", BinaryFunctions::hash)
                .exact("url_encode", BinaryFunctions::urlEncode)
                .exact("url_decode", call -> "url_decode(replace(" + call.text(0) + ", '+', ' '))");
    }

    private static String fromUtf8(PrintedCall call) {
        if (call.size() > 1) {
            throw call.refuse("DuckDB cannot replace bytes that are no UTF-8");
        }
        return "decode(" + call.text(0) + ")";
    }

    private static String fromHex(PrintedCall call) {
        return call.once(
                call.text(0),
                text -> "CASE WHEN length(" + text + ") % 2 = 0 THEN unhex(" + text + ") ELSE unhex('odd length') END");
    }

    /** DuckDB's hashes are hexadecimal text. */
    private static String hash(PrintedCall call) {
        return "unhex(" + call.name() + "(" + call.text(0) + "))";
    }

    /** Trino encodes as HTML forms do: a plus for a blank, the star as it is, the tilde as a code. */
    private static String urlEncode(PrintedCall call) {
        return "replace(replace(replace(url_encode(" + call.text(0) + "), '%20', '+'), '%2A', '*'), '~', '%7E')";
    }
}
