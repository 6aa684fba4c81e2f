package io.graphc.compiler.context;

import io.graphc.compiler.context.ProjectTemplates.Setting;
import io.graphc.compiler.query.SqlTemplates;
import io.graphc.compiler.resolve.Inputs;
import io.graphc.compiler.resolve.NamedResource;
import io.graphc.compiler.resolve.ProjectNames;
import io.graphc.compiler.resolve.ProjectNames.Entry;
import io.graphc.compiler.resolve.RelationNaming;
import io.graphc.compiler.resolve.ValueTemplates;
import io.graphc.compiler.template.Macro;
import io.graphc.compiler.template.Template;
import io.graphc.compiler.template.TemplateLog;
import io.graphc.compiler.template.TemplateScope;
import io.graphc.compiler.template.value.CallArguments.Argument;
import io.graphc.compiler.template.value.None;
import io.graphc.compiler.template.value.Printer;
import io.graphc.compiler.template.value.TemplateCallable;
import io.graphc.compiler.template.value.Text;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.plan.RelationName;
import io.graphc.plan.RunHooks;
import io.graphc.plan.TimeWindow;
import io.graphc.project.ActionSpec;
import io.graphc.project.ConfigSpec;
import io.graphc.project.HookSpec;
import io.graphc.project.ModelSpec;
import io.graphc.project.SingularTestSpec;
import io.graphc.project.yaml.YamlEntry;
import io.graphc.source.Located;
import io.graphc.source.MappedText;
import io.graphc.source.SourceFile;
import io.graphc.source.SourceSpan;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The templates of a project in the context of one tenant. Safe to share between threads. */
public final class TenantTemplates {
    private final ProjectTemplates templates;
    private final Setting setting;
    private final ResourceScopes scopes;
    private final ProjectMacros macros;
    private final DiagnosticSink sink;

    TenantTemplates(ProjectTemplates templates, Setting setting, DiagnosticSink sink) {
        this(templates, setting, Map.of(), sink);
    }

    private TenantTemplates(
            ProjectTemplates templates, Setting setting, Map<String, @Nullable Object> overrides, DiagnosticSink sink) {
        this.templates = templates;
        this.setting = setting;
        this.scopes = new ResourceScopes(templates, setting, overrides);
        this.macros = new ProjectMacros(templates, setting.project());
        this.sink = sink;
    }

    /**
     * What templates see in place of what they would.
     *
     * @param macros what macros give, by their names, with or without that of a package, and values of the host, as plain data
     * @param vars values of variables, as plain data
     */
    public record Overrides(
            Map<String, @Nullable Object> macros,
            Map<String, @Nullable Object> vars,
            Map<String, String> environment,
            Optional<Instant> asOf) {}

    /** These templates where something is not what it would be. */
    public TenantTemplates with(Overrides overrides) {
        Setting changed = new Setting(
                setting.project(),
                setting.tenant(),
                setting.targets(),
                setting.variables().with(overrides.vars()),
                name -> Optional.ofNullable(overrides.environment().get(name))
                        .or(() -> setting.environment().apply(name)),
                overrides
                        .asOf()
                        .<Supplier<Instant>>map(instant -> () -> instant)
                        .orElse(setting.clock()),
                setting.queries(),
                setting.strict(),
                Inputs.ALL);
        return new TenantTemplates(templates, changed, overrides.macros(), sink);
    }

    /** The macros of the project and of its packages. */
    public ProjectMacros macros() {
        return macros;
    }

    /** Whether models see a macro, perhaps {@code package.macro}, or a value of the host of this name. */
    public boolean knows(String name) {
        return scopes.shared().knows(name);
    }

    /** Renders values of YAML files: paths, names, configs. */
    public ValueTemplates values() {
        return text -> templates.render(text, scopes.shared(), sink).map(MappedText::text);
    }

    /** Renders conditions and expressions in YAML files. */
    public SqlTemplates sql() {
        return text -> templates.render(text, scopes.shared(), sink);
    }

    /** Renders descriptions of what belongs to the project or to one of its packages. */
    public SqlTemplates descriptions(String packageName) {
        return text -> templates.render(text, scopes.shared(packageName), sink);
    }

