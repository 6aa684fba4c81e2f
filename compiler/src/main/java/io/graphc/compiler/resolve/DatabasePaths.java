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
import java.util.Optional;
import java.util.Set;

/** Gives each tenant the database that an output of type {@code duckdb} says, whose path may have names in single braces. */
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
        Set<String> names = TenantPatterns.names(path);
        if (names.isEmpty()) {
            return Optional.of(engine);
        }
        SourceSpan place =
                output.setting("path").map(YamlNode::span).orElse(output.name().span());
        if (tenant.isEmpty()) {
            String name = names.iterator().next();
            Diagnostic.of(DiagnosticCode.UNKNOWN_VAR, "`{" + name + "}` stands for nothing: the project has no tenants")
                    .at(place)
                    .help("write a path without braces, or add a tenant with `graphc tenant add NAME`")
                    .report(sink);
            return Optional.empty();
        }
        return TenantPatterns.of(tenant.get(), sink).fillKnown(path, place).map(filled -> {
            EngineTarget own = engine.at(filled);
            return new EngineTarget(
                    own.name(), own.type(), own.schema(), own.threads(), own.settings(), Optional.of(path));
        });
    }
}
