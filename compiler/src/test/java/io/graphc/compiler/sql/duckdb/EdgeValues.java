package io.graphc.compiler.sql.duckdb;

import java.util.List;
import java.util.Map;

/** Values at the edges of each type, as SQL, and of arguments that only certain values make sense for. */
final class EdgeValues {
    private static final List<String> UNITS = List.of(
            "'day'", "'month'", "'hour'", "'year'", "'week'", "'quarter'", "'second'", "'minute'", "'millisecond'");
    private static final List<String> ZONES = List.of("'Europe/Berlin'", "'America/New_York'", "'UTC'", "'+05:30'");
    private static final List<String> JSON =
            List.of("'{\"a\":1,\"b\":[1,\"x\",null]}'", "'[1,2.5,\"a\",null,true]'", "'x'", "''", "'{}'");
    private static final List<String> URLS =
            List.of("'https://u@example.com:8080/p/a%20b?q=1&r=%C3%A9#f'", "'mailto:a@b.c'", "'a b'", "'/x?q'", "''");
    private static final List<String> SPLIT = List.of("','", "'a'", "'zz'");
    private static final List<String> PAIRS = List.of("'a=1,b=2'", "''", "'a=1,a=2'", "'a'");
    private static final List<String> DIGITS = List.of("'101'", "'-1'", "'z'", "''");
    private static final List<String> SMALL = List.of("0", "1", "2", "3", "5");

    /** By function and index of the argument; these stay literals. */
    private static final Map<String, List<String>> MEANINGFUL = Map.ofEntries(
            Map.entry("date_trunc 0", UNITS),
            Map.entry("date_add 0", UNITS),
            Map.entry("date_diff 0", UNITS),
            Map.entry("date_format 1", List.of("'%Y-%m-%d %H:%i:%s'", "'%d/%c/%y'", "'%M %e, %W %j'", "'%T %p %f'")),
            Map.entry("date_parse 0", List.of("'2024-02-29 10:11:12'", "'2023-02-29 10:11:12'", "''", "'x'")),
            Map.entry("date_parse 1", List.of("'%Y-%m-%d %H:%i:%s'")),
            Map.entry("format_datetime 1", List.of("'yyyy-MM-dd HH:mm:ss.SSS'", "'EEE, d MMM yyyy'", "'D yy M'")),
            Map.entry("parse_datetime 0", List.of("'2024-02-29 10:11'", "'2023-02-29 10:11'", "'x'")),
            Map.entry("parse_datetime 1", List.of("'yyyy-MM-dd HH:mm'")),
            Map.entry("at_timezone 1", ZONES),
            Map.entry("with_timezone 1", ZONES),
            Map.entry("from_unixtime 1", ZONES),
            Map.entry("json_parse 0", JSON),
            Map.entry("json_extract 0", JSON),
            Map.entry("json_extract_scalar 0", JSON),
            Map.entry("json_size 0", JSON),
            Map.entry("json_array_length 0", JSON),
            Map.entry("json_array_contains 0", JSON),
            Map.entry("is_json_scalar 0", JSON),
            Map.entry("url_extract_host 0", URLS),
            Map.entry("url_extract_port 0", URLS),
            Map.entry("url_extract_path 0", URLS),
            Map.entry("url_extract_query 0", URLS),
            Map.entry("url_extract_fragment 0", URLS),
            Map.entry("url_extract_protocol 0", URLS),
            Map.entry("url_extract_parameter 0", URLS),
            Map.entry("url_extract_parameter 1", List.of("'q'", "'r'", "''")),
            Map.entry("url_decode 0", List.of("'a+b%20c'", "''", "'%C3%A9'")),
            Map.entry("split 1", SPLIT),
            Map.entry("split_part 1", SPLIT),
            Map.entry("replace 1", SPLIT),
            Map.entry("split_to_map 0", PAIRS),
            Map.entry("split_to_map 1", List.of("','")),
            Map.entry("split_to_map 2", List.of("'='")),
            Map.entry("split_to_multimap 0", PAIRS),
            Map.entry("split_to_multimap 1", List.of("','")),
            Map.entry("split_to_multimap 2", List.of("'='")),
            Map.entry("lpad 2", List.of("'x'", "'ab'", "'é😀'")),
            Map.entry("rpad 2", List.of("'x'", "'ab'", "'é😀'")),
            Map.entry("chr 0", List.of("65", "233", "128512")),
            Map.entry("codepoint 0", List.of("'A'", "'é'", "'😀'")),
            Map.entry("from_base 0", DIGITS),
            Map.entry("from_base 1", List.of("2", "10", "16", "36")),
            Map.entry("to_base 1", List.of("2", "10", "16", "36")),
            Map.entry("bit_count 1", List.of("2", "8", "64")),
            Map.entry("from_hex 0", List.of("'00ff'", "'0'", "'zz'", "''")),
            Map.entry("from_base64 0", List.of("'YWI='", "'YWI'", "''", "'!'")),
            Map.entry("from_base64url 0", List.of("'__4='", "'__4'", "''", "'+'")),
            Map.entry("from_iso8601_timestamp 0", List.of("'2024-02-29T01:02:03.456+02:00'", "'2024-02-29'", "'x'")),
            Map.entry("from_iso8601_date 0", List.of("'2024-02-29'", "'2023-02-29'", "'x'")),
            Map.entry("luhn_check 0", List.of("'79927398713'", "'1'", "''", "'a'")),
            Map.entry("date 0", List.of("DATE '2024-02-29'", "TIMESTAMP '1969-12-31 23:59:59.999'", "'2024-02-29'")),
            Map.entry("width_bucket 1", List.of("0E0", "1E0")),
            Map.entry("width_bucket 2", List.of("10E0", "100E0")),
            Map.entry("width_bucket 3", List.of("4", "7")),
            Map.entry("approx_percentile 1", List.of("0.5E0", "0E0", "1E0")),
            Map.entry("approx_distinct 1", List.of("0.1E0")),
            Map.entry("approx_most_frequent 0", List.of("2")),
            Map.entry("approx_most_frequent 2", List.of("100")),
            Map.entry("ntile 0", List.of("2", "3")),
            Map.entry("nth_value 1", List.of("1", "2")),
            Map.entry("lag 1", List.of("0", "1", "2")),
            Map.entry("lead 1", List.of("0", "1", "2")),
            Map.entry("ngrams 1", List.of("1", "2", "9")),
            Map.entry("combinations 1", SMALL),
            Map.entry("slice 1", List.of("1", "2", "-2", "9")),
            Map.entry("slice 2", SMALL),
            Map.entry("max 1", List.of("1", "2")),
            Map.entry("min 1", List.of("1", "2")),
            Map.entry("max_by 2", List.of("1", "2")),
            Map.entry("min_by 2", List.of("1", "2")),
            Map.entry("format 0", List.of("'%s'")),
            Map.entry("round 1", List.of("0", "1", "-1", "3")),
            Map.entry("truncate 1", List.of("0", "1")),
            Map.entry("sequence 2", List.of("1", "2", "-1")),
            Map.entry("reverse 0", List.of("'abc'", "'a😀'", "''")),
            Map.entry("translate 1", List.of("'ab'", "''")));