    /** Names relations by the macros of the project. */
    public RelationNaming naming() {
        return new NamingMacros(templates.macros(), scopes.shared(), sink);
    }

    /** Renders a model with names and columns as they are known so far; nothing is reported yet. */
    public RenderedQuery renderModel(ModelSpec model, ProjectNames names, RelationColumns columns) {
        return renderModel(model, names, columns, Pass.WHOLE);
    }

    /**
     * A case that an incremental model is rendered for.
     *
     * @param incremental whether its table is there
     * @param batch the time of the batch; empty where all of it is made
     */
    public record Pass(boolean incremental, Optional<TimeWindow> batch) {
        public static final Pass WHOLE = new Pass(false, Optional.empty());
        public static final Pass INCREMENT = new Pass(true, Optional.empty());

        /** For a batch, whose time is not known yet, that makes the table. */
        public static final Pass FIRST_BATCH = new Pass(false, Optional.of(TimeWindow.UNKNOWN));

        public static final Pass BATCH = new Pass(true, Optional.of(TimeWindow.UNKNOWN));

        /** The same for another time, to see what depends on it. */
        public Pass atOtherTime() {
            return new Pass(incremental, Optional.of(TimeWindow.OTHER));
        }
    }

    /** Renders an incremental model for one of its cases. */
    public RenderedQuery renderModel(ModelSpec model, ProjectNames names, RelationColumns columns, Pass pass) {
        CallRecorder recorder = new CallRecorder(setting.strict());
        TemplateCallable isIncremental = call -> pass.incremental();
        Optional<Entry> self = names.model(model.name());
        Node node = new Node(
                model.kind(),
                self.map(Entry::id).orElse(""),
                model.name(),
                model.qualifiedName(),
                model.file().path(),
                model.config().with(model.overrides()));
        TemplateScope.Builder scope =
                scopes.of(names, columns, node, pass.batch(), recorder).global("is_incremental", isIncremental);
        self.ifPresent(entry -> addSelf(scope, entry));
        return render(templates.model(model), model.file(), scope.build(), recorder);
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
                test.file(),
                scope(names, columns, node, recorder).build(),
                recorder);
    }

    /** Renders the statement of an action, which sees what models see. */
    public RenderedQuery renderAction(ActionSpec action, String name, ProjectNames names) {
        CallRecorder recorder = new CallRecorder(setting.strict());
        SourceFile file = action.span().file();
        Node node = new Node("operation", "", name, List.of(setting.project(), name), file.path(), ConfigSpec.EMPTY);
        TemplateScope scope =
                scope(names, id -> Optional.empty(), node, recorder).build();
        return recorder.result(templates.render(action.text(), scope, recorder), Optional.of(file));
    }

    /**
     * Renders a hook of a relation, which sees what models see.
     *
     * @param config the configs of the relation in YAML
     * @param incremental whether the table of an incremental model takes in rows
     */
    public RenderedQuery renderHook(
            HookSpec hook,
            NamedResource owner,
            ConfigSpec config,
            ProjectNames names,
            RelationColumns columns,
            boolean incremental) {
        CallRecorder recorder = new CallRecorder(setting.strict());
        TemplateCallable isIncremental = call -> incremental;
        Node node = new Node(owner.kind(), owner.id(), owner.name(), owner.qualifiedName(), owner.path(), config);
        TemplateScope.Builder scope = scope(names, columns, node, recorder).global("is_incremental", isIncremental);
        names.model(owner.name()).ifPresent(entry -> addSelf(scope, entry));
        return render(hook, scope, recorder);
    }

    /**
     * A run that has ended.
     *
     * @param made the relations that the project makes
     */
    public record RunEnd(List<RelationName> made, List<RunHooks.Outcome> results) {
        public RunEnd {
            made = List.copyOf(made);
            results = List.copyOf(results);
        }
    }

    /** Renders a hook of a run: one before it, or one that sees what the run did. */
    public RenderedQuery renderOperation(HookSpec hook, String id, ProjectNames names, Optional<RunEnd> end) {
        CallRecorder recorder = new CallRecorder(setting.strict());
        String[] parts = id.split("\\.", 3);
        Node node = new Node(
                "operation",
                id,
                parts[2],
                List.of(parts[1], parts[2]),
                hook.place().file().path(),
                ConfigSpec.EMPTY);
        TemplateScope.Builder scope = scope(names, model -> Optional.empty(), node, recorder);
        end.map(found -> new RunValues(names, found))
                .ifPresent(values -> scope.global("results", values.results())
                        .global("schemas", values.schemas())
                        .global("database_schemas", values.databaseSchemas()));
        return render(hook, scope, recorder);
    }

    private RenderedQuery render(HookSpec hook, TemplateScope.Builder scope, CallRecorder recorder) {
        return recorder.result(
                templates.render(hook.text(), scope.build(), recorder),
                Optional.of(hook.place().file()));
    }

    private static void addSelf(TemplateScope.Builder scope, Entry self) {
        scope.global("this", RelationValue.of(stored(self)))
                .global("schema", self.relation().schema())
                .global("database", self.relation().database().orElse(""));
    }

    private static RenderedQuery render(
            Optional<Template> template, SourceFile file, TemplateScope scope, CallRecorder recorder) {
        Optional<SourceFile> readable = template.filter(Template::isSound).map(found -> file);
        return recorder.result(template.flatMap(found -> found.render(scope, recorder)), readable);
    }

    private TemplateScope.Builder scope(ProjectNames names, RelationColumns columns, Node node, CallRecorder recorder) {
        return scopes.of(names, columns, node, Optional.empty(), recorder);
    }

    /**
     * What a macro that is called by itself works with.
     *
     * @param queries answers its queries
     * @param log takes what it logs
     */
    public record Workplace(
            ProjectNames names, RelationColumns columns, IntrospectiveQueries queries, TemplateLog log) {}

    /**
     * Calls a macro by itself: its text, or what it returns, printed. What it may change must not hang on a value that is
     * not there, so that doubts are errors.
     */
    public RenderedQuery callMacro(
            Macro macro, Map<String, Argument> arguments, Workplace workplace, SourceSpan place) {
        CallRecorder recorder = new CallRecorder(true);
        Node node = new Node(
                "operation",
                "",
                macro.name(),
                List.of(macro.packageName(), macro.name()),
                place.file().path(),
                ConfigSpec.EMPTY);
        TemplateScope.Builder scope = scope(workplace.names(), workplace.columns(), node, recorder);
        ResourceScopes.queries(scope, new QueryFunctions(workplace.queries(), recorder));
        Optional<Object> result =
                Template.call(macro, arguments, scope.log(workplace.log()).build(), place, recorder);
        return recorder.result(
                result.filter(value -> value != None.NONE)
                        .map(value -> MappedText.computed(Printer.print(value), place)),
                Optional.of(place.file()));
    }

    /**
     * A generic test of one relation.
     *
     * @param where the condition on the rows that are tested
     * @param place the test in YAML
     */
    public record GenericTest(
            String name,
            Entry relation,
            Optional<Located<String>> column,
            List<YamlEntry> arguments,
            Optional<MappedText> where,
            ConfigSpec config,
            SourceSpan place) {}

    /** Renders a generic test by its macro. */
    public RenderedQuery renderGenericTest(Macro macro, GenericTest test, ProjectNames names, RelationColumns columns) {
        CallRecorder recorder = new CallRecorder(setting.strict());
        List<String> qualified = List.of(setting.project(), test.name());
        Node node =
                new Node("test", "", test.name(), qualified, test.place().file().path(), test.config());
        TemplateScope scope = scope(names, columns, node, recorder).build();
        recorder.reads(test.relation(), test.place());
        Map<String, Argument> arguments = new TestArguments(templates.macros(), scope, recorder).of(test);
        Optional<Object> result = Template.call(macro, arguments, scope, test.place(), recorder);
        return recorder.result(
                result.map(value -> value instanceof Text text
                        ? text.mapped()
                        : MappedText.computed(Printer.print(value), test.place())),
                Optional.of(test.place().file()));
    }
}
