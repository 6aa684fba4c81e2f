package io.graphc.cli.diff;

import io.graphc.plan.impact.Change;
import io.graphc.plan.impact.ProjectDifference;
import java.util.ArrayList;
import java.util.List;

/** Prints a difference as Markdown, for the description of a pull request. */
public final class DiffMarkdown {
    private DiffMarkdown() {}

    public static List<String> lines(ProjectDifference difference) {
        DiffWords words = new DiffWords(difference);
        List<String> lines = new ArrayList<>();
        lines.add("### graphc diff: " + words.summary());
        if (difference.isEmpty()) {
            return lines;
        }
        lines.add("");
        lines.add("| where | what | change | breaks |");
        lines.add("| --- | --- | --- | --- |");
        difference.changes().forEach(change -> lines.add(row(words, change, "")));
        difference.effects().forEach(change -> lines.add(row(words, change, " (follows)")));
        if (!words.reached().isEmpty() || !words.tests().isEmpty()) {
            lines.add("");
            lines.add("<details><summary>What these changes reach</summary>");
            lines.add("");
            words.reached().forEach((owner, what) -> lines.add("- " + escaped(owner) + ": " + escaped(what)));
            if (!words.tests().isEmpty()) {
                lines.add("- tests: " + escaped(String.join(", ", words.tests())));
            }
            lines.add("");
            lines.add("</details>");
        }
        return lines;
    }

    private static String row(DiffWords words, Change change, String note) {
        String subject = DiffWords.subject(change);
        return "| " + escaped(words.owner(change.owner())) + " | "
                + (subject.isEmpty() ? "" : "`" + escaped(subject) + "`")
                + " | " + escaped(DiffWords.text(change)) + note + " | "
                + change.breaking().map(why -> "**yes**: " + escaped(why)).orElse("no") + " |";
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace("|", "\\|")
                .replace("<", "&lt;")
                .replace("~", "\\~");
    }
}
