package io.graphc.project;

import io.graphc.project.yaml.YamlEntry;
import io.graphc.source.Located;
import io.graphc.source.SourceFile;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A tenant: a file below {@code tenant-paths}, laid over the groups that it extends.
 *
 * @param name the {@code name} in the file, else the file's name; one that {@link #isName} allows
 * @param groups the groups that it starts from, the weakest first; {@code defaults} among them where there is such a file
 * @param tags words to choose tenants by, sorted as written, those of groups first
 * @param vars variables that win over those of the project
 * @param disable parts of the project that this tenant does not have
 * @param schema the schema its tables are made in, in place of the target's
 * @param graph where its graph goes
 * @param idPrefix what scopes the ids of its elements, in place of its name
 * @param limits {@code max_delete}, {@code min_age}, {@code max_bytes_scanned}, {@code threads}
 */
public record TenantSpec(
        Located<String> name,
        SourceFile file,
        Optional<Located<String>> description,
        List<String> groups,
        List<Located<String>> tags,
        List<YamlEntry> vars,
        List<TenantSourceSpec> sources,
        DisabledSpec disable,
        Optional<Located<String>> schema,
        TenantGraphSpec graph,
        Optional<Located<String>> idPrefix,
        List<YamlEntry> limits) {
    /** The name that stands for every source that has no settings of its own. */
    public static final String ALL_SOURCES = "*";

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");

    public TenantSpec {
        groups = List.copyOf(groups);
        tags = List.copyOf(tags);
        vars = List.copyOf(vars);
        sources = List.copyOf(sources);
        limits = List.copyOf(limits);
    }

    /** Whether a tenant can be called so: its name is part of ids, schemas and paths. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /** The schema its tables are made in, on a target with a schema. */
    public String schemaIn(String base) {
        return schema.map(Located::value).orElse(base + "_" + name.value());
    }

    /** What scopes the ids of its elements. */
    public String idScope() {
        return idPrefix.map(Located::value).orElse(name.value());
    }

    /** A source as this tenant has it: what is said of it, else what is said of all sources. */
    public Optional<TenantSourceSpec> source(String source) {
        Optional<TenantSourceSpec> own = written(source);
        return own.isPresent() ? own : written(ALL_SOURCES);
    }

    private Optional<TenantSourceSpec> written(String source) {
        return sources.stream()
                .filter(candidate -> candidate.name().value().equals(source))
                .findFirst();
    }

    /**
     * Where a tenant's graph goes.
     *
     * @param target the name of a graph output of the profile
     * @param settings settings that take the place of the output's own
     */
    public record TenantGraphSpec(Optional<Located<String>> target, List<YamlEntry> settings) {
        public TenantGraphSpec {
            settings = List.copyOf(settings);
        }
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

    /**
     * A source as this tenant has it.
     *
     * @param name its name, or {@link #ALL_SOURCES}
     * @param identifier what its tables are called, with {@code {name}} for the name of each
     */
    public record TenantSourceSpec(
            Located<String> name,
            Optional<Located<String>> database,
            Optional<Located<String>> schema,
            Optional<Located<String>> identifier,
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
