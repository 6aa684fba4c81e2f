package io.graphc.runtime;

import io.graphc.plan.CheckPlan;
import io.graphc.plan.Proof;
import io.graphc.plan.TestPlan;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which tests passed in a run, and so which proofs hold. A test or check with a proof that holds is not queried; one whose
 * proof rests on a test that did not pass, or was not part of the run, is. Safe to share between threads.
 */
final class Proofs {
    private static final String CHECK = "check.";

    private final Set<String> passed = ConcurrentHashMap.newKeySet();

    void record(TestPlan test, StepOutcome outcome) {
        if (outcome == StepOutcome.PASS) {
            passed.add(test.id());
        }
    }

    /** A check that ended well leaves only rows that pass, whatever its policy did with the others. */
    void record(CheckPlan check, StepOutcome outcome) {
        if (!outcome.blocks()) {
            passed.add(check.id());
        }
    }

    /** The end of a step that a proof makes needless; empty when the query must run. */
    Optional<StepEnd> apply(Optional<Proof> proof) {
        return proof.filter(found -> passed.containsAll(found.tests()))
                .map(found -> new StepEnd(
                        StepOutcome.PROVED,
                        "proved by " + reasons(found),
                        OptionalLong.of(0),
                        OptionalLong.empty(),
                        List.of()));
    }

    private static String reasons(Proof proof) {
        String tests =
                String.join(", ", proof.tests().stream().map(Proofs::words).toList());
        String rules = String.join(", ", proof.rules());
        if (tests.isEmpty()) {
            return rules.isEmpty() ? "the SQL" : rules;
        }
        return rules.isEmpty() ? tests : tests + " and " + rules;
    }

    private static String words(String id) {
        if (id.startsWith(CHECK)) {
            return "the check for " + id.split("\\.", 4)[2].replace('_', ' ');
        }
        return "`" + id.substring(id.lastIndexOf('.') + 1) + "`";
    }
}
