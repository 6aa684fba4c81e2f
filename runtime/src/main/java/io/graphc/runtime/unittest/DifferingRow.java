package io.graphc.runtime.unittest;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row that does not come as often as expected.
 *
 * @param values its values as text, null for null
 * @param surplus how many more times it was found than expected; negative where it is missing
 */
record DifferingRow(List<@Nullable String> values, long surplus) {
    DifferingRow {
        values = Collections.unmodifiableList(new ArrayList<>(values));
    }

    boolean isMissing() {
        return surplus < 0;
    }

    long times() {
        return Math.abs(surplus);
    }
}
