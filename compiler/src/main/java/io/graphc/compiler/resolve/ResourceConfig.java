package io.graphc.compiler.resolve;

import io.graphc.plan.Materialization;
import io.graphc.plan.RelationName;
import io.graphc.project.ConfigSpec;
import io.graphc.project.ModelSpec;
import io.graphc.project.yaml.YamlEntry;
import io.graphc.project.yaml.YamlScalar;
import io.graphc.source.Located;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The configs of one resource in force: from the project file inwards to YAML, then what its SQL's own {@code config()}
 * says. The innermost wins, and null takes back what was said further out; tags add up, and maps such as {@code meta} are
 * merged key by key, as dbt does (docs.getdbt.com, "Configs and properties"). Immutable.
 */
public final class ResourceConfig {
    /** Configs whose maps are merged. */
    private static final Set<String> MERGED = Set.of("meta", "docs", "contract", "quoting", "column_types", "grants");

    /** Statements rather than values; dbt renders them when they run. */
    private static final Set<String> NOT_RENDERED = Set.of("pre_hook", "post_hook", "sql_header");

    private final List<ConfigValue> values;

    private ResourceConfig(List<ConfigValue> values) {
        this.values = List.copyOf(values);
    }

    /** Configs with their final values, outermost first. */
    public static ResourceConfig of(List<ConfigValue> values) {
        return new ResourceConfig(values);
    }

    /**
     * The configs of a resource.
     *
     * @param called what {@code config()} was called with, in the order of the calls
     */
    public static ResourceConfig of(ConfigSpec written, List<ConfigValue> called, ValueTemplates templates) {
        List<ConfigValue> values = values(written, templates);
        values.addAll(called);
        return new ResourceConfig(values);
    }

    /** The configs of a model; of one of a package, the project that uses it has the last word, as in dbt. */
    public static ResourceConfig of(ModelSpec model, List<ConfigValue> called, ValueTemplates templates) {
        List<ConfigValue> values = values(model.config(), templates);
        values.addAll(called);
        values.addAll(values(model.overrides(), templates));
        return new ResourceConfig(values);
    }

    private static List<ConfigValue> values(ConfigSpec written, ValueTemplates templates) {
        YamlValues yaml = new YamlValues(templates);
        List<ConfigValue> values = new ArrayList<>();
        for (YamlEntry entry : written.entries()) {
            if (!NOT_RENDERED.contains(entry.name())) {
                value(entry, yaml).ifPresent(values::add);
            }
        }
        return values;
    }

    /** Empty when a template in it has errors, which are reported. */
    private static Optional<ConfigValue> value(YamlEntry entry, YamlValues yaml) {
        boolean template = entry.value() instanceof YamlScalar scalar && scalar.isTemplate();
        Optional<Object> value = yaml.value(entry.value());
        boolean nothing = entry.value() instanceof YamlScalar scalar && scalar.isNull();
        if (value.isEmpty() && !nothing) {
            return Optional.empty();
        }
        // dbt reads what a template prints as a value of Python.
        Optional<Object> found = template && value.equals(Optional.of("None")) ? Optional.empty() : value;
        return Optional.of(new ConfigValue(
                entry.name(), found, entry.value().span(), entry.key().span(), !template));
    }

    /** What templates in YAML gave. */
    public List<ConfigValue> rendered() {
        return values.stream().filter(value -> !value.checked()).toList();
    }

    /** The config in force, unless it is null. */
    public Optional<ConfigValue> value(String name) {
        return values.stream()
                .filter(value -> value.name().equals(name))
                .reduce(ResourceConfig::override)
                .filter(value -> value.value().isPresent());
    }

    /** The config in force, unless it is null, an empty text or an empty list, which dbt takes for the same. */
    public Optional<ConfigValue> said(String name) {
        return value(name)
                .filter(found -> !Set.of("", "[]")
                        .contains(found.value().orElseThrow().toString().strip()));
    }

    /** All configs in force but those that are null, by name, in the order in which they are first said. */
    public Map<String, Object> inForce() {
        Map<String, Object> found = new LinkedHashMap<>();
        for (ConfigValue said : values) {
            if (!found.containsKey(said.name())) {
                value(said.name()).flatMap(ConfigValue::value).ifPresent(value -> found.put(said.name(), value));
            }
        }
        if (!tags().isEmpty()) {
            found.put("tags", tags());
        }
        return found;
    }

    private static ConfigValue override(ConfigValue outer, ConfigValue inner) {
        boolean merges = MERGED.contains(inner.name())
                && outer.value().orElse(null) instanceof Map
                && inner.value().orElse(null) instanceof Map;
        if (!merges) {
            return inner;
        }
        Map<Object, Object> merged = new LinkedHashMap<>();
        ((Map<?, ?>) outer.value().orElseThrow()).forEach(merged::put);
        ((Map<?, ?>) inner.value().orElseThrow()).forEach(merged::put);
        return new ConfigValue(inner.name(), Optional.of(merged), inner.span(), inner.nameSpan(), inner.checked());
    }

    public Optional<Located<String>> text(String name) {
        return value(name)
                .filter(found -> !(found.value().orElseThrow() instanceof Collection)
                        && !(found.value().orElseThrow() instanceof Map))
                .map(found -> Located.of(found.value().orElseThrow().toString(), found.span()));
    }

    /** Whether the resource takes part; templates print {@code True}, YAML says {@code true}. */
    public boolean isEnabled() {
        return text("enabled")
                .filter(text -> text.value().strip().equalsIgnoreCase("false"))
                .isEmpty();
    }

    /** All tags, outermost first, each once. */
    public List<String> tags() {
        Set<String> tags = new LinkedHashSet<>();
        for (ConfigValue value : values) {
            if (value.name().equals("tags") && value.value().isPresent()) {
                if (value.value().get() instanceof Collection<?> several) {
                    several.forEach(tag -> tags.add(String.valueOf(tag)));
                } else {
                    tags.add(value.value().get().toString());
                }
            }
        }
        return List.copyOf(tags);
    }

    public boolean isContractEnforced() {
        return value("contract")
                .filter(found -> found.value().orElse(null) instanceof Map<?, ?> contract
                        && "true".equalsIgnoreCase(String.valueOf(contract.get("enforced"))))
                .isPresent();
    }

    /** How the model exists on the engine; one that graphc does not know was reported and is taken as a view. */
    public Materialization materialization() {
        String word = text("materialized").map(Located::value).orElse("view").strip();
        return Arrays.stream(Materialization.values())
                .filter(known -> known != Materialization.SNAPSHOT)
                .filter(known -> known.word().equals(word.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElse(Materialization.VIEW);
    }

    /** The name on the engine that a model or seed has in a schema: a custom schema is put behind it, as in dbt. */
    public RelationName relation(Targets targets, String name) {
        String base = targets.engine().schema();
        String schema = text("schema")
                .map(custom -> base + "_" + custom.value().strip())
                .orElse(base);
        String identifier = text("alias").map(Located::value).orElse(name);
        Optional<String> database =
                text("database").map(custom -> custom.value().strip()).or(targets::database);
        return new RelationName(database, schema, identifier);
    }
}
