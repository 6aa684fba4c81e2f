package io.graphc.runtime;

import io.graphc.runtime.engine.UnbuiltRelations;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * A step of the part of a run that goes by dependencies.
 *
 * @param needs ids of the tasks that must have ended well before it
 * @param after ids of the tasks that must have ended before it, well or not
 * @param left what is done instead where another step failed: the reason is given
 */
record Task(Step step, Set<String> needs, Set<String> after, StepRecorder.Work work, Function<String, StepEnd> left) {
    Task(Step step, Set<String> needs, Set<String> after, StepRecorder.Work work) {
        this(step, needs, after, work, StepEnd::skipped);
    }

    Task(Step step, Set<String> needs, StepRecorder.Work work) {
        this(step, needs, Set.of(), work);
    }

    /** The same that waits for more. */
    Task needing(Set<String> more) {
        Set<String> all = new TreeSet<>(needs);
        all.addAll(more);
        return new Task(step, all, after, work, left);
    }

    /** The same that does something else before its work. */
    Task behind(Runnable first) {
        StepRecorder.Work both = () -> {
            first.run();
            return work.run();
        };
        return new Task(step, needs, after, both, left);
    }

    /** The same that tells of relations of the project that are missing for it. */
    Task within(UnbuiltRelations unbuilt) {
        return new Task(step, needs, after, () -> unbuilt.telling(step.id(), work::run), left);
    }
}
