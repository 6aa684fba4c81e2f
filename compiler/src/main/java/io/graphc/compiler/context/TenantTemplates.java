package io.graphc.compiler.context;

import io.graphc.compiler.context.ProjectTemplates.Setting;
import io.graphc.compiler.query.SqlTemplates;
import io.graphc.compiler.resolve.ProjectNames;
import io.graphc.compiler.resolve.ProjectNames.Entry;
import io.graphc.compiler.resolve.ValueTemplates;
import io.graphc.compiler.template.Template;
import io.graphc.compiler.template.TemplateScope;
import io.graphc.compiler.template.value.TemplateCallable;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.plan.EngineTarget;
import io.graphc.project.ConfigSpec;
import io.graphc.project.ModelSpec;
import io.graphc.project.SingularTestSpec;
import io.graphc.source.MappedText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The templates of a project in the context of one tenant. Safe to share between threads. */
public final class TenantTemplates {
    private final ProjectTemplates templates;
    private final Setting setting;
    private final TemplateScope shared;
    private final DiagnosticSink sink;

    TenantTemplates(ProjectTemplates templates, Setting setting, DiagnosticSink sink) {
        this.templates = templates;
        this.setting = setting;
        this.sink = sink;
        this.shared = shared();
    }

    /** Renders values of YAML files: paths, names, configs. */
    public ValueTemplates values() {
        return text -> templates.render(text, shared, sink).map(MappedText::text);
    }

    /** Renders conditions and expressions in YAML files. */
    public SqlTemplates sql() {
        return text -> templates.render(text, shared, sink);
    }

    /** Renders a model with names as they are known so far; nothing is reported yet. */
    public RenderedQuery renderModel(ModelSpec model, ProjectNames names) {
        return renderModel(model, names, false);
    }

    /** Renders an incremental model as it is when its table is there. */
    public RenderedQuery renderIncrement(ModelSpec model, ProjectNames names) {
        return renderModel(model, names, true);
    }

    private RenderedQuery renderModel(ModelSpec model, ProjectNames names, boolean incremental) {
        CallRecorder recorder = new CallRecorder();
        TemplateScope.Builder scope = scope(names, model.config(), recorder);
        TemplateCallable isIncremental = call -> incremental;
        scope.global("is_incremental", isIncremental);
        names.model(model.name()).ifPresent(entry -> scope.global("this", new RelationValue(stored(entry))));
        scope.global(
                "model",
                described(
                        model.name(),
                        "model",
                        model.qualifiedName(),
                        model.file().path()));
        return render(templates.file(model.file()), scope.build(), recorder);
    }

    /** What a model would be called if it were not built into others: {@code this} never is a common table expression. */
    private static Entry stored(Entry entry) {
        return new Entry(entry.id(), entry.label(), entry.relation(), false, entry.disabled());
    }

    /** Renders a singular test. */
    public RenderedQuery renderTest(SingularTestSpec test, ProjectNames names) {
        CallRecorder recorder = new CallRecorder();
        TemplateScope.Builder scope = scope(names, test.config(), recorder);
        scope.global(
                "model",
                described(test.name(), "test", test.qualifiedName(), test.file().path()));
        return render(templates.file(test.file()), scope.build(), recorder);
    }

    private static RenderedQuery render(Optional<Template> template, TemplateScope scope, CallRecorder recorder) {
        return recorder.result(template.flatMap(found -> found.render(scope, recorder)));
    }

    private TemplateScope.Builder scope(ProjectNames names, ConfigSpec config, CallRecorder recorder) {
        ReferenceFunctions references = new ReferenceFunctions(setting.project(), names, recorder);
        TemplateCallable ref = references::ref;
        TemplateCallable source = references::source;
        return shared.extend()
                .global("ref", ref)
                .global("source", source)
                .global("config", new ConfigFunction(config, recorder));
    }

    private TemplateScope shared() {
        VariableFunctions functions = new VariableFunctions(setting.variables(), setting.environment());
        TemplateCallable environment = functions::environment;
        TemplateCallable never = call -> false;
        return TemplateScope.builder()
                .macros(templates.macros())
                .packageName(setting.project())
                .global("var", functions.variable())
                .global("env_var", environment)
                .global("target", target())
                .global("adapter", AdapterObject.INSTANCE)
                .global("is_incremental", never)
                .global("should_full_refresh", never)
                .global("execute", true)
                .global("run_started_at", new RunInstant(setting.asOf()))
                .global("project_name", setting.project())
                .global(
                        "tenant",
                        setting.tenant().map(tenant -> tenant.name().value()).orElse(null))
                .global("flags", flags())
                .build();
    }

    private static PlainObject flags() {
        Map<String, Object> flags = new LinkedHashMap<>();
        flags.put("FULL_REFRESH", false);
        flags.put("WHICH", "compile");
        return new PlainObject("set of flags", flags, "<flags>");
    }

    /** What dbt tells of a target, without passwords and their like. */
    private PlainObject target() {
        EngineTarget engine = setting.targets().engine();
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("name", engine.name());
        attributes.put("target_name", engine.name());
        attributes.put("type", engine.type());
        attributes.put("schema", engine.schema());
        attributes.put("database", setting.targets().database().orElse(""));
        attributes.put("threads", (long) engine.threads());
        return new PlainObject("target", attributes, engine.name());
    }

    private static PlainObject described(String name, String kind, List<String> qualifiedName, String path) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("name", name);
        attributes.put("resource_type", kind);
        attributes.put("fqn", qualifiedName);
        attributes.put("original_file_path", path);
        return new PlainObject(kind, attributes, name);
    }
}
