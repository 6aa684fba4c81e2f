package io.graphc.cli.publish;

import io.graphc.runtime.RunReport;
import io.graphc.runtime.Step;
import io.graphc.runtime.StepResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Groups the steps of a run by what they are about. */
final class Suites {
    private Suites() {}

    /** The steps of each group, groups in the order in which a run comes to them. */
    static Map<String, List<StepResult>> of(RunReport run) {
        Map<String, List<StepResult>> suites = new LinkedHashMap<>();
        for (StepResult result : run.results()) {
            suites.computeIfAbsent(suite(result.step().kind()), name -> new ArrayList<>())
                    .add(result);
        }
        return suites;
    }

    private static String suite(Step.Kind kind) {
        return switch (kind) {
            case SOURCE -> "sources";
            case SEED -> "seeds";
            case MODEL -> "models";
            case TEST -> "tests";
            case CHECK, SAMPLE, COUNT -> "graph checks";
            case STAGE, DIFF, WRITE, LOAD, DELETE, ACTION, STATE -> "graph";
            default -> kind.name().toLowerCase(Locale.ROOT).replace('_', ' ') + "s";
        };
    }

    /** What stands behind the project in {@code test.shop.unique_orders_id}; all of an id that is made another way. */
    static String name(RunReport run, StepResult result) {
        String id = result.step().id();
        String head = id.substring(0, id.indexOf('.') + 1) + run.project() + ".";
        return id.startsWith(head)
                        && head.indexOf('.') > 0
                        && isNamed(result.step().kind())
                ? id.substring(head.length())
                : id;
    }

    private static boolean isNamed(Step.Kind kind) {
        return switch (kind) {
            case SEED, MODEL, TEST, SOURCE -> true;
            default -> false;
        };
    }
}
