package io.graphc.runtime.diff;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.ElementPlan;
import io.graphc.plan.GraphTarget;
import io.graphc.plan.NodePlan;
import io.graphc.runtime.ElementReport;
import io.graphc.runtime.Plans;
import io.graphc.runtime.ProjectRunner;
import io.graphc.runtime.RunListener;
import io.graphc.runtime.RunMode;
import io.graphc.runtime.RunOptions;
import io.graphc.runtime.RunReport;
import io.graphc.runtime.emit.GraphWriters;
import io.graphc.runtime.engine.QueryEngine;
import io.graphc.runtime.engine.QueryEngineFactory;
import io.graphc.runtime.engine.duckdb.DuckDbEngines;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several runs that share a target or a database. */
class LeaseTest {
    private static final Clock NOW = Clock.fixed(Plans.AS_OF, ZoneOffset.UTC);

    @TempDir
    Path folder;

    QueryEngineFactory engines() {
        return new DuckDbEngines(folder);
    }

    /** How long a lease lives that is not renewed. */
    Duration duration() {
        return RowLease.DURATION;
    }

    private RunReport run(QueryEngineFactory engines, CompiledProject project, Clock clock) {
        return new ProjectRunner(folder, engines, new GraphWriters(folder), clock, RunListener.NONE)
                .run(project, RunOptions.of(RunMode.RUN).withAllowDeletes(true));
    }

    @Test
    void aSecondRunOnOneTargetAndTenantIsRefusedUntilTheFirstEnds() {
        CompiledProject project = People.of(5).project();
        QueryEngineFactory engines = engines();
        try (QueryEngine engine = engines.create(project)) {
            engine.open(project);
            GraphState first = GraphState.open(engine, project, "graph", NOW).orElseThrow();
            first.take();
            RunReport second = run(engines, project, NOW);
            assertThat(second.succeeded()).isFalse();
            assertThat(second.results()).isEmpty();
            assertThat(second.allDiagnostics()).singleElement().satisfies(problem -> {
                assertThat(problem.code()).isEqualTo(DiagnosticCode.TARGET_IN_USE);
                assertThat(problem.message()).isEqualTo("another run is loading `graph`");
                assertThat(problem.notes())
                        .containsExactly("it began at 2026-01-02T03:04:05Z and is known to live until "
                                + NOW.instant().plus(duration()));
            });
            People other = People.of(5);
            other.target = new GraphTarget("csv", "neptune_csv", Map.of("path", "elsewhere"));
            assertThat(run(engines, other.project(), NOW).succeeded()).isTrue();
            first.close();
            assertThat(run(engines, project, NOW).succeeded()).isTrue();
        }
    }

    @Test
    void aLeaseExpires() {
        CompiledProject project = People.of(5).project();
        QueryEngineFactory engines = engines();
        try (QueryEngine engine = engines.create(project)) {
            engine.open(project);
            try (GraphState stuck =
                    GraphState.open(engine, project, "graph", NOW).orElseThrow()) {
                stuck.take();
                Clock later = Clock.offset(NOW, duration().minus(Duration.ofSeconds(1)));
                assertThat(run(engines, project, later).succeeded()).isFalse();
                assertThat(run(engines, project, Clock.offset(NOW, duration())).succeeded())
                        .isTrue();
            }
        }
    }

    @Test
    void aGlobalElementGoesOnlyWhenNoTenantHasItAnyMore() {
        QueryEngineFactory engines = engines();
        MemoryGraph writer = new MemoryGraph();
        People one = global("one");
        People two = global("two");
        for (People people : new People[] {one, two}) {
            assertThat(load(engines, writer, people).succeeded()).isTrue();
        }
        one.people.remove("Person|3");
        assertThat(load(engines, writer, one).elements())
                .extracting(ElementReport::deleted)
                .containsExactly(0L);
        assertThat(load(engines, writer, one).elements())
                .extracting(ElementReport::unchanged)
                .containsExactly(3L);
        two.people.remove("Person|3");
        assertThat(load(engines, writer, two).elements())
                .extracting(ElementReport::deleted)
                .containsExactly(1L);
        assertThat(writer.deleted).containsExactly("Person|3");
    }

