package io.graphc.runtime.engine.duckdb;

import static io.graphc.runtime.Plans.column;
import static io.graphc.runtime.Plans.csv;
import static io.graphc.runtime.Plans.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.Column;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.FileLocation;
import io.graphc.plan.FileLocation.FileFormat;
import io.graphc.plan.SourceTable;
import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import io.graphc.runtime.Plans;
import io.graphc.runtime.engine.QueryEngine;
import io.graphc.runtime.engine.RowCursor;
import io.graphc.testkit.TempProject;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files as sources: good ones give exactly their values, bad ones are told with file, line, column and value. */
class FileSourcesTest {
    private static final Column ID = column("id", SqlTypes.VARCHAR);
    private static final Column NAME = column("name", SqlTypes.VARCHAR);
    private static final Column AGE = column("age", SqlTypes.INTEGER);
    private static final Column DAY = column("day", SqlTypes.DATE);

    @TempDir
    Path folder;

    private TempProject files;
    private QueryEngine engine;

    @BeforeEach
    void open() {
        files = TempProject.in(folder);
        CompiledProject project =
                new Plans().source(source("users", csv("any.csv"))).project();
        engine = new DuckDbEngines(folder).create(project);
        engine.open(project);
    }

    @AfterEach
    void close() {
        engine.close();
    }

    private List<String> users(FileLocation location, Column... columns) {
        engine.provideSource(source("users", location, columns));
        return read("SELECT * FROM raw.users");
    }

