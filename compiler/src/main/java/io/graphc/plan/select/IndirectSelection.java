package io.graphc.plan.select;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** When a test is selected though no selector names it, by what it reads (docs.getdbt.com, "Test selection examples"). */
public enum IndirectSelection {
    /** Something that it reads is selected. */
    EAGER,
    /** All that it reads is selected. */
    CAUTIOUS,
    /** All that it reads is selected, or a selected part is made from it. */
    BUILDABLE,
    /** Never. */
    EMPTY;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The mode of a word; empty when there is none. */
    public static Optional<IndirectSelection> of(String word) {
        return Arrays.stream(values())
                .filter(mode -> mode.word().equals(word.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    public static List<String> words() {
        return Arrays.stream(values()).map(IndirectSelection::word).toList();
    }
}
