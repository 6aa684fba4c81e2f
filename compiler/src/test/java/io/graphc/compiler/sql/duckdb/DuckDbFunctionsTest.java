package io.graphc.compiler.sql.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.compiler.sql.function.FunctionCatalog;
import io.graphc.testkit.GoldenFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class DuckDbFunctionsTest {
    private static final Path PAGE = Path.of("../docs/reference/duckdb-functions.md");
    /** Known to the catalogue, but written before the printer sees them: the clock, and {@code NOT}. */
    private static final List<String> WRITTEN_BEFORE = List.of("now", "current_date", "not");

    /** Known to the grammar, not to the catalogue. */
    private static final String OF_THE_GRAMMAR = "listagg";

    private static final String OPENING = """
            # Functions on DuckDB

            graphc reads Trino's SQL and writes it anew for DuckDB, so that the rows are those of Athena and Trino. Each
            function below was compared with Trino 435 by recorded values (`compiler/src/test/resources/duckdb`); a function
            that is not written for DuckDB is an error at compile time, [GC4013](../errors/GC4013.md), never another row.

            This page is written by a test from the table that the compiler uses.

            ## Differences that are left

            - NaN is equal to itself and larger than every number; in Trino it is equal and comparable to nothing.
            - An array subscript out of bounds and a map subscript without its key give null; Trino stops with an error.
            - `date_parse` skips blanks around its text; Trino stops with an error.
            - Intervals as results are spelt differently; they are the same intervals.
            - Sums and averages of doubles can differ in the last digit, on Trino from run to run as well.
            - `timestamp` keeps six digits of a second; more are refused.
            - A time zone other than UTC is kept as long as the expression that uses it can see it
              (`CAST(t AT TIME ZONE 'Asia/Tokyo' AS date)`); a column holds the instant alone, so a zoned value as a column is
              refused.

            """;

    @Test
    void pageListsEveryFunction() throws IOException {
        StringBuilder page = new StringBuilder(OPENING);
        Map<String, FunctionRewrite> all = DuckDbFunctions.TABLE.all();
        page.append("## The same rows\n\n")
                .append(names(all, FunctionRewrite.Support.EXACT))
                .append("\n\n");
        page.append("## The same rows but for\n\n| function | difference |\n|---|---|\n");
        all.forEach((name, rewrite) -> {
            if (rewrite.support() == FunctionRewrite.Support.TOLERANT) {
                page.append("| `")
                        .append(name)
                        .append("` | ")
                        .append(rewrite.note())
                        .append(" |\n");
            }
        });
        TreeSet<String> refused = new TreeSet<>(FunctionCatalog.trino().names());
        refused.removeAll(all.keySet());
        WRITTEN_BEFORE.forEach(refused::remove);
        page.append("\n## Refused\n\n").append(listed(refused.stream())).append('\n');
        GoldenFile.check(PAGE, page.toString());
    }

    private static String names(Map<String, FunctionRewrite> all, FunctionRewrite.Support support) {
        return listed(all.entrySet().stream()
                .filter(entry -> entry.getValue().support() == support)
                .map(Map.Entry::getKey));
    }

    private static String listed(Stream<String> names) {
        return names.map(name -> "`" + name + "`").collect(Collectors.joining(", "));
    }

    @Test
    void everyRewriteIsOfAFunctionOfTrino() {
        TreeSet<String> unknown = new TreeSet<>(DuckDbFunctions.TABLE.all().keySet());
        unknown.removeAll(FunctionCatalog.trino().names());
        unknown.remove(OF_THE_GRAMMAR);
        assertThat(unknown).isEmpty();
    }

    @Test
    void everyRewriteHasARecordedValue() throws IOException {
        List<String> recorded = new ArrayList<>();
        try (Stream<Path> files = Files.list(GoldenFile.resource("duckdb/recorded"))) {
            for (Path file : files.sorted().toList()) {
                recorded.add(Files.readString(file, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT));
            }
        }
        String all = String.join("\n", recorded);
        TreeSet<String> unproved = new TreeSet<>();
        for (String name : DuckDbFunctions.TABLE.all().keySet()) {
            if (!Pattern.compile("\\b" + name + "\\s*\\(").matcher(all).find()) {
                unproved.add(name);
            }
        }
        assertThat(unproved).isEmpty();
    }
}
