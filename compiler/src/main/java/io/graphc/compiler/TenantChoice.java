package io.graphc.compiler;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.project.ProjectSpec;
import io.graphc.project.TenantFiles;
import io.graphc.project.TenantSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Chooses tenants as {@code --tenant} says: by name, {@code tag:NAME}, {@code group:NAME}, each with {@code *} and {@code ?} as
 * wildcards, or {@code all}. What matches no tenant is reported.
 */
final class TenantChoice {
    private static final String TAG = "tag:";
    private static final String GROUP = "group:";

    private final List<TenantSpec> tenants;
    private final List<String> unread;
    private final Set<String> chosen = new TreeSet<>();
    private final DiagnosticSink sink;
    private boolean told;

    /** @param words none for all tenants */
    TenantChoice(ProjectSpec project, List<String> words, DiagnosticSink sink) {
        this.tenants = project.tenants().stream()
                .sorted(Comparator.comparing(tenant -> tenant.name().value()))
                .toList();
        this.unread = project.tenantFiles().unread().stream()
                .map(TenantFiles::stem)
                .filter(name -> tenants.stream()
                        .noneMatch(tenant -> tenant.name().value().equals(name)))
                .distinct()
                .sorted()
                .toList();
        this.sink = sink;
        for (String word : words.isEmpty() && !none() ? List.of("all") : words) {
            List<String> found = matching(word);
            if (found.isEmpty()) {
                unknown(word);
            }
            chosen.addAll(found);
        }
    }

    private boolean none() {
        return tenants.isEmpty() && unread.isEmpty();
    }

    /** The tenants that are chosen, sorted by name; one that is none for a project without tenants. */
    List<Optional<TenantSpec>> tenants() {
        if (none()) {
            return told ? List.of() : List.of(Optional.empty());
        }
        return tenants.stream()
                .filter(tenant -> chosen.contains(tenant.name().value()))
                .map(Optional::of)
                .toList();
    }

    /** The names of the tenants that are chosen and whose file could not be read. */
    List<String> unread() {
        return unread.stream().filter(chosen::contains).toList();
    }

    /** The names of all that are chosen. */
    List<String> names() {
        return List.copyOf(chosen);
    }

    private List<String> matching(String word) {
        if (word.startsWith(TAG)) {
            return matching(word.substring(TAG.length()), TenantChoice::tags);
        }
        if (word.startsWith(GROUP)) {
            return matching(word.substring(GROUP.length()), tenant -> tenant.groups().stream());
        }
        String glob = word.equals("all") ? "*" : word;
        List<String> found =
                new ArrayList<>(matching(glob, tenant -> Stream.of(tenant.name().value())));
        unread.stream().filter(name -> pattern(glob).matcher(name).matches()).forEach(found::add);
        return found;
    }

    private static Pattern pattern(String glob) {
        return Pattern.compile(Pattern.quote(glob).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q"));
    }

    private List<String> matching(String glob, Function<TenantSpec, Stream<String>> words) {
        Pattern pattern = pattern(glob);
        return tenants.stream()
                .filter(tenant -> words.apply(tenant)
                        .anyMatch(word -> pattern.matcher(word).matches()))
                .map(tenant -> tenant.name().value())
                .toList();
    }

    private static Stream<String> tags(TenantSpec tenant) {
        return tenant.tags().stream().map(tag -> tag.value());
    }

    private void unknown(String word) {
        told = true;
        boolean tag = word.startsWith(TAG);
        boolean group = word.startsWith(GROUP);
        String name = tag || group ? word.substring(word.indexOf(':') + 1) : word;
        Function<TenantSpec, Stream<String>> words = tag
                ? TenantChoice::tags
                : group
                        ? tenant -> tenant.groups().stream()
                        : tenant -> Stream.of(tenant.name().value());
        Set<String> known = new TreeSet<>();
        tenants.forEach(tenant -> words.apply(tenant).forEach(known::add));
        if (!tag && !group) {
            known.addAll(unread);
        }
        Diagnostic.Builder problem = Diagnostic.of(
                DiagnosticCode.UNKNOWN_TENANT,
                tag
                        ? "no tenant has the tag `" + name + "`"
                        : group ? "no tenant extends the group `" + name + "`" : "tenant `" + name + "` not found");
        if (none()) {
            problem.note("the project has no tenants");
        } else {
            problem.hint(name, known, tag ? "tags of tenants" : group ? "groups" : "tenants of the project");
        }
        problem.report(sink);
    }
}
