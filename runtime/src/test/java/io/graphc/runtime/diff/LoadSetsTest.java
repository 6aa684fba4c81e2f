package io.graphc.runtime.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.plan.Cardinality;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.GraphTarget;
import io.graphc.plan.PropertyPlan;
import io.graphc.plan.PropertyType;
import io.graphc.plan.SqlTypes;
import io.graphc.runtime.ElementReport;
import io.graphc.runtime.ProjectRunner;
import io.graphc.runtime.RunListener;
import io.graphc.runtime.RunMode;
import io.graphc.runtime.RunOptions;
import io.graphc.runtime.RunReport;
import io.graphc.runtime.TickingClock;
import io.graphc.runtime.emit.GraphWriter;
import io.graphc.runtime.emit.GraphWriters;
import io.graphc.runtime.emit.gremlin.embedded.EmbeddedContents;
import io.graphc.runtime.engine.QueryEngineFactory;
import io.graphc.runtime.engine.duckdb.DuckDbEngines;
import io.graphc.testkit.neptune.NeptuneEdge;
import io.graphc.testkit.neptune.NeptuneGraph;
import io.graphc.testkit.neptune.NeptuneVertex;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Loads of Neptune CSV, each a difference to the one before. */
class LoadSetsTest {
    @TempDir
    Path folder;

    QueryEngineFactory engines() {
        return new DuckDbEngines(folder);
    }

    private RunReport run(CompiledProject project, RunOptions options) {
        return new ProjectRunner(folder, engines(), new GraphWriters(folder), new TickingClock(), RunListener.NONE)
                .run(project, options);
    }

    RunReport run(People people) {
        return run(people.project(), RunOptions.of(RunMode.RUN));
    }

    RunReport good(RunReport report) {
        assertThat(report.allDiagnostics()).isEmpty();
        assertThat(report.succeeded()).isTrue();
        return report;
    }

    /** Created, updated, unchanged, deleted of each element type. */
    static List<List<Long>> figures(RunReport report) {
        return report.elements().stream()
                .map(element -> List.of(element.created(), element.updated(), element.unchanged(), element.deleted()))
                .toList();
    }

