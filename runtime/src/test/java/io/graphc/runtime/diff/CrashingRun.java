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
import io.graphc.runtime.engine.duckdb.DuckDbEngines;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/** A process that loads a graph, stops dead at a chosen event, says so, and waits to be killed. */
final class CrashingRun {
    /** What it says before it waits. */
    static final String HERE = "here";

    private static final int SIZE = 40;

    private CrashingRun() {}

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

    /** Runs a project in this process. */
    static RunReport run(Path folder, CompiledProject project, KillPoint point) {
        DuckDbEngines engines = new DuckDbEngines(folder);
        GraphWriters writers = new GraphWriters(folder);
        return new ProjectRunner(
                        folder,
                        compiled -> point.watch(engines.create(compiled)),
                        compiled -> point.watch(writers.create(compiled)),
                        new TickingClock(),
                        RunListener.NONE)
                .run(project, RunOptions.of(RunMode.RUN).withAllowDeletes(true));
    }

    /** Its arguments: folder, seed, changes, event, the target's type, then its settings as key and value. */
    public static void main(String[] arguments) {
        Map<String, Object> settings = new LinkedHashMap<>();
        for (int i = 5; i < arguments.length; i += 2) {
            String value = arguments[i + 1];
            settings.put(arguments[i], value.matches("\\d{1,6}") ? (Object) Integer.valueOf(value) : value);
        }
        GraphTarget target = new GraphTarget("graph", arguments[4], settings);
        People people = people(Long.parseLong(arguments[1]), Integer.parseInt(arguments[2]), target);
        run(Path.of(arguments[0]), people.project(), new KillPoint(Long.parseLong(arguments[3]), CrashingRun::stop));
    }

    private static void stop() {
        System.out.println(HERE);
        System.out.flush();
        try {
            while (System.in.read() >= 0) {
                // Nobody writes; the end comes from outside.
            }
        } catch (IOException e) {
            Runtime.getRuntime().halt(1);
        }
    }
}
