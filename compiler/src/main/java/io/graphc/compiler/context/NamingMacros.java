package io.graphc.compiler.context;

import io.graphc.compiler.resolve.ConfigValue;
import io.graphc.compiler.resolve.NamedResource;
import io.graphc.compiler.resolve.RelationNaming;
import io.graphc.compiler.resolve.ResourceConfig;
import io.graphc.compiler.resolve.Targets;
import io.graphc.compiler.template.Macro;
import io.graphc.compiler.template.MacroLibrary;
import io.graphc.compiler.template.Template;
import io.graphc.compiler.template.TemplateScope;
import io.graphc.compiler.template.value.CallArguments.Argument;
import io.graphc.compiler.template.value.Printer;
import io.graphc.compiler.template.value.Values;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.plan.RelationName;
import io.graphc.source.SourceSpan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Names relations by {@code generate_schema_name}, {@code generate_alias_name} and {@code generate_database_name} where the
 * project has macros of these names (docs.getdbt.com, "Custom schemas", "Custom aliases", "Custom databases"), else as
 * dbt's own macros do. Safe to share between threads.
 */
final class NamingMacros implements RelationNaming {
    private static final List<String> FORMS = List.of("", "graphc__", "athena__", "trino__", "default__");

    private final MacroLibrary macros;
    private final TemplateScope scope;
    private final DiagnosticSink sink;
    private final Map<String, Optional<Macro>> found = new ConcurrentHashMap<>();
    private final Map<List<Object>, Optional<String>> named = new ConcurrentHashMap<>();

    NamingMacros(MacroLibrary macros, TemplateScope scope, DiagnosticSink sink) {
        this.macros = macros;
        this.scope = scope;
        this.sink = sink;
    }

    @Override
    public RelationName name(Targets targets, NamedResource resource, ResourceConfig config) {
        RelationName usual = config.relation(targets, resource.name());
        return new RelationName(
                database(resource, config).or(usual::database),
                text("schema", "schema_name", resource, config).orElse(usual.schema()),
                text("alias", "alias_name", resource, config).orElse(usual.identifier()));
    }

    private Optional<String> database(NamedResource resource, ResourceConfig config) {
        return text("database", "database_name", resource, config).filter(text -> !text.isEmpty());
    }

    /** What the project's macro says; empty where it has none. */
    private Optional<String> text(String key, String name, NamedResource resource, ResourceConfig config) {
        Optional<Macro> macro = found.computeIfAbsent(name, kind -> macro("generate_" + kind));
        if (macro.isEmpty()) {
            return Optional.empty();
        }
        Optional<ConfigValue> custom = config.value(key);
        SourceSpan place = custom.map(ConfigValue::span).orElse(macro.get().nameSpan());
        Object written = Values.of(
                custom.flatMap(ConfigValue::value).map(Object::toString).orElse(null));
        Map<String, Object> node = node(resource, config);
        return named.computeIfAbsent(List.of(name, resource.id(), written, node), unused -> {
            Map<String, Argument> arguments = new LinkedHashMap<>();
            arguments.put("custom_" + name, new Argument(written, place));
            arguments.put("node", new Argument(Values.of(node), place));
            return Template.call(macro.get(), arguments, scope, place, sink)
                    .map(value -> Printer.print(value).strip());
        });
    }

    /** A macro of the project by the name, or a form of dbt's own; else dbt's meaning needs no macro. */
    private Optional<Macro> macro(String name) {
        String project = macros.rootPackage();
        Optional<Macro> own = macros.find(project, name);
        boolean dispatched = FORMS.stream()
                .anyMatch(form -> macros.find(project, form + name).isPresent());
        return own.isPresent() || !dispatched ? own : macros.find(MacroLibrary.DBT, name);
    }

    private static Map<String, Object> node(NamedResource resource, ResourceConfig config) {
        Map<String, Object> configs = new LinkedHashMap<>();
        for (String name : List.of("schema", "alias", "database", "materialized", "meta")) {
            config.value(name).flatMap(ConfigValue::value).ifPresent(value -> configs.put(name, value));
        }
        Map<String, Object> node = new LinkedHashMap<>();
        node.put("name", resource.name());
        node.put("resource_type", resource.kind());
        node.put("unique_id", resource.id());
        node.put("package_name", resource.qualifiedName().get(0));
        node.put("fqn", resource.qualifiedName());
        node.put("path", resource.path());
        node.put("original_file_path", resource.path());
        node.put("config", configs);
        node.put("tags", config.tags());
        return node;
    }
}