    private Map<String, String> files() {
        Map<String, String> files = new TreeMap<>();
        Path graph = folder.resolve("graph");
        try (Stream<Path> all = Files.walk(graph)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(graph.relativize(file).toString().replace('\\', '/'), Files.readString(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    private static void delete(Path tree) {
        try (Stream<Path> all = Files.walk(tree)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Checks that the sets together give the people as they are. */
    void assertHolds(People people) {
        NeptuneGraph graph = NeptuneGraph.loadSets(folder.resolve("graph"));
        Map<String, NeptuneVertex> vertices = new TreeMap<>();
        people.people.forEach((id, person) -> {
            Map<String, List<Object>> properties = new LinkedHashMap<>();
            properties.put("name", List.of(person.name()));
            if (person.age() != null) {
                properties.put("age", List.of(person.age()));
            }
            Set<Object> tags = new HashSet<>(person.tags() == null ? List.of() : person.tags());
            tags.remove("");
            if (!tags.isEmpty()) {
                properties.put("tags", new ArrayList<>(tags));
            }
            vertices.put(id, new NeptuneVertex(id, new HashSet<>(people.labels), properties));
        });
        for (People.Knows link : people.knows.values()) {
            for (String end : List.of(link.from(), link.to())) {
                vertices.putIfAbsent(end, new NeptuneVertex(end, new HashSet<>(people.labels), Map.of()));
            }
        }
        Map<String, NeptuneEdge> edges = new TreeMap<>();
        people.knows.forEach((id, link) -> edges.put(
                id,
                new NeptuneEdge(
                        id,
                        link.from(),
                        link.to(),
                        "KNOWS",
                        link.since() == null ? Map.of() : Map.of("since", link.since()))));
        assertThat(sorted(graph.vertices())).isEqualTo(sorted(vertices));
        assertThat(graph.edges()).isEqualTo(edges);
        assertThat(EmbeddedContents.read(people.project(), folder)).isEqualTo(contents(people, graph));
    }

    /** As graphc's own reader gives them for tests in Gremlin. */
    private static Map<String, String> contents(People people, NeptuneGraph graph) {
        Map<String, String> contents = new TreeMap<>();
        graph.vertices().forEach((id, vertex) -> {
            Map<String, List<String>> properties = new TreeMap<>();
            vertex.properties()
                    .forEach((name, values) -> properties.put(
                            name, values.stream().map(Object::toString).sorted().toList()));
            properties.values().removeIf(List::isEmpty);
            contents.put(id, String.join("::", people.labels) + " " + properties);
        });
        graph.edges().forEach((id, edge) -> {
            Map<String, List<String>> properties = new TreeMap<>();
            edge.properties().forEach((name, value) -> properties.put(name, List.of(value.toString())));
            contents.put(id, edge.from() + " " + edge.label() + " " + edge.to() + " " + properties);
        });
        return contents;
    }

    private static Map<String, String> sorted(Map<String, NeptuneVertex> vertices) {
        Map<String, String> texts = new TreeMap<>();
        vertices.forEach((id, vertex) -> {
            Map<String, List<String>> properties = new TreeMap<>();
            vertex.properties()
                    .forEach((name, values) -> properties.put(
                            name, values.stream().map(Object::toString).sorted().toList()));
            texts.put(
                    id,
                    new TreeMap<>(properties) + " "
                            + vertex.labels().stream().sorted().toList());
        });
        return texts;
    }

    /** They would go with their nodes, and the state would go on to say that they are there. */
    @Test
    void aRunOfNodesAloneKeepsThoseThatHaveRelationships() {
        People people = People.of(60);
        people.people.put("Person|99", new People.Person("alone", null, null));
        good(run(people));
        people.remove(People.id(3));
        people.people.remove("Person|99");
        RunOptions nodes = RunOptions.of(RunMode.RUN).withSelected(Set.of("node.shop.Person"));
        for (int round = 0; round < 2; round++) {
            RunReport part = good(run(people.project(), nodes));
            assertThat(figures(part)).containsExactly(List.of(0L, 0L, 59L, round == 0 ? 1L : 0L));
            NeptuneGraph graph = NeptuneGraph.loadSets(folder.resolve("graph"));
            assertThat(graph.vertices()).containsKey(People.id(3)).doesNotContainKey("Person|99");
            assertThat(graph.edges()).hasSize(59);
        }
        assertThat(figures(good(run(people)))).containsExactly(List.of(0L, 0L, 59L, 1L), List.of(0L, 0L, 57L, 2L));
        assertHolds(people);
    }

    @Test
    void aSecondRunWithTheSameRowsWritesNothing() {
        People people = People.of(20);
        assertThat(figures(good(run(people)))).containsExactly(List.of(20L, 0L, 0L, 0L), List.of(19L, 0L, 0L, 0L));
        Map<String, String> first = files();
        assertThat(first.keySet())
                .containsExactly(
                        "load-000001/nodes/Person-00001.csv",
                        "load-000001/relationships/KNOWS-00001.csv",
                        "manifest.json");
        assertThat(figures(good(run(people)))).containsExactly(List.of(0L, 0L, 20L, 0L), List.of(0L, 0L, 19L, 0L));
        assertThat(files()).isEqualTo(first);
    }

    @Test
    void oneChangedRowIsOneUpdateInASetOfItsOwn() throws IOException {
        People people = People.of(20);
        good(run(people));
        Map<String, String> first = files();
        people.people.put("Person|7", new People.Person("Ann", null, List.of("t1", "new")));
        assertThat(figures(good(run(people)))).containsExactly(List.of(0L, 1L, 19L, 0L), List.of(0L, 0L, 19L, 0L));
        Map<String, String> second = files();
        first.remove("manifest.json");
        assertThat(second).containsAllEntriesOf(first).hasSize(first.size() + 3);
        assertThat(second)
                .containsEntry(
                        "load-000002/nodes/Person-00001.csv",
                        "~id,~label,name:String(single),age:Long(single),tags:String(set)[]\nPerson|7,Person,Ann,,t1;new\n")
                .containsEntry(
                        "load-000002/deletes/node-properties/Person-00001.csv",
                        "~id,~property\nPerson|7,age\nPerson|7,tags\n");
        JsonNode manifest = new ObjectMapper().readTree(second.get("manifest.json"));
        assertThat(manifest.get("load").asLong()).isEqualTo(2);
        assertThat(manifest.at("/sets/1/changes/0/updated").asLong()).isEqualTo(1);
        assertThat(manifest.at("/elements/0/rows").asLong()).isEqualTo(20);
        assertHolds(people);
    }

    @Test
    void deletesThreePercentAndRefusesTwenty() {
        People people = People.of(100);
        good(run(people));
        for (int i : List.of(50, 98, 99)) {
            people.remove(People.id(i));
        }
        assertThat(figures(good(run(people)))).containsExactly(List.of(0L, 0L, 97L, 3L), List.of(0L, 0L, 95L, 4L));
        assertHolds(people);
        Map<String, String> before = files();
        assertThat(before)
                .containsEntry("load-000002/deletes/nodes/Person-00001.csv", "~id\nPerson|50\nPerson|98\nPerson|99\n");
        for (int i = 0; i < 20; i++) {
            people.people.remove(People.id(i));
            people.remove(People.id(i));
        }
        RunReport refused = run(people);
        assertThat(refused.succeeded()).isFalse();
        assertThat(refused.elements()).isEmpty();
        assertThat(refused.allDiagnostics())
                .extracting(Diagnostic::message)
                .containsExactly("this load would delete 20 of 97 `Person`", "this load would delete 20 of 95 `KNOWS`");
        assertThat(refused.allDiagnostics()).extracting(Diagnostic::code).containsOnly(DiagnosticCode.TOO_MANY_DELETES);
        assertThat(files()).isEqualTo(before);
        assertThat(figures(good(run(people.project(), RunOptions.of(RunMode.RUN).withAllowDeletes(true)))))
                .containsExactly(List.of(0L, 0L, 77L, 20L), List.of(0L, 0L, 75L, 20L));
        assertHolds(people);
    }

    /** It stays for those who know it, but what its row said goes. */
    @Test
    void aMadeNodeInPlaceOfARowCountsAsADelete() {
        People people = People.of(60);
        people.makes = true;
        good(run(people));
        Map<String, String> before = files();
        for (int i : List.of(10, 20, 30)) {
            people.people.remove(People.id(i));
        }
        people.remove(People.id(59));
        for (int round = 0; round < 2; round++) {
            RunReport refused = run(people);
            assertThat(refused.succeeded()).isFalse();
            assertThat(refused.allDiagnostics())
                    .extracting(Diagnostic::message)
                    .containsExactly("this load would delete 1 of 60 `Person` and empty 3, whose rows are gone");
            assertThat(files()).isEqualTo(before);
        }
        ElementChanges planned =
                run(people.project(), RunOptions.of(RunMode.PLAN)).changes().get(0);
        assertThat(planned.refusal()).isPresent();
        assertThat(planned.difference().updates()).isEqualTo(3);
        assertThat(planned.difference().made()).isEqualTo(new ElementDifference.Made(3, 0, 3));
        people.people.put(People.id(30), new People.Person("name 30", 30L, List.of("t0")));
        assertThat(figures(good(run(people)))).containsExactly(List.of(0L, 2L, 57L, 1L), List.of(0L, 0L, 58L, 1L));
        Map<String, NeptuneVertex> vertices =
                NeptuneGraph.loadSets(folder.resolve("graph")).vertices();
        assertThat(vertices).hasSize(59);
        assertThat(vertices.get(People.id(10)).properties()).isEmpty();
        assertThat(vertices.get(People.id(30)).properties()).containsOnlyKeys("name", "age", "tags");
        assertThat(figures(good(run(people)))).containsExactly(List.of(0L, 0L, 59L, 0L), List.of(0L, 0L, 58L, 0L));
    }

    @Test
    void aRowInPlaceOfAMadeNodeIsAnUpdateOfIt() {
        People people = People.of(60);
        people.makes = true;
        People.Person known = people.people.remove(People.id(10));
        people.knows.put("KNOWS|90", new People.Knows(People.id(3), People.id(90), "z"));
        RunReport first = good(run(people));
        assertThat(figures(first).get(0)).containsExactly(61L, 0L, 0L, 0L);
        assertThat(first.elements().get(0).account().made()).isEqualTo(2);
        people.people.put(People.id(10), known);
        people.knows.put("KNOWS|91", new People.Knows(People.id(91), People.id(90), "z"));
        ElementDifference planned = good(run(people.project(), RunOptions.of(RunMode.PLAN)))
                .changes()
                .get(0)
                .difference();
        assertThat(planned.made()).isEqualTo(new ElementDifference.Made(2, 1, 0));
        assertThat(figures(good(run(people))).get(0)).containsExactly(1L, 1L, 60L, 0L);
        // What a made node leaves behind is no row's data: it may go as others may.
        people.knows.remove("KNOWS|91");
        assertThat(figures(good(run(people))).get(0)).containsExactly(0L, 0L, 61L, 1L);
    }

    @Test
    void aMadeNodeInPlaceOfARowIsToldAgainAfterALoadThatWasBrokenOff() {
        People people = People.of(6);
        people.makes = true;
        good(run(people));
        people.people.remove(People.id(3));
        RunOptions allowed = RunOptions.of(RunMode.RUN).withAllowDeletes(true);
        assertThatThrownBy(() -> broken().run(people.project(), allowed)).hasMessage("broken off");
        assertThat(run(people).allDiagnostics())
                .extracting(Diagnostic::message)
                .containsExactly("this load would empty 1 of 6 `Person`, whose rows are gone");
        RunReport report = good(run(people.project(), allowed.withFullRefresh(true)));
        assertThat(figures(report).get(0)).containsExactly(6L, 0L, 0L, 0L);
        assertThat(NeptuneGraph.loadSets(folder.resolve("graph"))
                        .vertices()
                        .get(People.id(3))
                        .properties())
                .isEmpty();
        assertThat(figures(good(run(people))).get(0)).containsExactly(0L, 0L, 6L, 0L);
    }

    @Test
    void limitsOfDeletesGoByTypeAndByNumber() {
        People people = People.of(20);
        people.target = new GraphTarget(
                "csv",
                "neptune_csv",
                Map.of("path", "graph", "max_delete", Map.of("Person", List.of("50%", 2), "KNOWS", 9)));
        good(run(people));
        people.remove("Person|0");
        people.remove("Person|19");
        good(run(people));
        people.remove("Person|1");
        people.remove("Person|2");
        people.remove("Person|3");
        RunReport refused = run(people);
        assertThat(refused.allDiagnostics()).hasSize(1);
        assertThat(refused.allDiagnostics().get(0).notes()).contains("`max_delete` allows `2`");
    }

    @Test
    void followsChangesOfTheMapping() {
        People people = People.of(100);
        List<PropertyPlan> all = people.properties;
        people.properties = all.subList(0, 1);
        good(run(people));
        people.people.put("Person|7", new People.Person("name 7", null, List.of("x")));
        people.properties = all.subList(0, 2);
        assertThat(figures(good(run(people))).get(0)).containsExactly(0L, 99L, 1L, 0L);
        people.properties = all.subList(0, 1);
        assertThat(figures(good(run(people))).get(0)).containsExactly(0L, 99L, 1L, 0L);
        NeptuneGraph graph = NeptuneGraph.loadSets(folder.resolve("graph"));
        assertThat(graph.vertices().values())
                .allSatisfy(vertex -> assertThat(vertex.properties()).containsOnlyKeys("name"));
        people.labels = List.of("Person", "Human");
        assertThat(figures(good(run(people))).get(0)).containsExactly(0L, 100L, 0L, 0L);
        assertThat(NeptuneGraph.loadSets(folder.resolve("graph")).countVertices("Human"))
                .isEqualTo(100);
        people.labels = List.of("Person");
        people.people.put("Person|200", new People.Person("new", null, null));
        assertThat(figures(good(run(people))).get(0)).containsExactly(1L, 100L, 0L, 0L);
        assertThat(NeptuneGraph.loadSets(folder.resolve("graph")).countVertices("Human"))
                .isZero();
        assertThat(files().entrySet().stream().filter(file -> file.getKey().contains("node-labels")))
                .isNotEmpty()
                .allSatisfy(file -> assertThat(file.getValue())
                        .as("a new node has no label to lose")
                        .contains("Person|7,Human")
                        .doesNotContain("Person|200"));
        people.people.remove("Person|200");
        good(run(people));
        people.properties =
                List.of(new PropertyPlan("name", PropertyType.STRING, Cardinality.SINGLE, SqlTypes.VARCHAR));
        assertThat(figures(good(run(people))).get(0)).containsExactly(0L, 0L, 100L, 0L);
    }

    @Test
    void elementsOfATypeThatTheProjectHasNoMoreAreDeletedWithinTheLimit() {
        People people = People.of(30);
        good(run(people));
        people.withRelationships = false;
        people.knows.clear();
        RunReport refused = run(people);
        assertThat(refused.allDiagnostics())
                .extracting(Diagnostic::message)
                .containsExactly("this load would delete 29 of 29 `KNOWS`, which the project has no more");
        RunReport allowed =
                good(run(people.project(), RunOptions.of(RunMode.RUN).withAllowDeletes(true)));
        assertThat(allowed.elements())
                .extracting(element -> element.element().pattern(), ElementReport::retired, ElementReport::deleted)
                .containsExactly(tuple("(Person)", false, 0L), tuple("(Person)-[KNOWS]->(Person)", true, 29L));
        assertHolds(people);
        RunReport next = good(run(people));
        assertThat(next.results()).noneMatch(result -> result.step().id().contains("KNOWS"));
        assertThat(next.elements()).extracting(ElementReport::retired).containsExactly(false);
    }

    @Test
    void writesAllAnewWhenTheFolderIsGoneAndSaysSo() {
        People people = People.of(10);
        good(run(people));
        delete(folder.resolve("graph"));
        RunReport report = run(people);
        assertThat(report.succeeded()).isTrue();
        assertThat(report.allDiagnostics())
                .extracting(Diagnostic::message)
                .containsExactly("`graph` does not hold load 1, which the state remembers: everything is written anew");
        assertThat(figures(report).get(0)).containsExactly(10L, 0L, 0L, 0L);
        assertHolds(people);
        assertThat(figures(good(run(people))).get(0)).containsExactly(0L, 0L, 10L, 0L);
    }

    @Test
    void filesOfAnotherFormatAreANewBase() {
        People people = People.of(50);
        people.people.replaceAll((id, person) -> new People.Person(person.name(), person.age(), null));
        people.properties = people.properties.subList(0, 2);
        good(run(people));
        people.target = new GraphTarget("csv", "neptune_csv", Map.of("path", "graph", "format", "opencypher"));
        RunReport report = run(people);
        assertThat(report.succeeded()).isTrue();
        assertThat(report.allDiagnostics())
                .extracting(Diagnostic::message)
                .containsExactly("`graph` holds loads in another format: everything is written anew");
        assertThat(files().get("load-000001/nodes/Person-00001.csv")).startsWith(":ID,:LABEL,name:String,age:Long\n");
        assertHolds(people);
        people.people.put("Person|7", new People.Person("Ann", null, null));
        people.remove("Person|49");
        assertThat(figures(good(run(people))).get(0)).containsExactly(0L, 1L, 48L, 1L);
        assertHolds(people);
    }

    @Test
    void aFullRefreshStartsANewBaseAndNamesWhatIsToGo() {
        People people = People.of(100);
        good(run(people));
        people.people.put("Person|7", new People.Person("Ann", null, null));
        good(run(people));
        people.remove("Person|99");
        RunReport report = good(run(people.project(), RunOptions.of(RunMode.RUN).withFullRefresh(true)));
        assertThat(figures(report).get(0)).containsExactly(99L, 0L, 0L, 0L);
        assertThat(files().keySet())
                .containsExactly(
                        "load-000001/deletes/nodes/Person-00001.csv",
                        "load-000001/deletes/relationships/KNOWS-00001.csv",
                        "load-000001/nodes/Person-00001.csv",
                        "load-000001/relationships/KNOWS-00001.csv",
                        "manifest.json");
        assertHolds(people);
        assertThat(figures(good(run(people))).get(0)).containsExactly(0L, 0L, 99L, 0L);
    }

    @Test
    void aSelectionLoadsItsTypesAlone() {
        People people = People.of(20);
        good(run(people));
        people.people.put("Person|7", new People.Person("Ann", null, null));
        people.knows.put("KNOWS|3", new People.Knows("Person|3", "Person|7", "z"));
        RunOptions nodes = RunOptions.of(RunMode.RUN).withSelected(Set.of("node.shop.Person"));
        assertThat(figures(good(run(people.project(), nodes)))).containsExactly(List.of(0L, 1L, 19L, 0L));
        assertThat(figures(good(run(people.project(), nodes.withFullRefresh(true)))))
                .containsExactly(List.of(0L, 20L, 0L, 0L));
        assertThat(figures(good(run(people)))).containsExactly(List.of(0L, 0L, 20L, 0L), List.of(0L, 1L, 18L, 0L));
        assertHolds(people);
    }

    @Test
    void youngElementsWaitBeforeTheyAreDeleted() {
        People people = People.of(100);
        people.target =
                new GraphTarget("csv", "neptune_csv", Map.of("path", "graph", "min_age", Map.of("Person", "7 days")));
        good(run(people));
        people.remove("Person|99");
        RunReport report = good(run(people));
        assertThat(report.elements()).extracting(ElementReport::deleted).containsExactly(0L, 1L);
        assertThat(report.elements()).extracting(ElementReport::kept).containsExactly(1L, 0L);
        assertThat(NeptuneGraph.loadSets(folder.resolve("graph")).vertices()).hasSize(100);
        people.target = new GraphTarget("csv", "neptune_csv", Map.of("path", "graph"));
        assertThat(good(run(people)).elements())
                .extracting(ElementReport::deleted)
                .containsExactly(1L, 0L);
        assertHolds(people);
    }

    @Test
    void aPlanTellsWhatARunDoesAndDoesNothing() {
        People people = People.of(100);
        good(run(people));
        Map<String, String> before = files();
        people.people.put("Person|7", new People.Person("Ann", null, List.of("t1")));
        people.people.put("Person|100", new People.Person("Zoe", 1L, null));
        people.remove("Person|99");
        for (int i = 0; i < 2; i++) {
            RunReport plan = good(run(people.project(), RunOptions.of(RunMode.PLAN)));
            ElementChanges nodes = plan.changes().get(0);
            assertThat(nodes.difference().inserts()).isEqualTo(1);
            assertThat(nodes.difference().updates()).isEqualTo(1);
            assertThat(nodes.difference().deletes()).isEqualTo(1);
            assertThat(nodes.difference().unchanged()).isEqualTo(98);
            assertThat(nodes.samples().changedProperties()).isEqualTo(Map.of("name", 1L, "age", 1L));
            assertThat(nodes.samples().updates())
                    .hasToString(
                            "[Sample[id=Person|7, values=[Value[property=name, before=Optional[name 7], after=Optional[Ann], types=Optional.empty],"
                                    + " Value[property=age, before=Optional[7], after=Optional.empty, types=Optional.empty]]]]");
            assertThat(nodes.samples().inserts().get(0).id()).isEqualTo("Person|100");
            assertThat(nodes.samples().deletes().get(0).id()).isEqualTo("Person|99");
            assertThat(files()).isEqualTo(before);
        }
        assertThat(figures(good(run(people))).get(0)).containsExactly(1L, 1L, 98L, 1L);
    }

    @Test
    void manyRandomLoadsAddUpToTheGraph() {
        SplittableRandom random = new SplittableRandom(20261121);
        People people = People.of(30);
        for (int load = 0; load < 25; load++) {
            good(run(people.project(), RunOptions.of(RunMode.RUN).withAllowDeletes(true)));
            assertHolds(people);
            people.change(random);
        }
    }

    @Test
    void manyRandomLoadsAddUpToTheGraphAlsoWhereRowsGoWhoseNodesStay() {
        SplittableRandom random = new SplittableRandom(20261123);
        People people = People.of(30);
        people.makes = true;
        long emptied = 0;
        for (int load = 0; load < 20; load++) {
            RunReport report =
                    good(run(people.project(), RunOptions.of(RunMode.RUN).withAllowDeletes(true)));
            emptied += report.elements().get(0).emptied();
            assertHolds(people);
            people.change(random);
            people.people.remove(List.copyOf(people.people.keySet()).get(random.nextInt(people.people.size())));
        }
        assertThat(emptied).isPositive();
    }

    /** Its elements may be on the target, and the state has no table of them. */
    @Test
    void aTypeWhoseFirstLoadWasBrokenOffMayGo() {
        People people = People.of(6);
        assertThatThrownBy(() -> broken().run(people.project(), RunOptions.of(RunMode.RUN)))
                .hasMessage("broken off");
        people.withRelationships = false;
        people.knows.clear();
        good(run(people));
        assertHolds(people);
        assertThat(figures(good(run(people))).get(0)).containsExactly(0L, 0L, 6L, 0L);
    }

    private ProjectRunner broken() {
        GraphWriters writers = new GraphWriters(folder);
        return new ProjectRunner(
                folder, engines(), project -> breaking(writers.create(project)), new TickingClock(), RunListener.NONE);
    }

    private static GraphWriter breaking(GraphWriter writer) {
        return (GraphWriter) Proxy.newProxyInstance(
                GraphWriter.class.getClassLoader(), new Class<?>[] {GraphWriter.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("commit")) {
                        throw new IllegalStateException("broken off");
                    }
                    try {
                        return method.invoke(writer, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
