package io.graphc.cli.diff;

import io.graphc.plan.impact.Change;
import io.graphc.plan.impact.ProjectDifference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Prints a difference for a terminal. */
public final class DiffText {
    private static final int WIDEST_NAME = 30;

    private final ProjectDifference difference;
    private final DiffWords words;
    private final List<String> lines = new ArrayList<>();

    private DiffText(ProjectDifference difference) {
        this.difference = difference;
        this.words = new DiffWords(difference);
    }

    public static List<String> lines(ProjectDifference difference) {
        DiffText text = new DiffText(difference);
        text.write();
        return text.lines;
    }

    private void write() {
        lines.add(words.summary());
        changes("changed", difference.changes());
        changes("follows from that", difference.effects());
        Map<String, String> reached = new LinkedHashMap<>(words.reached());
        words.tests().forEach(test -> reached.put("test " + test, ""));
        if (!reached.isEmpty()) {
            lines.add("");
            lines.add("reached");
            int width = words.reached().keySet().stream()
                    .mapToInt(String::length)
                    .max()
                    .orElse(0);
            reached.forEach((owner, what) -> lines.add(("  " + padded(owner, width) + "  " + what).stripTrailing()));
        }
    }

    private void changes(String title, List<Change> changes) {
        if (changes.isEmpty()) {
            return;
        }
        lines.add("");
        lines.add(title);
        words.byOwner(changes).forEach((owner, columns) -> {
            List<Change> whole = columns.getOrDefault("", List.of());
            String state = whole.stream()
                    .map(change -> "  " + DiffWords.text(change) + breaking(List.of(change)))
                    .collect(Collectors.joining());
            String symbol = whole.isEmpty() ? "" : DiffWords.symbol(whole.get(0)) + " ";
            lines.add("  " + symbol + words.owner(owner) + state);
            int width = Math.min(
                    WIDEST_NAME,
                    columns.keySet().stream().mapToInt(String::length).max().orElse(0));
            columns.forEach((column, list) -> {
                if (!column.isEmpty()) {
                    lines.add("    " + DiffWords.symbol(list.get(0)) + " " + padded(column, width) + "  "
                            + list.stream().map(DiffWords::text).collect(Collectors.joining(", ")) + breaking(list));
                }
            });
        });
    }

    private static String breaking(List<Change> changes) {
        return changes.stream()
                .flatMap(change -> change.breaking().stream())
                .findFirst()
                .map(why -> "  BREAKING: " + why)
                .orElse("");
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
