package io.graphc.compiler;

import io.graphc.compiler.context.IntrospectiveQueries;
import io.graphc.compiler.resolve.Inputs;
import io.graphc.diagnostic.WarningPolicy;
import io.graphc.plan.EngineTarget;
import io.graphc.plan.SourceCatalog;
import io.graphc.project.ProjectSpec;
import io.graphc.source.disk.Disk;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What a compilation depends on beside the files of the project. Immutable; made by {@link #of} and the {@code with}
 * methods.
 *
 * @param directory the project folder
 * @param profileDirectories folders to look for {@code profiles.yml} in, the first one found wins
 * @param asOf the instant that the project is compiled at
 * @param choices what the caller wants of the project
 * @param surroundings what answers the questions that the project's files leave open
 * @param effort how the work is done, which changes no result
 */
public record CompileOptions(
        Path directory,
        List<Path> profileDirectories,
        Instant asOf,
        Choices choices,
        Surroundings surroundings,
        Effort effort) {
    public CompileOptions {
        profileDirectories = List.copyOf(profileDirectories);
    }

    /**
     * What the caller wants of the project.
     *
     * @param target the engine output to compile for, where not the profile's own choice
     * @param graphTarget the graph output to compile for, where not the profile's own choice
     * @param vars variables of the command line, as plain data; they win over all others
     * @param tenants names of the tenants to compile; empty for all
     * @param strict whether doubts are errors, also where the project file does not say so
     * @param inputs where SQL reads, and how many rows
     * @param warnings which warnings are errors, where not what the project file says
     * @param inline a query of the command line, which becomes the model {@link InlineQuery#NAME}
     */
    public record Choices(
            Optional<String> target,
            Optional<String> graphTarget,
            Map<String, Object> vars,
            List<String> tenants,
            boolean strict,
            Inputs inputs,
            Optional<WarningPolicy> warnings,
            Optional<String> inline) {
        /** All tenants, as the project's own files say. */
        public static final Choices NONE = new Choices(
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                List.of(),
                false,
                Inputs.ALL,
                Optional.empty(),
                Optional.empty());

        public Choices {
            vars = Collections.unmodifiableMap(new LinkedHashMap<>(vars));
            tenants = List.copyOf(tenants);
        }
    }

    /**
     * What answers the questions that the project's files leave open.
     *
     * @param disk what files are looked at through
     * @param environment looks up an environment variable
     * @param clockAsked is run whenever something may depend on the instant that the project is compiled at
     * @param catalog makes what answers the columns of sources that are not declared, for the engine compiled for and the
     *     project's target folder
     * @param queries makes what answers the queries that templates ask, for the engine compiled for
     */
    public record Surroundings(
            Disk disk,
            Function<String, Optional<String>> environment,
            Runnable clockAsked,
            Optional<BiFunction<EngineTarget, Path, SourceCatalog>> catalog,
            Function<EngineTarget, IntrospectiveQueries> queries) {
        /** The plain disk, and nothing else. */
        public static final Surroundings NONE = new Surroundings(
                Disk.plain(),
                name -> Optional.empty(),
                () -> {},
                Optional.empty(),
                engine -> IntrospectiveQueries.NONE);
    }

    /**
     * How the work is done.
     *
     * @param threads how many models are looked at at once
     * @param cached whether what was found out is kept in the target folder for the next compilation, and used from there
     */
    public record Effort(int threads, boolean cached) {}

    /** A project with its profile beside it, an empty environment, all tenants, on one thread. */
    public static CompileOptions of(Path directory, Instant asOf) {
        return new CompileOptions(
                directory, List.of(directory), asOf, Choices.NONE, Surroundings.NONE, new Effort(1, false));
    }

    public CompileOptions withProfileDirectories(List<Path> value) {
        return new CompileOptions(directory, value, asOf, choices, surroundings, effort);
    }

    public CompileOptions withChoices(Choices value) {
        return new CompileOptions(directory, profileDirectories, asOf, value, surroundings, effort);
    }

    /** The names of the outputs to compile for, each empty where the profile chooses. */
    public CompileOptions withTargets(Optional<String> engine, Optional<String> graph) {
        return withChoices(new Choices(
                engine,
                graph,
                choices.vars(),
                choices.tenants(),
                choices.strict(),
                choices.inputs(),
                choices.warnings(),
                choices.inline()));
    }

    public CompileOptions withVars(Map<String, Object> value) {
        return withChoices(new Choices(
                choices.target(),
                choices.graphTarget(),
                value,
                choices.tenants(),
                choices.strict(),
                choices.inputs(),
                choices.warnings(),
                choices.inline()));
    }

    public CompileOptions withTenants(List<String> value) {
        return withChoices(new Choices(
                choices.target(),
                choices.graphTarget(),
                choices.vars(),
                value,
                choices.strict(),
                choices.inputs(),
                choices.warnings(),
                choices.inline()));
    }

    public CompileOptions withSurroundings(Surroundings value) {
        return new CompileOptions(directory, profileDirectories, asOf, choices, value, effort);
    }

    public CompileOptions withEnvironment(Function<String, Optional<String>> value) {
        Surroundings old = surroundings;
        return withSurroundings(new Surroundings(old.disk(), value, old.clockAsked(), old.catalog(), old.queries()));
    }

    public CompileOptions withCatalog(BiFunction<EngineTarget, Path, SourceCatalog> value) {
        Surroundings old = surroundings;
        return withSurroundings(
                new Surroundings(old.disk(), old.environment(), old.clockAsked(), Optional.of(value), old.queries()));
    }

    public CompileOptions withEffort(Effort value) {
        return new CompileOptions(directory, profileDirectories, asOf, choices, surroundings, value);
    }

    public CompileOptions withThreads(int value) {
        return withEffort(new Effort(value, effort.cached()));
    }

    public CompileOptions withCache(boolean value) {
        return withEffort(new Effort(effort.threads(), value));
    }

    /** Which warnings are errors in a project: the caller's word, else its own. */
    WarningPolicy warnings(ProjectSpec project) {
        return choices.warnings().orElseGet(project.settings()::warnings);
    }

    /** The instant of the compilation, for those who note that they asked for it. */
    public Supplier<Instant> clock() {
        return () -> {
            surroundings.clockAsked().run();
            return asOf;
        };
    }
}
