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
import io.graphc.runtime.ElementReport;
import io.graphc.runtime.GraphRemoval;
import io.graphc.runtime.Plans;
import io.graphc.runtime.ProjectRunner;
import io.graphc.runtime.RunListener;
import io.graphc.runtime.RunMode;
import io.graphc.runtime.RunOptions;
import io.graphc.runtime.RunReport;
import io.graphc.runtime.TickingClock;
import io.graphc.runtime.emit.GraphWriters;
import io.graphc.runtime.engine.OwnTables;
import io.graphc.runtime.engine.QueryEngine;
import io.graphc.runtime.engine.QueryEngineFactory;
import io.graphc.runtime.engine.duckdb.DuckDbEngines;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
        return load(engines(logged), project);
    }

    private RunReport load(QueryEngineFactory engines, CompiledProject project) {
        RunReport report = run(engines, project);
        assertThat(report.allDiagnostics()).isEmpty();
        return report;
    }

    private RunReport run(QueryEngineFactory engines, CompiledProject project) {
        return run(engines, project, RunOptions.of(RunMode.RUN).withAllowDeletes(true));
    }

    private RunReport run(QueryEngineFactory engines, CompiledProject project, RunOptions options) {
        return new ProjectRunner(folder, engines, new GraphWriters(folder), new TickingClock(), RunListener.NONE)
                .run(project, options);
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

    /** The project of a name, whose graph does not lie in its folder and so is the same one under each name. */
    private People named(String project, String tenant, int count) {
        People people =
                people(tenant, count, folder.resolve("outside").toString().replace('\\', '/'));
        people.name = project;
        people.withRelationships = true;
        return people;
    }

    private static List<Long> changes(RunReport report) {
        return report.elements().stream()
                .map(element -> element.created() + element.updated() + element.deleted())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aRenamedProjectGoesOnWithItsState(boolean logged) {
        load(logged, named("shop", "acme", 4).project());
        assertThat(changes(load(logged, named("store", "acme", 4).project()))).containsExactly(0L, 0L);
        assertThat(survey(logged, "shop").held()).isEmpty();
        assertThat(survey(logged, "store").held())
                .extracting(HeldGraph::tenant, HeldGraph::nodes, HeldGraph::relationships, HeldGraph::unfinished)
                .containsExactly(tuple("acme", 4L, 3L, false));
        RunReport fewer = load(logged, named("store", "acme", 3).project());
        assertThat(fewer.elements()).extracting(ElementReport::deleted).containsExactly(1L, 1L);
        assertThat(fewer.elements()).extracting(ElementReport::created).containsExactly(0L, 0L);
    }

    /** What the other tenant has stays though no run under the new name has come to it. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aRenamedProjectKnowsWhatOtherTenantsHave(boolean logged) {
        load(logged, named("shop", "acme", 4).project());
        load(logged, named("shop", "brick", 3).project());
        RunReport fewer = load(logged, named("store", "acme", 2).project());
        assertThat(fewer.elements().get(0).deleted())
                .as("all but what both have")
                .isEqualTo(1);
        assertThat(survey(logged, "store").held())
                .extracting(HeldGraph::tenant, HeldGraph::nodes)
                .containsExactly(tuple("acme", 2L));
    }

    @Test
    void aTenantOfARenamedProjectIsRemoved() {
        load(true, named("shop", "acme", 4).project());
        load(true, named("store", "acme", 4).project());
        People acme = named("store", "acme", 4);
        CompiledProject empty = new Plans()
                .named("store")
                .database(acme.database)
                .target(acme.target)
                .tenant("acme")
                .project();
        GraphRemoval.Outcome outcome = new GraphRemoval(engines(true), new GraphWriters(folder), new TickingClock())
                .remove(empty, RelationName.of("graphc_acme", ""), new GraphRemoval.Choices(false, true));
        assertThat(outcome.changes())
                .extracting(change -> change.difference().deletes())
                .containsExactly(4L, 3L);
        assertThat(outcome.done()).isTrue();
        assertThat(ledgers()).isEmpty();
    }

    /** Under whichever name the project goes on. */
    @Test
    void aRunThatIsKilledWhileItTakesOverDoesNoHarm() {
        CompiledProject before = named("shop", "acme", 4).project();
        CompiledProject after = named("store", "acme", 4).project();
        load(true, before);
        int kills = 0;
        while (killed(after, kills + 1)) {
            kills++;
            assertThat(changes(load(true, kills % 2 == 0 ? after : before)))
                    .as("after a kill at event %s", kills)
                    .containsExactly(0L, 0L);
            assertThat(changes(load(true, before))).containsExactly(0L, 0L);
        }
        assertThat(kills).isGreaterThan(10);
        load(true, after);
        assertThat(ledgers()).hasSize(1).allMatch(name -> name.startsWith(StateNames.ledgersOf("store")));
    }

    @Test
    void findsTheStatesOfManySchemas() {
        CompiledProject project = named("shop", "acme", 4).project();
        load(false, project);
        try (QueryEngine engine = engines(false).create(project)) {
            engine.open(project);
            for (int i = 0; i < 120; i++) {
                List<String> copies = new ArrayList<>(List.of("CREATE SCHEMA copy" + i + "__state"));
                for (String table : List.of("graphc_elements", "graphc_loads")) {
                    copies.add("CREATE TABLE copy" + i + "__state." + table + " AS SELECT * FROM graphc_acme__state."
                            + table);
                }
                engine.execute(copies);
            }
        }
        assertThat(survey(false, "shop").held())
                .hasSize(121)
                .allSatisfy(held ->
                        assertThat(List.of(held.nodes(), held.relationships())).containsExactly(4L, 3L))
                .extracting(HeldGraph::schema)
                .doesNotHaveDuplicates();
    }

    /** Such as that of shops and that of staff: one is not the other under a new name. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aProjectWithoutCommonTypesLeavesTheStateAlone(boolean logged) {
        load(logged, named("shop", "acme", 4).project());
        People staff = named("hr", "acme", 3);
        staff.labels = List.of("Employee");
        staff.withRelationships = false;

        plan(logged, staff.project());

        assertThat(survey(logged, "shop").held())
                .extracting(HeldGraph::tenant, HeldGraph::nodes, HeldGraph::relationships)
                .containsExactly(tuple("acme", 4L, 3L));
        assertThat(survey(logged, "hr").held()).isEmpty();
        assertThat(changes(load(logged, named("shop", "acme", 4).project()))).containsExactly(0L, 0L);
    }

    @Test
    void projectsWithoutCommonTypesHaveLedgersOfTheirOwn() {
        People staff = named("hr", "acme", 3);
        staff.labels = List.of("Employee");
        staff.withRelationships = false;
        load(true, named("shop", "acme", 4).project());

        // The folder holds loads of the other one, which only a full refresh replaces.
        RunReport first =
                run(engines(true), staff.project(), RunOptions.of(RunMode.RUN).withFullRefresh(true));
        assertThat(first.elements())
                .extracting(ElementReport::created, ElementReport::deleted)
                .containsExactly(tuple(3L, 0L));

        assertThat(survey(true, "shop").held())
                .extracting(HeldGraph::nodes, HeldGraph::relationships, HeldGraph::unfinished)
                .containsExactly(tuple(4L, 3L, false));
        assertThat(survey(true, "hr").held())
                .extracting(HeldGraph::nodes, HeldGraph::relationships, HeldGraph::unfinished)
                .containsExactly(tuple(3L, 0L, false));
        assertThat(ledgers()).hasSize(2);
    }

    /** The other tenant is deleting while this one takes the state over: what this one has stays, whatever has become of its ledger. */
    @Test
    void whatATenantHasCountsWhileItsLedgerIsTakenOver() {
        String brick = ledgerThatKeptTheOldName();
        LoggedEngines engines = new LoggedEngines(folder);
        AtomicBoolean once = new AtomicBoolean();
        engines.beforeQuery = (engine, sql) -> {
            if (sql.contains("FROM \"graphc_brick__state\".\"" + brick + "\"") && once.compareAndSet(false, true)) {
                rename(engine, brick);
            }
        };

        RunReport fewer = load(engines, named("store", "acme", 2).project());

        assertThat(once).as("it was asked for").isTrue();
        assertThat(fewer.elements().get(0).deleted())
                .as("all but what both have")
                .isEqualTo(1);
    }

    /** Two tenants are loaded, then one of them under another name of the project; the ledger of the other is as it was. */
    private String ledgerThatKeptTheOldName() {
        load(true, named("shop", "acme", 4).project());
        load(true, named("shop", "brick", 3).project());
        load(true, named("store", "acme", 4).project());
        return ledgers().stream()
                .filter(name -> name.startsWith(StateNames.ledgersOf("shop")))
                .findFirst()
                .orElseThrow();
    }

    /** What taking over does: the page under the new name first, then the old ledger goes. */
    private static void rename(QueryEngine engine, String old) {
        String renamed = old.replace(StateNames.ledgersOf("shop"), StateNames.ledgersOf("store"));
        engine.execute(List.of("ALTER TABLE \"graphc_brick__state\".\"" + old + "\" RENAME TO \"" + renamed + "\""));
    }

    /** Nobody knows what its tenant has. */
    @Test
    void aLedgerThatVanishesForGoodStopsTheRun() {
        String brick = ledgerThatKeptTheOldName();
        LoggedEngines engines = new LoggedEngines(folder);
        engines.beforeQuery = (engine, sql) -> {
            if (sql.contains("FROM \"graphc_brick__state\".\"" + brick + "\"")) {
                engine.execute(List.of("DROP TABLE IF EXISTS \"graphc_brick__state\".\"" + brick + "\""));
            }
        };

        assertThat(run(engines, named("store", "acme", 2).project()).allDiagnostics())
                .extracting(Diagnostic::code)
                .containsExactly(DiagnosticCode.QUERY_FAILED);
    }

    /** Engines build a table beside the one that is there; between two renames the old one is the only one that is there. */
    @ParameterizedTest
    @CsvSource({"__graphc_built, true", "__graphc_new, true", "__graphc_old, true", "__graphc_old, false"})
    void aLedgerThatIsBeingReplacedCountsOnce(String suffix, boolean both) {
        load(true, named("shop", "acme", 4).project());
        load(true, named("shop", "brick", 3).project());
        String brick = ledgers().stream()
                .filter(name -> !name.equals(ledgerOf("acme")))
                .findFirst()
                .orElseThrow();
        String place = "\"graphc_brick__state\".\"" + brick;
        CompiledProject project = named("shop", "acme", 2).project();
        try (QueryEngine engine = new DuckDbEngines(folder).create(project)) {
            engine.open(project);
            engine.execute(List.of("CREATE TABLE " + place + suffix + "\" AS SELECT * FROM " + place + "\""));
            engine.execute(both ? List.of() : List.of("DROP TABLE " + place + "\""));
        }

        RunReport fewer = load(true, project);

        assertThat(fewer.elements().get(0).deleted())
                .as("all but what both have")
                .isEqualTo(1);
        assertThat(survey(true, "shop").held()).extracting(HeldGraph::tenant).containsExactly("acme", "brick");
    }

    private String ledgerOf(String tenant) {
        return StateNames.ledger(StateKey.of(
                named("shop", tenant, 1).project(),
                folder.resolve("outside/" + tenant).toString().replace('\\', '/')));
    }

    /** Also one under another name may say what its tenant has. */
    @Test
    void aLedgerOfAnotherNameThatCannotBeReadStopsTheRun() {
        load(true, named("shop", "acme", 4).project());
        String acme = ledgers().get(0);
        String graph = acme.split("_")[3];
        unreadable("elsewhere__state", StateNames.ledgersOf("older") + graph + "_90ab");

        assertThat(run(new LoggedEngines(folder), named("shop", "acme", 2).project())
                        .allDiagnostics())
                .extracting(Diagnostic::code)
                .containsExactly(DiagnosticCode.QUERY_FAILED);
    }

    /** The old name goes on, so that the page under the new one names tables that are gone. */
    @Test
    void aPageOfARunThatWasKilledWhileItTookOverDoesNotCount() {
        load(true, named("shop", "acme", 4).project());
        load(true, named("shop", "brick", 3).project());
        load(true, named("store", "acme", 4).project());
        beginToTakeOver(
                named("shop", "brick", 3).project(), named("store", "brick", 3).project());
        load(true, named("shop", "brick", 2).project());

        RunReport fewer = load(true, named("store", "acme", 1).project());

        assertThat(fewer.elements().get(0).deleted())
                .as("all but what both have")
                .isEqualTo(2);
    }

    /** One kill under the new name, one under the old one: what both say is the same. */
    @Test
    void oneOfTwoPagesThatComeFromEachOtherCounts() {
        load(true, named("shop", "acme", 4).project());
        load(true, named("shop", "brick", 3).project());
        load(true, named("store", "acme", 4).project());
        CompiledProject shop = named("shop", "brick", 3).project();
        CompiledProject store = named("store", "brick", 3).project();
        beginToTakeOver(shop, store);
        beginToTakeOver(store, shop);

        RunReport fewer = load(true, named("store", "acme", 1).project());

        assertThat(fewer.elements().get(0).deleted())
                .as("all but what both have")
                .isEqualTo(1);
        assertThat(load(true, named("market", "brick", 3).project()).elements())
                .as("goes on under a third name")
                .extracting(ElementReport::created)
                .containsExactly(0L, 0L);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aPageOfARunThatWasKilledWhileItTookOverGoesWithTheOldLedger(boolean removed) {
        load(true, named("shop", "acme", 4).project());
        load(true, named("shop", "brick", 3).project());
        load(true, named("store", "acme", 4).project());
        beginToTakeOver(
                named("shop", "brick", 3).project(), named("store", "brick", 3).project());
        if (removed) {
            forget(named("shop", "brick", 3).project());
        } else {
            load(true, named("market", "brick", 3).project());
        }

        assertThat(ledgers())
                .extracting(name -> name.split("_")[2])
                .containsExactlyInAnyOrderElementsOf(
                        removed ? List.of(sum("store")) : List.of(sum("store"), sum("market")));
    }

    private static String sum(String project) {
        return StateNames.ledgersOf(project).split("_")[2];
    }

    /** What the removal of a tenant does to its state. */
    private void forget(CompiledProject project) {
        taken(true, project, "brick", GraphState::forget);
    }

    /** What a run leaves that is killed before it drops the old ledger. */
    private void beginToTakeOver(CompiledProject before, CompiledProject after) {
        try (QueryEngine engine = engines(true).create(after)) {
            engine.open(after);
            String location = folder.resolve("outside/brick").toString().replace('\\', '/');
            RelationName old = RelationName.of("graphc_brick__state", StateNames.ledger(StateKey.of(before, location)));
            StateKey key = StateKey.of(after, location);
            OwnTables tables = engine.ownTables().orElseThrow();
            Ledger ledger = new Ledger(engine, tables, old.withIdentifier(StateNames.ledger(key)));
            ledger.open();
            ledger.write(new Ledger(engine, tables, old).read().takenOver(key, old.identifier()));
        }
        assertThat(ledgers()).hasSize(3);
    }

    /** What a plan does to the state. */
    private void plan(boolean logged, CompiledProject project) {
        taken(logged, project, "acme", state -> {});
    }

    private void taken(boolean logged, CompiledProject project, String tenant, Consumer<GraphState> work) {
        try (QueryEngine engine = engines(logged).create(project)) {
            engine.open(project);
            String location = folder.resolve("outside/" + tenant).toString().replace('\\', '/');
            try (GraphState state = GraphState.open(engine, project, location, new TickingClock())
                    .orElseThrow()) {
                state.take();
                work.accept(state);
            }
        }
    }

    /** Whether a project that takes its state did not come to the end. */
    private boolean killed(CompiledProject project, long event) {
        KillPoint point = new KillPoint(event, () -> {
            throw new IllegalStateException("killed");
        });
        try (QueryEngine engine = engines(true).create(project)) {
            engine.open(project);
            String location = folder.resolve("outside/acme").toString().replace('\\', '/');
            GraphState state = GraphState.open(point.watch(engine), project, location, new TickingClock())
                    .orElseThrow();
            try (state) {
                state.take();
            }
            return false;
        } catch (IllegalStateException e) {
            assertThat(e).hasMessage("killed");
            return true;
        }
    }
}
