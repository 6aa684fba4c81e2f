package io.graphc.runtime;

import java.util.ArrayList;
import java.util.List;

/** Keeps the steps in the order in which they ended. */
final class RecordingListener implements RunListener {
    final List<String> lines = new ArrayList<>();
    final List<String> started = new ArrayList<>();

    @Override
    public void started(Step step, int index, int total) {
        started.add(index + " of " + total + " " + step.label());
    }

    @Override
    public void finished(StepResult result, int index, int total) {
        lines.add(result.outcome().word() + " " + result.step().id());
    }
}
