package io.graphc.cli.plan;

import io.graphc.cli.report.Words;
import io.graphc.runtime.RunReport;
import io.graphc.runtime.diff.DifferenceSamples;
import io.graphc.runtime.diff.DifferenceSamples.Sample;
import io.graphc.runtime.diff.ElementChanges;
import io.graphc.runtime.diff.ElementDifference;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Prints a plan for people at a terminal: {@code +} for new, {@code ~} for changed, {@code -} for deleted elements. */
public final class PlanText {
    private PlanText() {}

    public static List<String> lines(RunReport report) {
        List<String> lines = new ArrayList<>();
        String whose = report.tenant().map(name -> " of " + name).orElse("");
        lines.add("changes" + whose + " in " + report.location() + ":");
        int width = report.changes().stream()
                .mapToInt(changes -> changes.difference().element().pattern().length())
                .max()
                .orElse(0);
        for (ElementChanges changes : report.changes()) {
            ElementDifference difference = changes.difference();
            String name = difference.element().pattern();
            lines.add("  " + name + " ".repeat(width - name.length() + 2) + PlanWords.counts(changes));
            samples(changes, lines);
        }
        lines.add("  " + PlanWords.total(report));
        for (ElementChanges changes : report.changes()) {
            changes.refusal().ifPresent(refusal -> lines.add("a run would be refused: " + refusal.message()));
        }
        return lines;
    }

    private static void samples(ElementChanges changes, List<String> lines) {
        DifferenceSamples samples = changes.samples();
        ElementDifference difference = changes.difference();
        add(lines, "+", samples.inserts(), difference.inserts(), PlanText::properties);
        long emptied = difference.made().emptied();
        long updates = difference.updates() - difference.moves() - emptied;
        if (!samples.changedProperties().isEmpty()) {
            lines.add("    changed properties: " + PlanWords.properties(changes));
        }
        add(lines, "~", samples.updates(), updates, PlanText::changed);
        add(lines, "~", samples.emptied(), emptied, sample -> "row is gone: " + changed(sample));
        add(lines, "-", samples.deletes(), difference.deletes(), sample -> "");
    }

    private static void add(
            List<String> lines, String sign, List<Sample> samples, long all, Function<Sample, String> words) {
        for (Sample sample : samples) {
            String text = words.apply(sample);
            lines.add("    " + sign + " " + PlanWords.shown(sample.id()) + (text.isEmpty() ? "" : "  " + text));
        }
        if (!samples.isEmpty() && all > samples.size()) {
            lines.add("    " + sign + " ... and " + Words.number(all - samples.size()) + " more");
        }
    }

    private static String properties(Sample sample) {
        return sample.values().stream()
                .map(value -> value.property() + ": " + PlanWords.shown(value.after()))
                .collect(Collectors.joining(", "));
    }

    private static String changed(Sample sample) {
        return sample.values().isEmpty()
                ? "as loaded"
                : sample.values().stream().map(PlanWords::change).collect(Collectors.joining(", "));
    }
}
