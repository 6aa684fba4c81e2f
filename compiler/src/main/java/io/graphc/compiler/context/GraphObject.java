package io.graphc.compiler.context;

import io.graphc.compiler.resolve.ProjectNames;
import io.graphc.compiler.resolve.ProjectNames.Entry;
import io.graphc.compiler.template.value.TemplateObject;
import io.graphc.compiler.template.value.Values;
import io.graphc.project.ColumnSpec;
import io.graphc.project.ConfigSpec;
import io.graphc.project.DescriptionSpec;
import io.graphc.project.ExposureSpec;
import io.graphc.project.ModelSpec;
import io.graphc.project.ProjectSpec;
import io.graphc.project.SeedSpec;
import io.graphc.project.SourceSpec;
import io.graphc.project.SourceTableSpec;
import io.graphc.source.Located;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code graph}: the project as its files describe it, by unique ids (docs.getdbt.com, "About graph context variable"). What
 * templates have yet to say, such as {@code depends_on} and {@code config()} in SQL, is not in it. Belongs to one rendering,
 * which may change what it gets; each part is made when it is first asked for.
 */
final class GraphObject implements TemplateObject {
    private final ProjectSpec project;
    private final ProjectNames names;
    private final Map<String, Object> parts = new HashMap<>();

    GraphObject(ProjectSpec project, ProjectNames names) {
        this.project = project;
        this.names = names;
    }

    @Override
    public String kind() {
        return "graph";
    }

    @Override
    public boolean isMapping() {
        return true;
    }

    @Override
    public boolean isChangeable() {
        return true;
    }

    @Override
    public List<String> attributeNames() {
        return List.of("nodes", "sources", "exposures", "metrics", "groups", "semantic_models", "saved_queries");
    }

    @Override
    public Optional<Object> attribute(String name) {
        return attributeNames().contains(name)
                ? Optional.of(parts.computeIfAbsent(name, key -> Values.of(part(key))))
                : Optional.empty();
    }

    private Map<String, Object> part(String name) {
        return switch (name) {
            case "nodes" -> nodes();
            case "sources" -> sources();
            case "exposures" -> exposures();
            default -> Map.of();
        };
    }

    @Override
    public String print() {
        return "<graph>";
    }

    private Map<String, Object> nodes() {
        Map<String, Object> nodes = new LinkedHashMap<>();
        for (ModelSpec model : project.models()) {
            ConfigSpec config = model.config().with(model.overrides());
            enabled(names.model(model.name())).ifPresent(entry -> {
                Node node = new Node(
                        "model",
                        entry.id(),
                        model.name(),
                        model.qualifiedName(),
                        model.file().path(),
                        config);
                nodes.put(entry.id(), node(node, entry, model.description()));
            });
        }
        for (SeedSpec seed : project.seeds()) {
            enabled(names.model(seed.name())).ifPresent(entry -> {
                Node node = new Node("seed", entry.id(), seed.name(), seed.qualifiedName(), seed.path(), seed.config());
                nodes.put(entry.id(), node(node, entry, seed.description()));
            });
        }
        return nodes;
    }

    private static Optional<Entry> enabled(Optional<Entry> entry) {
        return entry.filter(found -> found.disabled().isEmpty());
    }

    private static Map<String, Object> node(Node node, Entry entry, Optional<DescriptionSpec> description) {
        Map<String, Object> described = node.described();
        addRelation(described, entry);
        described.put("alias", entry.relation().identifier());
        described.put("description", text(description.flatMap(DescriptionSpec::description)));
        described.put(
                "columns", columns(description.map(DescriptionSpec::columns).orElse(List.of())));
        return described;
    }

    private static void addRelation(Map<String, Object> node, Entry entry) {
        node.put("database", entry.relation().database().orElse(""));
        node.put("schema", entry.relation().schema());
        node.put("relation_name", entry.relation().quoted());
    }

    private static String text(Optional<Located<String>> written) {
        return written.map(Located::value).orElse("");
    }

    private static Map<String, Object> columns(List<ColumnSpec> columns) {
        Map<String, Object> described = new LinkedHashMap<>();
        for (ColumnSpec column : columns) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("name", column.name().value());
            one.put("description", text(column.description()));
            one.put("data_type", text(column.dataType()));
            one.put("tags", column.tags().stream().map(Located::value).toList());
            described.put(column.name().value(), one);
        }
        return described;
    }

    private Map<String, Object> sources() {
        Map<String, Object> sources = new LinkedHashMap<>();
        for (SourceSpec source : project.sources()) {
            for (SourceTableSpec table : source.tables()) {
                enabled(names.source(source.name().value(), table.name().value()))
                        .ifPresent(entry -> sources.put(entry.id(), source(source, table, entry)));
            }
        }
        return sources;
    }

    private static Map<String, Object> source(SourceSpec source, SourceTableSpec table, Entry entry) {
        String path = table.name().span().file().path();
        List<String> qualified = List.of(
                source.packageName(), source.name().value(), table.name().value());
        Node node = new Node("source", entry.id(), table.name().value(), qualified, path, table.config());
        Map<String, Object> described = node.described();
        addRelation(described, entry);
        described.put("source_name", source.name().value());
        described.put("source_description", text(source.description()));
        described.put("identifier", entry.relation().identifier());
        described.put("description", text(table.description()));
        described.put("columns", columns(table.columns()));
        return described;
    }

    private Map<String, Object> exposures() {
        Map<String, Object> exposures = new LinkedHashMap<>();
        for (ExposureSpec exposure : project.exposures()) {
            String owner = exposure.packageName();
            String name = exposure.name().value();
            String id = "exposure." + owner + "." + name;
            String path = exposure.name().span().file().path();
            Node node = new Node("exposure", id, name, List.of(owner, name), path, exposure.config());
            Map<String, Object> described = node.described();
            described.put("type", text(exposure.type()));
            described.put("description", text(exposure.description()));
            exposures.put(id, described);
        }
        return exposures;
    }
}
