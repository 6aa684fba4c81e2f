package io.graphc.diagnostic.render;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.Label;
import io.graphc.diagnostic.Severity;
import io.graphc.source.SourceFile;
import io.graphc.source.SourceSpan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The full form for people: message, code frame with the range marked, labels, notes and helps. ASCII frames, 1-based
 * lines and columns.
 */
public final class TextRenderer implements DiagnosticRenderer {
    /** Longer source lines are cut around the marked range, so that a frame never wraps. */
    private static final int WIDEST = 160;

    private static final int LEAD = 40;
    private final Style style;

    public TextRenderer(Style style) {
        this.style = style;
    }

    /** A range to mark: the primary one with carets, others with dashes. */
    private record Mark(SourceSpan span, String text, boolean primary) {}

    @Override
    public String render(Diagnostic diagnostic) {
        StringBuilder out = new StringBuilder();
        String head = diagnostic.severity().word() + "[" + diagnostic.code().id() + "]";
        out.append(severityColour(diagnostic.severity(), head))
                .append(style.bold(": " + diagnostic.message()))
                .append('\n');
        List<Mark> marks = marks(diagnostic);
        int gutter = marks.stream()
                .mapToInt(mark -> String.valueOf(mark.span().startLine()).length())
                .max()
                .orElse(1);
        String blank = " ".repeat(gutter + 1);
        appendFrames(out, marks, gutter);
        for (String note : diagnostic.notes()) {
            appendRemark(out, blank, "note", note);
        }
        for (String help : diagnostic.helps()) {
            appendRemark(out, blank, "help", help);
        }
        return out.toString();
    }

    private void appendRemark(StringBuilder out, String blank, String kind, String text) {
        String indent = "\n" + blank + "  " + " ".repeat(kind.length() + 2);
        out.append(blank)
                .append(style.blue("="))
                .append(' ')
                .append(style.bold(kind + ": "))
                .append(text.strip().replace("\n", indent))
                .append('\n');
    }

    private String severityColour(Severity severity, String text) {
        return switch (severity) {
            case ERROR -> style.red(text);
            case WARNING -> style.yellow(text);
            case NOTE -> style.cyan(text);
        };
    }

    private static List<Mark> marks(Diagnostic diagnostic) {
        List<Mark> marks = new ArrayList<>();
        diagnostic.primary().ifPresent(span -> marks.add(new Mark(span, diagnostic.caption(), true)));
        for (Label label : diagnostic.labels()) {
            marks.add(new Mark(label.span(), label.text(), false));
        }
        return marks;
    }

    /** One frame for each file, the primary one first; marks of one file in order of lines. */
    private void appendFrames(StringBuilder out, List<Mark> marks, int gutter) {
        List<SourceFile> files =
                marks.stream().map(mark -> mark.span().file()).distinct().toList();
        boolean first = true;
        for (SourceFile file : files) {
            List<Mark> inFile = marks.stream()
                    .filter(mark -> mark.span().file().equals(file))
                    .toList();
            String arrow = first ? "-->" : ":::";
            out.append(" ".repeat(gutter + 1))
                    .append(style.blue(arrow))
                    .append(' ')
                    .append(inFile.get(0).span())
                    .append('\n');
            appendFrame(out, inFile, gutter);
            first = false;
        }
    }

    private void appendFrame(StringBuilder out, List<Mark> marks, int gutter) {
        List<Mark> ordered = new ArrayList<>(marks);
        ordered.sort(Comparator.comparing(Mark::span));
        String bar = " ".repeat(gutter + 2) + style.blue("|");
        out.append(bar).append('\n');
        int shown = 0;
        for (Mark mark : ordered) {
            int line = mark.span().startLine();
            if (line != shown) {
                if (shown > 0 && line > shown + 1) {
                    out.append(" ".repeat(gutter + 1)).append(style.blue("...")).append('\n');
                }
                appendLine(out, mark, gutter);
                shown = line;
            }
            appendMark(out, bar, mark);
        }
    }

    private void appendLine(StringBuilder out, Mark mark, int gutter) {
        String number = String.valueOf(mark.span().startLine());
        String text = mark.span().file().line(mark.span().startLine());
        int from = cutFrom(mark.span(), text);
        String shown = text.substring(from, Math.min(text.length(), from + WIDEST));
        out.append(style.blue(" ".repeat(gutter + 1 - number.length()) + number + " |"))
                .append(shown.isBlank() ? "" : "   " + printable(shown))
                .append('\n');
    }

    private void appendMark(StringBuilder out, String bar, Mark mark) {
        SourceSpan span = mark.span();
        String text = span.file().line(span.startLine());
        int from = cutFrom(span, text);
        int start = Math.max(span.startColumn() - 1 - from, 0);
        int lineEnd = Math.max(Math.min(text.length() - from, WIDEST), start + 1);
        int end = span.endLine() > span.startLine() ? lineEnd : Math.min(span.endColumn() - 1 - from, lineEnd);
        String sign = (mark.primary() ? "^" : "-").repeat(Math.max(1, end - start));
        out.append(bar)
                .append("   ")
                .append(" ".repeat(start))
                .append(mark.primary() ? style.red(sign) : style.blue(sign))
                .append(mark.text().isEmpty() ? "" : " " + mark.text())
                .append('\n');
    }

    private static int cutFrom(SourceSpan span, String text) {
        return text.length() <= WIDEST ? 0 : Math.min(text.length(), Math.max(0, span.startColumn() - 1 - LEAD));
    }

    /** Tabs as one blank each and no control characters, so that marks stand under what they mark. */
    private static String printable(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            clean.append(Character.isISOControl(c) ? ' ' : c);
        }
        return clean.toString();
    }
}
