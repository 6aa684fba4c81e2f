package io.graphc.runtime.emit.neptune;

import static io.graphc.runtime.emit.GraphFixture.node;
import static io.graphc.runtime.emit.GraphFixture.property;
import static io.graphc.runtime.emit.GraphFixture.relationship;
import static io.graphc.runtime.emit.GraphFixture.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.Cardinality;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.ElementPlan;
import io.graphc.plan.GraphTarget;
import io.graphc.plan.NodePlan;
import io.graphc.plan.PropertyPlan;
import io.graphc.plan.PropertyType;
import io.graphc.plan.RelationshipPlan;
import io.graphc.plan.SqlTypes;
import io.graphc.runtime.emit.GraphFixture;
import io.graphc.runtime.emit.GraphWriter;
import io.graphc.runtime.emit.GraphWriters;
import io.graphc.runtime.emit.WriteMode;
import io.graphc.testkit.neptune.NeptuneGraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NeptuneFilesTest {
    private static final NodePlan USER = node(List.of("User"), text("name"));
    private static final RelationshipPlan KNOWS = relationship("KNOWS", "User", "User", text("since"));

    @TempDir
    Path folder;

    private static GraphTarget target(Object... settings) {
        Map<String, Object> map = new LinkedHashMap<>(Map.of("path", "graph"));
        for (int i = 0; i < settings.length; i += 2) {
            map.put((String) settings[i], settings[i + 1]);
        }
        return new GraphTarget("csv", "neptune_csv", map);
    }

    private void write(CompiledProject project, Map<ElementPlan, List<List<Object>>> rows) {
        try (GraphWriter writer = new GraphWriters(folder).create(project)) {
            writer.open(project);
            rows.forEach((element, list) -> writer.write(element, GraphFixture.rows(element, list), WriteMode.UNKNOWN));
            writer.commit();
        }
    }

    private void writeUsers(GraphTarget target, String... names) {
        List<List<Object>> rows = new ArrayList<>();
        for (String name : names) {
            rows.add(List.of("User|" + name, name));
        }
        write(GraphFixture.project(target, Optional.empty(), USER), Map.of(USER, rows));
    }

    private Map<String, String> files() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String name = folder.relativize(file).toString().replace('\\', '/');
                files.put(name, name.endsWith(".gz") ? "" : Files.readString(file));
            }
        }
        return files;
    }

    private static void assertProblem(Runnable work, DiagnosticCode code, String message) {
        assertThatThrownBy(work::run).isInstanceOfSatisfying(GraphcException.class, e -> {
            assertThat(e.diagnostic().code()).isEqualTo(code);
            assertThat(e.diagnostic().message()).contains(message);
        });
    }

    @Test
    void leavesTheFilesOfTypesThatARunDidNotSelect() throws IOException {
        CompiledProject project = GraphFixture.project(target(), Optional.empty(), USER, KNOWS);
        Map<ElementPlan, List<List<Object>>> all = new LinkedHashMap<>();
        all.put(USER, List.of(List.of("User|1", "x")));
        all.put(KNOWS, List.of(List.of("KNOWS|1", "User|1", "User|1", "y")));
        write(project, all);
        Map<String, String> before = files();
        write(project, Map.of(USER, List.of(List.of("User|1", "x"))));
        assertThat(files()).isEqualTo(before);
        try (GraphWriter writer = new GraphWriters(folder).create(project)) {
            writer.open(project);
            assertThat(writer.count(KNOWS)).isEqualTo(1);
        }
    }

    @Test
    void writesHeadersAndRows() throws IOException {
        NodePlan node = node(
                List.of("User", "Person"),
                text("a:b"),
                new PropertyPlan("tags", PropertyType.STRING, Cardinality.SET, SqlTypes.array(SqlTypes.VARCHAR)),
                property("age", PropertyType.INTEGER, SqlTypes.INTEGER));
        Map<ElementPlan, List<List<Object>>> rows = new LinkedHashMap<>();
        rows.put(node, List.of(List.of("User|1", "x, y", List.of("a", "b;c", "a"), 7)));
        rows.put(KNOWS, List.of(List.of("KNOWS|1", "User|1", "User|1", "")));
        write(GraphFixture.project(target(), Optional.of("acme"), node, KNOWS), rows);
        assertThat(files())
                .containsEntry(
                        "graph/acme/load-000001/nodes/User-00001.csv",
                        "~id,~label,a\\:b:String(single),tags:String(set)[],age:Int(single)\n"
                                + "User|1,User;Person,\"x, y\",a;b\\;c,7\n")
                .containsEntry(
                        "graph/acme/load-000001/relationships/KNOWS-00001.csv",
                        "~id,~from,~to,~label,since:String\nKNOWS|1,User|1,User|1,KNOWS,\"\"\n");
    }

    @Test
    void writesHeadersOfOpenCypher() throws IOException {
        NodePlan node = node(
                List.of("User", "Person"),
                text("name"),
                property("born", PropertyType.DATE, SqlTypes.DATE),
                property("seen", PropertyType.DATETIME, SqlTypes.timestamp(3)),
                property("age", PropertyType.INTEGER, SqlTypes.INTEGER));
        Map<ElementPlan, List<List<Object>>> rows = new LinkedHashMap<>();
        rows.put(
                node,
                List.of(List.of(
                        "User|1", "x, y", LocalDate.of(2000, 2, 29), LocalDateTime.of(2026, 1, 2, 3, 4, 5), 7)));
        rows.put(KNOWS, List.of(List.of("KNOWS|1", "User|1", "User|1", "")));
        write(GraphFixture.project(target("format", "opencypher"), Optional.empty(), node, KNOWS), rows);
        assertThat(files())
                .containsEntry(
                        "graph/load-000001/nodes/User-00001.csv",
                        ":ID,:LABEL,name:String,born:DateTime,seen:DateTime,age:Int\n"
                                + "User|1,User;Person,\"x, y\",2000-02-29,2026-01-02T03:04:05Z,7\n")
                .containsEntry(
                        "graph/load-000001/relationships/KNOWS-00001.csv",
                        ":ID,:START_ID,:END_ID,:TYPE,since:String\nKNOWS|1,User|1,User|1,KNOWS,\"\"\n");
        JsonNode loader =
                new ObjectMapper().readTree(files().get("graph/manifest.json")).get("loader");
        assertThat(loader.get("format").asText()).isEqualTo("opencypher");
        assertThat(loader.get("userProvidedEdgeIds").asText()).isEqualTo("TRUE");
    }

    @Test
    void refusesWhatOpenCypherHeadersHaveNoFormFor() {
        PropertyPlan tags =
                new PropertyPlan("tags", PropertyType.STRING, Cardinality.SET, SqlTypes.array(SqlTypes.VARCHAR));
        for (NodePlan node : List.of(node(List.of("User"), text("a:b")), node(List.of("User"), tags))) {
            CompiledProject project = GraphFixture.project(target("format", "opencypher"), Optional.empty(), node);
            assertThatThrownBy(() -> write(project, Map.of()))
                    .isInstanceOfSatisfying(
                            GraphcException.class,
                            e -> assertThat(e.diagnostic().code())
                                    .isIn(
                                            DiagnosticCode.PROPERTY_NAME_NOT_ON_TARGET,
                                            DiagnosticCode.TYPE_NOT_ON_TARGET));
        }
    }

    @Test
    void manifestNamesEachFileAndWhatTheLoaderNeeds() throws IOException {
        writeUsers(target(), "Ann", "Bob");
        JsonNode manifest = new ObjectMapper().readTree(files().get("graph/manifest.json"));
        assertThat(manifest.at("/loader/parserConfiguration/allowEmptyStrings").asBoolean())
                .isTrue();
        assertThat(manifest.at("/elements/0/rows").asLong()).isEqualTo(2);
        JsonNode file = manifest.at("/sets/0/files/0");
        Path data = folder.resolve("graph").resolve(file.get("path").asText());
        assertThat(file.get("rows").asLong()).isEqualTo(2);
        assertThat(file.get("records").asLong())
                .isEqualTo(NeptuneGraph.loadSets(folder.resolve("graph")).records());
        assertThat(file.get("bytes").asLong()).isEqualTo(Files.size(data));
        assertThat(file.get("crc32c").asText()).isEqualTo("" + checksum(data));
    }

    private static String checksum(Path file) throws IOException {
        java.util.zip.CRC32C sum = new java.util.zip.CRC32C();
        sum.update(Files.readAllBytes(file));
        long value = sum.getValue();
        byte[] bytes = {(byte) (value >> 24), (byte) (value >> 16), (byte) (value >> 8), (byte) value};
        return java.util.Base64.getEncoder().encodeToString(bytes);
    }

    @Test
    void splitsFilesBeforeTheyPassTheLimit() throws IOException {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            names.add("name-" + i);
        }
        writeUsers(target("max_file_size", "1KB"), names.toArray(String[]::new));
        Map<String, String> files = files();
        files.remove("graph/manifest.json");
        assertThat(files).hasSizeGreaterThan(10).containsKey("graph/load-000001/nodes/User-00002.csv");
        assertThat(files.values())
                .allSatisfy(text -> assertThat(text)
                        .startsWith("~id,~label,name:String(single)\n")
                        .endsWith("\n")
                        .hasSizeLessThanOrEqualTo(1024));
        assertThat(NeptuneGraph.loadSets(folder.resolve("graph")).vertices()).hasSize(500);
    }

    @Test
    void compressesToTheSameBytesEachTime() throws IOException {
        writeUsers(target("gzip", true), "Ann", "Bob");
        Path file = folder.resolve("graph/load-000001/nodes/User-00001.csv.gz");
        byte[] first = Files.readAllBytes(file);
        writeUsers(target("gzip", true), "Ann", "Bob");
        assertThat(Files.readAllBytes(file)).isEqualTo(first);
        assertThat(NeptuneGraph.loadSets(folder.resolve("graph")).vertices()).hasSize(2);
    }

    @Test
    void filesOfTheRunBeforeVanish() throws IOException {
        NodePlan old = node(List.of("Old"), text("name"));
        write(GraphFixture.project(target(), Optional.empty(), old), Map.of(old, List.of(List.of("Old|1", "x"))));
        writeUsers(target(), "Ann");
        assertThat(files()).containsOnlyKeys("graph/manifest.json", "graph/load-000001/nodes/User-00001.csv");
    }

    @Test
    void aRunThatBreaksOffLeavesTheGraphBefore() throws IOException {
        writeUsers(target(), "Ann");
        Map<String, String> before = files();
        assertProblem(
                () -> writeUsers(target(), "Bob", "nul \0"),
                DiagnosticCode.BAD_VALUE,
                "`~id` of node `User|nul \\0` (`User`) holds a NUL character");
        assertThat(files()).isEqualTo(before);
        CompiledProject project = GraphFixture.project(target(), Optional.empty(), USER);
        try (GraphWriter writer = new GraphWriters(folder).create(project)) {
            writer.open(project);
            writer.write(USER, GraphFixture.rows(USER, List.of(List.of("User|x", "x"))), WriteMode.UNKNOWN);
        }
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void takesUpWhatAKilledRunLeft() throws IOException {
        writeUsers(target(), "Ann");
        Files.createDirectories(folder.resolve(".graph.graphc-new/nodes"));
        Files.writeString(folder.resolve(".graph.graphc-new/.graphc-writing"), "");
        Files.writeString(folder.resolve(".graph.graphc-new/nodes/User-00001.csv"), "half");
        Files.move(folder.resolve("graph"), folder.resolve(".graph.graphc-old"));
        CompiledProject project = GraphFixture.project(target(), Optional.empty(), USER);
        try (GraphWriter writer = new GraphWriters(folder).create(project)) {
            writer.open(project);
            assertThat(writer.count(USER)).isEqualTo(1);
        }
        assertThat(files()).containsOnlyKeys("graph/manifest.json", "graph/load-000001/nodes/User-00001.csv");
    }

    @Test
    void refusesAFolderWithFilesOfOthers() throws IOException {
        Files.createDirectories(folder.resolve("graph/nodes"));
        Files.writeString(folder.resolve("graph/nodes/mine.csv"), "x");
        assertProblem(() -> writeUsers(target(), "Ann"), DiagnosticCode.CANNOT_WRITE, "did not write");
        assertThat(files()).containsOnlyKeys("graph/nodes/mine.csv");
        Files.delete(folder.resolve("graph/nodes/mine.csv"));
        writeUsers(target(), "Ann");
        Files.writeString(folder.resolve("graph/notes.txt"), "mine");
        assertProblem(() -> writeUsers(target(), "Bob"), DiagnosticCode.CANNOT_WRITE, "did not write");
        assertThat(files()).containsEntry("graph/notes.txt", "mine");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"../victim.csv", "nodes/../../victim.csv", "/victim.csv", "C:victim.csv", "..\\\\victim.csv"})
    void deletesNothingThatAForgedManifestNamesOutsideOfTheFolder(String path) throws IOException {
        writeUsers(target(), "Ann");
        Files.writeString(folder.resolve("victim.csv"), "x");
        Path manifest = folder.resolve("graph/manifest.json");
        String forged = Files.readString(manifest).replace("load-000001/nodes/User-00001.csv", path);
        Files.writeString(manifest, forged);
        assertProblem(() -> writeUsers(target(), "Bob"), DiagnosticCode.CANNOT_WRITE, "did not write");
        assertThat(files())
                .containsEntry("victim.csv", "x")
                .containsEntry("graph/manifest.json", forged)
                .containsKey("graph/load-000001/nodes/User-00001.csv");
    }

    @Test
    void refusesAFileInTheFoldersPlace() throws IOException {
        Files.writeString(folder.resolve("graph"), "x");
        assertProblem(() -> writeUsers(target(), "Ann"), DiagnosticCode.CANNOT_WRITE, "is a file, expected a folder");
    }

    @Test
    void refusesASecondRunAtTheSameTime() {
        CompiledProject project = GraphFixture.project(target(), Optional.empty(), USER);
        try (GraphWriter first = new GraphWriters(folder).create(project)) {
            first.open(project);
            assertProblem(
                    () -> writeUsers(target(), "Ann"), DiagnosticCode.CANNOT_WRITE, "another run of graphc is writing");
            first.commit();
        }
    }

    @Test
    void keepsFilesOfLikeNamesApart() throws IOException {
        NodePlan upper = node(List.of("USER"), text("name"));
        NodePlan odd = node(List.of("Us/er"), text("name"));
        Map<ElementPlan, List<List<Object>>> rows = new LinkedHashMap<>();
        for (NodePlan plan : List.of(USER, upper, odd)) {
            rows.put(plan, List.of(List.of(plan.name() + "|1", "x")));
        }
        write(GraphFixture.project(target(), Optional.empty(), USER, upper, odd), rows);
        assertThat(files().keySet().stream().map(name -> name.toLowerCase(java.util.Locale.ROOT)))
                .doesNotHaveDuplicates()
                .hasSize(4)
                .allMatch(name -> name.matches("[a-z0-9_./-]+"));
        assertThat(NeptuneGraph.loadSets(folder.resolve("graph")).vertices()).hasSize(3);
    }

    @Test
    void refusesNamesThatHaveNoFormInAHeader() {
        for (String name : List.of("", "two words", "a,b", "~id", "say\"", "tail\\", "a\\:b", "new\nline")) {
            NodePlan node = node(List.of("User"), text(name));
            assertProblem(
                    () -> write(GraphFixture.project(target(), Optional.empty(), node), Map.of()),
                    DiagnosticCode.PROPERTY_NAME_NOT_ON_TARGET,
                    "CSV header cannot hold");
        }
        NodePlan label = node(List.of("User", "tail\\"), text("name"));
        assertProblem(
                () -> write(GraphFixture.project(target(), Optional.empty(), label), Map.of()),
                DiagnosticCode.LABEL_NOT_ON_TARGET,
                "cannot be written for Neptune");
        RelationshipPlan several = relationship(
                "KNOWS",
                "User",
                "User",
                new PropertyPlan("tags", PropertyType.STRING, Cardinality.LIST, SqlTypes.array(SqlTypes.VARCHAR)));
        assertProblem(
                () -> write(GraphFixture.project(target(), Optional.empty(), several), Map.of()),
                DiagnosticCode.TYPE_NOT_ON_TARGET,
                "Neptune relationships hold one");
    }

    @Test
    void refusesValuesThatNeptuneCannotHold() {
        NodePlan node = node(
                List.of("User"),
                text("name"),
                property("small", PropertyType.BYTE, SqlTypes.INTEGER),
                new PropertyPlan("tags", PropertyType.STRING, Cardinality.SET, SqlTypes.array(SqlTypes.VARCHAR)),
                property("at", PropertyType.LOCALDATETIME, SqlTypes.timestamp(6)));
        Map<List<Object>, String> refused = new LinkedHashMap<>();
        LocalDateTime time = LocalDateTime.of(2024, 1, 1, 0, 0);
        refused.put(List.of("User|1", "a\0b", 1, List.of(), time), "property `name` of node `User|1` (`User`) holds");
        refused.put(List.of("User|2", "x".repeat(55_000_001), 1, List.of(), time), "at most 55000000");
        refused.put(List.of("User|3", "x", 128, List.of(), time), "is 128, expected a whole number from -128 to 127");
        refused.put(List.of("User|4", "x", 1, List.of("a\\"), time), "ends in a backslash");
        refused.put(List.of("User|5", "x", 1, List.of(), time.withYear(10_000)), "outside the years 0000 to 9999");
        refused.forEach((row, message) -> assertProblem(
                () -> write(GraphFixture.project(target(), Optional.empty(), node), Map.of(node, List.of(row))),
                DiagnosticCode.BAD_VALUE,
                message));
    }

    @Test
    void keepsMillisecondsWhereAsked() throws IOException {
        NodePlan node = node(List.of("User"), property("at", PropertyType.LOCALDATETIME, SqlTypes.timestamp(6)));
        LocalDateTime time = LocalDateTime.of(1969, 12, 31, 23, 59, 59, 7_900_000);
        CompiledProject project =
                GraphFixture.project(target("timestamp_precision", "millisecond"), Optional.empty(), node);
        write(project, Map.of(node, List.of(List.of("User|1", time))));
        assertThat(files().get("graph/load-000001/nodes/User-00001.csv"))
                .endsWith("User|1,User,1969-12-31T23:59:59.007Z\n");
    }

    @ParameterizedTest
    @CsvSource({
        "gzip, maybe, VALUE_NOT_ALLOWED",
        "max_file_size, huge, VALUE_NOT_ALLOWED",
        "timestamp_precision, day, VALUE_NOT_ALLOWED",
        "format, csv, VALUE_NOT_ALLOWED",
        "path, '', MISSING_KEY",
        "gzipp, true, UNKNOWN_KEY",
    })
    void refusesWrongSettings(String key, String value, DiagnosticCode code) {
        assertProblem(() -> writeUsers(target(key, value), "Ann"), code, "graph output `csv`");
    }

    @Test
    void refusesATypeThatItDoesNotKnow() {
        CompiledProject project =
                GraphFixture.project(new GraphTarget("g", "neptun", Map.of()), Optional.empty(), USER);
        assertThatThrownBy(() -> new GraphWriters(folder).create(project))
                .isInstanceOfSatisfying(
                        GraphcException.class,
                        e -> assertThat(e.diagnostic().code()).isEqualTo(DiagnosticCode.VALUE_NOT_ALLOWED));
    }
}
