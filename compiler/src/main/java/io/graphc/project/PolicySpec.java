package io.graphc.project;

import io.graphc.source.Located;
import java.util.List;
import java.util.Optional;

/**
 * What becomes of certain rows, as written. What is wrong in itself has been reported and is absent here.
 *
 * @param action the word, {@code reject} for instance
 * @param max a number of rows, or of percent with {@code %} behind it
 * @param orderBy columns, each perhaps with {@code asc} or {@code desc} behind it
 * @param onConflict for {@code merge}: {@code error} or {@code reject}
 */
public record PolicySpec(
        Located<String> action,
        Optional<Located<String>> max,
        List<Located<String>> orderBy,
        Optional<Located<String>> onConflict) {
    public PolicySpec {
        orderBy = List.copyOf(orderBy);
    }

    /** Whether the action is this one. */
    public boolean is(String word) {
        return action.value().equals(word);
    }
}
