package io.graphc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.testkit.TempProject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A compilation of which nothing has changed says and leaves what one says and writes that knows nothing of the last one.
 * Two projects get the same changes, one after the other; one is compiled with the record of its last compilation, the
 * other without.
 */
final class UnchangedCompilationTest {
    private static final Pattern INSTANT = Pattern.compile("\"as_of\": \"[^\"]+\"");
    private static final Pattern STAMP = Pattern.compile("\"stamp\": \"[^\"]+\"");

    @TempDir
    private Path folder;

    private final List<String> environment =
            new ArrayList<>(List.of("SCHEMA", "graphs", "LIMIT", "17", "PASSWORD", "hunter2-secret"));
    private final List<String> arguments = new ArrayList<>();
    private TempProject kept;
    private TempProject anew;

    /** A change of both projects, or of how they are called. */
    private interface Change {
        void apply(TempProject project) throws IOException;
    }

    @BeforeEach
    void write() {
        kept = example(TempProject.in(folder.resolve("kept")));
        anew = example(TempProject.in(folder.resolve("anew")));
    }

    private static TempProject example(TempProject project) {
        return project.write(
                        "graphc_project.yml",
                        "name: p\nversion: \"1.0\"\nprofile: p\nvars: {least: 3, unread: 1}\ntarget-path: \"out/built\"\n"
                                + "model-paths: [models, more]\n")
                .write("home/.graphc/profiles.yml", profile("graphs"))
                .write(
                        "packages.yml",
                        "packages:\n  - local: ../shared_" + project.root().getFileName() + "\n")
                .write("../shared_" + project.root().getFileName() + "/dbt_project.yml", "name: shared\n")
                .write(
                        "../shared_" + project.root().getFileName() + "/macros/half.sql",
                        "{% macro half(c) %}({{ c }} / 2){% endmacro %}\n")
                .write("macros/m.sql", "{% macro twice(c) %}({{ c }} * 2){% endmacro %}\n")
                .write("tenants/a.yml", "description: A\nvars: {least: 4}\n")
                .write("tenants/b.yml", "description: B\n")
                .write("data/events.csv", "id,amount,kind\n1,2,x\n")
                .write("data/parts/one.csv", "id,note\n1,n\n")
                .write("seeds/kinds.csv", "kind,label\nx,X\n")
                .write("models/sources.yml", sources())
                .write(
                        "models/m.yml",
                        "version: 2\nmodels:\n  - {name: first, description: The first}\n  - name: second\n    columns:\n"
                                + "      - {name: id, data_tests: [unique, not_null]}\n")
                .write("models/first.sql", first("amount"))
                .write("more/second.sql", "select id, {{ twice('amount') }} as amount from {{ ref('first') }}\n")
                .write("tests/none.sql", "select id from {{ ref('second') }} where id < 0\n")
                .write("graph/g.yml", graph("id"));
    }

    private static String profile(String schema) {
        return "p:\n  target: dev\n  outputs:\n    dev: {type: duckdb, path: x.duckdb, schema: \"{{ env_var('SCHEMA', '"
                + schema + "') }}\"}\n    other: {type: duckdb, path: y.duckdb, schema: elsewhere}\n"
                + "  graph_target: csv\n  graph_outputs:\n    csv: {type: neptune_csv, path: g}\n";
    }

    private static String sources() {
        return "version: 2\nsources:\n  - name: raw\n    config: {external_location: \"data/{name}.csv\"}\n    tables:\n"
                + "      - name: events\n        columns:\n          - {name: id, data_type: bigint}\n"
                + "          - {name: amount, data_type: double}\n          - {name: kind, data_type: varchar}\n"
                + "  - name: parts\n    config: {external_location: \"data/parts/*.csv\"}\n    tables:\n"
                + "      - name: notes\n        columns:\n          - {name: id, data_type: bigint}\n"
                + "          - {name: note, data_type: varchar}\n";
    }

    private static String first(String column) {
        return "select e.id, {{ shared.half('e." + column + "') }} as amount, n.note, '{{ env_var('LIMIT') }}' as top\n"
                + "from {{ source('raw', 'events') }} e join {{ source('parts', 'notes') }} n on n.id = e.id\n"
                + "where e.amount > {{ var('least') }}\n";
    }

