package io.graphc.compiler.mapping;

import io.graphc.compiler.query.Parallel;
import io.graphc.compiler.query.QueryChecker;
import io.graphc.compiler.query.Relations;
import io.graphc.compiler.query.SqlTemplates;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.plan.ElementPlan.Scope;
import io.graphc.plan.GraphTarget;
import io.graphc.plan.PropertyType;
import io.graphc.source.Located;
import java.util.Optional;

/**
 * What mappings are bound in.
 *
 * @param project the project's name
 * @param tenant the tenant, or empty text in a project without tenants
 * @param graphSchema the schema of staged elements
 * @param relations finds what a mapping reads
 * @param foreignKeys what the project declares to lead from relation to relation
 * @param templates renders SQL of a mapping that holds a template
 */
public record MappingContext(
        String project,
        String tenant,
        GraphTarget target,
        String graphSchema,
        Relations relations,
        ForeignKeys foreignKeys,
        SqlTemplates templates,
        QueryChecker checker,
        Parallel parallel,
        DiagnosticSink sink) {

    /** Whether the project has tenants, so that elements belong to one of them unless they say otherwise. */
    boolean hasTenants() {
        return !tenant.isEmpty();
    }

    Scope scopeOf(Optional<Located<String>> written) {
        boolean global = written.filter(scope -> scope.value().equals("global")).isPresent();
        return global || !hasTenants() ? Scope.GLOBAL : Scope.TENANT;
    }

    String prefix(String name, Scope scope) {
        return ElementIds.prefix(name, scope == Scope.TENANT ? tenant : "");
    }

    /** What decimals become where a property gives no type; empty where that is an error. */
    Optional<PropertyType> decimals() {
        return switch (String.valueOf(target.settings().get("decimal"))) {
            case "string" -> Optional.of(PropertyType.STRING);
            case "double" -> Optional.of(PropertyType.DOUBLE);
            default -> Optional.empty();
        };
    }

    TargetRules rules() {
        return new TargetRules(target, sink);
    }
}
