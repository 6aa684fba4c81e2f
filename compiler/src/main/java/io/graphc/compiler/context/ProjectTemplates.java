package io.graphc.compiler.context;

import io.graphc.compiler.resolve.Inputs;
import io.graphc.compiler.resolve.Targets;
import io.graphc.compiler.resolve.ValueTemplates;
import io.graphc.compiler.resolve.Variables;
import io.graphc.compiler.state.WrittenModels;
import io.graphc.compiler.template.MacroLibrary;
import io.graphc.compiler.template.Template;
import io.graphc.compiler.template.TemplateScope;
import io.graphc.compiler.template.value.TemplateCallable;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.plan.ModelSource;
import io.graphc.project.ModelSpec;
import io.graphc.project.PackageSpec;
import io.graphc.project.ProjectSpec;
import io.graphc.project.SingularTestSpec;
import io.graphc.project.TenantSpec;
import io.graphc.source.Located;
import io.graphc.source.MappedText;
import io.graphc.source.SourceFile;
import io.graphc.source.disk.Disk;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/** The templates of a project, parsed once for all tenants. Safe to share between threads. */
public final class ProjectTemplates {
    private final MacroLibrary macros;
    private final MacroDispatch dispatch;
    private final Map<String, Optional<Template>> files;
    private final Map<String, ModelSource> written;
    private final List<PackageSpec> packages;
    private final ProjectSpec project;
    private final Map<MappedText, Parsed> values = new ConcurrentHashMap<>();

    private ProjectTemplates(
            MacroLibrary macros,
            MacroDispatch dispatch,
            Map<String, Optional<Template>> files,
            Map<String, ModelSource> written,
            ProjectSpec project) {
        this.written = written;
        this.packages = project.packages().installed();
        this.project = project;
        this.macros = macros;
        this.dispatch = dispatch;
        this.files = files;
    }

    /** A value's template with what is wrong with it, which every tenant that has the value is told. */
    private record Parsed(Optional<Template> template, List<Diagnostic> diagnostics) {
        static Parsed of(MappedText text) {
            List<Diagnostic> diagnostics = new ArrayList<>();
            Optional<Template> template = Template.parse(text, diagnostics::add);
            return new Parsed(template, List.copyOf(diagnostics));
        }
    }

    /**
     * What one tenant's templates are rendered in.
     *
     * @param environment looks up an environment variable
     * @param clock tells the instant that the project is compiled at, to a template that asks for it
     * @param queries answers queries that templates ask
     * @param strict whether doubts are errors
     * @param inputs how many rows of what is read there are
     */
    public record Setting(
            String project,
            Optional<TenantSpec> tenant,
            Targets targets,
            Variables variables,
            Function<String, Optional<String>> environment,
            Supplier<Instant> clock,
            IntrospectiveQueries queries,
            boolean strict,
            Inputs inputs) {}

    /**
     * Parses all macros, models and singular tests; mistakes of syntax are reported here, once.
     *
     * @param disk what seeds are read through
     */
    public static ProjectTemplates parse(ProjectSpec project, Disk disk, DiagnosticSink sink) {
        String name = project.settings().name().value();
        MacroLibrary.Builder macros = MacroLibrary.builder(name).host(HostMacros.INSTANCE);
        for (PackageSpec used : project.packages().installed()) {
            macros.addPackage(used.name());
            used.macros().forEach(file -> macros.add(used.name(), file, sink));
        }
        project.packages().missing().forEach(macros::missing);
        project.macros().forEach(file -> macros.add(name, file, sink));
        Map<String, Optional<Template>> files = new ConcurrentHashMap<>();
        project.models().parallelStream()
                .forEach(model -> files.put(model.file().path(), Template.parse(model.file(), sink)));
        project.snapshots().stream()
                .flatMap(snapshot -> snapshot.model().stream())
                .forEach(snapshot -> files.put(
                        snapshot.id(), Template.parse(snapshot.snapshot().orElseThrow(), sink)));
        for (SingularTestSpec test : project.singularTests()) {
            files.put(test.file().path(), Template.parse(test.file(), sink));
        }
        MacroDispatch dispatch = new MacroDispatch(name, searchOrder(project));
        return new ProjectTemplates(macros.build(), dispatch, files, WrittenModels.of(project, disk), project);
    }

    private static Map<String, List<String>> searchOrder(ProjectSpec project) {
        Map<String, List<String>> order = new HashMap<>();
        project.settings()
                .dispatch()
                .forEach(entry -> order.putIfAbsent(
                        entry.namespace().value(),
                        entry.searchOrder().stream().map(Located::value).toList()));
        return order;
    }

    /** Renders the values of a profile, which see variables of the command line and the environment only. */
    public ValueTemplates forProfile(
            Map<String, Object> vars, Function<String, Optional<String>> environment, DiagnosticSink sink) {
        VariableFunctions functions = new VariableFunctions(new Variables(List.of(), List.of(), vars), environment);
        TemplateCallable environmentFunction = functions::ofProfile;
        TemplateScope scope = TemplateScope.builder()
                .macros(macros)
                .global("var", functions.variable())
                .global("env_var", environmentFunction)
                .build();
        return text -> render(text, scope, sink).map(MappedText::text);
    }

    /** The templates of one tenant, or of a project without tenants. */
    public TenantTemplates forTenant(Setting setting, DiagnosticSink sink) {
        return new TenantTemplates(this, setting, sink);
    }

    /** What people wrote of each model, by the model's name. */
    public Map<String, ModelSource> written() {
        return written;
    }

    ProjectSpec project() {
        return project;
    }

    List<PackageSpec> packages() {
        return packages;
    }

    MacroLibrary macros() {
        return macros;
    }

    MacroDispatch dispatch() {
        return dispatch;
    }

    /** A file's template; empty when it has mistakes of syntax, which are reported. */
    Optional<Template> file(SourceFile file) {
        return files.getOrDefault(file.path(), Optional.empty());
    }

    /** The template of a model or snapshot, under the same terms. */
    Optional<Template> model(ModelSpec model) {
        return model.snapshot().isPresent() ? files.getOrDefault(model.id(), Optional.empty()) : file(model.file());
    }

    /** Renders a value of a YAML file. */
    Optional<MappedText> render(MappedText text, TemplateScope scope, DiagnosticSink sink) {
        if (!text.text().contains("{{")
                && !text.text().contains("{%")
                && !text.text().contains("{#")) {
            return Optional.of(text);
        }
        Parsed parsed = values.computeIfAbsent(text, Parsed::of);
        parsed.diagnostics().forEach(sink::report);
        return parsed.template().flatMap(template -> template.render(scope, sink));
    }
}
