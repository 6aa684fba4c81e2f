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
                .exact("from_base64", call -> padded64(call.text(0)))
                .exact("md5", BinaryFunctions::hash)
                .exact("sha1", BinaryFunctions::hash)
                .exact("sha256", BinaryFunctions::hash);
        table.exact("to_base64url", call -> "translate(to_base64(" + call.text(0) + "), '+/', '-_')")
                .exact("from_base64url", call -> padded64("translate(" + standard(call) + ", '-_', '+/')"))
                .exact("hmac_md5", call -> hmac(call, "md5", 64))
                .exact("hmac_sha1", call -> hmac(call, "sha1", 64))
                .exact("hmac_sha256", call -> hmac(call, "sha256", 64))
                .exact("crc32", BinaryFunctions::crc32)
                .exact("to_big_endian_32", call -> "unhex(right(lpad(hex(" + bigint(call) + "), 16, '0'), 8))")
                .exact("to_big_endian_64", call -> "unhex(lpad(hex(" + bigint(call) + "), 16, '0'))")
                .exact("from_big_endian_32", call -> call.castToResult(fromBigEndian(call, 4)))
                .exact("from_big_endian_64", call -> call.castToResult(fromBigEndian(call, 8)))
                .exact("to_ieee754_32", call -> "CAST(CAST(" + call.text(0) + " AS BIT) AS BLOB)")
                .exact("to_ieee754_64", call -> "CAST(CAST(" + call.text(0) + " AS BIT) AS BLOB)")
                .exact("from_ieee754_32", call -> fromIeee(call, 4))
                .exact("from_ieee754_64", call -> fromIeee(call, 8));
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
                text -> "CASE WHEN " + text + " IS NULL OR length(" + text + ") % 2 = 0 THEN unhex(" + text
                        + ") ELSE unhex(" + DuckDbText.failureAsText("an odd length") + ") END");
    }

    /** DuckDB's hashes are hexadecimal text. */
    private static String hash(PrintedCall call) {
        return "unhex(" + call.name() + "(" + call.text(0) + "))";
    }

    private static String bigint(PrintedCall call) {
        return "CAST(" + call.text(0) + " AS BIGINT)";
    }

    /** The text itself, or an error where it has a letter of the other alphabet. */
    private static String standard(PrintedCall call) {
        return call.once(
                call.text(0),
                text -> "CASE WHEN regexp_matches(" + text + ", '[+/]') THEN "
                        + DuckDbText.failureAsText("not an alphabet for URLs") + " ELSE " + text + " END");
    }

    /** Trino does without the signs that fill base 64 up to fours. */
    private static String padded64(String text) {
        return "from_base64(regexp_replace(regexp_replace(" + text
                + ", '^((?:.{4})*.{2})$', '\\1=='), '^((?:.{4})*.{3})$', '\\1='))";
    }

    /** The bytes as numbers. */
    private static String bytes(PrintedCall call, String binary) {
        String pair = call.names().next();
        return "list_transform(regexp_extract_all(hex(" + binary + "), '..'), lambda " + pair + ": CAST('0x' || " + pair
                + " AS INTEGER))";
    }

    private static String hmac(PrintedCall call, String function, int block) {
        String key = call.names().next();
        String fitting = "CASE WHEN octet_length(" + call.text(1) + ") = 0 AND " + call.text(0)
                + " IS NOT NULL THEN unhex(" + DuckDbText.failureAsText("an empty key") + ") WHEN octet_length("
                + call.text(1) + ") > " + block + " THEN unhex(" + function + "(" + call.text(1) + ")) ELSE "
                + call.text(1) + " END";
        String hexKey = "rpad(hex(" + fitting + "), " + 2 * block + ", '0')";
        String inner = "unhex(" + function + "(" + pad(call, key, 0x36) + " || " + call.text(0) + "))";
        return "list_transform([" + hexKey + "], lambda " + key + ": unhex(" + function + "(" + pad(call, key, 0x5c)
                + " || " + inner + ")))[1]";
    }

    private static String pad(PrintedCall call, String hexKey, int value) {
        String pair = call.names().next();
        return "unhex(array_to_string(list_transform(regexp_extract_all(" + hexKey + ", '..'), lambda " + pair
                + ": printf('%02x', xor(CAST('0x' || " + pair + " AS INTEGER), " + value + "))), ''))";
    }

    /** Bit by bit from the lowest, with the polynomial of ISO 3309. */
    private static String crc32(PrintedCall call) {
        String sum = call.names().next();
        String octet = call.names().next();
        String rest = call.names().next();
        String bit = call.names().next();
        String step =
                "CASE WHEN " + rest + " % 2 = 1 THEN xor(" + rest + " // 2, 3988292384) ELSE " + rest + " // 2 END";
        return call.once(
                call.text(0),
                binary -> "CASE WHEN " + binary + " IS NOT NULL THEN xor(list_reduce(" + bytes(call, binary)
                        + ", lambda "
                        + sum + ", " + octet + ": list_reduce(range(8), lambda " + rest + ", " + bit + ": " + step
                        + ", xor(" + sum + ", CAST(" + octet + " AS BIGINT))), 4294967295), 4294967295) END");
    }

    private static String fromBigEndian(PrintedCall call, int length) {
        String half = length == 4 ? "2147483648" : "9223372036854775808";
        return "xor(CAST(CAST('0x' || " + hexOf(call, length) + " AS UBIGINT) AS HUGEINT), CAST(" + half
                + " AS HUGEINT)) - " + half;
    }

    /** The digits of a value that must have a given length. */
    private static String hexOf(PrintedCall call, int length) {
        return call.once(
                call.text(0),
                binary -> "CASE WHEN octet_length(" + binary + ") <> " + length + " THEN "
                        + DuckDbText.failureAsText("not " + length + " bytes") + " ELSE hex(" + binary + ") END");
    }

    private static String fromIeee(PrintedCall call, int length) {
        return call.castToResult("CAST(unhex(" + hexOf(call, length) + ") AS BIT)");
    }
}