    private List<String> read(String sql) {
        List<String> rows = new ArrayList<>();
        try (RowCursor cursor = engine.query(sql)) {
            while (cursor.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 0; i < cursor.columns().size(); i++) {
                    row.add(String.valueOf(cursor.getValue(i)));
                }
                rows.add(String.join("|", row));
            }
        }
        return rows;
    }

    private Diagnostic refused(FileLocation location, Column... columns) {
        SourceTable source = source("users", location, columns);
        return catchThrowableOfType(GraphcException.class, () -> engine.provideSource(source))
                .diagnostic();
    }

    private void gzip(String path, String text) throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve(path)))) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void keepsTextAsItIsWritten() {
        files.write(
                "u.csv",
                "id,name,age\n007,\"say \"\"hi\"\", Bo\",1\n8,,\n9,\"\",\"\"\n10,\\N,\\N\n11,\"two\nlines\", 5 \n12, padded ,6\n");
        assertThat(users(csv("u.csv", "\\N", "n/a"), ID, NAME, AGE))
                .containsExactly(
                        "007|say \"hi\", Bo|1",
                        "8|null|null",
                        "9||null",
                        "10|null|null",
                        "11|two\nlines|5",
                        "12| padded |6");
    }

    @Test
    void findsColumnsByNameAndIgnoresOthers() {
        files.write("u.csv", "more,AGE,id\nx,3,a\ny,4,b\n");
        assertThat(users(csv("u.csv"), ID, AGE)).containsExactly("a|3", "b|4");
    }

    @Test
    void readsFilesOfDifferentLayoutsThroughOneGlob() throws IOException {
        files.write("a/1.csv", "id,age\na,1\n");
        files.write("a/2.csv", "age,x,id\n2,-,b\n");
        gzip("a/3.csv.gz", "id,age\nc,3\n");
        assertThat(users(csv("a/*.csv*"), ID, AGE)).containsExactlyInAnyOrder("a|1", "b|2", "c|3");
    }

    @Test
    void readsFilesWithoutHeaderWithOtherDelimitersLineEndsAndByteOrderMark() {
        files.write("u.txt", "\uFEFFa;1\r\nb;2\r\n");
        FileLocation location = new FileLocation("u.txt", FileFormat.CSV, false, ";", false, List.of());
        assertThat(users(location, ID, AGE)).containsExactly("a|1", "b|2");
        files.write("t.tsv", "id\tage\textra\na\t1\tx\n");
        assertThat(users(new FileLocation("t.tsv", FileFormat.CSV, true, "\t", false, List.of()), ID, AGE))
                .containsExactly("a|1");
        files.write("extra.csv", "id,age\na,1,x,y\nb,2\n");
        assertThat(users(new FileLocation("extra.csv", FileFormat.CSV, true, ",", true, List.of()), ID, AGE))
                .containsExactly("a|1", "b|2");
        files.write("h.csv", "id,age\n");
        assertThat(users(csv("h.csv"), ID, AGE)).isEmpty();
        files.write("blank.csv", "\n\nid,age\na,1\n");
        assertThat(users(csv("blank.csv"), ID, AGE)).containsExactly("a|1");
        files.write("one.csv", "id\na\n\nb\n");
        assertThat(users(csv("one.csv"), ID)).containsExactly("a", "null", "b");
    }

    @Test
    void tellsEveryBadValueWithItsLine() {
        files.write(
                "data/u.csv",
                "id,name,age,day\n1,Ann,30,2024-01-01\n\n2,\"Bo\nb\",x7,2024-02-30\n3,Cy,1.5,2024-01-05 10:00:00\n4,Dee,5\n"
                        + "5,E,6,2024-01-01,extra\n6,F,99999999999,\n");

        Diagnostic refusal = refused(csv("data/u.csv"), ID, NAME, AGE, DAY);

        assertThat(refusal.code()).isEqualTo(DiagnosticCode.BAD_SOURCE_VALUE);
        assertThat(refusal.message())
                .isEqualTo(
                        "source `raw.users`: 5 values that do not parse and 2 rows that cannot be read in `data/u.csv`");
        assertThat(refusal.notes())
                .containsExactly(
                        "`data/u.csv` line 4, column `age`: `x7` is no integer",
                        "`data/u.csv` line 4, column `day`: `2024-02-30` is no date",
                        "`data/u.csv` line 6, column `age`: `1.5` is no integer",
                        "`data/u.csv` line 6, column `day`: `2024-01-05 10:00:00` is no date",
                        "`data/u.csv` line 7: expected number of values 4, found 3",
                        "`data/u.csv` line 8: expected number of values 4, found 5",
                        "`data/u.csv` line 9, column `age`: `99999999999` is no integer");
        assertThat(refusal.helps()).hasSize(1);
    }

    @Test
    void countsAllBadValuesAndTellsTen() {
        StringBuilder text = new StringBuilder("id,age\n");
        for (int i = 0; i < 5000; i++) {
            text.append(i).append(",x").append(i).append('\n');
        }
        files.write("u.csv", text.toString());

        Diagnostic refusal = refused(csv("u.csv"), ID, AGE);

        assertThat(refusal.message()).startsWith("source `raw.users`: 5000 values that do not parse");
        assertThat(refusal.notes()).hasSize(11).endsWith("and 4990 more");
        assertThat(refusal.notes().get(9)).isEqualTo("`u.csv` line 11, column `age`: `x9` is no integer");
    }

    @Test
    void cutsLongValuesAndTellsBadQuotesAndBytes() throws IOException {
        files.write("u.csv", "id,age\n1," + "9".repeat(100) + "\n\"2,3\n");
        assertThat(refused(csv("u.csv"), ID, AGE).notes())
                .containsExactly(
                        "`u.csv` line 2, column `age`: `" + "9".repeat(80) + "...` is no integer",
                        "`u.csv` line 3: a quote is not closed, or text follows it");
        Files.write(folder.resolve("b.csv"), new byte[] {'i', 'd', ',', 'n', '\n', '1', ',', (byte) 0xFF, '\n'});
        assertThat(refused(csv("b.csv"), ID, column("n", SqlTypes.VARCHAR)).notes())
                .containsExactly("`b.csv` line 2: not UTF-8");
    }

    @Test
    void aBadFileLeavesWhatWasLoadedBefore() {
        files.write("u.csv", "id,age\n1,2\n");
        users(csv("u.csv"), ID, AGE);
        files.write("u.csv", "id,age\n1,x\n");
        refused(csv("u.csv"), ID, AGE);
        assertThat(read("SELECT * FROM raw.users")).containsExactly("1|2");
    }

    @Test
    void reportsMissingFilesHeadersAndColumns() {
        assertThat(refused(csv("none/*.csv"), ID).code()).isEqualTo(DiagnosticCode.MISSING_DATA);
        files.write("empty.csv", "");
        assertThat(refused(csv("empty.csv"), ID).code()).isEqualTo(DiagnosticCode.MISSING_DATA);
        files.write("u.csv", "user_id,age\n1,2\n");
        Diagnostic missing = refused(csv("u.csv"), column("usr_id", SqlTypes.VARCHAR), AGE);
        assertThat(missing.code()).isEqualTo(DiagnosticCode.RESULT_DIFFERS);
        assertThat(missing.message()).isEqualTo("column `usr_id` of source `raw.users` is not in `u.csv`");
        assertThat(missing.helps()).containsExactly("did you mean `user_id`?");
    }

    @ParameterizedTest
    @CsvSource({
        "bigint, 9223372036854775807, 9223372036854775808",
        "tinyint, -128, 128",
        "integer, +5, 1_000",
        "integer, 05, 0x10",
        "integer, 0, 1e3",
        "double, 1e-3, 1_0.5",
        "double, .5, abc",
        "boolean, TRUE, yes",
        "boolean, f, 2",
        "date, 2024-02-29, 2023-02-29",
        "date, 2024-1-5, 05/01/2024",
        "timestamp, 2024-01-05 10:11:12.123456, 2024-01-05 25:00",
        "timestamp, 2024-01-05T10:11:12, 2024-01-05T10:11:12Z",
        "timestamptz, 2024-01-05T10:11:12Z, 2024-01-05 10:11:12 Nowhere/Zone",
        "timestamp, 2024-01-05 10:11:12.1234560, 2024-01-05 10:11:12.1234567",
        "time, 10:11, 25:00",
        "decimal, 12.34, 12.345",
        "decimal, 12.3400, 12345.6",
        "decimal, -.5, .",
        "varchar3, abc, abcd",
        "uuid, 63382afc-22bd-4461-a308-5e796bfa6825, 63382afc"
    })
    void parsesStrictly(String type, String good, String bad) {
        Column value = column("value", typeOf(type));
        files.write("good.csv", "id,value\n1," + good + "\n2,\n");
        files.write("bad.csv", "id,value\n1," + bad + "\n");
        assertThat(users(csv("good.csv"), ID, value)).hasSize(2);
        assertThat(refused(csv("bad.csv"), ID, value).code()).isEqualTo(DiagnosticCode.BAD_SOURCE_VALUE);
    }

    private static SqlType typeOf(String name) {
        return switch (name) {
            case "bigint" -> SqlTypes.BIGINT;
            case "tinyint" -> SqlTypes.TINYINT;
            case "integer" -> SqlTypes.INTEGER;
            case "double" -> SqlTypes.DOUBLE;
            case "boolean" -> SqlTypes.BOOLEAN;
            case "date" -> SqlTypes.DATE;
            case "timestamp" -> SqlTypes.timestamp(3);
            case "timestamptz" -> new SqlType.Timestamp(3, true);
            case "time" -> new SqlType.Time(3, false);
            case "decimal" -> new SqlType.Decimal(6, 2);
            case "varchar3" -> SqlTypes.varchar(3);
            case "uuid" -> SqlTypes.UUID;
            default -> throw new IllegalArgumentException(name);
        };
    }

    @Test
    void readsParquetByNameAndWidensTypes() {
        copy(
                "SELECT 1 AS ID, 'x' AS extra, 7::SMALLINT AS age, TIMESTAMPTZ '2020-01-01 10:00:00+02' AS at",
                "p/1.parquet");
        copy("SELECT 2 AS ID, 8::SMALLINT AS age, NULL::TIMESTAMPTZ AS at", "p/2.parquet");
        assertThat(users(
                        Plans.file("p/*.parquet", FileFormat.PARQUET),
                        column("age", SqlTypes.BIGINT),
                        column("id", SqlTypes.INTEGER),
                        column("at", SqlTypes.timestamp(3))))
                .containsExactlyInAnyOrder("7|1|2020-01-01T08:00", "8|2|null");
    }

    private void copy(String query, String path) {
        try {
            Files.createDirectories(folder.resolve(path).getParent());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        CompiledProject project = new Plans().project();
        try (DuckDbDatabase database =
                DuckDbDatabase.open(DuckDbProfile.of(project.engine(), folder), folder.resolve("tmp"))) {
            new DuckDbSession(database)
                    .run(
                            "copy",
                            connected -> connected.execute(
                                    "COPY (" + query + ") TO '" + folder.resolve(path) + "' (FORMAT parquet)"));
        }
    }

    @Test
    void readsPartitionFoldersAsText() {
        copy("SELECT 1 AS id", "q/month=01/a.parquet");
        copy("SELECT 2 AS id", "q/month=02/a.parquet");
        assertThat(users(
                        Plans.file("q/*/*.parquet", FileFormat.PARQUET),
                        column("month", SqlTypes.VARCHAR),
                        column("id", SqlTypes.INTEGER)))
                .containsExactlyInAnyOrder("01|1", "02|2");
    }

    @Test
    void refusesParquetOfAnotherType() {
        copy("SELECT '5' AS age", "p.parquet");
        Diagnostic refusal = refused(Plans.file("p.parquet", FileFormat.PARQUET), AGE);
        assertThat(refusal.code()).isEqualTo(DiagnosticCode.RESULT_DIFFERS);
        assertThat(refusal.message())
                .isEqualTo("column `age` of source `raw.users` is declared integer, but it is varchar in `p.parquet`");
        assertThat(refused(Plans.file("p.parquet", FileFormat.PARQUET), NAME).helps())
                .isEmpty();
    }

    @Test
    void readsJsonStrictly() {
        files.write(
                "j.json",
                "{\"id\":\"007\",\"age\":3,\"tags\":[\"a\",\"b\"]}\n{\"id\":8,\"age\":null}\n{\"age\":\"4\",\"id\":\"x\",\"more\":1}\n");
        Column tags = column("tags", SqlTypes.array(SqlTypes.VARCHAR));
        assertThat(users(Plans.file("j.json", FileFormat.JSON), ID, AGE, tags))
                .containsExactly("007|3|[a, b]", "8|null|null", "x|4|null");
        files.write("bad.json", "[{\"id\":1,\"age\":1},{\"id\":2,\"age\":1.5},{\"id\":3,\"age\":\"old\"}]");
        assertThat(refused(Plans.file("bad.json", FileFormat.JSON), ID, AGE).notes())
                .containsExactly(
                        "`bad.json` object 2, key `age`: `1.5` is no integer",
                        "`bad.json` object 3, key `age`: `old` is no integer");
        files.write("no.json", "{\"id\": ");
        assertThat(refused(Plans.file("no.json", FileFormat.JSON), ID, AGE).code())
                .isEqualTo(DiagnosticCode.BAD_SOURCE_VALUE);
    }

    @Test
    void loadsSeedsTyped() {
        files.write("seeds/c.csv", "id,age\n01,5\n");
        assertThat(engine.loadSeed(Plans.seed("c", csv("seeds/c.csv"), ID, AGE)).rows())
                .isEqualTo(1);
        assertThat(read("SELECT * FROM main.c")).containsExactly("01|5");
    }

    @Test
    void aSourceMayChangeFromParquetToCsv() {
        copy("SELECT 'a' AS id", "p.parquet");
        files.write("u.csv", "id\nb\n");
        assertThat(users(Plans.file("p.parquet", FileFormat.PARQUET), ID)).containsExactly("a");
        assertThat(users(csv("u.csv"), ID)).containsExactly("b");
        assertThat(users(Plans.file("p.parquet", FileFormat.PARQUET), ID)).containsExactly("a");
    }
}
