package io.graphc.runtime.engine;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.Materialization;
import io.graphc.plan.RelationName;
import io.graphc.plan.SourceTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a project makes and a statement does not find: the engine names a table, whoever runs graphc needs the model. */
public final class UnbuiltRelations {
    /** Trino and Athena have no schema before the first table of the project is made. */
    private static final Pattern SCHEMA = Pattern.compile("Schema '(?<schema>[^']+)' does not exist");

    private final List<Made> all = new ArrayList<>();
    private final List<SourceTable> sources;
    private final String where;

    /**
     * The relations that a project makes.
     *
     * @param target the target that the command names, so that the way out is for the same one
     */
    public UnbuiltRelations(CompiledProject project, Optional<String> target) {
        project.seeds().forEach(seed -> all.add(new Made(seed.id(), seed.name(), seed.path(), seed.relation(), false)));
        project.models().stream()
                .filter(model -> model.materialization() != Materialization.EPHEMERAL)
                .forEach(model -> all.add(
                        new Made(model.id(), model.name(), model.path(), model.relation(), model.isSnapshot())));
        sources = project.sources();
        where = target.map(name -> " --target " + name).orElse("")
                + project.tenant().map(name -> " --tenant " + name).orElse("");
    }

    private record Made(String id, String name, String path, RelationName relation, boolean snapshot) {}

    /** Whether a failure says that a table or view is not there, so that none of its rows can be wrong. */
    public static boolean areMissingIn(Diagnostic failure) {
        return MissingRelation.of(failure).isPresent();
    }

    /** Does something; where a relation of the project is missing for it, says so. */
    public <T> T telling(Supplier<T> work) {
        return telling("", work);
    }

    /**
     * Does something for one of the relations itself, or for something that is none.
     *
     * @param own the id of what it is done for: of its own relation an engine says more than that it is not built
     */
    public <T> T telling(String own, Supplier<T> work) {
        try {
            return work.get();
        } catch (GraphcException e) {
            Diagnostic told = told(own, e.diagnostic());
            throw told.equals(e.diagnostic()) ? e : new GraphcException(told, e);
        }
    }

    /** The failure in the words of the project where one of its relations is missing, else the same. */
    public Diagnostic told(String own, Diagnostic failure) {
        return MissingRelation.of(failure)
                .flatMap(missing -> made(missing)
                        .filter(made -> !made.id().equals(own))
                        .map(made -> unbuilt(made, failure, missing.told())))
                .or(() -> emptySchema(own, failure))
                .orElse(failure);
    }

    /** The source that is missing, if that is why something failed. */
    public Optional<SourceTable> missingSource(Diagnostic failure) {
        return MissingRelation.of(failure).flatMap(missing -> {
            List<SourceTable> found = sources.stream()
                    .filter(source -> missing.is(source.relation()))
                    .toList();
            return found.size() == 1 && all.stream().noneMatch(made -> missing.is(made.relation()))
                    ? Optional.of(found.get(0))
                    : Optional.empty();
        });
    }

    /** The only one that it can be. */
    private Optional<Made> made(MissingRelation missing) {
        List<Made> found =
                all.stream().filter(made -> missing.is(made.relation())).toList();
        if (found.size() != 1) {
            return Optional.empty();
        }
        RelationName relation = found.get(0).relation();
        boolean other = sources.stream()
                .map(SourceTable::relation)
                .anyMatch(source -> missing.is(source) && !source.equals(relation));
        return other ? Optional.empty() : Optional.of(found.get(0));
    }

    private Diagnostic unbuilt(Made made, Diagnostic failure, String told) {
        String build = made.snapshot() ? "graphc snapshot" : "graphc run";
        return told(
                "`" + made.name() + "` is read, but it is not built yet",
                "looked for " + made.relation().quoted() + "; it is written in " + made.path(),
                "build it first: `" + build + " --select " + made.name() + where + "`",
                failure,
                told::equals);
    }

    /** Where a schema is missing, all that the project makes in it is. */
    private Optional<Diagnostic> emptySchema(String own, Diagnostic failure) {
        if (!MissingRelation.isOfQuery(failure)) {
            return Optional.empty();
        }
        for (String note : failure.notes()) {
            Matcher match = SCHEMA.matcher(note);
            if (match.find() && isOfProject(match.group("schema"), own)) {
                return Optional.of(told(
                        "the schema `" + match.group("schema") + "` is read, but nothing in it is built yet",
                        "it is made with the first table of the project",
                        "build the project first: `graphc build" + where + "`",
                        failure,
                        note::equals));
            }
        }
        return Optional.empty();
    }

    private boolean isOfProject(String schema, String own) {
        List<Made> inside = all.stream()
                .filter(made -> made.relation().schema().equalsIgnoreCase(schema))
                .toList();
        boolean read = sources.stream()
                .anyMatch(source ->
                        source.files().isEmpty() && source.relation().schema().equalsIgnoreCase(schema));
        return !inside.isEmpty()
                && !read
                && inside.stream().noneMatch(made -> made.id().equals(own));
    }

    /** What the engine told beside the name stays: the id of the query, the place of what reads it. */
    private static Diagnostic told(
            String message, String note, String help, Diagnostic failure, Predicate<String> replaced) {
        List<String> notes = new ArrayList<>(List.of(note));
        failure.notes().stream().filter(replaced.negate()).forEach(notes::add);
        return new Diagnostic(
                DiagnosticCode.NOT_BUILT_YET,
                failure.severity(),
                message,
                failure.primary(),
                failure.caption(),
                failure.labels(),
                notes,
                List.of(help));
    }
}
