package io.graphc.runtime.diff;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.plan.CompiledProject;
import io.graphc.plan.ElementPlan;
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
import io.graphc.runtime.emit.GraphWriters;
import io.graphc.runtime.engine.QueryEngineFactory;
import io.graphc.runtime.engine.duckdb.DuckDbEngines;
import io.graphc.testkit.neptune.NeptuneGraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tenant goes out of load sets that lie beside those of another one. */
class RemovalTest {
    private static final GraphTarget TARGET = new GraphTarget("csv", "neptune_csv", Map.of("path", "graph"));

    @TempDir
    Path folder;

    QueryEngineFactory engines() {
        return new DuckDbEngines(folder);
    }

    People people(String tenant, int count) {
        People people = People.of(count);
        people.target = TARGET;
        people.tenant = Optional.of(tenant);
        people.scope = ElementPlan.Scope.GLOBAL;
        people.withRelationships = false;
        return people;
    }

    @BeforeEach
    void loadsTwoTenants() {
        for (People people : List.of(people("acme", 3), people("brick", 5))) {
            assertThat(new ProjectRunner(
                                    folder, engines(), new GraphWriters(folder), new TickingClock(), RunListener.NONE)
                            .run(people.project(), RunOptions.of(RunMode.RUN))
                            .allDiagnostics())
                    .isEmpty();
        }
    }

    private GraphRemoval.Outcome remove() {
        CompiledProject empty = new Plans()
                .database("people.duckdb")
                .target(TARGET)
                .tenant("brick")
                .project();
        return new GraphRemoval(engines(), new GraphWriters(folder), new TickingClock())
                .remove(empty, RelationName.of("graphc_brick", ""), new GraphRemoval.Choices(false, true));
    }

    @Test
    void whatAnotherTenantHasStays() {
        GraphRemoval.Outcome outcome = remove();
        assertThat(outcome.problems()).isEmpty();
        assertThat(outcome.done()).isTrue();
        assertThat(outcome.changes()).hasSize(1);
        assertThat(outcome.changes().get(0).difference().deletes()).isEqualTo(2);
        assertThat(outcome.changes().get(0).difference().released()).isEqualTo(3);
        assertThat(NeptuneGraph.loadSets(folder.resolve("graph/brick"))
                        .vertices()
                        .keySet())
                .containsExactlyInAnyOrder("Person|0", "Person|1", "Person|2");
    }

    /** Both folders are loaded into one graph, in whichever order. */
    @Test
    void aLoadDeletesNothingThatAnotherFolderHas() throws IOException {
        assertThat(run(people("brick", 1)).allDiagnostics()).isEmpty();
        assertThat(deleted("brick")).containsExactly("~id\nPerson|3\nPerson|4\n");
        assertThat(run(people("acme", 1)).allDiagnostics()).isEmpty();
        assertThat(deleted("acme")).containsExactly("~id\nPerson|1\nPerson|2\n");
        assertThat(run(people("brick", 4)).allDiagnostics()).isEmpty();
        assertThat(deleted("brick")).hasSize(1);
    }

    RunReport run(People people) {
        return new ProjectRunner(folder, engines(), new GraphWriters(folder), new TickingClock(), RunListener.NONE)
                .run(people.project(), RunOptions.of(RunMode.RUN).withAllowDeletes(true));
    }

    private List<String> deleted(String tenant) throws IOException {
        try (Stream<Path> all = Files.walk(folder.resolve("graph").resolve(tenant))) {
            List<String> texts = new ArrayList<>();
            for (Path file : all.filter(file -> file.toString().contains("deletes") && Files.isRegularFile(file))
                    .sorted()
                    .toList()) {
                texts.add(Files.readString(file));
            }
            return texts;
        }
    }

    @Test
    void deletesAreWrittenAlsoWhereTheFolderWasEmptied() throws IOException {
        try (Stream<Path> all = Files.walk(folder.resolve("graph/brick"))) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
        GraphRemoval.Outcome outcome = remove();
        assertThat(outcome.problems()).isEmpty();
        assertThat(outcome.done()).isTrue();
        try (Stream<Path> all = Files.walk(folder.resolve("graph/brick"))) {
            List<Path> deletes = all.filter(file -> file.toString().contains("deletes") && Files.isRegularFile(file))
                    .toList();
            assertThat(deletes).hasSize(1);
            assertThat(deletes.get(0)).content().isEqualTo("~id\nPerson|3\nPerson|4\n");
        }
    }
}
