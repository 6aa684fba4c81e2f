package io.graphc.runtime.benchmark;

import io.graphc.diagnostic.DiagnosticBag;
import io.graphc.diagnostic.Severity;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.EngineTarget;
import io.graphc.plan.GraphPlan;
import io.graphc.plan.GraphTarget;
import io.graphc.plan.Materialization;
import io.graphc.plan.ModelPlan;
import io.graphc.plan.TestPlan;
import io.graphc.plan.select.IndirectSelection;
import io.graphc.plan.select.Selection;
import io.graphc.plan.select.SelectionContext;
import io.graphc.plan.select.SelectionExpression;
import io.graphc.plan.select.SelectorParser;
import io.graphc.runtime.Plans;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** Measures selecting from a big project. */
final class SelectionBenchmark {
    private static final int TIMES = 21;

    /** Selecting takes one thread, whose time on the processor says more than a clock on a machine that others use, too. */
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private SelectionBenchmark() {}

    public static void main(String[] arguments) {
        CompiledProject project = project(Integer.parseInt(arguments[1]));
        PrintStream out =
                new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out), true, StandardCharsets.UTF_8);
        for (String text :
                List.of("*", "m50+", "+m9000", "@m300", "*.m1*,path:models/*", "m1+ m2+ m3+", "resource_type:test")) {
            for (IndirectSelection mode : List.of(IndirectSelection.EAGER, IndirectSelection.BUILDABLE)) {
                measure(project, text, mode, out);
            }
        }
    }

    private static void measure(CompiledProject project, String text, IndirectSelection mode, PrintStream out) {
        long[] nanos = new long[TIMES];
        int size = 0;
        for (int time = 0; time < TIMES; time++) {
            long start = THREADS.getCurrentThreadCpuTime();
            DiagnosticBag bag = new DiagnosticBag();
            SelectionExpression expression = new SelectorParser(mode, () -> Optional.of(Map.of()), bag)
                    .option("--select", List.of(text))
                    .orElseThrow();
            size = Selection.of(project, expression, SelectionContext.NONE)
                    .ids()
                    .size();
            nanos[time] = THREADS.getCurrentThreadCpuTime() - start;
        }
        double first = nanos[0] / 1e6;
        Arrays.sort(nanos, 1, TIMES);
        out.printf(
                "%-22s %-10s %6d parts, first %6.1f ms of the processor, then %6.1f ms%n",
                text, mode.word(), size, first, nanos[TIMES / 2] / 1e6);
    }

    /** Models that read up to three of those before them, and a test of each. */
    private static CompiledProject project(int size) {
        SplittableRandom random = new SplittableRandom(20);
        List<ModelPlan> models = new ArrayList<>();
        List<TestPlan> tests = new ArrayList<>();
        for (int number = 0; number < size; number++) {
            List<String> parents = new ArrayList<>();
            for (int parent = 0; parent < Math.min(3, number); parent++) {
                parents.add("model.shop.m" + random.nextInt(number));
            }
            ModelPlan model = Plans.model(
                    "m" + number,
                    Materialization.TABLE,
                    "select 1",
                    parents.stream().distinct().toList());
            models.add(model);
            tests.add(Plans.dataTest("t" + number, Severity.ERROR, model.id(), "select 1"));
        }
        return new CompiledProject(
                "shop",
                Optional.empty(),
                Instant.EPOCH,
                new EngineTarget("dev", "duckdb", "main", 1, Map.of()),
                new GraphTarget("csv", "neptune_csv", Map.of()),
                List.of(),
                List.of(),
                models,
                tests,
                GraphPlan.empty());
    }
}
