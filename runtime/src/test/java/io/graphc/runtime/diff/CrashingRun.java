package io.graphc.runtime.diff;

import io.graphc.plan.CompiledProject;
import io.graphc.plan.GraphTarget;
import io.graphc.runtime.ProjectRunner;
import io.graphc.runtime.RunListener;
import io.graphc.runtime.RunMode;
import io.graphc.runtime.RunOptions;
import io.graphc.runtime.RunReport;
import io.graphc.runtime.TickingClock;
import io.graphc.runtime.emit.GraphWriters;
import io.graphc.runtime.engine.QueryEngineFactory;
import io.graphc.runtime.engine.duckdb.DuckDbEngines;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/** A process that loads a graph, stops dead at a chosen event, says so, and waits to be killed. */
final class CrashingRun {
    private static final int SIZE = 40;

    private CrashingRun() {}

    /** How an engine keeps the state. */
    enum State {
        IN_PLACE,
        HASHED,
        LOGGED
    }

    /** The graph of a seed: as it is first, and after so many changes. */
    static People people(long seed, int changes, GraphTarget target) {
        SplittableRandom random = new SplittableRandom(seed);
        People people = People.of(SIZE);
        for (int i = 0; i < changes; i++) {
            people.change(random);
        }
        people.target = target;
        return people;
    }

    /**
     * Runs a project in this process.
     *
     * @param state how the state is kept
     * @param hour the hour of the run: a lease that a killed one had has expired an hour later
     */
    static RunReport run(Path folder, CompiledProject project, KillPoint point, State state, long hour) {
        QueryEngineFactory engines = switch (state) {
            case IN_PLACE -> new DuckDbEngines(folder);
            case HASHED -> new DuckDbEngines(folder, 0);
            case LOGGED -> new LoggedEngines(folder);
        };
        GraphWriters writers = new GraphWriters(folder);
        return new ProjectRunner(
                        folder,
                        compiled -> point.watch(engines.create(compiled)),
                        compiled -> point.watch(writers.create(compiled)),
                        Clock.offset(new TickingClock(), Duration.ofHours(hour)),
                        RunListener.NONE)
                .run(project, RunOptions.of(RunMode.RUN).withAllowDeletes(true));
    }

    /** Its arguments: folder, seed, changes, event, state, hour, the target's type, then its settings as key and value. */
    public static void main(String[] arguments) {
        Map<String, Object> settings = new LinkedHashMap<>();
        for (int i = 7; i < arguments.length; i += 2) {
            String value = arguments[i + 1];
            settings.put(arguments[i], value.matches("\\d{1,6}") ? (Object) Integer.valueOf(value) : value);
        }
        GraphTarget target = new GraphTarget("graph", arguments[6], settings);
        People people = people(Long.parseLong(arguments[1]), Integer.parseInt(arguments[2]), target);
        KillPoint point = new KillPoint(Long.parseLong(arguments[3]), KilledProcess::awaitTheEnd);
        run(Path.of(arguments[0]), people.project(), point, State.valueOf(arguments[4]), Long.parseLong(arguments[5]));
    }
}
