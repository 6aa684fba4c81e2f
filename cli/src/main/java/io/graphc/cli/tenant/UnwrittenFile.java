package io.graphc.cli.tenant;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.source.SourceSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Words mistakes in a tenant's file that was never written by the options that it would come from. Immutable. */
public final class UnwrittenFile {
    private static final Map<String, String> OPTIONS = Map.of(
            "description", "--description",
            "extends", "--extends",
            "tags", "--tag",
            "vars", "--var",
            "schema", "--schema",
            "graph", "--graph",
            "disable", "--disable-missing");

    private final String path;

    /**
     * A file that is not there.
     *
     * @param path as places in it have it
     */
    public UnwrittenFile(String path) {
        this.path = path;
    }

    /** The same problems, none of them at a place that nobody can open. */
    public List<Diagnostic> reworded(List<Diagnostic> problems) {
        return problems.stream().map(this::reworded).toList();
    }

    private Diagnostic reworded(Diagnostic problem) {
        Optional<SourceSpan> place = problem.primary().filter(this::isHere);
        List<String> notes = new ArrayList<>(problem.notes());
        place.ifPresent(span -> notes.add(origin(span)));
        return new Diagnostic(
                problem.code(),
                problem.severity(),
                problem.message(),
                place.isPresent() ? Optional.empty() : problem.primary(),
                place.isPresent() ? "" : problem.caption(),
                problem.labels().stream().filter(label -> !isHere(label.span())).toList(),
                notes,
                problem.helps());
    }

    private boolean isHere(SourceSpan span) {
        return span.file().path().equals(path);
    }

    /** The line, and the option that its key stands for. */
    private static String origin(SourceSpan span) {
        List<String> lines = span.file().text().lines().toList();
        int at = Math.min(span.startLine(), lines.size()) - 1;
        int top = at;
        while (top > 0 && lines.get(top).startsWith(" ")) {
            top--;
        }
        String key = lines.get(top).replaceFirst(":.*", "");
        String line = "`" + lines.get(at).strip() + "` in the tenant's file, which was not written";
        return Optional.ofNullable(OPTIONS.get(key))
                .map(option -> "`" + option + "` gives " + line)
                .orElse("it is " + line);
    }
}
