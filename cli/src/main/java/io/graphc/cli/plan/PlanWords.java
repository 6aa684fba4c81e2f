package io.graphc.cli.plan;

import io.graphc.cli.report.Words;
import io.graphc.runtime.RunReport;
import io.graphc.runtime.diff.DifferenceSamples.Value;
import io.graphc.runtime.diff.ElementChanges;
import io.graphc.runtime.diff.ElementDifference;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** The words that all forms of a plan share. */
final class PlanWords {
    private PlanWords() {}

    /** The counts of one element type that are not zero. */
    static String counts(ElementChanges changes) {
        ElementDifference difference = changes.difference();
        List<String> counts = new ArrayList<>();
        add(counts, difference.inserts(), "new");
        add(counts, difference.updates() - changes.samples().again(), "changed");
        again(changes).ifPresent(counts::add);
        add(counts, difference.deletes() + difference.leftovers(), "to delete");
        add(counts, difference.waiting(), "kept for now");
        add(counts, difference.released(), "left to other tenants");
        add(counts, difference.unchanged(), changes.anew() ? "unchanged and written again" : "unchanged");
        return (counts.isEmpty() ? "nothing" : String.join(", ", counts))
                + made(difference).map(words -> "; " + words).orElse("")
                + (difference.retired() ? " (the project has this type no more)" : "");
    }

    /** The elements that are written only because nobody knows what the target has of them; empty where there are none. */
    static Optional<String> again(ElementChanges changes) {
        long again = changes.samples().again();
        return again == 0
                ? Optional.empty()
                : Optional.of(Words.number(again) + " written again as loaded, for the last load did not end well");
    }

    /** The nodes without a row of their own; empty where there are none. */
    static Optional<String> made(ElementDifference difference) {
        ElementDifference.Made made = difference.made();
        if (made.nodes() == 0) {
            return Optional.empty();
        }
        List<String> kinds = new ArrayList<>();
        add(kinds, made.inserts(), "new");
        add(kinds, made.emptied(), "emptied, for " + (made.emptied() == 1 ? "its row is" : "their rows are") + " gone");
        return Optional.of(Words.number(made.nodes()) + " made for relationships"
                + (kinds.isEmpty() ? "" : " (" + String.join(", ", kinds) + ")"));
    }

    private static void add(List<String> counts, long count, String word) {
        if (count > 0) {
            counts.add(Words.number(count) + " " + word);
        }
    }

    /** All of a plan in a line. */
    static String total(RunReport report) {
        long written = sum(report, difference -> difference.inserts() + difference.updates());
        long deleted = sum(report, difference -> difference.deletes() + difference.leftovers());
        long rewritten =
                report.changes().stream().mapToLong(ElementChanges::rewritten).sum();
        if (written + rewritten + deleted == 0) {
            return "nothing to change";
        }
        String why = rewritten == 0
                ? ""
                : " (" + Words.number(rewritten) + " of them unchanged, for --full-refresh writes everything again)";
        return Words.count(written + rewritten, "element") + " to write" + why + ", " + Words.number(deleted)
                + " to delete";
    }

    private static long sum(RunReport report, ToLongFunction<ElementDifference> figure) {
        return report.changes().stream()
                .map(ElementChanges::difference)
                .mapToLong(figure)
                .sum();
    }

    /** A value as it can stand in a line: what would move the cursor or break the line is spelt out. */
    static String shown(Optional<String> value) {
        if (value.isEmpty()) {
            return "(none)";
        }
        String text = value.get();
        StringBuilder shown = new StringBuilder();
        text.codePoints().forEach(point -> {
            boolean control = Character.isISOControl(point) || Character.getType(point) == Character.FORMAT;
            shown.append(control ? String.format(Locale.ROOT, "\\u%04x", point) : Character.toString(point));
        });
        return "`" + shown + "`";
    }

    static String shown(String text) {
        String quoted = shown(Optional.of(text));
        return quoted.substring(1, quoted.length() - 1);
    }

    /** {@code age: `7` -> (none)}. */
    static String change(Value value) {
        return value.property() + ": " + shown(value.before()) + " -> " + shown(value.after())
                + value.types()
                        .map(types -> " (" + types.before() + " -> " + types.after() + ")")
                        .orElse("");
    }

    /** In how many elements each property changes. */
    static String properties(ElementChanges changes) {
        return changes.samples().changedProperties().entrySet().stream()
                .map(entry -> entry.getKey() + " (" + Words.number(entry.getValue()) + ")")
                .collect(Collectors.joining(", "));
    }
}
