package io.graphc.compiler;

import io.graphc.compiler.context.ProjectTemplates;
import io.graphc.compiler.context.TenantTemplates;
import io.graphc.compiler.resolve.TargetResolver;
import io.graphc.compiler.resolve.Targets;
import io.graphc.compiler.resolve.TenantBinding;
import io.graphc.compiler.resolve.ValueTemplates;
import io.graphc.compiler.resolve.Variables;
import io.graphc.compiler.resolve.YamlValues;
import io.graphc.project.ProjectSpec;
import io.graphc.project.TenantSpec;
import io.graphc.source.Located;
import java.util.List;
import java.util.Optional;

/**
 * What one tenant's part of a project is read in: its targets, templates and names.
 *
 * @param tenant empty in a project without tenants
 */
record TenantSetting(ProjectSpec project, Optional<TenantSpec> tenant, CompileOptions options) {
    /** The targets that the profile has, before the tenant's own schema; empty when one is wrong, which is reported. */
    Optional<Targets> targets(ProjectTemplates templates, ErrorFlag sink) {
        if (project.profile().isEmpty()) {
            // The loader has said why.
            sink.raise();
            return Optional.empty();
        }
        ValueTemplates values = templates.forProfile(
                options.choices().vars(), options.surroundings().environment(), sink);
        Optional<Located<String>> tenantGraph =
                tenant.flatMap(spec -> spec.graph().target());
        Optional<Targets> targets = new TargetResolver(project.profile().get(), tenant, values, sink)
                .resolve(new TargetResolver.Wishes(
                        options.choices().target(), options.choices().graphTarget(), tenantGraph));
        targets.ifPresent(
                found -> new DeleteSettings(project, found.graph().name(), new YamlValues(values), sink).check());
        return tenant.isEmpty()
                ? targets
                : targets.flatMap(
                        found -> new TenantTargets(project, tenant.get(), new YamlValues(values), sink).over(found));
    }

    /** The targets with the schema that the tenant's tables are made in. */
    Targets inTenantSchema(Targets targets) {
        return tenant.map(
                        spec -> targets.inSchema(spec.schemaIn(targets.engine().schema())))
                .orElse(targets);
    }

    TenantTemplates templates(ProjectTemplates templates, Targets targets, ErrorFlag sink) {
        return templates.forTenant(
                new ProjectTemplates.Setting(
                        project.settings().name().value(),
                        tenant,
                        targets,
                        variables(),
                        options.surroundings().environment(),
                        options.clock(),
                        options.surroundings().queries().apply(targets.engine()),
                        options.choices().strict() || project.settings().strict(),
                        options.choices().inputs()),
                sink);
    }

    private Variables variables() {
        return new Variables(
                project.settings().vars(),
                tenant.map(TenantSpec::vars).orElse(List.of()),
                options.choices().vars());
    }

    TenantBinding binding(Targets targets, TenantTemplates templates) {
        return new TenantBinding(
                project,
                tenant,
                targets,
                templates.values(),
                templates.naming(),
                options.surroundings().disk(),
                options.choices().inputs());
    }
}
