package io.graphc.compiler.resolve;

import io.graphc.plan.RelationName;
import io.graphc.project.ProjectSpec;
import io.graphc.project.TenantSpec;
import io.graphc.project.TenantSpec.DisabledSpec;
import io.graphc.source.Located;
import io.graphc.source.disk.Disk;
import java.util.Optional;

/**
 * A project, the tenant it is compiled for, and where it will run.
 *
 * @param tenant empty in a project without tenants
 * @param templates renders values in the tenant's context
 * @param naming names what the project builds
 * @param disk what the files of sources are looked at through
 * @param inputs where its SQL reads
 */
public record TenantBinding(
        ProjectSpec project,
        Optional<TenantSpec> tenant,
        Targets targets,
        ValueTemplates templates,
        RelationNaming naming,
        Disk disk,
        Inputs inputs) {
    public String projectName() {
        return project.settings().name().value();
    }

    /** The tenant's name, or empty text. */
    public String tenantName() {
        return tenant.map(spec -> spec.name().value()).orElse("");
    }

    public DisabledSpec disabled() {
        return tenant.map(TenantSpec::disable).orElse(DisabledSpec.NONE);
    }

    boolean disablesSource(String source, String table) {
        return disabled().sources().stream()
                .map(Located::value)
                .anyMatch(name -> name.equals(source) || name.equals(source + "." + table));
    }

    /** A value with its template rendered, when it holds one. */
    Optional<String> text(Located<String> value) {
        return new YamlValues(templates).text(value);
    }

    /** What is read in place of a model or seed of the project. Nothing but what reads it may ask: it is never made. */
    public Optional<RelationName> standIn(String id) {
        return inputs.deferred(tenantName(), id);
    }

    /**
     * The name of a relation on the engine. What a snapshot says by {@code target_schema} is taken as it is; {@code schema} is
     * put behind the target's, as for models.
     */
    public RelationName relation(NamedResource resource, ResourceConfig config) {
        RelationName usual = naming.name(targets, resource, config);
        if (!resource.kind().equals("snapshot")) {
            return usual;
        }
        String schema = config.text("target_schema").map(Located::value).orElse(usual.schema());
        Optional<String> database =
                config.text("target_database").map(Located::value).or(usual::database);
        return new RelationName(database, schema, usual.identifier());
    }
}
