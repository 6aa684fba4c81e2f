package io.graphc.runtime.catalog;

import static io.graphc.runtime.Plans.column;
import static io.graphc.runtime.Plans.csv;
import static io.graphc.runtime.Plans.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.Column;
import io.graphc.plan.ColumnDifference;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.DeclaredPlaces;
import io.graphc.plan.FileLocation;
import io.graphc.plan.FileLocation.FileFormat;
import io.graphc.plan.RelationName;
import io.graphc.plan.SourceCatalog;
import io.graphc.plan.SourceTable;
import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import io.graphc.runtime.Plans;
import io.graphc.runtime.engine.LocalFiles;
import io.graphc.runtime.engine.QueryEngine;
import io.graphc.runtime.engine.duckdb.DuckDbCatalog;
import io.graphc.runtime.engine.duckdb.DuckDbEngines;
import io.graphc.source.disk.Fingerprints;
import io.graphc.source.disk.NotedDisk;
import io.graphc.testkit.TempProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceCatalogsTest {
    @TempDir
    Path folder;

    private Optional<List<Column>> columns(SourceTable table) {
        return columns(table, new Plans().database("shop.duckdb").project());
    }

    private Optional<List<Column>> columns(SourceTable table, CompiledProject project) {
        try (SourceCatalogs catalogs = new SourceCatalogs(folder)) {
            return catalogs.of(project.engine(), folder.resolve("target")).columnsOf(table);
        }
    }

    private static SourceTable table(String name) {
        return new SourceTable(
                "source.shop.raw." + name,
                "raw",
                name,
                RelationName.of("main", name),
                Optional.empty(),
                false,
                List.of(),
                DeclaredPlaces.NONE);
    }

    @Test
    void infersCsvTypesThatLoseNothing() {
        TempProject.in(folder)
                .write(
                        "u.csv",
                        "id,zip,big,phone,price,yes,day,at,mixed,none,gone,lat\n"
                                + "1,01234,12345678901234567890,+4912,1.5,true,2024-01-05,2024-01-05 10:11:12,1,,\\N,-6.081689834590001\n"
                                + "-2,9,1,7,3,FALSE,2024-02-29,2024-01-05,x,\"\",,145\n");
        assertThat(columns(source("u", csv("u.csv", "\\N"))).orElseThrow())
                .containsExactly(
                        column("id", SqlTypes.BIGINT),
                        column("zip", SqlTypes.VARCHAR),
                        column("big", SqlTypes.VARCHAR),
                        column("phone", SqlTypes.VARCHAR),
                        column("price", SqlTypes.DOUBLE),
                        column("yes", SqlTypes.BOOLEAN),
                        column("day", SqlTypes.DATE),
                        column("at", SqlTypes.timestamp(6)),
                        column("mixed", SqlTypes.VARCHAR),
                        column("none", SqlTypes.VARCHAR),
                        column("gone", SqlTypes.VARCHAR),
                        column("lat", SqlTypes.DOUBLE));
    }

    @Test
    void looksAtAllRows() {
        String rows = "1,2024-01-05,\n".repeat(1500);
        TempProject.in(folder).write("u.csv", "late,day,only_late\n" + rows + "x,2024-01-05,7\n");
        assertThat(columns(source("u", csv("u.csv"))).orElseThrow())
                .containsExactly(
                        column("late", SqlTypes.VARCHAR),
                        column("day", SqlTypes.DATE),
                        column("only_late", SqlTypes.BIGINT));
    }

    @Test
    void namesColumnsOfFilesWithoutHeader() {
        TempProject.in(folder).write("u.txt", "1;a\n");
        FileLocation location = new FileLocation("u.txt", FileFormat.CSV, false, ";", false, List.of());
        assertThat(columns(source("u", location)).orElseThrow())
                .containsExactly(column("column0", SqlTypes.BIGINT), column("column1", SqlTypes.VARCHAR));
    }

    @Test
    void readsJsonShapes() {
        TempProject.in(folder).write("u.json", "{\"id\":1,\"tags\":[\"a\"],\"at\":{\"x\":1.5}}\n");
        assertThat(columns(source("u", Plans.file("u.json", FileFormat.JSON))).orElseThrow())
                .containsExactly(
                        column("id", SqlTypes.BIGINT),
                        column("tags", SqlTypes.array(SqlTypes.VARCHAR)),
                        column("at", new SqlType.Row(List.of(new SqlType.Field("x", SqlTypes.DOUBLE)))));
    }

    @Test
    void knowsNoColumnsOfWhatIsNotThere() {
        assertThat(columns(source("u", csv("none.csv")))).isEmpty();
        assertThat(columns(table("t"))).isEmpty();
        assertThat(folder.resolve("shop.duckdb")).doesNotExist();
    }

    private String cache() throws IOException {
        return Files.readString(folder.resolve("target/cache/sources.json"));
    }

    @Test
    void keepsWhatItFoundUntilTheFileChanges() throws IOException {
        TempProject.in(folder).write("u.csv", "id\n1\n");
        assertThat(columns(source("u", csv("u.csv"))).orElseThrow()).containsExactly(column("id", SqlTypes.BIGINT));
        String first = cache();
        assertThat(first).contains("\"u.csv csv ,").doesNotContain(folder.toString());
        // Only what was kept can answer as this does.
        TempProject.in(folder).write("target/cache/sources.json", first.replace("bigint", "date"));
        assertThat(columns(source("u", csv("u.csv"))).orElseThrow()).containsExactly(column("id", SqlTypes.DATE));
        TempProject.in(folder).write("u.csv", "id,name\n1,a\n");
        assertThat(columns(source("u", csv("u.csv"))).orElseThrow())
                .containsExactly(column("id", SqlTypes.BIGINT), column("name", SqlTypes.VARCHAR));
        TempProject.in(folder).write("target/cache/sources.json", "{ broken");
        assertThat(columns(source("u", csv("u.csv"))).orElseThrow()).hasSize(2);
        String again = cache();
        TempProject.in(folder).write("target/cache/sources.json", "{}");
        assertThat(columns(source("u", csv("u.csv"))).orElseThrow()).hasSize(2);
        assertThat(cache()).isEqualTo(again);
    }

    @Test
    void keepsColumnsOfTablesUntilTheDatabaseChanges() throws IOException {
        CompiledProject project = new Plans().database("shop.duckdb").project();
        List<Column> before = List.of(column("a", SqlTypes.INTEGER));
        List<Column> after = List.of(column("a", SqlTypes.VARCHAR));
        for (List<Column> wanted : List.of(before, after)) {
            try (QueryEngine engine = new DuckDbEngines(folder).create(project)) {
                engine.open(project);
                String value = wanted.equals(before) ? "1" : "'x'";
                engine.materialize(Plans.table("t", "SELECT " + value + " AS a", wanted.get(0)));
            }
            assertThat(columns(table("t"), project).orElseThrow()).isEqualTo(wanted);
        }
        assertThat(cache()).contains("\"dev: \\\"main\\\".\\\"t\\\"\"");
    }

    @Test
    void aDatabaseThatHasItsLastRowsBesideItHasChanged() {
        CompiledProject project = new Plans().database("shop.duckdb").project();
        TempProject files = TempProject.in(folder).write("shop.duckdb", "a database");
        DuckDbCatalog catalog = new DuckDbCatalog(new DuckDbEngines(folder), project.engine(), folder);
        String before = catalog.stamp().orElseThrow();
        files.write("shop.duckdb.wal", "rows");
        String between = catalog.stamp().orElseThrow();
        files.write("shop.duckdb.wal", "more rows");
        assertThat(List.of(before, between, catalog.stamp().orElseThrow())).doesNotHaveDuplicates();
    }

    /** Another process may have let go of the database the next time. */
    @Test
    void whatAnEngineCouldNotTellIsNotTakenForSeen() {
        CompiledProject project = new Plans().database("shop.duckdb").project();
        TempProject.in(folder).write("shop.duckdb", "no database at all, and longer than a header of one is");
        for (boolean compared : new boolean[] {false, true}) {
            NotedDisk disk = new NotedDisk(new Fingerprints(new byte[] {1}), Clock.systemUTC());
            try (SourceCatalogs catalogs = new SourceCatalogs(folder, disk)) {
                SourceCatalog catalog = catalogs.of(project.engine(), folder.resolve("target"));
                if (compared) {
                    assertThat(catalog.differencesOf(table("t"))).isEmpty();
                } else {
                    assertThatThrownBy(() -> catalog.columnsOf(table("t"))).isInstanceOf(GraphcException.class);
                }
            }
            assertThat(disk.sightings()).isEmpty();
        }
    }

    @Test
    void looksForFilesOnce() throws IOException {
        CompiledProject project = new Plans().database("shop.duckdb").project();
        TempProject.in(folder).write("data/a.csv", "id\n1\n").write("data/b.csv", "id\n2\n");
        SourceTable table = source("u", csv("data/*.csv"));
        try (SourceCatalogs catalogs = new SourceCatalogs(folder)) {
            SourceCatalog catalog = catalogs.of(project.engine(), folder.resolve("target"));
            assertThat(catalog.columnsOf(table).orElseThrow()).hasSize(1);
            // A file without a header line that came since would be an obstacle to a second look.
            Files.createFile(folder.resolve("data/0.csv"));
            assertThat(catalog.obstacleTo(table)).isEmpty();
            assertThat(catalog.differencesOf(table)).isEmpty();
        }
        try (SourceCatalogs catalogs = new SourceCatalogs(folder)) {
            assertThat(catalogs.of(project.engine(), folder.resolve("target")).obstacleTo(table))
                    .isPresent();
        }
    }

    @Test
    void meansTheFilesThatTheEngineReads() throws IOException, SQLException {
        TempProject files = TempProject.in(folder);
        for (String name :
                List.of("a.csv", "b.csv", ".h.csv", "{a,b}.csv", "a[.csv", "x/c.csv", "x/y/d.csv", "x/y/a.csv")) {
            files.write("data/" + name, "id\n1\n");
        }
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckdb.createStatement()) {
            for (String pattern : List.of(
                    "data/**/*.csv",
                    "data/**",
                    "data/*.csv",
                    "data/{a,b}*",
                    "data/[a-b].csv",
                    "data/[!a].csv",
                    "data/a[.csv",
                    "data/a?.csv",
                    "data/*/*.csv",
                    "data/**/y/*.csv",
                    "**/d.csv",
                    "data/a**.csv",
                    "data/x/../*.csv")) {
                List<Path> found = new ArrayList<>();
                try (ResultSet rows = statement.executeQuery("FROM glob('" + folder + "/" + pattern + "')")) {
                    while (rows.next()) {
                        found.add(Path.of(rows.getString(1)));
                    }
                }
                assertThat(LocalFiles.find(folder, pattern))
                        .as(pattern)
                        .isNotEmpty()
                        .hasSameElementsAs(found);
            }
        }
    }

    private List<ColumnDifference> differences(SourceTable table) {
        CompiledProject project = new Plans().database("shop.duckdb").project();
        try (SourceCatalogs catalogs = new SourceCatalogs(folder)) {
            return catalogs.of(project.engine(), folder.resolve("target")).differencesOf(table);
        }
    }

    @Test
    void comparesDeclaredColumnsWithThoseThatThereAre() throws SQLException {
        TempProject.in(folder).write("u.csv", "id, name\nx,y\n");
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckdb.createStatement()) {
            statement.execute(
                    "COPY (SELECT 1 AS id, 'x' AS at, 1.5 AS price) TO '" + folder.resolve("p.parquet") + "'");
        }
        FileLocation parquet = Plans.file("p.parquet", FileFormat.PARQUET);
        assertThat(differences(source(
                        "p",
                        parquet,
                        column("ID", SqlTypes.BIGINT),
                        column("at", SqlTypes.timestamp(3)),
                        column("prize", SqlTypes.DOUBLE))))
                .containsExactly(
                        new ColumnDifference(
                                "at", Optional.of(SqlTypes.VARCHAR), "`p.parquet`", List.of("id", "at", "price")),
                        new ColumnDifference("prize", Optional.empty(), "`p.parquet`", List.of("id", "at", "price")));
        assertThat(differences(
                        source("u", csv("u.csv"), column("id", SqlTypes.BIGINT), column("names", SqlTypes.VARCHAR))))
                .extracting(ColumnDifference::column)
                .containsExactly("names");
        assertThat(differences(source("gone", csv("gone.csv"), column("id", SqlTypes.BIGINT))))
                .isEmpty();
        assertThat(differences(table("t"))).isEmpty();
    }

    @Test
    void seesCsvFilesWithoutAHeaderLine() {
        TempProject.in(folder)
                .write("data/empty.csv", "")
                .write("data/blank.csv", "\n \n")
                .write("data/header.csv", "id,name\n")
                .write("data/parts/1.csv", "id\n1\n")
                .write("data/parts/2.csv", "");
        assertThat(obstacle("data/empty.csv")).contains("`data/empty.csv` of source `raw.x` has no header line");
        assertThat(obstacle("data/blank.csv")).contains("`data/blank.csv` of source `raw.x` has no header line");
        assertThat(obstacle("data/parts/*.csv")).contains("`data/parts/2.csv` of source `raw.x` has no header line");
        assertThat(obstacle("data/header.csv")).isEmpty();
        assertThat(obstacle("data/missing.csv")).isEmpty();
    }

    private Optional<String> obstacle(String path) {
        try (SourceCatalogs catalogs = new SourceCatalogs(folder)) {
            return catalogs.of(new Plans().database("shop.duckdb").project().engine(), folder.resolve("target"))
                    .obstacleTo(source("x", csv(path), column("id", SqlTypes.BIGINT)));
        }
    }

    @Test
    void describesTablesOfTheDatabase() {
        CompiledProject project = new Plans().database("shop.duckdb").project();
        try (QueryEngine engine = new DuckDbEngines(folder).create(project)) {
            engine.open(project);
            engine.materialize(Plans.table(
                    "t",
                    "SELECT 1 AS a, 1.50::DECIMAL(10,2) AS b, ['x'] AS c",
                    column("a", SqlTypes.INTEGER),
                    column("b", new SqlType.Decimal(10, 2)),
                    column("c", SqlTypes.array(SqlTypes.VARCHAR))));
        }
        assertThat(columns(table("t"), project).orElseThrow())
                .containsExactly(
                        column("a", SqlTypes.INTEGER),
                        column("b", new SqlType.Decimal(10, 2)),
                        column("c", SqlTypes.array(SqlTypes.VARCHAR)));
        assertThat(columns(table("other"), project)).isEmpty();
    }
}