    private static final Map<String, List<String>> BY_TYPE = Map.ofEntries(
            Map.entry("boolean", List.of("true", "false")),
            Map.entry("tinyint", List.of("TINYINT '0'", "TINYINT '127'", "TINYINT '-128'")),
            Map.entry("smallint", List.of("SMALLINT '0'", "SMALLINT '32767'", "SMALLINT '-32768'")),
            Map.entry("integer", List.of("0", "1", "-7", "2147483647", "-2147483648")),
            Map.entry("bigint", List.of("BIGINT '0'", "BIGINT '1'", "BIGINT '2'", "BIGINT '-3'", "BIGINT '7'")),
            Map.entry("real", List.of("REAL '0'", "REAL '1.5'", "REAL '-2.25'")),
            Map.entry("double", List.of("0E0", "1.5E0", "-2.5E0", "0.3E0", "1E15")),
            Map.entry("varchar", List.of("''", "'abc'", "'Straße'", "'a😀é'", "'  x y '", "'a,b,,c'")),
            Map.entry("char", List.of("CAST('ab' AS char(4))")),
            Map.entry("varbinary", List.of("X''", "X'00FF'", "X'616263'")),
            Map.entry(
                    "date",
                    List.of("DATE '2024-02-29'", "DATE '1582-10-10'", "DATE '0001-01-01'", "DATE '1969-12-31'")),
            Map.entry("time", List.of("TIME '00:00:00'", "TIME '23:59:59.999'", "TIME '10:20:30.123456'")),
            Map.entry(
                    "timestamp",
                    List.of(
                            "TIMESTAMP '2024-02-29 23:59:59.999'",
                            "TIMESTAMP '1969-12-31 00:00:00.001'",
                            "TIMESTAMP '1582-10-10 12:00:00'",
                            "TIMESTAMP '2020-05-06 07:08:09.123456'")),
            Map.entry(
                    "timestamp with time zone",
                    List.of("TIMESTAMP '2024-03-31 01:30:00 UTC'", "TIMESTAMP '1969-12-31 23:59:59.999 UTC'")),
            Map.entry(
                    "interval day to second",
                    List.of("INTERVAL '1' DAY", "INTERVAL '-1.5' SECOND", "INTERVAL '36' HOUR")),
            Map.entry("interval year to month", List.of("INTERVAL '1' MONTH", "INTERVAL '-14' MONTH")),
            Map.entry("json", List.of("JSON '{\"a\":1,\"b\":[1,\"x\"]}'", "JSON '[1,2]'", "JSON '\"s\"'")),
            Map.entry("decimal", List.of("DECIMAL '1.50'", "DECIMAL '-0.05'", "DECIMAL '12345678901234567890.5'")),
            Map.entry("JoniRegExp", List.of("'[a-z]+'", "'\\d'", "'(a)(b)?'")),
            Map.entry("CodePoints", List.of("'a '", "'x'")),
            Map.entry("JsonPath", List.of("'$.a'", "'$.b[1]'", "'$'", "'$[0]'")));

    private EdgeValues() {}

    /** The values of an argument that must mean something, or none. */
    static List<String> meaningful(String function, int index) {
        return MEANINGFUL.getOrDefault(function + " " + index, List.of());
    }

    /** The values of a type by its plain name, or none. */
    static List<String> ofType(String type) {
        return BY_TYPE.getOrDefault(type, List.of());
    }

    /** True for a type whose arguments must be literals. */
    static boolean isLiteralType(String type) {
        return List.of("JoniRegExp", "CodePoints", "JsonPath").contains(type);
    }
}
