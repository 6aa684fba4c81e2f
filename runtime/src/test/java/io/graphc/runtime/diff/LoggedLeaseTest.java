package io.graphc.runtime.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.Column;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.RelationName;
import io.graphc.runtime.Plans;
import io.graphc.runtime.TickingClock;
import io.graphc.runtime.engine.OwnTables;
import io.graphc.runtime.engine.QueryEngine;
import io.graphc.runtime.engine.QueryEngineFactory;
import io.graphc.testkit.SetClock;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The same where each lease is a table, and what only these can get wrong. */
class LoggedLeaseTest extends LeaseTest {
    private static final Clock NOW = Clock.fixed(Plans.AS_OF, ZoneOffset.UTC);
    private static final StateKey KEY = new StateKey("shop", "graph s3://lake/graph", "s3://lake/graph", "acme");
    private static final RelationName BEGINNING = RelationName.of("graph__state", "graphc_lease_1_2__");

    @Override
    QueryEngineFactory engines() {
        return new LoggedEngines(folder);
    }

    @Override
    Duration duration() {
        return LoggedLease.DURATION;
    }

    /** Names of tables, and what another run does between a look at them and the making of one. */
    private static final class Names implements OwnTables {
        private final TreeSet<String> there = new TreeSet<>();
        private Runnable beforeName = () -> {};

        @Override
        public void makeName(RelationName table) {
            Runnable other = beforeName;
            beforeName = () -> {};
            other.run();
            assertThat(there.add(table.identifier())).as("a name of its own").isTrue();
        }

        @Override
        public List<RelationName> beginningWith(RelationName beginning) {
            return there.stream()
                    .filter(name -> name.startsWith(beginning.identifier()))
                    .map(beginning::withIdentifier)
                    .toList();
        }

        @Override
        public void drop(RelationName table) {
            there.remove(table.identifier());
        }

        @Override
        public boolean exists(RelationName table) {
            return there.contains(table.identifier());
        }

        @Override
        public void makeSchema(RelationName table) {
            throw new UnsupportedOperationException("a lease needs no schema");
        }

        @Override
        public long make(RelationName table, List<Column> columns, String engineSql) {
            throw new UnsupportedOperationException("a lease has no rows");
        }

        @Override
        public void know(RelationName table, List<Column> columns) {
            throw new UnsupportedOperationException("a lease has no rows");
        }
    }

    private static LoggedLease lease(Names names, Clock clock) {
        return new LoggedLease(names, BEGINNING, KEY, clock);
    }

    private static DiagnosticCode refusal(LoggedLease lease) {
        try (lease) {
            lease.take();
        } catch (GraphcException e) {
            return e.diagnostic().code();
        }
        throw new AssertionError("both have it");
    }

    @Test
    void ofTwoThatComeInOneMomentNeverBothHaveIt() {
        Names names = new Names();
        try (LoggedLease first = lease(names, NOW)) {
            names.beforeName = first::take;
            assertThat(refusal(lease(names, NOW))).isEqualTo(DiagnosticCode.TARGET_IN_USE);
            assertThat(names.there)
                    .as("the one that stepped back has taken its own away")
                    .hasSize(1);
            assertThat(refusal(lease(names, NOW))).isEqualTo(DiagnosticCode.TARGET_IN_USE);
        }
        assertThat(names.there).isEmpty();
    }

    @Test
    void aRenewedLeaseIsOneTableThatLivesLonger() {
        Names names = new Names();
        try (LoggedLease first = lease(names, new TickingClock())) {
            first.take();
            String name = names.there.first();
            first.renew();
            assertThat(names.there).singleElement().isNotEqualTo(name);
        }
        assertThat(names.there).isEmpty();
    }

    @Test
    void aLeaseThatHasExpiredIsNotRenewedAndStopsItsRun() {
        Names names = new Names();
        SetClock clock = new SetClock(Plans.AS_OF);
        try (LoggedLease asleep = lease(names, clock)) {
            asleep.take();
            asleep.check();
            clock.set(Plans.AS_OF.plus(LoggedLease.DURATION));
            asleep.renew();
            try (LoggedLease other = lease(names, clock)) {
                other.take();
                assertThatThrownBy(asleep::check)
                        .isInstanceOfSatisfying(
                                GraphcException.class,
                                lost -> assertThat(lost.diagnostic().code()).isEqualTo(DiagnosticCode.TARGET_IN_USE));
                other.check();
                assertThat(names.there).hasSize(1);
            }
        }
    }

    @Test
    void aLeaseThatWasNearlyOverWhenItWasMadeIsRenewedBeforeItCounts() {
        Names names = new Names();
        SetClock clock = new SetClock(Plans.AS_OF);
        names.beforeName = () -> clock.set(Plans.AS_OF.plus(LoggedLease.DURATION));
        try (LoggedLease slow = lease(names, clock)) {
            slow.take();
            slow.check();
            assertThat(refusal(lease(names, clock))).isEqualTo(DiagnosticCode.TARGET_IN_USE);
        }
    }

    @Test
    void aRunThatIsOverRenewsNothing() {
        Names names = new Names();
        LoggedLease first = lease(names, NOW);
        first.take();
        first.close();
        first.renew();
        assertThat(names.there).isEmpty();
    }

    @Test
    void whatOtherProcessesLeftGoesOnceItHasExpired() {
        Names names = new Names();
        String other = BEGINNING.identifier() + word(NOW) + "_" + word(later()) + "_00ff_00ff";
        String strange = BEGINNING.identifier() + "of_somebody_else";
        names.there.addAll(List.of(other, strange));
        LoggedLease early = lease(names, NOW);
        assertThatThrownBy(early::taken).isInstanceOf(GraphcException.class);
        assertThat(names.there).containsExactly(other, strange);
        try (LoggedLease late = lease(names, later())) {
            late.take();
            assertThat(names.there).hasSize(2).contains(strange).doesNotContain(other);
        }
        assertThat(names.there).containsExactly(strange);
    }

    private static Clock later() {
        return Clock.offset(NOW, LoggedLease.DURATION);
    }

    private static String word(Clock clock) {
        return Long.toString(clock.instant().toEpochMilli() * 1000, 36);
    }

    @Test
    void aTenantThatGoesLeavesNoLease() {
        CompiledProject project = People.of(1).project();
        try (QueryEngine engine = engines().create(project)) {
            engine.open(project);
            OwnTables tables = engine.ownTables().orElseThrow();
            RelationName schema;
            try (GraphState state =
                    GraphState.open(engine, project, "graph", NOW).orElseThrow()) {
                state.take();
                schema =
                        StateNames.schema(project.graph().nodes().get(0).query().staged());
                assertThat(tables.beginningWith(schema)).isNotEmpty();
                state.forget();
            }
            assertThat(tables.beginningWith(schema)).isEmpty();
        }
    }
}
