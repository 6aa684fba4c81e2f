package io.graphc.runtime.diff;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.plan.CompiledProject;
import io.graphc.plan.NodePlan;
import io.graphc.runtime.ElementReport;
import io.graphc.runtime.ProjectRunner;
import io.graphc.runtime.RunListener;
import io.graphc.runtime.RunMode;
import io.graphc.runtime.RunOptions;
import io.graphc.runtime.RunReport;
import io.graphc.runtime.TickingClock;
import io.graphc.runtime.emit.GraphWriter;
import io.graphc.runtime.engine.QueryEngine;
import io.graphc.runtime.engine.QueryEngineFactory;
import io.graphc.runtime.engine.duckdb.DuckDbEngines;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Loads of types that nothing was ever loaded of: what is asked of the state, and what is left where they break off. */
class FirstLoadTest {
    private static final int STRIDE = 9;

    @TempDir
    Path folder;

    private static QueryEngineFactory engines(boolean logged, Path place) {
        return logged ? new LoggedEngines(place) : new DuckDbEngines(place);
    }

    private static RunReport run(
            Path place, QueryEngineFactory engines, GraphWriter writer, People people, RunMode mode, KillPoint point) {
        return new ProjectRunner(
                        place,
                        compiled -> point.watch(engines.create(compiled)),
                        compiled -> point.watch(writer),
                        new TickingClock(),
                        RunListener.NONE)
                .run(people.project(), RunOptions.of(mode).withAllowDeletes(true));
    }

    private RunReport run(QueryEngineFactory engines, GraphWriter writer, People people) {
        return run(folder, engines, writer, people, RunMode.RUN, new KillPoint(0, () -> {}));
    }

    /** Without the letters and digits that differ from run to run. */
    private static List<String> asked(LoggedEngines engines) {
        List<String> asked = engines.asked.stream()
                .map(one -> one.contains("graphc_")
                        ? one.replaceAll("_[0-9a-f]+(_+[0-9a-z]+)*$", "")
                        : one.replaceAll("_[0-9a-f]+(__[csp])[0-9a-f]{8}.*", "$1"))
                .toList();
        engines.asked.clear();
        return asked;
    }

    @Test
    void eachTypeIsWrittenDownOnce() {
        LoggedEngines engines = new LoggedEngines(folder);
        MemoryGraph writer = new MemoryGraph();
        assertThat(run(engines, writer, People.of(4)).succeeded()).isTrue();
        assertThat(asked(engines))
                .containsExactly(
                        "name graphc_lease",
                        "make Person__s",
                        "make KNOWS__s",
                        "make graphc_ledger",
                        "add graphc_ledger");
        assertThat(run(engines, writer, People.of(4)).succeeded()).isTrue();
        assertThat(asked(engines))
                .as("nothing has changed")
                .containsExactly("name graphc_lease", "read graphc_ledger", "make Person__c", "make KNOWS__c");
    }

    @Test
    void aPlanShowsTheFirstRowsAndWritesNothing() {
        LoggedEngines engines = new LoggedEngines(folder);
        RunReport plan =
                run(folder, engines, new MemoryGraph(), People.of(8), RunMode.PLAN, new KillPoint(0, () -> {}));
        assertThat(plan.allDiagnostics()).isEmpty();
        assertThat(plan.changes().get(0).samples().inserts())
                .extracting(DifferenceSamples.Sample::id)
                .containsExactly("Person|0", "Person|1", "Person|2", "Person|3", "Person|4");
        assertThat(plan.changes().get(1).samples().inserts().get(0).values())
                .singleElement()
                .satisfies(value -> assertThat(value.after()).hasValue("y0"));
        assertThat(asked(engines)).noneMatch(one -> one.contains("Person") || one.contains("KNOWS"));
    }

    /** By a broken connection or the end of the process: what it may have written is put right by the next one. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatALoadThatBrokeOffHasWrittenIsPutRight(boolean logged) {
        boolean reached = true;
        int written = 0;
        for (int i = 0; reached; i++) {
            Path place = folder.resolve("broken" + i);
            assertThat(place.toFile().mkdir()).isTrue();
            MemoryGraph writer = new MemoryGraph();
            KillPoint point = new KillPoint(1L + i * STRIDE, () -> {
                throw new IllegalStateException("broken");
            });
            QueryEngineFactory engines = engines(logged, place);
            reached = isBroken(place, engines, writer, point);
            written += reached && !writer.held.isEmpty() ? 1 : 0;
            People after = People.of(7);
            after.remove("Person|3");
            after.people.remove("Person|6");
            after.knows.remove("KNOWS|5");
            RunReport again = run(place, engines, writer, after, RunMode.RUN, new KillPoint(0, () -> {}));
            assertThat(again.allDiagnostics())
                    .as("after event %s", point.events())
                    .isEmpty();
            assertThat(writer.held)
                    .as("after event %s", point.events())
                    .containsExactlyInAnyOrderElementsOf(
                            Stream.concat(after.people.keySet().stream(), after.knows.keySet().stream())
                                    .toList());
            assertThat(run(place, engines, writer, after, RunMode.RUN, new KillPoint(0, () -> {}))
                            .elements())
                    .extracting(ElementReport::unchanged)
                    .containsExactly(5L, 3L);
        }
        assertThat(written).as("loads that had written something").isPositive();
    }

    private static boolean isBroken(Path place, QueryEngineFactory engines, MemoryGraph writer, KillPoint point) {
        try {
            return !run(place, engines, writer, People.of(7), RunMode.RUN, point)
                    .succeeded();
        } catch (IllegalStateException e) {
            assertThat(e).hasMessage("broken");
            return true;
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void rowsThatTheTargetRefusesAreNotHeld(boolean logged) {
        People people = People.of(5);
        people.withRelationships = false;
        CompiledProject project = people.project();
        NodePlan node = project.graph().nodes().get(0);
        QueryEngineFactory engines = engines(logged, folder);
        MemoryGraph writer = new MemoryGraph();
        try (QueryEngine engine = engines.create(project)) {
            engine.open(project);
            try (GraphState state = GraphState.open(engine, project, writer.location(), new TickingClock())
                    .orElseThrow()) {
                state.take();
                ElementDifference difference = state.compare(
                        node, StagedRows.of(engine.stage(node, true).rows()), false);
                state.begin(1, List.of(difference), false);
                String accepted = "SELECT * FROM " + node.query().staged().quoted() + " WHERE \"~id\" <> 'Person|2'";
                ElementDifference taken = state.takeOut(
                        difference, engine.restage(node, accepted, true).rows());
                assertThat(List.of(taken.inserts(), taken.deletes())).containsExactly(4L, 0L);
                state.commit(List.of(taken));
                assertThat(state.held(node)).hasValue(4L);
            }
        }
        people.people.keySet().forEach(writer.held::add);
        writer.held.remove("Person|2");
        Clock later = Clock.offset(new TickingClock(), Duration.ofHours(1));
        RunReport next = new ProjectRunner(folder, engines, compiled -> writer, later, RunListener.NONE)
                .run(people.project(), RunOptions.of(RunMode.RUN));
        assertThat(next.allDiagnostics()).isEmpty();
        assertThat(next.elements()).extracting(ElementReport::created).containsExactly(1L);
        assertThat(next.elements()).extracting(ElementReport::unchanged).containsExactly(4L);
    }
}
