package io.graphc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.testkit.TempProject;
import io.graphc.testkit.neptune.NeptuneGraph;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A public data set with dirty rows: the dirt is counted exactly, the clean part becomes a graph. */
class OpenFlightsTest {
    @TempDir
    Path folder;

    private Path data;
    private TempProject project;

    @BeforeEach
    void copiesTheProject() {
        data = Examples.publicData();
        project = Examples.project("openflights", folder);
    }

    private CommandRun call(String... arguments) {
        return CommandRun.in(project.root())
                .with("GRAPHC_DATA", data.toString())
                .call(arguments);
    }

    @Test
    void countsTheDirtAndWritesTheCleanPart() {
        CommandRun built = call("build");
        assertThat(built.exit()).as(built.err()).isZero();
        assertThat(results())
                .containsExactlyInAnyOrder(
                        "source_not_null_openflights_routes_source_id=220",
                        "source_not_null_openflights_routes_destination_id=221",
                        "source_relationships_openflights_routes_source_id__airport_id__source_openflights_airports_=263",
                        "source_relationships_openflights_routes_destination_id__airport_id__source_openflights_airports_=267",
                        "routes_with_unknown_airline=479",
                        "routes_booked_twice=43");
        NeptuneGraph graph = graph();
        List<List<String>> airports = SimpleCsv.lines(data.resolve("openflights/airports.dat"));
        List<List<String>> airlines = SimpleCsv.lines(data.resolve("openflights/airlines.dat"));
        Set<String> airportIds = ids(airports);
        Set<String> airlineIds = ids(airlines);
        airlineIds.remove("-1");
        List<List<String>> routes = SimpleCsv.lines(data.resolve("openflights/routes.dat")).stream()
                .filter(route -> airlineIds.contains(route.get(1))
                        && airportIds.contains(route.get(3))
                        && airportIds.contains(route.get(5)))
                .toList();
        assertThat(graph.countVertices("Airport")).isEqualTo(airports.size()).isEqualTo(7698);
        assertThat(graph.countVertices("Airline")).isEqualTo(airlineIds.size());
        assertThat(graph.countEdges("ROUTE"))
                .isEqualTo(routes.stream()
                        .map(route -> route.get(1) + "|" + route.get(3) + "|" + route.get(5))
                        .distinct()
                        .count())
                .isEqualTo(66_316);
        assertThat(graph.countEdges("DEPARTS_FROM"))
                .isEqualTo(routes.stream()
                        .map(route -> route.get(1) + "|" + route.get(3))
                        .distinct()
                        .count());
        assertThat(graph.countEdges("IN_COUNTRY")).isEqualTo(airports.size());
        assertThat(graph.edges().values())
                .allSatisfy(edge -> assertThat(graph.vertices()).containsKeys(edge.from(), edge.to()));
    }

    @Test
    void loadsTheSameCountsIntoNeo4j() {
        try (Neo4jDatabase database = Neo4jDatabase.empty()) {
            CommandRun ran = database.credentials(CommandRun.in(project.root()))
                    .with("GRAPHC_DATA", data.toString())
                    .call("run", "--graph-target", "neo4j");
            assertThat(ran.exit()).as(ran.err()).isZero();
            CommandRun written = call("run");
            assertThat(written.exit()).as(written.err()).isZero();
            NeptuneGraph graph = graph();
            for (String label : List.of("Airport", "Airline", "Country")) {
                assertThat(database.labels()).containsEntry(label, graph.countVertices(label));
            }
            for (String type : List.of("ROUTE", "DEPARTS_FROM", "IN_COUNTRY", "BASED_IN")) {
                assertThat(database.types()).containsEntry(type, graph.countEdges(type));
            }
            assertThat(database.labels()).containsEntry("Airport", 7_698L).hasSize(3);
            assertThat(database.types()).containsEntry("ROUTE", 66_316L).hasSize(4);
        }
    }

    @Test
    void stopsBeforeWritingWhenTheMappingReadsTheDirtyTable() {
        project.edit("graph/graph.yml", "from: ref('routes')", "from: source('openflights', 'routes')")
                .edit(
                        "graph/graph.yml",
                        "properties: [airline_id, stops, equipment, codeshare]",
                        "properties: [stops]");
        CommandRun run = call("run");
        assertThat(run.exit()).isEqualTo(1);
        // 423 of 67,663 rows lack a source, a destination or an airline; the ones that name no airport come on top.
        assertThat(run.err())
                .contains("error[GC8001]")
                .contains("error[GC8003]")
                .contains("263")
                .contains("267");
        assertThat(Files.exists(project.root().resolve("target/graph"))).isFalse();
    }

    private NeptuneGraph graph() {
        Path graph = project.root().resolve("target/graph");
        return NeptuneGraph.loadSets(graph);
    }

    private List<String> results() {
        return RunResultsReader.failures(project.root().resolve("target/run_results.json"));
    }

    private static Set<String> ids(List<List<String>> lines) {
        return lines.stream().map(line -> line.get(0)).collect(Collectors.toCollection(TreeSet::new));
    }
}