    @Test
    void aGlobalElementOfATypeThatOneTenantHasNoMoreStaysForTheOthers() {
        QueryEngineFactory engines = engines();
        MemoryGraph writer = new MemoryGraph();
        People one = global("one");
        People two = global("two");
        for (People people : new People[] {one, two}) {
            assertThat(load(engines, writer, people).succeeded()).isTrue();
        }
        turnIntoAnimals(one);
        RunReport left = load(engines, writer, one);
        assertThat(left.allDiagnostics()).isEmpty();
        assertThat(writer.deleted).isEmpty();
        RunReport again = load(engines, writer, two);
        assertThat(again.allDiagnostics()).isEmpty();
        assertThat(again.elements()).extracting(ElementReport::unchanged).containsExactly(4L);
        turnIntoAnimals(two);
        assertThat(load(engines, writer, two).succeeded()).isTrue();
        assertThat(writer.deleted).containsExactly("Person|0", "Person|1", "Person|2", "Person|3");
        assertThat(writer.held).containsExactly("Animal|1");
    }

    private static void turnIntoAnimals(People people) {
        people.labels = List.of("Animal");
        people.people.clear();
        people.people.put("Animal|1", new People.Person("Rex", 3L, null));
    }

    @Test
    void aGlobalElementThatTheTargetRefusesFromOneTenantStaysForTheOthers() {
        QueryEngineFactory engines = engines();
        MemoryGraph writer = new MemoryGraph();
        People one = global("one");
        for (People people : new People[] {one, global("two")}) {
            assertThat(load(engines, writer, people).succeeded()).isTrue();
        }
        one.people.put("Person|2", new People.Person("refused", 3L, null));
        one.people.put("Person|9", new People.Person("refused, too", 3L, null));
        CompiledProject project = one.project();
        NodePlan node = project.graph().nodes().get(0);
        try (QueryEngine engine = engines.create(project)) {
            engine.open(project);
            try (GraphState state =
                    GraphState.open(engine, project, writer.location(), NOW).orElseThrow()) {
                state.take();
                long rows = engine.stage(node, true).rows();
                ElementDifference difference = state.compare(node, StagedRows.of(rows), false);
                state.begin(2, List.of(difference), false);
                String accepted = "SELECT * FROM " + node.query().staged().quoted()
                        + " WHERE \"~id\" NOT IN ('Person|2', 'Person|9')";
                long left = engine.restage(node, accepted, true).rows();
                ElementDifference taken = state.takeOut(difference, left);
                assertThat(List.of(taken.deletes(), taken.released())).containsExactly(0L, 1L);
                state.commit(List.of(taken));
                assertThat(state.held(node)).hasValue(3L);
            }
        }
    }

    @Test
    void whatALoadThatBrokeOffMayHaveWrittenStaysWhereAnotherTenantHasIt() {
        QueryEngineFactory engines = engines();
        MemoryGraph writer = new MemoryGraph();
        People one = global("one");
        one.people.put("Person|9", new People.Person("new", 3L, null));
        People two = global("two");
        two.people.put("Person|9", new People.Person("new", 3L, null));
        CompiledProject project = one.project();
        NodePlan node = project.graph().nodes().get(0);
        try (QueryEngine engine = engines.create(project)) {
            engine.open(project);
            try (GraphState state =
                    GraphState.open(engine, project, writer.location(), NOW).orElseThrow()) {
                state.take();
                long rows = engine.stage(node, true).rows();
                state.begin(1, List.of(state.compare(node, StagedRows.of(rows), false)), false);
            }
        }
        assertThat(load(engines, writer, two).succeeded()).isTrue();
        one.people.remove("Person|9");
        assertThat(load(engines, writer, one).succeeded()).isTrue();
        assertThat(writer.deleted).isEmpty();
    }

    private RunReport load(QueryEngineFactory engines, MemoryGraph writer, People people) {
        return new ProjectRunner(folder, engines, project -> writer, NOW, RunListener.NONE)
                .run(people.project(), RunOptions.of(RunMode.RUN).withAllowDeletes(true));
    }

    private static People global(String tenant) {
        People people = People.of(4);
        people.tenant = Optional.of(tenant);
        people.scope = ElementPlan.Scope.GLOBAL;
        people.withRelationships = false;
        return people;
    }
}
