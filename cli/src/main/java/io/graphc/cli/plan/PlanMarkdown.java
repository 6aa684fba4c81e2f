package io.graphc.cli.plan;

import io.graphc.cli.report.Prose;
import io.graphc.cli.report.Words;
import io.graphc.runtime.RunReport;
import io.graphc.runtime.diff.DifferenceSamples;
import io.graphc.runtime.diff.DifferenceSamples.Sample;
import io.graphc.runtime.diff.DifferenceSamples.TypeChange;
import io.graphc.runtime.diff.DifferenceSamples.Value;
import io.graphc.runtime.diff.ElementChanges;
import io.graphc.runtime.diff.ElementDifference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Prints a plan as Markdown, for the description of a pull request. */
public final class PlanMarkdown {
    private PlanMarkdown() {}

    public static List<String> lines(RunReport report) {
        List<String> lines = new ArrayList<>();
        lines.add("### graphc plan"
                + report.tenant().map(name -> " of " + escaped(name)).orElse("") + ": " + PlanWords.total(report));
        lines.add("");
        lines.add("| type | new | changed | to delete | unchanged | changed properties |");
        lines.add("| --- | ---: | ---: | ---: | ---: | --- |");
        for (ElementChanges changes : report.changes()) {
            ElementDifference difference = changes.difference();
            lines.add("| " + escaped(difference.element().pattern()) + " | "
                    + Words.number(difference.inserts()) + " | " + Words.number(difference.updates()) + " | "
                    + Words.number(difference.deletes() + difference.leftovers()) + " | "
                    + Words.number(difference.unchanged()) + " | " + escaped(PlanWords.properties(changes)) + " |");
        }
        notes(report, lines);
        for (ElementChanges changes : report.changes()) {
            changes.refusal().ifPresent(refusal -> {
                lines.add("");
                lines.add("**A run would be refused**: " + escaped(refusal.message()));
            });
        }
        samples(report, lines);
        return lines;
    }

    /** What the columns do not tell. */
    private static void notes(RunReport report, List<String> lines) {
        for (ElementChanges changes : report.changes()) {
            List<String> notes = new ArrayList<>();
            PlanWords.made(changes.difference()).ifPresent(notes::add);
            PlanWords.again(changes).ifPresent(notes::add);
            if (!notes.isEmpty()) {
                lines.add("");
                lines.add(escaped(changes.difference().element().pattern() + ": " + String.join("; ", notes)));
            }
        }
    }

    private static void samples(RunReport report, List<String> lines) {
        List<String> rows = new ArrayList<>();
        for (ElementChanges changes : report.changes()) {
            ElementDifference difference = changes.difference();
            DifferenceSamples samples = changes.samples();
            long emptied = difference.made().emptied();
            add(rows, samples.inserts(), difference.inserts(), "new");
            add(rows, samples.updates(), difference.updates() - difference.moves() - emptied, "changed");
            add(rows, samples.emptied(), emptied, "row is gone");
            add(rows, samples.deletes(), difference.deletes(), "to delete");
        }
        if (rows.isEmpty()) {
            return;
        }
        lines.add("");
        lines.add("<details><summary>The first of each kind</summary>");
        lines.add("");
        lines.add("| element | change | property | before | after |");
        lines.add("| --- | --- | --- | --- | --- |");
        lines.addAll(rows);
        lines.add("");
        lines.add("</details>");
    }

    private static void add(List<String> rows, List<Sample> samples, long all, String change) {
        samples.forEach(sample -> rows.addAll(rows(sample, change)));
        if (!samples.isEmpty() && all > samples.size()) {
            rows.add("| ... and " + Words.number(all - samples.size()) + " more | " + change + " |  | | |");
        }
    }

    private static List<String> rows(Sample sample, String change) {
        List<String> rows = new ArrayList<>();
        String head = "| " + escaped(PlanWords.shown(sample.id())) + " | " + change + " | ";
        for (Value value : sample.values()) {
            rows.add(head + escaped(value.property()) + " | "
                    + cell(value.before(), value.types().map(TypeChange::before)) + " | "
                    + cell(value.after(), value.types().map(TypeChange::after))
                    + " |");
        }
        return rows.isEmpty() ? List.of(head + " | | |") : rows;
    }

    private static String cell(Optional<String> value, Optional<String> type) {
        return value.map(text -> escaped(PlanWords.shown(text)
                        + type.map(words -> " (" + words + ")").orElse("")))
                .orElse("");
    }

    private static String escaped(String text) {
        return Prose.escaped(text).replace("`", "\\`");
    }
}
