package io.graphc.runtime.engine.trino;

import static io.graphc.runtime.Plans.column;
import static io.graphc.runtime.Plans.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.BuildPlan;
import io.graphc.plan.Column;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.EngineTarget;
import io.graphc.plan.Materialization;
import io.graphc.plan.ModelPlan;
import io.graphc.plan.RelationName;
import io.graphc.plan.SnapshotPlan;
import io.graphc.plan.SnapshotPlan.HardDeletes;
import io.graphc.plan.SnapshotPlan.Names;
import io.graphc.plan.SqlTypes;
import io.graphc.runtime.Plans;
import io.graphc.runtime.engine.QueryEngine;
import io.graphc.runtime.engine.RowCursor;
import io.graphc.runtime.engine.duckdb.DuckDbEngines;
import io.graphc.testkit.LakeServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Snapshots in tables of Iceberg on a real Trino. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SnapshotOnTrinoTest {
    private static final Column ID = column("id", SqlTypes.INTEGER);
    private static final Column STATUS = column("status", SqlTypes.VARCHAR);
    private static final Column CHANGED = column("changed", SqlTypes.timestamp(6));

    private Path folder = Path.of("");
    private LakeServer server;

    @BeforeAll
    void startsTrino(@TempDir Path temporary) throws IOException {
        Assumptions.assumeTrue(
                LakeServer.missing().isEmpty(), () -> LakeServer.missing().orElse(""));
        folder = temporary;
        server = LakeServer.overFiles(Files.createDirectories(temporary.resolve("warehouse")));
    }

    @AfterAll
    void stopsTrino() {
        if (server != null) {
            server.close();
        }
    }

    private EngineTarget target(String catalog) {
        return new EngineTarget(
                "dev",
                "trino",
                "main",
                1,
                Map.of(
                        "host",
                        server.uri().getHost(),
                        "port",
                        server.uri().getPort(),
                        "user",
                        "test",
                        "database",
                        catalog));
    }

    /** A snapshot of some rows. */
    private static ModelPlan snapshot(String name, boolean byTime, HardDeletes deletes, String rows) {
        String sql = "SELECT * FROM (VALUES " + rows + ") AS v(id, status, changed)";
        ModelPlan model = table(name, sql, ID, STATUS, CHANGED);
        List<Column> own = List.of(ID, STATUS, CHANGED);
        SnapshotPlan plan = new SnapshotPlan(
                own,
                List.of("id"),
                byTime ? Optional.of("changed") : Optional.empty(),
                byTime ? List.of() : List.of("status"),
                SqlTypes.timestamp(6),
                deletes,
                Names.USUAL,
                Optional.empty());
        List<Column> columns = new ArrayList<>(own);
        columns.add(column("dbt_scd_id", SqlTypes.VARCHAR));
        for (String time : List.of("dbt_updated_at", "dbt_valid_from", "dbt_valid_to")) {
            columns.add(column(time, SqlTypes.timestamp(6)));
        }
        if (plan.tellsDeleted()) {
            columns.add(column("dbt_is_deleted", SqlTypes.VARCHAR));
        }
        return new ModelPlan(
                "snapshot.shop." + name,
                name,
                model.path(),
                Materialization.SNAPSHOT,
                RelationName.of("kept", name),
                sql,
                sql,
                Optional.empty(),
                model.table(),
                columns,
                model.lineage(),
                List.of(),
                List.of(),
                "",
                model.source(),
                false,
                BuildPlan.NONE.withSnapshot(plan));
    }

    /** Takes a snapshot on a day of January. */
    private void take(String catalog, int day, ModelPlan snapshot) {
        try (QueryEngine engine = opened(catalog, day, snapshot)) {
            engine.materialize(snapshot);
        }
    }

    private QueryEngine opened(String catalog, int day, ModelPlan snapshot) {
        CompiledProject plans = new Plans().model(snapshot).project();
        CompiledProject project = new CompiledProject(
                plans.name(),
                plans.tenant(),
                Instant.parse("2026-01-%02dT00:00:00Z".formatted(day)),
                target(catalog),
                plans.graphTarget(),
                plans.sources(),
                plans.seeds(),
                plans.models(),
                plans.tests(),
                plans.graph());
        QueryEngine engine = new TrinoEngines(folder, new DuckDbEngines(folder)).create(project);
        engine.open(project);
        return engine;
    }

    private List<String> history(ModelPlan snapshot) {
        List<String> rows = new ArrayList<>();
        String more = snapshot.build().snapshot().orElseThrow().tellsDeleted() ? ", dbt_is_deleted" : "";
        try (QueryEngine engine = opened("iceberg", 30, snapshot);
                RowCursor cursor = engine.query("SELECT id, status, day(dbt_valid_from), day(dbt_valid_to)" + more
                        + " FROM kept." + snapshot.name() + " ORDER BY id, dbt_valid_from, dbt_valid_to")) {
            while (cursor.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 0; i < cursor.columns().size(); i++) {
                    row.add(String.valueOf(cursor.getValue(i)));
                }
                rows.add(String.join(" ", row));
            }
        }
        return rows;
    }

    @Test
    void keepsWhatChangedByTime() {
        take(
                "iceberg",
                2,
                snapshot(
                        "by_time",
                        true,
                        HardDeletes.IGNORE,
                        "(1, 'new', TIMESTAMP '2026-01-01 00:00:00'), (2, 'new', TIMESTAMP '2026-01-01 00:00:00')"));
        ModelPlan later = snapshot(
                "by_time",
                true,
                HardDeletes.IGNORE,
                "(1, 'paid', TIMESTAMP '2026-01-03 00:00:00'), (3, 'new', TIMESTAMP '2026-01-04 00:00:00')");
        take("iceberg", 5, later);
        take("iceberg", 6, later);
        assertThat(history(later)).containsExactly("1 new 1 3", "1 paid 3 null", "2 new 1 null", "3 new 4 null");
    }

    @Test
    void keepsWhatIsDeleted() {
        String both = "(1, 'new', TIMESTAMP '2026-01-01 00:00:00'), (2, 'new', TIMESTAMP '2026-01-01 00:00:00')";
        take("iceberg", 2, snapshot("by_columns", false, HardDeletes.IGNORE, both));
        ModelPlan later =
                snapshot("by_columns", false, HardDeletes.NEW_RECORD, "(2, 'paid', TIMESTAMP '2026-01-01 00:00:00')");
        take("iceberg", 5, later);
        take("iceberg", 6, later);
        take("iceberg", 7, snapshot("by_columns", false, HardDeletes.NEW_RECORD, both));
        assertThat(history(later))
                .containsExactly(
                        "1 new 2 5 null",
                        "1 new 5 7 True",
                        "1 new 7 null False",
                        "2 new 2 5 null",
                        "2 paid 5 7 False",
                        "2 new 7 null False");
    }

    @Test
    void refusesTablesWhoseRowsCannotChange() {
        ModelPlan snapshot =
                snapshot("in_hive", false, HardDeletes.IGNORE, "(1, 'new', TIMESTAMP '2026-01-01 00:00:00')");
        assertThat(catchThrowableOfType(GraphcException.class, () -> take("hive", 2, snapshot))
                        .diagnostic()
                        .message())
                .isEqualTo("snapshot `in_hive` cannot be taken");
    }
}
