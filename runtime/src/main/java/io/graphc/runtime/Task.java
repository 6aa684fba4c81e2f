package io.graphc.runtime;

import java.util.Set;

/**
 * A step of the part of a run that goes by dependencies.
 *
 * @param needs ids of the tasks that must have ended well before it
 */
record Task(Step step, Set<String> needs, StepRecorder.Work work) {}
