package io.graphc.compiler.context;

import io.graphc.compiler.context.ProjectTemplates.Setting;
import io.graphc.compiler.template.TemplateScope;
import io.graphc.compiler.template.python.PythonModules;
import io.graphc.compiler.template.value.TemplateCallable;
import io.graphc.plan.EngineTarget;
import io.graphc.plan.GraphTarget;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** What all templates of one tenant see, whichever file they are in. Immutable. */
final class SharedScope {
    private static final List<String> SECRETS = List.of("password", "secret", "token", "key", "credential", "cert");

    private final ProjectTemplates templates;
    private final Setting setting;

    SharedScope(ProjectTemplates templates, Setting setting) {
        this.templates = templates;
        this.setting = setting;
    }

    TemplateScope build() {
        VariableFunctions functions = new VariableFunctions(setting.variables(), setting.environment());
        TemplateCallable environment = functions::environment;
        TemplateCallable never = call -> false;
        return TemplateScope.builder()
                .macros(templates.macros())
                .packageName(setting.project())
                .global("var", functions.variable())
                .global("env_var", environment)
                .global(
                        "doc",
                        new DocFunction(
                                List.of(setting.project()), templates.project().docs()))
                .global("target", target())
                .global("graph_target", graphTarget())
                .global("api", ApiObject.API)
                .global("modules", new PythonModules(setting.clock()))
                .global("is_incremental", never)
                .global("should_full_refresh", never)
                .global("execute", true)
                .later("run_started_at", new PythonModules(setting.clock())::runStart)
                .global("project_name", setting.project())
                .later("invocation_id", this::invocationId)
                .global("thread_id", "main")
                .global("dbt_version", "1.10.0")
                .global("dbt_metadata_envs", Map.of())
                .global("invocation_args_dict", Map.of())
                .global("selected_resources", List.of())
                .global("pre_hooks", List.of())
                .global("post_hooks", List.of())
                .global(
                        "tenant",
                        setting.tenant().map(tenant -> tenant.name().value()).orElse(null))
                .global("flags", flags())
                .build();
    }

    /** The same for the same instant, since two runs with the same inputs give the same output. */
    private String invocationId() {
        byte[] name = (setting.project() + setting.clock().get()).getBytes(StandardCharsets.UTF_8);
        return UUID.nameUUIDFromBytes(name).toString();
    }

    private static PlainObject flags() {
        Map<String, Object> flags = new LinkedHashMap<>();
        flags.put("FULL_REFRESH", false);
        flags.put("STORE_FAILURES", false);
        flags.put("WHICH", "compile");
        return new PlainObject("set of flags", flags, "<flags>");
    }

    /** Where the graph goes. */
    private PlainObject graphTarget() {
        GraphTarget graph = setting.targets().graph();
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("name", graph.name());
        attributes.put("type", graph.type());
        return new PlainObject("graph target", attributes, graph.name());
    }

    /** What dbt tells of a target: its settings, without passwords and their like. */
    private PlainObject target() {
        EngineTarget engine = setting.targets().engine();
        Map<String, Object> attributes = new LinkedHashMap<>();
        engine.settings().forEach((name, value) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            boolean plain = value instanceof String || value instanceof Number || value instanceof Boolean;
            if (plain && SECRETS.stream().noneMatch(lower::contains)) {
                attributes.put(name, value);
            }
        });
        attributes.put("name", engine.name());
        attributes.put("target_name", engine.name());
        attributes.put("type", engine.type());
        attributes.put("schema", engine.schema());
        attributes.put("database", setting.targets().database().orElse(""));
        attributes.put("threads", (long) engine.threads());
        return new PlainObject("target", attributes, engine.name());
    }
}
