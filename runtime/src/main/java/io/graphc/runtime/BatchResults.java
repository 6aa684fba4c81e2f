package io.graphc.runtime;

import io.graphc.plan.TimeWindow;
import java.util.List;

/** What became of the batches of a model, oldest first; those that were not begun have failed. */
public record BatchResults(List<TimeWindow> successful, List<TimeWindow> failed) {
    public BatchResults {
        successful = List.copyOf(successful);
        failed = List.copyOf(failed);
    }

    /** Whether some failed, but not all. */
    public boolean isPartial() {
        return !successful.isEmpty() && !failed.isEmpty();
    }

    /** Whether the last of all was made, with which the work on the model is done. */
    boolean endsWell() {
        if (failed.isEmpty() || successful.isEmpty()) {
            return failed.isEmpty();
        }
        TimeWindow made = successful.get(successful.size() - 1);
        return made.start().isAfter(failed.get(failed.size() - 1).start());
    }
}