    private static String graph(String key) {
        return "version: 1\nnodes:\n  - {label: Thing, from: ref('second'), key: [" + key
                + "], properties: [amount]}\n";
    }

    private CommandRun compile(TempProject project, String... more) {
        CommandRun.Caller caller = CommandRun.in(project.root());
        for (int i = 0; i < environment.size(); i += 2) {
            caller.with(environment.get(i), environment.get(i + 1));
        }
        List<String> all = new ArrayList<>(List.of("compile"));
        all.addAll(arguments);
        all.addAll(Arrays.asList(more));
        return caller.call(all.toArray(String[]::new));
    }

    /** What there is to see of a project after a command: the artifacts without the instant that they were made at. */
    private static String state(CommandRun run, TempProject project) throws IOException {
        Map<String, String> files = new TreeMap<>();
        Path target = project.root().resolve("out/built");
        for (String part : List.of("manifest.json", "cache/sources.json", "tenants", "compiled")) {
            if (Files.isDirectory(target.resolve(part))) {
                FolderContents.read(target.resolve(part)).forEach((path, text) -> files.put(part + "/" + path, text));
            } else if (Files.exists(target.resolve(part))) {
                files.put(part, Files.readString(target.resolve(part)));
            }
        }
        files.replaceAll((path, text) -> STAMP.matcher(INSTANT.matcher(text).replaceAll("\"as_of\": \"now\""))
                .replaceAll("\"stamp\": \"s\""));
        String name = String.valueOf(project.root().getFileName());
        return (run.transcript() + files).replace("shared_" + name, "shared");
    }

    private byte[] record() throws IOException {
        Path file = kept.root().resolve("out/built/cache/compilation.bin");
        return Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
    }

    /** Compiles both and compares; a third compilation must know the second one's outcome and say the same. */
    private String compared(String what) throws IOException {
        String expected = state(compile(anew, "--no-cache"), anew);
        assertThat(state(compile(kept), kept)).as(what).isEqualTo(expected);
        byte[] record = record();
        assertThat(record).as(what).isNotEmpty();
        assertThat(state(compile(kept), kept)).as(what + ", again").isEqualTo(expected);
        assertThat(record()).as(what + ": known").isEqualTo(record);
        return expected;
    }

    private void change(Change change) throws IOException {
        change.apply(kept);
        change.apply(anew);
    }

    private static void delete(TempProject project, String path) throws IOException {
        Files.delete(project.root().resolve(path));
    }

