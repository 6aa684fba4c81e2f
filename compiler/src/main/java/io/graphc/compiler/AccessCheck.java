package io.graphc.compiler;

import io.graphc.compiler.context.UsedReference;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.diagnostic.Spelling;
import io.graphc.project.ConfigSpec;
import io.graphc.project.ExposureSpec;
import io.graphc.project.PackageSpec;
import io.graphc.project.ProjectSpec;
import io.graphc.project.RelationReference;
import io.graphc.source.Located;
import io.graphc.source.SourceSpan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Checks who may read which model: a private one only those of its group, a protected one of a package that restricts access
 * only those of the package (docs.getdbt.com, "Model access"). Tests and mappings of the graph may read all.
 */
final class AccessCheck {
    private final ProjectSpec project;
    private final DiagnosticSink sink;
    private final Map<String, RenderedModel> models = new TreeMap<>();

    AccessCheck(ProjectSpec project, DiagnosticSink sink) {
        this.project = project;
        this.sink = sink;
    }

    void check(List<RenderedModel> rendered) {
        rendered.forEach(model -> models.put(model.id(), model));
        rendered.forEach(model -> groupOf(model).ifPresent(this::requireGroup));
        project.seeds().forEach(seed -> requireGroup(seed.config()));
        rendered.forEach(this::checkReads);
        project.exposures().forEach(this::checkReads);
    }

    private static Optional<Located<String>> groupOf(RenderedModel model) {
        return model.config().text("group");
    }

    private void requireGroup(ConfigSpec config) {
        config.text("group").filter(group -> !group.value().contains("{{")).ifPresent(this::requireGroup);
    }

    private void requireGroup(Located<String> group) {
        Set<String> names = new TreeSet<>();
        project.groups().forEach(known -> names.add(known.value()));
        if (!names.contains(group.value())) {
            Diagnostic.Builder problem = Diagnostic.of(
                            DiagnosticCode.UNKNOWN_GROUP, "group `" + group.value() + "` not found")
                    .at(group.span())
                    .hint(group.value(), names, "groups");
            if (Spelling.nearest(group.value(), names).isEmpty()) {
                problem.help("declare it: `groups: [{name: " + group.value() + ", owner: {name: ...}}]`");
            }
            problem.report(sink);
        }
    }

    private void checkReads(RenderedModel reader) {
        List<UsedReference> references = new ArrayList<>(reader.query().references());
        reader.incremental().ifPresent(increment -> references.addAll(increment.references()));
        references.addAll(reader.hooks().references());
        Set<SourceSpan> told = new HashSet<>();
        for (UsedReference reference : references) {
            RenderedModel read = models.get(reference.id());
            if (read != null && !read.id().equals(reader.id()) && told.add(reference.span())) {
                Optional<String> group = groupOf(reader).map(Located::value);
                check(read, group, reader.spec().packageName(), reference.span());
            }
        }
    }

    private void checkReads(ExposureSpec exposure) {
        for (RelationReference reference : exposure.dependsOn()) {
            if (reference instanceof RelationReference.Model model) {
                models.values().stream()
                        .filter(read -> read.spec().name().equals(model.name().value()))
                        .forEach(read -> check(
                                read,
                                Optional.empty(),
                                exposure.packageName(),
                                model.name().span()));
            }
        }
    }

    private void check(RenderedModel read, Optional<String> group, String owner, SourceSpan place) {
        String access = read.config().text("access").map(Located::value).orElse("protected");
        String name = read.spec().name();
        if (access.equals("private")) {
            Optional<Located<String>> home = groupOf(read);
            if (home.isEmpty() || group.filter(home.get().value()::equals).isEmpty()) {
                Diagnostic.Builder problem = Diagnostic.of(
                                DiagnosticCode.NO_ACCESS,
                                "model `" + name + "` is private"
                                        + home.map(in -> " to group `" + in.value() + "`")
                                                .orElse(", and belongs to no group"))
                        .at(place);
                read.config().text("access").ifPresent(written -> problem.label(written.span(), "said here"));
                problem.note(group.map(in -> "what reads it belongs to group `" + in + "`")
                                .orElse("what reads it belongs to no group"))
                        .help("read a model of the group that is not private, or make this one `protected`")
                        .report(sink);
            }
        } else if (access.equals("protected")
                && !read.spec().packageName().equals(owner)
                && isRestricted(read.spec().packageName())) {
            Diagnostic.of(
                            DiagnosticCode.NO_ACCESS,
                            "model `" + name + "` is protected in package `"
                                    + read.spec().packageName() + "`")
                    .at(place)
                    .note("the package has `restrict-access: true`: others may read its public models only")
                    .report(sink);
        }
    }

    private boolean isRestricted(String packageName) {
        return project.packages().installed().stream()
                .filter(used -> used.name().equals(packageName))
                .anyMatch(PackageSpec::restricted);
    }
}
