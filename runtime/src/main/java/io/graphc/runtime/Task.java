package io.graphc.runtime;

import java.util.Set;

/**
 * A step of the part of a run that goes by dependencies.
 *
 * @param needs ids of the tasks that must have ended well before it
 * @param after ids of the tasks that must have ended before it, well or not
 */
record Task(Step step, Set<String> needs, Set<String> after, StepRecorder.Work work) {
    Task(Step step, Set<String> needs, StepRecorder.Work work) {
        this(step, needs, Set.of(), work);
    }
}
