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

    private static final Pattern WITHOUT_TYPE = Pattern.compile(
            "Geometry|Geography|BingTile|HyperLogLog|digest|SetDigest|Classifier|Regressor|Model|KdbTree");
    private static final List<String> WITHOUT_TYPE_NAMES = List.of(
            "char2hexint",
            "classify",
            "features",
            "from_encoded_polyline",
            "from_geojson_geometry",
            "great_circle_distance",
            "index",
            "learn_classifier",
            "learn_libsvm_classifier",
            "learn_libsvm_regressor",
            "learn_regressor",
            "regress",
            "to_char",
            "to_date",
            "to_timestamp");

    private static final String OPENING = """
            # Functions on DuckDB

            graphc reads Trino's SQL and writes it anew for DuckDB, so that the rows are those of Athena and Trino. Each
            function below was compared with Trino 435: by the rows in `compiler/src/test/resources/duckdb`, which tests ask a
            real Trino for, with values at the edges of each type. A function that is not written for DuckDB, and a call whose
            arguments cannot be (a pattern that is no literal, say), is an error at compile time,
            [GC4013](../errors/GC4013.md), never another row.

            This page is written by a test from the table that the compiler uses.

            ## Differences that are left

            - NaN is equal to itself and larger than every number; in Trino it is equal and comparable to nothing.
            - Where Trino stops with an error, DuckDB does so in other words.
            - A double as text has the same value, but in rare cases another last digit: Trino writes
              `9.999999999999999E22` for `1E23`.
            - `date_parse` skips blanks around its text; Trino stops with an error.
            - Intervals as results are spelt differently; they are the same intervals. Cast to `varchar` they are spelt alike.
            - A sample (`TABLESAMPLE`) is refused: it has other rows on every engine.
            - Sums and averages of doubles can differ in the last digit, on Trino from run to run as well.
            - `timestamp` and `time` keep six digits of a second; more are refused, and so is `time with time zone`.
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
        page.append("\n## Refused\n\n")
                .append(listed(refused.stream().filter(DuckDbFunctionsTest::isExpressible)))
                .append("\n\nSketches, geometry, machine learning and Teradata's functions:\n\n")
                .append(listed(refused.stream().filter(name -> !isExpressible(name))))
                .append('\n');
        GoldenFile.check(PAGE, page.toString());
    }

    /** False for functions of values that DuckDB has no type for and of plug-ins of Trino. */
    private static boolean isExpressible(String name) {
        boolean typed = FunctionCatalog.trino().find(name).stream()
                .noneMatch(signature -> WITHOUT_TYPE
                        .matcher(signature + " " + signature.result())
                        .find());
        return typed && !WITHOUT_TYPE_NAMES.contains(name);
    }

    @Test
    void mostOfTheCatalogueIsWritten() {
        List<String> names = FunctionCatalog.trino().names().stream()
                .filter(DuckDbFunctionsTest::isExpressible)
                .toList();
        long written = names.stream()
                .filter(name -> DuckDbFunctions.find(name).isPresent() || WRITTEN_BEFORE.contains(name))
                .count();
        assertThat(100 * written / names.size())
                .as("%d of %d functions that are no sketches, geometry or machine learning", written, names.size())
                .isGreaterThanOrEqualTo(85);
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