    private static void makeFolder(TempProject project, String path) {
        try {
            Files.createDirectories(project.root().resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, Change> changesThatShow() {
        Map<String, Change> changes = new LinkedHashMap<>();
        changes.put("a model", project -> project.write("models/first.sql", first("amount") + "  and e.id > 1\n"));
        changes.put("a mistake in a model", project -> project.write("models/first.sql", first("amuont")));
        changes.put("the mistake mended", project -> project.write("models/first.sql", first("amount")));
        changes.put(
                "a macro",
                project -> project.write("macros/m.sql", "{% macro twice(c) %}({{ c }} * 3){% endmacro %}\n"));
        changes.put(
                "a macro of a package",
                project -> project.edit("../shared_" + project.root().getFileName() + "/macros/half.sql", "2", "4"));
        changes.put("a description", project -> project.edit("models/m.yml", "The first", "The very first"));
        changes.put("a seed's row", project -> project.write("seeds/kinds.csv", "kind,label\nx,Y\n"));
        changes.put("a new seed", project -> project.write("seeds/more.csv", "a,b\n1,2\n"));
        changes.put("a source's header", project -> project.write("data/events.csv", "id,total,kind\n1,2,x\n"));
        changes.put("the header mended", project -> project.write("data/events.csv", "id,amount,kind\n1,2,x\n"));
        changes.put("a file of a pattern", project -> project.write("data/parts/a.csv", "id,word\n1,n\n"));
        changes.put("the file of a pattern gone", project -> delete(project, "data/parts/a.csv"));
        changes.put("a variable of the environment in a model", project -> environment.set(3, "18"));
        changes.put("a variable of the environment in a profile", project -> environment.set(1, "other"));
        changes.put(
                "a tenant's variable", project -> project.write("tenants/a.yml", "description: A\nvars: {least: 9}\n"));
        changes.put("a new tenant", project -> project.write("tenants/c.yml", "description: C\n"));
        changes.put("a tenant gone", project -> delete(project, "tenants/c.yml"));
        changes.put("a new model", project -> project.write("models/deep/down/third.sql", "select 1 as one\n"));
        changes.put("a model gone", project -> delete(project, "models/deep/down/third.sql"));
        changes.put("a singular test", project -> project.edit("tests/none.sql", "< 0", "< 1"));
        changes.put("the graph", project -> project.write("graph/g.yml", graph("amount")));
        changes.put("the graph again", project -> project.write("graph/g.yml", graph("id")));
        changes.put("a project's variable", project -> project.edit("graphc_project.yml", "least: 3", "least: 5"));
        changes.put(
                "a folder that is missing",
                project -> project.edit("graphc_project.yml", "[models, more]", "[models, more, empty]"));
        changes.put("a folder that is empty", project -> makeFolder(project, "empty"));
        changes.put(
                "a nearer profile",
                project -> project.write("profiles.yml", profile("near").replace("SCHEMA", "NONE")));
        changes.put(
                "an installed package",
                project -> project.write("packages.yml", "packages:\n  - package: a/missing\n"));
        changes.put(
                "the package there",
                project -> project.write("dbt_packages/missing/dbt_project.yml", "name: shared\n")
                        .write(
                                "dbt_packages/missing/macros/half.sql",
                                "{% macro half(c) %}({{ c }} / 8){% endmacro %}\n"));
        changes.put("a variable of the call", project -> call("--vars", "{least: 77}"));
        changes.put("a target", project -> call("--target", "other"));
        changes.put("a tenant of the call", project -> call("--tenant", "a"));
        changes.put("a tenant that is none", project -> call("--tenant", "nobody"));
        changes.put("the form of problems", project -> call("--tenant", "nobody", "--log-format", "json"));
        changes.put("no options", project -> call());
        changes.put("a model in Python", project -> project.write("models/snake.py", "def model(dbt, s): pass\n"));
        changes.put("no model in Python", project -> delete(project, "models/snake.py"));
        changes.put("an analysis", project -> project.write("analyses/a.sql", "select 1\n"));
        return changes;
    }

    private void call(String... words) {
        arguments.clear();
        arguments.addAll(List.of(words));
    }

    @Test
    void everyKindOfChangeIsSeen() throws IOException {
        String before = compared("the first");
        for (Map.Entry<String, Change> change : changesThatShow().entrySet()) {
            change(change.getValue());
            String after = compared(change.getKey());
            assertThat(after).as(change.getKey() + " shows").isNotEqualTo(before);
            before = after;
        }
    }

    @Test
    void artifactsAreMadeAgainWhenTheyAreNotAsTheyWere() throws IOException {
        Map<String, Change> changes = new LinkedHashMap<>();
        String compiled = "out/built/tenants/a/compiled/p/models/first.sql";
        changes.put("a file gone", project -> delete(project, compiled));
        changes.put("a file changed", project -> project.write(compiled, "select 1\n"));
        changes.put("a file more", project -> project.write("out/built/tenants/b/compiled/p/x.sql", "select 1\n"));
        changes.put("the manifest gone", project -> delete(project, "out/built/tenants/a/manifest.json"));
        changes.put("the list of tenants changed", project -> project.write("out/built/manifest.json", "{}\n"));
        changes.put(
                "the manifest changed",
                project -> project.edit("out/built/tenants/b/manifest.json", "The first", "The last"));
        changes.put("the file of columns changed", project -> project.write("out/built/cache/sources.json", "{}\n"));
        String first = compared("the first");
        for (Map.Entry<String, Change> change : changes.entrySet()) {
            byte[] record = record();
            change.getValue().apply(kept);
            if (change.getKey().startsWith("the file of columns")) {
                change.getValue().apply(anew);
            }
            String after = compared(change.getKey());
            assertThat(record()).as(change.getKey() + " is not overlooked").isNotEqualTo(record);
            if (!change.getKey().startsWith("the file of columns")) {
                assertThat(after).as(change.getKey()).isEqualTo(first);
            }
        }
    }

    @Test
    void timesOfFilesDoNotMatterAndTheirBytesDo() throws IOException {
        compared("the first");
        byte[] record = record();
        Path model = kept.root().resolve("more/second.sql");
        FileTime time = Files.getLastModifiedTime(model);
        Files.setLastModifiedTime(model, FileTime.fromMillis(time.toMillis() + 5000));
        compile(kept);
        assertThat(record()).isEqualTo(record);

        change(project -> {
            project.edit("more/second.sql", "amount from", "amuont from");
            Files.setLastModifiedTime(project.root().resolve("more/second.sql"), time);
        });
        compared("a change of the same length and time");
        assertThat(record()).isNotEqualTo(record);
    }

    @Test
    void theInstantInTheManifestIsThatOfTheLastCall() throws IOException {
        call("--as-of", "2026-01-02T03:04:05.123Z");
        compared("at a first instant");
        assertThat(kept.read("out/built/tenants/a/manifest.json")).contains("\"as_of\": \"2026-01-02T03:04:05.123Z\"");
        call();
        compile(kept);
        byte[] record = record();
        assertThat(compile(kept).exit()).isZero();
        assertThat(record()).isEqualTo(record);
        String manifest = kept.read("out/built/tenants/a/manifest.json");
        assertThat(compile(kept).exit()).isZero();
        assertThat(kept.read("out/built/tenants/a/manifest.json"))
                .isNotEqualTo(manifest)
                .isEqualTo(INSTANT.matcher(manifest)
                        .replaceFirst(INSTANT.matcher(kept.read("out/built/tenants/a/manifest.json"))
                                .results()
                                .findFirst()
                                .orElseThrow()
                                .group()));
    }

    @Test
    void whatAsksForTheClockIsKnownForItsInstantOnly() throws IOException {
        for (String timed : List.of(
                "select current_timestamp as t",
                "select '{{ run_started_at }}' as t",
                "select '{{ modules.datetime.datetime.utcnow() }}' as t",
                "select '{{ invocation_id }}' as t")) {
            change(project -> project.write("models/timed.sql", timed + "\n"));
            call();
            assertThat(compile(kept).exit()).as(timed).isZero();
            assertThat(record()).as(timed).isEmpty();
            call("--as-of", "2026-01-02");
            compared(timed);
            call("--as-of", "2026-01-03");
            compared(timed + ", a day later");
        }
    }

    @Test
    void noCacheNeitherUsesNorWritesTheRecord() throws IOException {
        compile(kept, "--no-cache");
        assertThat(record()).isEmpty();
        compile(kept);
        byte[] record = record();
        compile(kept, "--no-cache");
        assertThat(record()).isEqualTo(record).isNotEmpty();
    }

    @Test
    void aDamagedRecordIsNone() throws IOException {
        String first = compared("the first");
        Path file = kept.root().resolve("out/built/cache/compilation.bin");
        byte[] sound = Files.readAllBytes(file);
        for (int at = 0; at < sound.length; at += 1 + sound.length / 20) {
            byte[] damaged = sound.clone();
            damaged[at] ^= 4;
            Files.write(file, damaged);
            assertThat(compared("damaged at " + at)).isEqualTo(first);
        }
        Files.write(file, Arrays.copyOf(sound, sound.length / 2));
        assertThat(compared("cut off")).isEqualTo(first);
    }

    @Test
    void noSecretIsKept() throws IOException {
        change(
                project -> project.edit(
                        "home/.graphc/profiles.yml",
                        "path: x.duckdb,",
                        "path: x.duckdb, settings: {s3_secret_access_key: \"{{ env_var('PASSWORD') }}\", s3_region: plain-secret},"));
        compile(kept);
        compile(kept);
        assertThat(new String(record(), StandardCharsets.ISO_8859_1))
                .contains("PASSWORD")
                .doesNotContain("hunter2", "plain-secret");
    }
}
