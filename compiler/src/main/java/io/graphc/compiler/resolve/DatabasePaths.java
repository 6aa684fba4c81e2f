package io.graphc.compiler.resolve;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.plan.EngineTarget;
import io.graphc.project.OutputSpec;
import io.graphc.project.TenantPatterns;
import io.graphc.project.TenantSpec;
import io.graphc.project.yaml.YamlNode;
import io.graphc.source.SourceSpan;
import java.util.List;
import java.util.Optional;

/** Gives each tenant the database that an output of type {@code duckdb} says, whose path may have {@code {tenant}} in it. */
final class DatabasePaths {
    private final Optional<TenantSpec> tenant;
    private final DiagnosticSink sink;

    /**
     * Paths for a tenant.
     *
     * @param tenant empty in a project without tenants
     */
    DatabasePaths(Optional<TenantSpec> tenant, DiagnosticSink sink) {
        this.tenant = tenant;
        this.sink = sink;
    }

    /** The engine with the tenant's own database; empty where a name is unknown, which is reported. */
    Optional<EngineTarget> of(EngineTarget engine, OutputSpec output) {
        if (!engine.type().equals("duckdb") || !(engine.settings().get("path") instanceof String path)) {
            return Optional.of(engine);
        }
        List<String> names = TenantPatterns.names(path);
        if (names.isEmpty()) {
            return Optional.of(engine);
        }
        SourceSpan place =
                output.setting("path").map(YamlNode::span).orElse(output.name().span());
        if (tenant.isEmpty()) {
            Diagnostic.of(
                            DiagnosticCode.UNKNOWN_VAR,
                            "`{" + names.get(0) + "}` stands for nothing: the project has no tenants")
                    .at(place)
                    .help("write a path without braces, or add a tenant with `graphc tenant add NAME`")
                    .report(sink);
            return Optional.empty();
        }
        boolean inName = path.lastIndexOf('/') < path.indexOf(EngineTarget.TENANT);
        if (!names.equals(List.of("tenant")) || !inName) {
            Diagnostic.of(
                            DiagnosticCode.VALUE_NOT_ALLOWED,
                            "the path of a database has `" + EngineTarget.TENANT
                                    + "` once, in the name of the file, or no braces")
                    .at(place)
                    .help("write it like `path: \"target/duckdb/" + EngineTarget.TENANT + ".duckdb\"`")
                    .report(sink);
            return Optional.empty();
        }
        return Optional.of(engine.ofTenant(tenant.get().name().value(), path));
    }
}
