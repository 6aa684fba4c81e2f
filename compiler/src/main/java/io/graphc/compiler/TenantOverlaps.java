package io.graphc.compiler;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.diagnostic.Spelling;
import io.graphc.project.TenantSpec;
import io.graphc.source.Located;
import io.graphc.source.SourceSpan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds tenants of which one would make relations over those of another, and so leave it the wrong rows. Each tenant is
 * told once, with all tenants before it whose relations it makes.
 */
final class TenantOverlaps {
    private static final int LABELS = 3;

    private final DiagnosticSink sink;
    /** The tenants that make a relation, in the order of their names. */
    private final Map<String, List<Owner>> owners = new LinkedHashMap<>();

    private final Set<String> overlapping = new TreeSet<>();

    TenantOverlaps(DiagnosticSink sink) {
        this.sink = sink;
    }

    /**
     * A tenant and what it makes on the engine.
     *
     * @param base the schema of the target
     * @param database what tells its database from those of other tenants
     * @param alone whether no other tenant has anything in its database
     */
    record Tenant(TenantSpec spec, String base, String database, boolean alone, List<MadeRelation> relations) {
        /** The schema that its relations are in unless a config says otherwise. */
        String schema() {
            return spec.schemaIn(base);
        }

        String name() {
            return spec.name().value();
        }

        /** Where it is said which schema it has. */
        SourceSpan place() {
            return spec.schema().orElse(spec.name()).span();
        }
    }

    private record Owner(Tenant tenant, MadeRelation relation) {}

    /** What a tenant makes of another's. */
    private record Shared(Tenant other, MadeRelation first, int count) {
        Shared andOneMore() {
            return new Shared(other, first, count + 1);
        }
    }

    /** Of all tenants those that are not among some, and have the schema of one of them. */
    static List<TenantSpec> neighbours(List<TenantSpec> all, List<Tenant> some) {
        Set<String> names = new TreeSet<>();
        Set<String> schemas = new TreeSet<>();
        some.forEach(tenant -> {
            names.add(tenant.name());
            if (!tenant.alone() || tenant.relations().stream().anyMatch(MadeRelation::isElsewhere)) {
                schemas.add(lower(tenant.schema()));
            }
        });
        return all.stream()
                .filter(tenant -> !names.contains(tenant.name().value()))
                .filter(tenant -> some.stream()
                        .map(Tenant::base)
                        .anyMatch(base -> schemas.contains(lower(tenant.schemaIn(base)))))
                .toList();
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /**
     * Reports the tenants that make relations of one name.
     *
     * @param tenants sorted by name
     * @return the names of those tenants
     */
    static Set<String> report(List<Tenant> tenants, DiagnosticSink sink) {
        TenantOverlaps overlaps = new TenantOverlaps(sink);
        tenants.forEach(overlaps::check);
        return overlaps.overlapping;
    }

    private void check(Tenant tenant) {
        Map<String, Shared> shared = new LinkedHashMap<>();
        for (MadeRelation relation : tenant.relations()) {
            List<Owner> before = owners.computeIfAbsent(key(tenant, relation), key -> new ArrayList<>(1));
            for (Owner owner : before) {
                if (!owner.tenant().name().equals(tenant.name())
                        && !owner.relation().isSameAs(relation)) {
                    Shared one = new Shared(owner.tenant(), relation, 1);
                    shared.merge(owner.tenant().name(), one, (old, added) -> old.andOneMore());
                }
            }
            before.add(new Owner(tenant, relation));
        }
        if (!shared.isEmpty()) {
            report(tenant, List.copyOf(shared.values()));
        }
    }

    private static String key(Tenant tenant, MadeRelation relation) {
        return relation.isElsewhere() ? relation.key() : tenant.database() + " " + relation.key();
    }

    private void report(Tenant tenant, List<Shared> shared) {
        List<Tenant> others = shared.stream().map(Shared::other).toList();
        overlapping.add(tenant.name());
        others.forEach(other -> overlapping.add(other.name()));
        Shared first = shared.get(0);
        // The place to mend is a schema that somebody wrote, if there is one.
        Tenant culprit = tenant.spec().schema().isPresent()
                ? tenant
                : others.stream()
                        .filter(other -> other.spec().schema().isPresent())
                        .findFirst()
                        .orElse(tenant);
        List<Tenant> labelled = new ArrayList<>(others);
        labelled.add(tenant);
        labelled.remove(culprit);
        Diagnostic.Builder diagnostic = Diagnostic.of(
                        DiagnosticCode.SHARED_RELATION,
                        "tenants `" + first.other().name() + "` and `" + tenant.name() + "` both make `"
                                + first.first().shown() + "`")
                .at(culprit.place())
                .caption(caption(culprit));
        labelled.stream().limit(LABELS).forEach(other -> diagnostic.label(other.place(), caption(other)));
        if (others.size() > 1) {
            List<String> names = others.stream().skip(1).map(Tenant::name).toList();
            diagnostic.note("`" + tenant.name() + "` shares relations with " + Spelling.listing(names) + ", too");
        }
        int more = first.count() - 1;
        diagnostic
                .note("it is for " + first.first().words()
                        + (more > 0 ? ", and " + more + (more == 1 ? " more is" : " more are") + " like it" : "")
                        + "; each tenant would overwrite, and load, the other's rows")
                .help(help(culprit, labelled))
                .report(sink);
    }

    private static String caption(Tenant tenant) {
        return "tenant `" + tenant.name() + "`"
                + (tenant.spec().schema().isPresent() ? "" : ", whose schema is `" + tenant.schema() + "`");
    }

    private static String help(Tenant culprit, List<Tenant> others) {
        boolean oneSchema =
                others.stream().anyMatch(other -> lower(other.schema()).equals(lower(culprit.schema())));
        Optional<Located<String>> written = culprit.spec().schema();
        if (oneSchema && written.isPresent()) {
            return "give each tenant a schema of its own; without `schema:` it is the target's with the tenant's name"
                    + " behind it";
        }
        return "let `generate_schema_name`, and the configs `schema`, `database` and `alias`, keep the tenants apart by"
                + " `target.schema` or `tenant`";
    }
}
