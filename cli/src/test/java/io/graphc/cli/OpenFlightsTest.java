package io.graphc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.testkit.TempProject;
import io.graphc.testkit.neptune.NeptuneGraph;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    /** Each kind of dirt has a mapping of its own, so that the file of each holds what was counted of it, no more. */
    private void mapWithPolicies(String limitOfStarts) {
        project.write("models/numbered.sql", """
                {{ config(materialized='table') }}
                select
                    row_number() over (order by airline, airline_id, source, source_id, destination, destination_id,
                        codeshare, stops, equipment) as route_id,
                    airline, airline_id, source, source_id, destination, destination_id, codeshare, stops, equipment,
                    coalesce(cast(airline_id as varchar), '-') as airline_key,
                    coalesce(cast(source_id as varchar), '-') as source_key,
                    coalesce(cast(destination_id as varchar), '-') as destination_key
                from {{ source('openflights', 'routes') }}
                """).write("graph/graph.yml", """
                nodes:
                  - label: Airport
                    from: source('openflights', 'airports')
                    key: airport_id
                    properties: [name]
                  - label: Airline
                    from: source('openflights', 'airlines')
                    key: airline_id
                    properties: [name]
                  - label: Route
                    from: ref('numbered')
                    key: route_id
                    properties: []
                  - label: Booking
                    from: ref('numbered')
                    key: [airline_key, source_key, destination_key]
                    properties: [airline, source, destination, codeshare, stops, equipment]
                    on_duplicate_key: {action: reject, max: 0.2%%}
                relationships:
                  - type: STARTS_AT
                    from: ref('numbered')
                    start: {node: Route, key: route_id}
                    end: {node: Airport, key: source_id}
                    properties: []
                    on_null_key: {action: reject, max: 220}
                    on_missing_endpoint: {action: reject, max: %s}
                  - type: ENDS_AT
                    from: ref('numbered')
                    start: {node: Route, key: route_id}
                    end: {node: Airport, key: destination_id}
                    properties: []
                    on_null_key: reject
                    on_missing_endpoint: {action: reject, max: 0.4%%}
                  - type: FLOWN_BY
                    from: ref('numbered')
                    start: {node: Route, key: route_id}
                    end: {node: Airline, key: airline_id}
                    properties: []
                    on_null_key: reject
                    on_missing_endpoint: reject
                """.formatted(limitOfStarts));
    }

    @Test
    void rejectsExactlyTheRowsThatWereCounted() {
        mapWithPolicies("263");
        CommandRun run = call("run");
        assertThat(run.exit()).as(run.err()).isZero();
        List<List<String>> routes = SimpleCsv.lines(data.resolve("openflights/routes.dat"));
        Set<String> airports = ids(SimpleCsv.lines(data.resolve("openflights/airports.dat")));
        Set<String> airlines = ids(SimpleCsv.lines(data.resolve("openflights/airlines.dat")));
        Map<String, List<List<String>>> byKey = routes.stream()
                .collect(Collectors.groupingBy(route -> route.get(1) + "|" + route.get(3) + "|" + route.get(5)));
        List<List<String>> twice = byKey.values().stream()
                .filter(rows -> rows.size() > 1)
                .flatMap(List::stream)
                .toList();
        assertThat(rejected("relationships/STARTS_AT", "null_key"))
                .hasSize(220)
                .containsExactlyInAnyOrderElementsOf(texts(routes, route -> isNull(route.get(3))));
        assertThat(rejected("relationships/STARTS_AT", "missing_end"))
                .hasSize(263)
                .containsExactlyInAnyOrderElementsOf(
                        texts(routes, route -> !isNull(route.get(3)) && !airports.contains(route.get(3))));
        assertThat(rejected("relationships/ENDS_AT", "null_key"))
                .hasSize(221)
                .containsExactlyInAnyOrderElementsOf(texts(routes, route -> isNull(route.get(5))));
        assertThat(rejected("relationships/ENDS_AT", "missing_end"))
                .hasSize(267)
                .containsExactlyInAnyOrderElementsOf(
                        texts(routes, route -> !isNull(route.get(5)) && !airports.contains(route.get(5))));
        assertThat(rejected("relationships/FLOWN_BY", ""))
                .hasSize(479)
                .containsExactlyInAnyOrderElementsOf(texts(routes, route -> !airlines.contains(route.get(1))));
        assertThat(byKey.values().stream().filter(rows -> rows.size() > 1)).hasSize(43);
        assertThat(rejected("nodes/Booking", "duplicate_key"))
                .containsExactlyInAnyOrderElementsOf(texts(twice, route -> true));
        assertThat(run.err())
                .contains("warning[GC8013]")
                .contains("target/rejects/relationships/STARTS_AT.csv")
                .contains("483 rejected");
        assertThat(graph().countEdges("STARTS_AT")).isEqualTo(routes.size() - 483);
    }

    @Test
    void writesNothingWhenMoreIsRejectedThanAllowed() {
        mapWithPolicies("262");
        CommandRun run = call("run");
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains("error[GC8012]").contains("263 of 67663 rows; `max: 262` allows 262");
        assertThat(Files.exists(project.root().resolve("target/graph"))).isFalse();
        assertThat(rejected("relationships/STARTS_AT", "missing_end")).hasSize(263);
    }

    private static boolean isNull(String value) {
        return value.equals("\\N");
    }

    private static List<String> texts(List<List<String>> routes, Predicate<List<String>> wanted) {
        return routes.stream()
                .filter(wanted)
                .map(route ->
                        route.stream().map(value -> isNull(value) ? "" : value).collect(Collectors.joining("|")))
                .toList();
    }

    /** The routes in a reject file, of one reason or of any. */
    private List<String> rejected(String file, String reason) {
        return SimpleCsv.read(project.root().resolve("target/rejects/" + file + ".csv")).stream()
                .filter(row -> row.get("~reason").contains(reason))
                .map(row -> Stream.of(
                                "airline",
                                "airline_id",
                                "source",
                                "source_id",
                                "destination",
                                "destination_id",
                                "codeshare",
                                "stops",
                                "equipment")
                        .map(row::get)
                        .collect(Collectors.joining("|")))
                .toList();
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
