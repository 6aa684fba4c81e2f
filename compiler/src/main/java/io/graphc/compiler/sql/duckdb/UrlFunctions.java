package io.graphc.compiler.sql.duckdb;

import java.util.function.UnaryOperator;

/**
 * Rewrites of the functions of URLs, which Trino reads as Java's {@code java.net.URI} does: RFC 2396 with letters of all
 * scripts. What is no URI gives null, a part that is not there an empty text.
 */
final class UrlFunctions {
    private static final String SCHEME = "[A-Za-z][A-Za-z0-9+.-]*:";
    private static final String LETTERS =
            "'(?:[A-Za-z0-9_.!~*''();/?:@&=+$,#\\[\\]-]|%[0-9A-Fa-f]{2}|[^\\x00-\\xA0\\p{Z}])*'";

    /** What follows a scheme and is no path; a path from the root; a path from here. */
    private static final String SHAPE = "'(?:" + SCHEME + "[^/#][^#]*|(?:" + SCHEME
            + ")?/[^?#\\[\\]]*(?:\\?[^#]*)?|(?:[^:/?#\\[\\]]+(?:/[^?#\\[\\]]*)?)?(?:\\?[^#]*)?)(?:#[^#]*)?'";

    private static final String NOTHING_AFTER_SLASHES = "'(?:" + SCHEME + ")?//'";
    private static final String BRACKETED = "'^(?:" + SCHEME + ")?//[^/?#]*\\['";
    private static final String PARTS = "'^(?:([^:/?#]+):)?(?://([^/?#]*))?([^?#]*)(?:\\?([^#]*))?(?:#(.*))?$'";
    private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?";
    private static final String BYTE = "0*(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[0-9]{1,2})";
    private static final String HOST = "(" + LABEL + "\\.?|(?:" + LABEL
            + "\\.)+[A-Za-z](?:[A-Za-z0-9-]*[A-Za-z0-9])?\\.?|" + BYTE + "(?:\\." + BYTE + "){3})";
    private static final String SERVER =
            "'^(?:(?:[A-Za-z0-9_.!~*''();:&=+$,-]|%[0-9A-Fa-f]{2})*@)?" + HOST + "(?::([0-9]{0,9}))?$'";

    private static final String FAILURE = DuckDbText.failureAsText("a host in brackets");

    private UrlFunctions() {}

    static void addTo(FunctionTable.Builder table) {
        table.exact("url_extract_protocol", call -> valid(call, url -> part(url, 1)))
                .exact("url_extract_host", call -> valid(call, url -> server(url, 1)))
                .exact(
                        "url_extract_port",
                        call -> call.castToResult("nullif(" + valid(call, url -> server(url, 2)) + ", '')"))
                .exact("url_extract_path", call -> valid(call, url -> decoded(hierarchical(url, 3))))
                .exact("url_extract_query", call -> valid(call, url -> decoded(hierarchical(url, 4))))
                .exact("url_extract_fragment", call -> valid(call, url -> decoded(part(url, 5))))
                .exact("url_extract_parameter", UrlFunctions::parameter)
                .exact("url_encode", UrlFunctions::encode)
                .exact("url_decode", call -> decoded("replace(" + call.text(0) + ", '+', ' ')"));
    }

    private static String valid(PrintedCall call, UnaryOperator<String> body) {
        return call.once(
                call.text(0),
                url -> "CASE WHEN regexp_full_match(" + url + ", " + LETTERS + ") AND regexp_full_match(" + url + ", "
                        + SHAPE
                        + ") AND NOT regexp_full_match(" + url + ", " + NOTHING_AFTER_SLASHES + ") THEN "
                        + body.apply(url)
                        + " WHEN regexp_matches(" + url + ", " + BRACKETED + ") THEN "
                        + FAILURE + " END");
    }

    private static String part(String url, int group) {
        return "regexp_extract(" + url + ", " + PARTS + ", " + group + ")";
    }

    /** A part that what follows the scheme has only when it starts with a slash. */
    private static String hierarchical(String url, int group) {
        return "CASE WHEN regexp_matches(" + url + ", '^" + SCHEME + "[^/]') THEN '' ELSE " + part(url, group) + " END";
    }

    private static String server(String url, int group) {
        return "regexp_extract(" + part(url, 2) + ", " + SERVER + ", " + group + ")";
    }

    private static String decoded(String text) {
        return "url_decode(" + text + ")";
    }

    private static String parameter(PrintedCall call) {
        String pair = call.names().next();
        return call.once(
                call.text(1),
                name -> valid(call, url -> {
                    String found = "list_filter(string_split(nullif(" + hierarchical(url, 4) + ", ''), '&'), lambda "
                            + pair + ": string_split(" + pair + ", '=')[1] = " + name + ")[1]";
                    return decoded("replace(substring(" + found + ", length(" + name + ") + 2), '+', ' ')");
                }));
    }

    /** Trino encodes as HTML forms do: a plus for a blank, the star as it is, the tilde as a code. */
    private static String encode(PrintedCall call) {
        return "replace(replace(replace(url_encode(" + call.text(0) + "), '%20', '+'), '%2A', '*'), '~', '%7E')";
    }
}
