package io.graphc.runtime;

import io.graphc.plan.BatchSize;
import io.graphc.plan.Column;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.Materialization;
import io.graphc.plan.ModelPlan;
import io.graphc.plan.SqlTypes;
import io.graphc.plan.TimeWindow;
import io.graphc.runtime.diff.KillPoint;
import io.graphc.runtime.diff.KilledProcess;
import io.graphc.runtime.emit.GraphWriters;
import io.graphc.runtime.engine.duckdb.DuckDbEngines;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A process that makes models by batches, stops dead at a chosen event, says so, and waits to be killed. The project has a
 * table of events, {@code visits} made of it by days, and {@code totals} made by days of a view of these.
 */
final class CrashingBatches {
    static final String DATABASE = "batches.duckdb";

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private CrashingBatches() {}

    /** What a run finds, one after the other. */
    enum Stage {
        /** Three days, of which there are no tables yet. */
        FIRST(3),
        /** A fourth day; either its rows or those of the third, which have changed, have one that cannot be made. */
        FAILING(4),
        /** The same without that row, four days later. */
        REPAIRED(8);

        private final int day;

        Stage(int day) {
            this.day = day;
        }
    }

    /** The project with the rows of a seed. */
    static CompiledProject project(long seed, Stage stage) {
        Column at = Column.of("at", SqlTypes.timestamp(6));
        Column id = Column.of("id", SqlTypes.INTEGER);
        Column amount = Column.of("amount", SqlTypes.BIGINT);
        String window = TimeWindow.UNKNOWN.condition("\"at\"");
        ModelPlan visits = Plans.model(
                "visits",
                Materialization.INCREMENTAL,
                "SELECT \"at\", id, CAST(amount AS BIGINT) AS amount FROM main.events WHERE " + window,
                List.of("model.shop.events"),
                at,
                id,
                amount);
        ModelPlan totals = Plans.model(
                "totals",
                Materialization.INCREMENTAL,
                "SELECT CAST(date_trunc('day', \"at\") AS TIMESTAMP) AS \"at\", CAST(sum(amount) AS BIGINT) AS amount"
                        + " FROM main.seen WHERE " + window + " GROUP BY 1",
                List.of("model.shop.seen"),
                at,
                amount);
        return new Plans()
                .database(DATABASE)
                .asOf(BatchSize.DAY.plus(BEGIN, stage.day - 1).plusSeconds(3600))
                .model(Plans.table("events", rows(seed, stage), at, id, Column.of("amount", SqlTypes.VARCHAR)))
                .model(Plans.daily(visits, BEGIN, 1))
                .model(Plans.model(
                        "seen",
                        Materialization.VIEW,
                        "SELECT * FROM main.visits",
                        List.of("model.shop.visits"),
                        at,
                        id,
                        amount))
                .model(Plans.daily(totals, BEGIN, 0))
                .project();
    }

    private static String rows(long seed, Stage stage) {
        SplittableRandom random = new SplittableRandom(seed);
        int bad = 3 + random.nextInt(2);
        List<String> rows = new ArrayList<>();
        for (int day = 1; day <= stage.day; day++) {
            int many = 2 + random.nextInt(3);
            for (int i = 1; i <= many; i++) {
                int first = 1 + random.nextInt(9);
                int later = 10 + random.nextInt(9);
                boolean changes = day == bad && stage != Stage.FIRST;
                String amount = String.valueOf(changes ? later : first);
                boolean breaks = stage == Stage.FAILING && day == bad && i == 1;
                // Nothing came on the days without runs.
                if (day <= 4 || day == stage.day) {
                    rows.add("(TIMESTAMP '2026-01-0" + day + " 00:0" + i + ":00', " + i + ", '"
                            + (breaks ? "bad" : amount) + "')");
                }
            }
        }
        return "SELECT * FROM (VALUES " + String.join(", ", rows) + ") AS t (\"at\", id, amount)";
    }

    /** Runs a project in this process. */
    static RunReport run(Path folder, CompiledProject project, KillPoint point) {
        DuckDbEngines engines = new DuckDbEngines(folder);
        return new ProjectRunner(
                        folder,
                        compiled -> point.watch(engines.create(compiled)),
                        new GraphWriters(folder),
                        new TickingClock(),
                        RunListener.NONE)
                .run(project, RunOptions.of(RunMode.RUN));
    }

    /** Runs a project and stops the run as soon as its first step has ended. */
    static RunReport stop(Path folder, CompiledProject project) {
        AtomicReference<ProjectRunner> runner = new AtomicReference<>();
        RunListener stopping = new RunListener() {
            @Override
            public void finished(StepResult result, int index, int total) {
                runner.get().cancel();
            }
        };
        runner.set(new ProjectRunner(
                folder, new DuckDbEngines(folder), new GraphWriters(folder), new TickingClock(), stopping));
        return runner.get().run(project, RunOptions.of(RunMode.RUN));
    }

    /** Its arguments: folder, seed, stage, event. */
    public static void main(String[] arguments) {
        KillPoint point = new KillPoint(Long.parseLong(arguments[3]), KilledProcess::awaitTheEnd);
        run(Path.of(arguments[0]), project(Long.parseLong(arguments[1]), Stage.valueOf(arguments[2])), point);
    }
}
