package io.graphc.compiler;

import io.graphc.compiler.context.IntrospectiveQueries;
import io.graphc.plan.EngineTarget;
import io.graphc.plan.SourceCatalog;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * What a compilation depends on beside the files of the project. Immutable; made by {@link #of} and the {@code with}
 * methods.
 *
 * @param directory the project folder
 * @param profileDirectories folders to look for {@code profiles.yml} in, the first one found wins
 * @param target the engine output to compile for, where not the profile's own choice
 * @param graphTarget the graph output to compile for, where not the profile's own choice
 * @param vars variables of the command line, as plain data; they win over all others
 * @param tenants names of the tenants to compile; empty for all
 * @param environment looks up an environment variable
 * @param asOf the instant that the project is compiled at
 * @param strict whether doubts are errors, also where the project file does not say so
 * @param catalog makes what answers the columns of sources that are not declared, for the engine compiled for and the
 *     project's target folder
 * @param queries makes what answers the queries that templates ask, for the engine compiled for
 * @param threads how many models are looked at at once
 * @param cached whether what was found out is kept in the target folder for the next compilation, and used from there
 */
public record CompileOptions(
        Path directory,
        List<Path> profileDirectories,
        Optional<String> target,
        Optional<String> graphTarget,
        Map<String, Object> vars,
        List<String> tenants,
        Function<String, Optional<String>> environment,
        Instant asOf,
        boolean strict,
        Optional<BiFunction<EngineTarget, Path, SourceCatalog>> catalog,
        Function<EngineTarget, IntrospectiveQueries> queries,
        int threads,
        boolean cached) {
    public CompileOptions {
        profileDirectories = List.copyOf(profileDirectories);
        vars = Collections.unmodifiableMap(new LinkedHashMap<>(vars));
        tenants = List.copyOf(tenants);
    }

    /** A project with its profile beside it, an empty environment, all tenants, on one thread. */
    public static CompileOptions of(Path directory, Instant asOf) {
        return new CompileOptions(
                directory,
                List.of(directory),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                List.of(),
                name -> Optional.empty(),
                asOf,
                false,
                Optional.empty(),
                engine -> IntrospectiveQueries.NONE,
                1,
                false);
    }

    public CompileOptions withProfileDirectories(List<Path> value) {
        return new CompileOptions(
                directory,
                value,
                target,
                graphTarget,
                vars,
                tenants,
                environment,
                asOf,
                strict,
                catalog,
                queries,
                threads,
                cached);
    }

    /** The names of the outputs to compile for, each empty where the profile chooses. */
    public CompileOptions withTargets(Optional<String> engine, Optional<String> graph) {
        return new CompileOptions(
                directory,
                profileDirectories,
                engine,
                graph,
                vars,
                tenants,
                environment,
                asOf,
                strict,
                catalog,
                queries,
                threads,
                cached);
    }

    public CompileOptions withVars(Map<String, Object> value) {
        return new CompileOptions(
                directory,
                profileDirectories,
                target,
                graphTarget,
                value,
                tenants,
                environment,
                asOf,
                strict,
                catalog,
                queries,
                threads,
                cached);
    }

    public CompileOptions withTenants(List<String> value) {
        return new CompileOptions(
                directory,
                profileDirectories,
                target,
                graphTarget,
                vars,
                value,
                environment,
                asOf,
                strict,
                catalog,
                queries,
                threads,
                cached);
    }

    public CompileOptions withEnvironment(Function<String, Optional<String>> value) {
        return new CompileOptions(
                directory,
                profileDirectories,
                target,
                graphTarget,
                vars,
                tenants,
                value,
                asOf,
                strict,
                catalog,
                queries,
                threads,
                cached);
    }

    public CompileOptions withStrict(boolean value) {
        return new CompileOptions(
                directory,
                profileDirectories,
                target,
                graphTarget,
                vars,
                tenants,
                environment,
                asOf,
                value,
                catalog,
                queries,
                threads,
                cached);
    }

    public CompileOptions withCatalog(BiFunction<EngineTarget, Path, SourceCatalog> value) {
        return new CompileOptions(
                directory,
                profileDirectories,
                target,
                graphTarget,
                vars,
                tenants,
                environment,
                asOf,
                strict,
                Optional.of(value),
                queries,
                threads,
                cached);
    }

    public CompileOptions withThreads(int value) {
        return new CompileOptions(
                directory,
                profileDirectories,
                target,
                graphTarget,
                vars,
                tenants,
                environment,
                asOf,
                strict,
                catalog,
                queries,
                value,
                cached);
    }

    public CompileOptions withQueries(Function<EngineTarget, IntrospectiveQueries> value) {
        return new CompileOptions(
                directory,
                profileDirectories,
                target,
                graphTarget,
                vars,
                tenants,
                environment,
                asOf,
                strict,
                catalog,
                value,
                threads,
                cached);
    }

    public CompileOptions withCache(boolean value) {
        return new CompileOptions(
                directory,
                profileDirectories,
                target,
                graphTarget,
                vars,
                tenants,
                environment,
                asOf,
                strict,
                catalog,
                queries,
                threads,
                value);
    }
}
