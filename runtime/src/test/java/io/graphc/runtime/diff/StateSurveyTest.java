package io.graphc.runtime.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.ElementPlan;
import io.graphc.plan.GraphTarget;
import io.graphc.plan.RelationName;
import io.graphc.runtime.ProjectRunner;
import io.graphc.runtime.RunListener;
import io.graphc.runtime.RunMode;
import io.graphc.runtime.RunOptions;
import io.graphc.runtime.RunReport;
import io.graphc.runtime.TickingClock;
import io.graphc.runtime.emit.GraphWriters;
import io.graphc.runtime.engine.QueryEngine;
import io.graphc.runtime.engine.QueryEngineFactory;
import io.graphc.runtime.engine.duckdb.DuckDbEngines;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found of states, with and without transactions, and what ledgers that cannot be read do to that. */
class StateSurveyTest {
    @TempDir
    Path folder;

    private People people(String tenant, int count, String path) {
        People people = People.of(count);
        people.target = new GraphTarget("csv", "neptune_csv", Map.of("path", path));
        people.tenant = Optional.of(tenant);
        people.scope = ElementPlan.Scope.GLOBAL;
        people.withRelationships = false;
        return people;
    }

    private QueryEngineFactory engines(boolean logged) {
        return logged ? new LoggedEngines(folder) : new DuckDbEngines(folder);
    }

    private RunReport load(boolean logged, CompiledProject project) {
        RunReport report = new ProjectRunner(
                        folder, engines(logged), new GraphWriters(folder), new TickingClock(), RunListener.NONE)
                .run(project, RunOptions.of(RunMode.RUN).withAllowDeletes(true));
        assertThat(report.allDiagnostics()).isEmpty();
        return report;
    }

    private StateSurvey.Found survey(boolean logged, String project, String... staged) {
        CompiledProject any = people("acme", 1, "graph").project();
        try (QueryEngine engine = engines(logged).create(any)) {
            engine.open(any);
            List<RelationName> schemas = new ArrayList<>();
            for (String schema : staged) {
                schemas.add(RelationName.of(schema, ""));
            }
            return new StateSurvey(engine, project, schemas).all();
        }
    }

    private List<String> ledgers() {
        CompiledProject any = people("acme", 1, "graph").project();
        try (QueryEngine engine = engines(true).create(any)) {
            engine.open(any);
            return Ledger.find(engine, Optional.empty(), "graphc_ledger_%").stream()
                    .map(RelationName::identifier)
                    .toList();
        }
    }

    private void unreadable(String schema, String ledger) {
        CompiledProject any = people("acme", 1, "graph").project();
        try (QueryEngine engine = new DuckDbEngines(folder).create(any)) {
            engine.open(any);
            engine.execute(
                    List.of(
                            "CREATE SCHEMA IF NOT EXISTS " + schema,
                            "CREATE VIEW " + schema + "." + ledger
                                    + " AS SELECT CAST(error('in another format') AS BIGINT) AS page, 0 AS part, 0 AS parts, '' AS text"));
        }
    }

    /** Also what the profile names no more. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void findsAllGraphsOfAProjectAndNoneOfAnother(boolean logged) {
        load(logged, people("acme", 3, "graph").project());
        load(logged, people("brick", 5, "graph").project());
        load(logged, people("brick", 4, "moved").project());
        assertThat(survey(logged, "shop").held())
                .extracting(HeldGraph::tenant, HeldGraph::place, HeldGraph::nodes)
                .containsExactlyInAnyOrder(
                        tuple("acme", "graph/acme", 3L),
                        tuple("brick", "graph/brick", 5L),
                        tuple("brick", "moved/brick", 4L));
        assertThat(survey(logged, "mill").held()).isEmpty();
    }

    /** Such as one in a format that this catalog does not read. */
    @Test
    void ledgersOfOtherProjectsAreNotRead() {
        load(true, people("acme", 3, "graph").project());
        unreadable("elsewhere__state", "graphc_ledger_1234abcd_5678ef_90ab");
        StateSurvey.Found found = survey(true, "shop");
        assertThat(found.held()).hasSize(1);
        assertThat(found.unread()).isEmpty();
    }

    @Test
    void anUnreadableLedgerElsewhereIsToldOf() {
        load(true, people("acme", 3, "graph").project());
        unreadable("elsewhere__state", StateNames.ledgersOf("shop") + "5678ef_90ab");
        StateSurvey.Found found = survey(true, "shop", "graphc_acme");
        assertThat(found.held()).extracting(HeldGraph::tenant).containsExactly("acme");
        assertThat(found.unread()).extracting(Diagnostic::code).containsExactly(DiagnosticCode.STATE_UNREAD);
        assertThat(found.unread().get(0).message()).contains("\"elsewhere__state\"");
        assertThat(found.unread().get(0).notes()).anyMatch(note -> note.contains("in another format"));
    }

    /** Its tenant would seem to be in no graph. */
    @Test
    void anUnreadableLedgerOfATenantThatIsAskedForStopsTheSurvey() {
        load(true, people("acme", 3, "graph").project());
        unreadable("graphc_acme__state", StateNames.ledgersOf("shop") + "5678ef_90ab");
        assertThatThrownBy(() -> survey(true, "shop", "graphc_acme"))
                .isInstanceOf(GraphcException.class)
                .hasMessageContaining("DuckDB");
    }

    /** A graph that does not lie in the project's folder is the same one under the new name. */
    @Test
    void aRenamedProjectGoesOnWithItsState() {
        String path = folder.resolve("outside").toString().replace('\\', '/');
        CompiledProject before = people("acme", 3, path).project();
        load(true, before);
        List<String> old = ledgers();
        RunReport report = load(true, renamed(before));
        assertThat(report.elements().get(0).unchanged()).isEqualTo(3);
        assertThat(survey(true, "shop").held()).isEmpty();
        assertThat(ledgers()).hasSize(1).doesNotContainAnyElementsOf(old);
    }

    private static CompiledProject renamed(CompiledProject project) {
        return new CompiledProject(
                "store",
                project.tenant(),
                project.asOf(),
                project.engine(),
                project.graphTarget(),
                project.sources(),
                project.seeds(),
                project.models(),
                project.tests(),
                project.graph());
    }
}
