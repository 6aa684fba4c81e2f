package io.graphc.project;

import io.graphc.project.yaml.YamlEntry;
import io.graphc.source.Located;
import io.graphc.source.SourceFile;
import java.util.List;
import java.util.Optional;

/**
 * A tenant: a file below {@code tenant-paths}.
 *
 * @param name the {@code name} in the file, else the file's name; matches {@code [a-z][a-z0-9_]*}
 * @param vars variables that win over those of the project
 * @param disable parts of the project that this tenant does not have
 * @param schema the schema its tables are made in, in place of the target's
 * @param graph the name of the graph output it is loaded to
 */
public record TenantSpec(
        Located<String> name,
        SourceFile file,
        Optional<Located<String>> description,
        List<YamlEntry> vars,
        List<TenantSourceSpec> sources,
        DisabledSpec disable,
        Optional<Located<String>> schema,
        Optional<Located<String>> graph) {
    public TenantSpec {
        vars = List.copyOf(vars);
        sources = List.copyOf(sources);
    }

    /** The schema its tables are made in, on a target with a schema. */
    public String schemaIn(String base) {
        return schema.map(Located::value).orElse(base + "_" + name.value());
    }

    /** Names of models, labels of nodes, types of relationships, names of sources or {@code source.table}. */
    public record DisabledSpec(
            List<Located<String>> models,
            List<Located<String>> nodes,
            List<Located<String>> relationships,
            List<Located<String>> sources) {
        public static final DisabledSpec NONE = new DisabledSpec(List.of(), List.of(), List.of(), List.of());

        public DisabledSpec {
            models = List.copyOf(models);
            nodes = List.copyOf(nodes);
            relationships = List.copyOf(relationships);
            sources = List.copyOf(sources);
        }
    }

    /** A source as this tenant has it. */
    public record TenantSourceSpec(
            Located<String> name,
            Optional<Located<String>> database,
            Optional<Located<String>> schema,
            FilesSpec files,
            Optional<Located<Boolean>> enabled,
            List<TenantTableSpec> tables) {
        public TenantSourceSpec {
            tables = List.copyOf(tables);
        }
    }

    /** A table of a source as this tenant has it; its files settings already hold those of its source beneath. */
    public record TenantTableSpec(
            Located<String> name,
            Optional<Located<String>> identifier,
            FilesSpec files,
            Optional<Located<Boolean>> enabled) {}
}
