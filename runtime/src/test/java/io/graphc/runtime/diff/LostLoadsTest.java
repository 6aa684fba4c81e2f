package io.graphc.runtime.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.GraphTarget;
import io.graphc.plan.RelationName;
import io.graphc.runtime.GraphRemoval;
import io.graphc.runtime.Plans;
import io.graphc.runtime.ProjectRunner;
import io.graphc.runtime.RunListener;
import io.graphc.runtime.RunMode;
import io.graphc.runtime.RunOptions;
import io.graphc.runtime.RunReport;
import io.graphc.runtime.TickingClock;
import io.graphc.runtime.aws.AwsAccess;
import io.graphc.runtime.emit.GraphWriters;
import io.graphc.runtime.engine.duckdb.DuckDbEngines;
import io.graphc.runtime.store.ObjectStore;
import io.graphc.runtime.store.S3Location;
import io.graphc.runtime.store.S3Options;
import io.graphc.runtime.store.S3Store;
import io.graphc.testkit.S3Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that find the state gone, or files of earlier loads: nothing of what is there is written over. */
class LostLoadsTest {
    private static final RunOptions RUN = RunOptions.of(RunMode.RUN);

    @TempDir
    Path folder;

    private final People people = People.of(20);

    @BeforeEach
    void loadTwice() {
        good(run(RUN));
        people.people.put("Person|7", new People.Person("Ann", null, null));
        people.remove("Person|19");
        good(run(RUN.withAllowDeletes(true)));
    }

    private RunReport run(RunOptions options) {
        return new ProjectRunner(
                        folder,
                        new DuckDbEngines(folder),
                        new GraphWriters(folder),
                        new TickingClock(),
                        RunListener.NONE)
                .run(people.project(), options);
    }

    private static void good(RunReport report) {
        assertThat(report.allDiagnostics()).isEmpty();
        assertThat(report.succeeded()).isTrue();
    }

    private static Diagnostic refused(RunReport report) {
        assertThat(report.succeeded()).isFalse();
        assertThat(report.elements()).isEmpty();
        // Nothing was made for a load that does not begin.
        assertThat(report.results()).isEmpty();
        assertThat(report.allDiagnostics()).hasSize(1);
        return report.allDiagnostics().get(0);
    }

    private GraphRemoval.Outcome remove() {
        CompiledProject empty =
                new Plans().database("people.duckdb").target(people.target).project();
        return new GraphRemoval(new DuckDbEngines(folder), new GraphWriters(folder), new TickingClock())
                .remove(empty, RelationName.of("graphc", ""), new GraphRemoval.Choices(false, true));
    }

