package io.graphc.compiler.context;

import io.graphc.compiler.context.ProjectTemplates.Setting;
import io.graphc.compiler.resolve.ProjectNames;
import io.graphc.compiler.template.TemplateScope;
import io.graphc.compiler.template.value.TemplateCallable;
import io.graphc.plan.TimeWindow;
import io.graphc.project.PackageSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the templates of a project and of its packages see in the context of one tenant. Safe to share between threads. */
final class ResourceScopes {
    private final ProjectTemplates templates;
    private final Setting setting;
    private final Map<String, @Nullable Object> overrides;
    private final TemplateScope shared;
    private final Map<String, TemplateScope> packages = new HashMap<>();

    /** @param overrides what macros and values of the host give in place of what they would, by their names */
    ResourceScopes(ProjectTemplates templates, Setting setting, Map<String, @Nullable Object> overrides) {
        this.templates = templates;
        this.setting = setting;
        this.overrides = overrides;
        this.shared = new SharedScope(templates, setting).build();
        for (PackageSpec used : templates.packages()) {
            VariableFunctions variables = new VariableFunctions(
                    setting.variables().ofPackage(used.name(), used.vars()), setting.environment());
            TemplateScope scope = shared.extend()
                    .packageName(used.name())
                    .global("var", variables.variable())
                    .global(
                            "doc",
                            new DocFunction(
                                    List.of(setting.project(), used.name()),
                                    templates.project().docs()))
                    .build();
            packages.put(used.name(), scope);
        }
    }

    /** What all templates of the project see. */
    TemplateScope shared() {
        return shared;
    }

    /** What templates of the project or of one of its packages see. */
    TemplateScope shared(String packageName) {
        return packages.getOrDefault(packageName, shared);
    }

    /**
     * What the templates of one resource see.
     *
     * @param batch the time of the batch that is rendered
     * @param recorder takes what the templates read and set
     */
    TemplateScope.Builder of(
            ProjectNames names, RelationColumns columns, Node node, Optional<TimeWindow> batch, CallRecorder recorder) {
        ReferenceFunctions references =
                new ReferenceFunctions(names, new ReadRows(setting.inputs(), batch, node), recorder);
        TemplateCallable ref = references::ref;
        TemplateCallable source = references::source;
        TemplateScope.Builder scope = shared(node.packageName()).extend();
        overrides.forEach(scope::override);
        queries(scope, new QueryFunctions(setting.queries(), recorder));
        return scope.global("ref", ref)
                .global("source", source)
                .global("config", new ConfigFunction(node.config(), recorder))
                .global("adapter", new AdapterObject(names, columns, templates.dispatch(), node.id(), recorder))
                .global("model", node.described(batch))
                .global("graph", new GraphObject(templates.project(), names));
    }

    /** Answers the queries of a template. */
    static void queries(TemplateScope.Builder scope, QueryFunctions queries) {
        TemplateCallable runQuery = queries::runQuery;
        TemplateCallable statement = queries::statement;
        TemplateCallable loadResult = queries::loadResult;
        TemplateCallable storeResult = queries::storeResult;
        scope.global("run_query", runQuery)
                .global("statement", statement)
                .global("load_result", loadResult)
                .global("store_result", storeResult);
    }
}
