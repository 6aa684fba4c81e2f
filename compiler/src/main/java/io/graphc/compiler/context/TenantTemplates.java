package io.graphc.compiler.context;

import io.graphc.compiler.context.ProjectTemplates.Setting;
import io.graphc.compiler.query.SqlTemplates;
import io.graphc.compiler.resolve.ProjectNames;
import io.graphc.compiler.resolve.ProjectNames.Entry;
import io.graphc.compiler.resolve.ValueTemplates;
import io.graphc.compiler.template.Macro;
import io.graphc.compiler.template.Template;
import io.graphc.compiler.template.TemplateScope;
import io.graphc.compiler.template.value.CallArguments.Argument;
import io.graphc.compiler.template.value.TemplateCallable;
import io.graphc.compiler.template.value.Text;
import io.graphc.compiler.template.value.Values;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.project.ConfigSpec;
import io.graphc.project.ModelSpec;
import io.graphc.project.SingularTestSpec;
import io.graphc.source.MappedText;
import io.graphc.source.SourceSpan;
import java.util.LinkedHashMap;
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
        this.shared = new SharedScope(templates, setting).build();
    }

    /** Renders values of YAML files: paths, names, configs. */
    public ValueTemplates values() {
        return text -> templates.render(text, shared, sink).map(MappedText::text);
    }

    /** Renders conditions and expressions in YAML files. */
    public SqlTemplates sql() {
        return text -> templates.render(text, shared, sink);
    }

    /** Renders a model with names and columns as they are known so far; nothing is reported yet. */
    public RenderedQuery renderModel(ModelSpec model, ProjectNames names, RelationColumns columns) {
        return renderModel(model, names, columns, false);
    }

    /** Renders an incremental model as it is when its table is there. */
    public RenderedQuery renderIncrement(ModelSpec model, ProjectNames names, RelationColumns columns) {
        return renderModel(model, names, columns, true);
    }

    private RenderedQuery renderModel(
            ModelSpec model, ProjectNames names, RelationColumns columns, boolean incremental) {
        CallRecorder recorder = new CallRecorder(setting.strict());
        TemplateCallable isIncremental = call -> incremental;
        Optional<Entry> self = names.model(model.name());
        Node node = new Node(
                "model",
                self.map(Entry::id).orElse(""),
                model.name(),
                model.qualifiedName(),
                model.file().path(),
                model.config());
        TemplateScope.Builder scope = scope(names, columns, node, recorder).global("is_incremental", isIncremental);
        self.ifPresent(entry -> scope.global("this", RelationValue.of(stored(entry)))
                .global("schema", entry.relation().schema())
                .global("database", entry.relation().database().orElse("")));
        return render(templates.file(model.file()), scope.build(), recorder);
    }

    /** What a model would be called if it were not built into others: {@code this} never is a common table expression. */
    private static Entry stored(Entry entry) {
        return new Entry(entry.id(), entry.label(), entry.relation(), false, entry.disabled());
    }

    /** Renders a singular test. */
    public RenderedQuery renderTest(SingularTestSpec test, ProjectNames names, RelationColumns columns) {
        CallRecorder recorder = new CallRecorder(setting.strict());
        Node node = new Node(
                "test", "", test.name(), test.qualifiedName(), test.file().path(), test.config());
        return render(
                templates.file(test.file()),
                scope(names, columns, node, recorder).build(),
                recorder);
    }

    private static RenderedQuery render(Optional<Template> template, TemplateScope scope, CallRecorder recorder) {
        return recorder.result(template.flatMap(found -> found.render(scope, recorder)));
    }

    private TemplateScope.Builder scope(ProjectNames names, RelationColumns columns, Node node, CallRecorder recorder) {
        ReferenceFunctions references = new ReferenceFunctions(setting.project(), names, recorder);
        QueryFunctions queries = new QueryFunctions(setting.queries(), recorder);
        TemplateCallable ref = references::ref;
        TemplateCallable source = references::source;
        TemplateCallable runQuery = queries::runQuery;
        TemplateCallable statement = queries::statement;
        TemplateCallable loadResult = queries::loadResult;
        TemplateCallable storeResult = queries::storeResult;
        return shared.extend()
                .global("ref", ref)
                .global("source", source)
                .global("config", new ConfigFunction(node.config(), recorder))
                .global("adapter", new AdapterObject(names, columns, templates.dispatch(), node.id(), recorder))
                .global("run_query", runQuery)
                .global("statement", statement)
                .global("load_result", loadResult)
                .global("store_result", storeResult)
                .global("model", node.described());
    }

    /** A macro that a generic test, such as {@code unique} or {@code package.test}, is defined by in SQL. */
    public Optional<Macro> genericTest(String kind) {
        int dot = kind.indexOf('.');
        String packageName = dot < 0 ? setting.project() : kind.substring(0, dot);
        return templates.macros().find(packageName, "test_" + kind.substring(dot + 1));
    }

    /**
     * A generic test of one relation.
     *
     * @param relation the relation that it tests, as its macro names it
     * @param arguments the arguments in YAML, as plain data
     * @param place the test in YAML
     */
    public record GenericTest(
            String name, Entry relation, Map<String, Argument> arguments, ConfigSpec config, SourceSpan place) {}

    /** Renders a generic test by its macro. */
    public RenderedQuery renderGenericTest(Macro macro, GenericTest test, ProjectNames names, RelationColumns columns) {
        CallRecorder recorder = new CallRecorder(setting.strict());
        Node node = new Node(
                "test",
                "",
                test.name(),
                java.util.List.of(),
                test.place().file().path(),
                test.config());
        TemplateScope scope = scope(names, columns, node, recorder).build();
        recorder.reads(test.relation(), test.place());
        Map<String, Argument> arguments = new LinkedHashMap<>();
        arguments.put("model", new Argument(subject(test, scope, recorder), test.place()));
        arguments.putAll(test.arguments());
        Optional<Object> result = Template.call(macro, arguments, scope, test.place(), recorder);
        return recorder.result(result.map(value -> value instanceof Text text
                ? text.mapped()
                : MappedText.computed(String.valueOf(Values.toJava(value)), test.place())));
    }

    /** The relation, narrowed by the test's {@code where} as dbt does it. */
    private Object subject(GenericTest test, TemplateScope scope, CallRecorder recorder) {
        RelationValue relation = RelationValue.of(test.relation());
        Optional<Macro> narrowing = templates
                .macros()
                .find(setting.project(), "get_where_subquery")
                .or(() -> templates.macros().find("dbt", "get_where_subquery"));
        Map<String, Argument> arguments = Map.of("relation", new Argument(relation, test.place()));
        return narrowing
                .flatMap(macro -> Template.call(macro, arguments, scope, test.place(), recorder))
                .orElse(relation);
    }
}