    private Map<String, String> files() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder.resolve("graph"))) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(file).toString(), Files.readString(file));
            }
        }
        return files;
    }

    @Test
    void loadSetsThatNoStateRemembersStay() throws IOException {
        Map<String, String> before = files();
        Files.delete(folder.resolve("people.duckdb"));
        for (int round = 0; round < 2; round++) {
            Diagnostic problem = refused(run(RUN));
            assertThat(problem.code()).isEqualTo(DiagnosticCode.STATE_LOST);
            assertThat(problem.message()).isEqualTo("`graph` holds load 2, which no state remembers");
            assertThat(files()).isEqualTo(before);
        }
        RunOptions part = RUN.withSelected(Set.of("node.shop.Person")).withFullRefresh(true);
        assertThat(refused(run(part)).code()).isEqualTo(DiagnosticCode.STATE_LOST);
        assertThat(files()).isEqualTo(before);
        good(run(RUN.withFullRefresh(true)));
        assertThat(files().keySet()).hasSize(3);
        good(run(RUN));
    }

    @Test
    void noMoreDoThoseOfAnotherFormatGo() throws IOException {
        people.properties = people.properties.subList(0, 2);
        good(run(RUN));
        Map<String, String> before = files();
        Files.delete(folder.resolve("people.duckdb"));
        people.target = new GraphTarget("csv", "neptune_csv", Map.of("path", "graph", "format", "opencypher"));
        assertThat(refused(run(RUN)).message()).isEqualTo("`graph` holds load 3, which no state remembers");
        assertThat(files()).isEqualTo(before);
        good(run(RUN.withFullRefresh(true)));
        good(run(RUN));
    }

    /** As of a backup that was put back: what load 3 wrote would stay, and what it deleted would come back. */
    @Test
    void aStateThatIsOlderThanTheLoadSetsWritesNothing() throws IOException {
        Path database = folder.resolve("people.duckdb");
        Path copy = Files.copy(database, folder.resolve("copy.duckdb"));
        people.people.put("Person|900", new People.Person("Eve", null, null));
        people.remove("Person|3");
        good(run(RUN.withAllowDeletes(true)));
        people.remove("Person|900");
        Map<String, String> before = files();
        Files.move(copy, database, StandardCopyOption.REPLACE_EXISTING);
        Diagnostic problem = refused(run(RUN.withAllowDeletes(true)));
        assertThat(problem.code()).isEqualTo(DiagnosticCode.STATE_LOST);
        assertThat(problem.message()).isEqualTo("`graph` holds load 3, and the state knows of none after load 2");
        assertThatThrownBy(this::remove)
                .isInstanceOfSatisfying(
                        GraphcException.class,
                        e -> assertThat(e.diagnostic().message()).isEqualTo(problem.message()));
        assertThat(files()).isEqualTo(before);
        good(run(RUN.withFullRefresh(true).withAllowDeletes(true)));
        good(run(RUN));
    }

    @Test
    void anEngineWithoutStateLeavesThemAlone() throws IOException {
        Map<String, String> before = files();
        people.database = "";
        assertThat(refused(run(RUN)).code()).isEqualTo(DiagnosticCode.STATE_LOST);
        assertThat(files()).isEqualTo(before);
        good(run(RUN.withFullRefresh(true)));
        // Now they are nobody's, and each run replaces those of the one before.
        good(run(RUN));
    }

    @Test
    void anotherFolderIsAFirstLoad() {
        people.target = new GraphTarget("csv", "neptune_csv", Map.of("path", "other"));
        good(run(RUN));
    }

    @Test
    void nothingIsAddedToLoadSetsInS3ThatLackAnObject() throws IOException {
        S3Location at = new S3Location(S3Server.BUCKET, "lost/" + UUID.randomUUID() + "/");
        Map<String, Object> settings = new TreeMap<>(S3Server.shared().settings());
        settings.put("location", at.toString());
        people.target = new GraphTarget("s3", "neptune_csv", settings);
        good(run(RUN));
        AwsAccess access = AwsAccess.of(S3Server.shared().settings(), "output `test`");
        try (ObjectStore store = S3Store.open(access, at, S3Options.NONE)) {
            store.delete(List.of("load-000001/nodes/Person-00001.csv"));
        }
        Diagnostic problem = refused(run(RUN));
        assertThat(problem.code()).isEqualTo(DiagnosticCode.LOAD_FILES_DIFFER);
        assertThat(problem.notes()).containsExactly("`load-000001/nodes/Person-00001.csv` is missing");
        good(run(RUN.withFullRefresh(true)));
        good(run(RUN));
    }

    @Test
    void nothingIsAddedToFilesThatAreMissingOrCut() throws IOException {
        Path missing = folder.resolve("graph/load-000001/relationships/KNOWS-00001.csv");
        Path longer = folder.resolve("graph/load-000002/deletes/nodes/Person-00001.csv");
        Files.delete(missing);
        Files.writeString(longer, "Person|1\n", StandardOpenOption.APPEND);
        people.people.put("Person|8", new People.Person("Bob", null, null));
        Map<String, String> before = files();
        Diagnostic problem = refused(run(RUN));
        assertThat(problem.code()).isEqualTo(DiagnosticCode.LOAD_FILES_DIFFER);
        assertThat(problem.message()).isEqualTo("`graph` does not hold 2 files of earlier loads as written");
        assertThat(problem.notes())
                .containsExactly(
                        "`load-000001/relationships/KNOWS-00001.csv` is missing",
                        "`load-000002/deletes/nodes/Person-00001.csv` has 23 bytes, its manifest says 14");
        assertThat(files()).isEqualTo(before);
        good(run(RUN.withFullRefresh(true)));
        good(run(RUN));
    }
}
