package io.graphc.runtime;

/**
 * Hears of the steps of a run while it goes on. Called from the workers, by one of them at a time; a listener that takes
 * long holds up the run.
 */
public interface RunListener {
    /** Hears nothing. */
    RunListener NONE = new RunListener() {};

    /**
     * A step begins.
     *
     * @param index its number in the order of beginning, from 1
     * @param total how many steps the run has
     */
    default void started(Step step, int index, int total) {}

    /**
     * A step that writes many elements goes on; told now and then, from the thread that works on it.
     *
     * @param id of the step
     * @param done elements so far
     * @param total how many there are to write
     */
    default void progressed(String id, long done, long total) {}

    /**
     * A step ended, or was skipped without a beginning.
     *
     * @param index the number that it began with, or for a skipped one the next number
     */
    default void finished(StepResult result, int index, int total) {}
}
