package io.graphc.runtime.engine;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.Materialization;
import io.graphc.plan.RelationName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a project makes and a statement does not find: the engine names a table, whoever runs graphc needs the model. */
public final class UnbuiltRelations {
    /** DuckDB says {@code Table with name x}, Trino and Athena say {@code Table 'c.s.x'}. */
    private static final Pattern MISSING =
            Pattern.compile("(?:Table|View) (?:with name (?<bare>.+?)|'(?<full>[^']+)') does not exist");

    private final List<Made> all = new ArrayList<>();
    private final String tenant;

    /** The relations that a project makes. */
    public UnbuiltRelations(CompiledProject project) {
        project.seeds().forEach(seed -> all.add(new Made(seed.name(), seed.path(), seed.relation(), false)));
        project.models().stream()
                .filter(model -> model.materialization() != Materialization.EPHEMERAL)
                .forEach(model -> all.add(new Made(model.name(), model.path(), model.relation(), model.isSnapshot())));
        tenant = project.tenant().map(name -> " --tenant " + name).orElse("");
    }

    private record Made(String name, String path, RelationName relation, boolean snapshot) {
        boolean is(String named, String shown) {
            return named.equalsIgnoreCase(relation.identifier())
                    || shown.equalsIgnoreCase(relation.schema() + "." + relation.identifier());
        }
    }

    /** Does something; where a relation of the project is missing for it, says so. */
    public <T> T telling(Supplier<T> work) {
        try {
            return work.get();
        } catch (GraphcException e) {
            throw missing(e.diagnostic())
                    .map(made -> new GraphcException(unbuilt(made), e))
                    .orElse(e);
        }
    }

    private Optional<Made> missing(Diagnostic told) {
        if (told.code() != DiagnosticCode.QUERY_FAILED && told.code() != DiagnosticCode.RELATION_GONE) {
            return Optional.empty();
        }
        return told.notes().stream()
                .map(MISSING::matcher)
                .filter(Matcher::find)
                .flatMap(match -> named(match).stream())
                .findFirst();
    }

    private Optional<Made> named(Matcher match) {
        String bare = match.group("bare");
        String full = match.group("full");
        String local = full == null ? "" : full.substring(full.indexOf('.') + 1);
        return all.stream()
                .filter(made -> made.is(bare == null ? "" : bare, local))
                .findFirst();
    }

    /** Names no statement: all that read the same relation fail for this one reason. */
    private Diagnostic unbuilt(Made made) {
        String build = made.snapshot() ? "graphc snapshot" : "graphc run";
        return Diagnostic.of(DiagnosticCode.NOT_BUILT_YET, "`" + made.name() + "` is read, but it is not built yet")
                .note("looked for " + made.relation().quoted() + "; it is written in " + made.path())
                .help("build it first: `" + build + " --select " + made.name() + tenant + "`")
                .build();
    }
}
