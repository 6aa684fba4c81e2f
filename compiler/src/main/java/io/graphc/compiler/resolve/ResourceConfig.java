package io.graphc.compiler.resolve;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.plan.Materialization;
import io.graphc.plan.RelationName;
import io.graphc.project.ConfigSpec;
import io.graphc.project.yaml.YamlEntry;
import io.graphc.project.yaml.YamlNode;
import io.graphc.project.yaml.YamlScalar;
import io.graphc.source.Located;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The configs of one resource in force: from the project file inwards to YAML, then what its SQL's own {@code config()}
 * says; the innermost wins, and tags add up. Immutable.
 */
public final class ResourceConfig {
    private final List<ConfigValue> values;

    private ResourceConfig(List<ConfigValue> values) {
        this.values = List.copyOf(values);
    }

    /**
     * The configs of a resource.
     *
     * @param called what {@code config()} was called with, in the order of the calls
     */
    public static ResourceConfig of(ConfigSpec written, List<ConfigValue> called, ValueTemplates templates) {
        YamlValues yaml = new YamlValues(templates);
        List<ConfigValue> values = new ArrayList<>();
        for (YamlEntry entry : written.entries()) {
            yaml.value(entry.value())
                    .ifPresent(value -> values.add(
                            new ConfigValue(entry.name(), value, entry.value().span(), !isTemplate(entry.value()))));
        }
        values.addAll(called);
        return new ResourceConfig(values);
    }

    private static boolean isTemplate(YamlNode value) {
        return value instanceof YamlScalar scalar && scalar.isTemplate();
    }

    /** The winning value of a config. */
    public Optional<ConfigValue> value(String name) {
        return values.stream().filter(value -> value.name().equals(name)).reduce((outer, inner) -> inner);
    }

    public Optional<Located<String>> text(String name) {
        return value(name)
                .filter(found -> !(found.value() instanceof Collection) && !(found.value() instanceof Map))
                .map(found -> Located.of(found.value().toString(), found.span()));
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
            if (value.name().equals("tags")) {
                if (value.value() instanceof Collection<?> several) {
                    several.forEach(tag -> tags.add(String.valueOf(tag)));
                } else {
                    tags.add(value.value().toString());
                }
            }
        }
        return List.copyOf(tags);
    }

    public boolean isContractEnforced() {
        return value("contract")
                .filter(found -> found.value() instanceof Map<?, ?> contract
                        && "true".equalsIgnoreCase(String.valueOf(contract.get("enforced"))))
                .isPresent();
    }

    /** How the model exists on the engine; one that graphc does not know is reported and taken as a view. */
    public Materialization materialization(DiagnosticSink sink) {
        Optional<Located<String>> written = text("materialized");
        String word = written.map(Located::value).orElse("view");
        for (Materialization known : Materialization.values()) {
            if (known.word().equals(word.strip().toLowerCase(Locale.ROOT))) {
                return known;
            }
        }
        if (value("materialized").filter(ConfigValue::checked).isPresent()) {
            return Materialization.VIEW;
        }
        List<String> words = List.of("view", "table", "ephemeral");
        Diagnostic.of(DiagnosticCode.NOT_SUPPORTED, "materialization `" + word + "` is not supported")
                .at(written.orElseThrow().span())
                .hint(word, words, "materializations")
                .report(sink);
        return Materialization.VIEW;
    }

    /** The name on the engine that a model or seed has in a schema: a custom schema is put behind it, as in dbt. */
    public RelationName relation(Targets targets, String name) {
        String base = targets.engine().schema();
        String schema = text("schema")
                .map(custom -> base + "_" + custom.value().strip())
                .orElse(base);
        String identifier = text("alias").map(Located::value).orElse(name);
        return new RelationName(targets.database(), schema, identifier);
    }
}
