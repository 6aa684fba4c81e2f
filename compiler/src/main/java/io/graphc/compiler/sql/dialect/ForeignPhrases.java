package io.graphc.compiler.sql.dialect;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What other databases write and Trino's grammar does not read: told by what stands around the place where it stopped. */
public final class ForeignPhrases {
    /** No phrase is longer than this. */
    private static final int MOST_BEFORE = 200;

    private static final String ARGUMENTS = "\\s*\\([^()]*(?:\\([^()]*\\)[^()]*)*";

    /**
     * One way of writing.
     *
     * @param before what ends where the parser stopped
     * @param at what begins there
     * @param example a query with it, for tests
     */
    record Phrase(Pattern before, Pattern at, String help, String example) {
        static Phrase of(String before, String at, String help, String example) {
            return new Phrase(
                    Pattern.compile("(?is)(?:" + before + ")\\z"), Pattern.compile("(?is)" + at), help, example);
        }

        boolean matches(String text, int offset) {
            Matcher rest = at.matcher(text).region(offset, text.length());
            return rest.lookingAt()
                    && before.matcher(text.substring(Math.max(0, offset - MOST_BEFORE), offset))
                            .find();
        }
    }

    /** The first that matches counts. */
    static final List<Phrase> ALL = List.of(
            Phrase.of("", "::", "write `cast(a as varchar)`", "select order_id::varchar as x from orders"),
            Phrase.of("", ":=", "a query has no variables", "select order_id := 1 from orders"),
            Phrase.of(
                    "",
                    ":",
                    "a field of JSON is `json_extract_scalar(a, '$.name')`",
                    "select note:name as x from orders"),
            Phrase.of(
                    "\\bqualify\\s*",
                    "",
                    "filter outside: `select * from (select ..., row_number() over (...) as n from ...) where n = 1`",
                    "select order_id from orders qualify row_number() over (order by total) = 1"),
            Phrase.of(
                    "\\btop\\s*",
                    "[\\d(]",
                    "write `limit 10` at the end of the query",
                    "select top 10 order_id from orders"),
            Phrase.of(
                    "\\blimit\\s+\\d+\\s*",
                    ",",
                    "write `offset 5 limit 10`",
                    "select order_id from orders limit 5, 10"),
            Phrase.of(
                    "\\blimit\\s+\\d+\\s*",
                    "offset\\b",
                    "`offset` stands before `limit`: `offset 5 limit 10`",
                    "select order_id from orders limit 10 offset 5"),
            Phrase.of("", "`", "names stand in double quotes: `\"name\"`", "select `order_id` from orders"),
            Phrase.of(
                    "",
                    "\\[",
                    "an array is `array[1, 2]`; names stand in double quotes: `\"name\"`",
                    "select [1, 2] as x"),
            Phrase.of(
                    "",
                    "(?:not\\s+)?ilike\\b",
                    "write `lower(a) like 'x%'`",
                    "select order_id from orders where status ilike 'a%'"),
            Phrase.of(
                    "\\b(?:rlike|regexp)\\s*",
                    "",
                    "write `regexp_like(text, pattern)`",
                    "select status rlike 'a' as x from orders"),
            Phrase.of(
                    "",
                    "(?:not\\s+)?(?:rlike|regexp|similar\\s+to)\\b",
                    "write `regexp_like(text, pattern)`",
                    "select order_id from orders where status rlike 'a'"),
            Phrase.of("", "!?~\\*?", "write `regexp_like(text, pattern)`", "select status ~ 'a' as x from orders"),
            Phrase.of(
                    "\\bminus\\s*",
                    "(?:select|\\(|all|distinct)",
                    "write `except`",
                    "select order_id from orders minus select 1"),
            Phrase.of("!=\\s*", "=", "write `<>`", "select order_id from orders where order_id !== 1"),
            Phrase.of("=\\s*", "=", "write `=`", "select order_id from orders where order_id == 1"),
            Phrase.of(
                    "<=\\s*",
                    ">",
                    "write `a is not distinct from b`",
                    "select order_id from orders where status <=> note"),
            Phrase.of(
                    "->\\s*",
                    ">",
                    "a field of JSON is `json_extract_scalar(a, '$.name')`",
                    "select note ->> 'name' as x from orders"),
            Phrase.of("", "&&", "write `and`", "select order_id from orders where paid && true"),
            Phrase.of("", "#", "a comment starts with `--`", "select order_id # the key\nfrom orders"),
            Phrase.of("/", "/", "a comment starts with `--`", "select order_id // the key\nfrom orders"),
            Phrase.of(
                    "\\bdistinct\\s*",
                    "on\\b",
                    "take the first row of each: `row_number() over (partition by a order by b) as n` in a query inside"
                            + " of `from`, and `where n = 1`",
                    "select distinct on (status) order_id from orders"),
            Phrase.of(
                    "\\*\\s*except\\s*\\(\\s*",
                    "",
                    "Trino has no star with exceptions: name the columns",
                    "select * except (note) from orders"),
            Phrase.of(
                    "\\*\\s*",
                    "(?:exclude|replace|rename)\\b",
                    "Trino has no star with exceptions: name the columns",
                    "select * exclude (note) from orders"),
            Phrase.of(
                    "\\bas\\s*",
                    "'",
                    "an alias is a name, if need be in double quotes: `as \"name\"`",
                    "select order_id as 'key' from orders"),
            Phrase.of("", "left\\s*\\(", "write `substr(text, 1, n)`", "select left(status, 2) as x from orders"),
            Phrase.of("", "right\\s*\\(", "write `substr(text, -n)`", "select right(status, 2) as x from orders"),
            Phrase.of(
                    "\\b(?:safe_cast|try_convert|convert)" + ARGUMENTS,
                    "as\\b",
                    "write `try_cast(a as varchar)`",
                    "select safe_cast(order_id as varchar) as x from orders"),
            Phrase.of(
                    "\\bstruct" + ARGUMENTS,
                    "as\\b",
                    "write `cast(row(1, 'a') as row(id integer, name varchar))`",
                    "select struct(1 as id) as x"),
            Phrase.of(
                    "\\blateral\\s*",
                    "view\\b",
                    "write `cross join unnest(array) as t(element)`",
                    "select x from orders lateral view explode(tags) t as x"),
            Phrase.of(
                    "\\b(?:cross|outer)\\s*",
                    "apply\\b",
                    "write `cross join unnest(array) as t(element)` or `cross join lateral (select ...)`",
                    "select order_id from orders cross apply tags"),
            Phrase.of(
                    "\\bcurrent_(?:timestamp|time|date)\\s*\\(?\\s*",
                    "[()]",
                    "it is written without parentheses",
                    "select current_timestamp() as x"),
            Phrase.of(
                    "\\bsample\\s*\\(\\s*",
                    "",
                    "write `tablesample bernoulli (10)`",
                    "select order_id from orders sample (10)"),
            Phrase.of(
                    "\\binterval\\s*",
                    "[\\d(-]",
                    "the number is text: `interval '1' day`",
                    "select order_date + interval 1 day as x from orders"),
            Phrase.of(
                    "\\bgenerate_series\\s*",
                    "\\(",
                    "write `unnest(sequence(1, 10)) as t(n)`",
                    "select n from generate_series(1, 10)"),
            Phrase.of(
                    "\\b(?:read_(?:csv|csv_auto|parquet|json|json_auto|ndjson)|parquet_scan)\\s*",
                    "\\(",
                    "declare the file as a table of a source, with `external_location`, and read it by `source()`",
                    "select * from read_csv('x.csv')"),
            Phrase.of(
                    "\\bflatten\\s*",
                    "\\(",
                    "write `cross join unnest(array) as t(element)`",
                    "select order_id from orders, flatten(tags)"),
            Phrase.of(
                    "\\blateral\\s+flatten\\s*\\(\\s*\\w+\\s*",
                    "",
                    "write `cross join unnest(array) as t(element)`",
                    "select order_id from orders, lateral flatten(input => tags)"),
            Phrase.of(
                    "\\blistagg" + ARGUMENTS + "\\)\\s*",
                    "",
                    "write `listagg(a, ',') within group (order by a)`",
                    "select listagg(status, ',') as x from orders"),
            Phrase.of(
                    "\\bpivot\\s*\\(\\s*\\w+\\s*",
                    "\\(",
                    "Trino has no `pivot`: write `sum(a) filter (where b = 'x') as x` for each column",
                    "select * from orders pivot (sum(total) for status in ('a'))"),
            Phrase.of(
                    "",
                    "(?:not\\s+)?in\\s*\\(\\s*\\)",
                    "a list needs at least one value",
                    "select order_id from orders where status in ()"));

