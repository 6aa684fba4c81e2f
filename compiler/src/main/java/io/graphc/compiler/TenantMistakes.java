package io.graphc.compiler;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.Label;
import io.graphc.project.ProjectSpec;
import io.graphc.project.TenantFiles;
import io.graphc.project.TenantSpec;
import io.graphc.source.SourceFile;
import io.graphc.source.SourceSpan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Whose mistakes those are that were found when the project was read: what is wrong in a tenant's file is wrong for that
 * tenant alone, what is wrong in a group's for those that extend it, and all else for every tenant.
 */
final class TenantMistakes {
    private final Map<String, Set<String>> owners = new HashMap<>();
    private final List<Diagnostic> diagnostics;

    TenantMistakes(ProjectSpec project, List<Diagnostic> diagnostics) {
        this.diagnostics = diagnostics;
        for (TenantSpec tenant : project.tenants()) {
            owners.put(tenant.file().path(), Set.of(tenant.name().value()));
        }
        for (SourceFile group : project.tenantFiles().groups()) {
            Set<String> members = new TreeSet<>();
            String name = TenantFiles.stem(group).substring(1);
            for (TenantSpec tenant : project.tenants()) {
                if (tenant.groups().contains(name)) {
                    members.add(tenant.name().value());
                }
            }
            owners.put(group.path(), members);
        }
        for (SourceFile unread : project.tenantFiles().unread()) {
            owners.put(unread.path(), Set.of(TenantFiles.stem(unread)));
        }
    }

    /** Whether nothing is wrong that concerns a tenant; an empty name stands for a project without tenants. */
    boolean isSound(String tenant) {
        return diagnostics.stream().filter(Diagnostic::isError).noneMatch(one -> concerns(one, Set.of(tenant)));
    }

    /** What concerns any of the tenants, or all of them. */
    List<Diagnostic> of(List<String> tenants) {
        Set<String> names = new HashSet<>(tenants);
        List<Diagnostic> found = new ArrayList<>();
        for (Diagnostic one : diagnostics) {
            if (concerns(one, names)) {
                found.add(one);
            }
        }
        return found;
    }

    private boolean concerns(Diagnostic one, Set<String> tenants) {
        Stream<SourceSpan> places = one.code() == DiagnosticCode.SHARED_TENANT_IDS
                ? Stream.concat(one.primary().stream(), one.labels().stream().map(Label::span))
                : one.primary().stream();
        List<Set<String>> concerned = places.map(
                        place -> owners.get(place.file().path()))
                .filter(owner -> owner != null)
                .toList();
        return concerned.isEmpty()
                || concerned.stream().anyMatch(owner -> owner.stream().anyMatch(tenants::contains));
    }
}
