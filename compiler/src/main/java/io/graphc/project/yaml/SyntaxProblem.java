package io.graphc.project.yaml;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.source.SourceFile;
import io.graphc.source.SourceSpan;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Says in a project author's words what SnakeYAML found wrong; its own words go to a note where we have none. */
final class SyntaxProblem {
    /** A way to recognise a problem by the start of SnakeYAML's text, and what to say and advise instead. */
    private record Wording(String start, String message, String help) {}

    private static final List<Wording> WORDINGS = List.of(
            new Wording(
                    "mapping values are not allowed here",
                    "a `:` is not expected here",
                    "put text that holds `: ` in quotes, or check the indentation of the line above"),
            new Wording(
                    "expected <block end>, but found",
                    "the indentation does not fit the lines above",
                    "indent the entries of one map or list alike"),
            new Wording("found character '\\t", "a tab cannot indent YAML", "indent with spaces"),
            new Wording(
                    "found character", "an unquoted value cannot start with this character", "put the value in quotes"),
            new Wording("could not find expected ':'", "a `:` is missing after this key", "write `key: value`"),
            new Wording(
                    "found unexpected end of stream", "quoted text that starts here has no end", "close the quotes"),
            new Wording(
                    "found undefined alias",
                    "this alias has no anchor",
                    "write `&name` before the value that `*name` repeats"),
            new Wording("expected ',' or ']'", "a `,` or `]` is missing in this list", "close the list with `]`"),
            new Wording("expected ',' or '}'", "a `,` or `}` is missing in this map", "close the map with `}`"),
            new Wording("Global tag is not allowed", "tags have no meaning here", "take the tag out"),
            new Wording("expected the node content", "a value is missing here", "write it, or close what is open"),
            new Wording(
                    "but found another document",
                    "one file holds one document",
                    "take the second `---` out, or make two files"));

    private static final Pattern CALL = Pattern.compile("\\b(source|ref|var)\\([^()\\n]*,[^()\\n]*\\)");

    private final SourceFile file;
    private final CodePointOffsets offsets;

    SyntaxProblem(SourceFile file, CodePointOffsets offsets) {
        this.file = file;
        this.offsets = offsets;
    }

    void report(MarkedYAMLException problem, DiagnosticSink sink) {
        String text = problem.getProblem() == null ? "" : problem.getProblem();
        SourceSpan at = place(problem.getProblemMark());
        if (text.startsWith("expected ','") && unquotedCall(at, sink)) {
            return;
        }
        for (Wording wording : WORDINGS) {
            if (text.startsWith(wording.start())) {
                Diagnostic.Builder builder = Diagnostic.of(DiagnosticCode.BAD_YAML, wording.message());
                boolean unclosed =
                        text.startsWith("found unexpected end of stream") || text.startsWith("could not find expected");
                builder.at(unclosed && problem.getContextMark() != null ? place(problem.getContextMark()) : at);
                if (!unclosed && problem.getContextMark() != null && text.startsWith("expected")) {
                    builder.label(place(problem.getContextMark()), "it starts here");
                }
                builder.help(wording.help()).report(sink);
                return;
            }
        }
        Diagnostic.of(DiagnosticCode.BAD_YAML, "the YAML cannot be read from here on")
                .at(at)
                .note("the parser says: " + (text.length() > 80 ? text.substring(0, 80) + "..." : text))
                .report(sink);
    }

    /** In braces and brackets a comma ends a value, also one between the arguments of a call. */
    private boolean unquotedCall(SourceSpan at, DiagnosticSink sink) {
        int line = file.text().lastIndexOf('\n', Math.max(0, at.startOffset() - 1)) + 1;
        Matcher call = CALL.matcher(file.text()).region(line, file.text().length());
        while (call.find() && call.start() <= at.startOffset()) {
            if (at.startOffset() < call.end()) {
                Diagnostic.of(
                                DiagnosticCode.BAD_YAML,
                                "`" + call.group(1)
                                        + "(...)` with a comma must be in quotes between braces or brackets")
                        .at(file.span(call.start(), call.end()))
                        .help("put it in quotes: `\"" + call.group().replace('"', '\'') + "\"`")
                        .report(sink);
                return true;
            }
        }
        return false;
    }

    private SourceSpan place(@Nullable Mark mark) {
        if (mark == null) {
            return file.top();
        }
        int offset = offsets.of(mark.getIndex());
        String text = file.text();
        boolean visible = offset < text.length() && text.charAt(offset) != '\n';
        return file.span(offset, visible ? offset + 1 : offset);
    }
}