    private ForeignPhrases() {}

    /** What Trino has for the phrase around the place where the parser stopped. */
    public static Optional<String> help(String text, int offset) {
        return ALL.stream()
                .filter(phrase -> phrase.matches(text, offset))
                .map(Phrase::help)
                .findFirst();
    }

    private static final Pattern CALL_WITH_UNIT =
            Pattern.compile("(?is)\\b(?:date|timestamp|time)\\w*\\s*\\([^()]*\\z");

    /** What Trino has for a word that stands where a column stands. */
    public static Optional<String> helpOfName(String text, int offset, String name) {
        String word = name.toLowerCase(Locale.ROOT);
        return switch (word) {
            case "sysdate", "systimestamp", "getdate" -> Optional.of("Trino has `current_timestamp`");
            case "rownum" -> Optional.of("Trino has `row_number() over (order by a)`, and `limit`");
            case "all" -> Optional.of("Trino has no `group by all`: name the columns, or their positions");
            case "millisecond", "second", "minute", "hour", "day", "week", "month", "quarter", "year" ->
                CALL_WITH_UNIT
                                .matcher(text.substring(Math.max(0, offset - MOST_BEFORE), offset))
                                .find()
                        ? Optional.of("a unit is written as text: `'" + word + "'`")
                        : Optional.empty();
            default -> Optional.empty();
        };
    }
}
