package io.graphc.project;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.project.yaml.ObjectShape;
import io.graphc.project.yaml.YamlEntry;
import io.graphc.project.yaml.YamlMapping;
import io.graphc.project.yaml.YamlNode;
import io.graphc.source.Located;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The configs of one kind of resource in the project file, by folder. A key with {@code +}, and a plain value, sets a
 * config; any other map goes one folder deeper, as dbt reads it.
 */
final class ConfigTree {
    /** No configs. */
    static final ConfigTree NONE = new ConfigTree(Optional.empty());

    private final Optional<YamlMapping> root;
    private final Optional<ConfigTree> outer;

    ConfigTree(Optional<YamlNode> node) {
        this(node.filter(YamlMapping.class::isInstance).map(YamlMapping.class::cast), Optional.empty());
    }

    private ConfigTree(Optional<YamlMapping> root, Optional<ConfigTree> outer) {
        this.root = root;
        this.outer = outer;
    }

    /** These configs, over those of another tree. */
    ConfigTree over(ConfigTree other) {
        return new ConfigTree(root, Optional.of(other));
    }

    /** The configs that reach a resource, outermost first. */
    ConfigSpec resolve(List<String> qualifiedName) {
        ConfigSpec own = own(qualifiedName);
        return outer.map(other -> other.resolve(qualifiedName).with(own)).orElse(own);
    }

    private ConfigSpec own(List<String> qualifiedName) {
        List<YamlEntry> configs = new ArrayList<>();
        Optional<YamlMapping> level = root;
        for (int depth = 0; level.isPresent(); depth++) {
            level.get().entries().stream()
                    .filter(ConfigTree::isConfig)
                    .map(ConfigTree::normalized)
                    .forEach(configs::add);
            level = depth < qualifiedName.size() ? folder(level.get(), qualifiedName.get(depth)) : Optional.empty();
        }
        return configs.isEmpty() ? ConfigSpec.EMPTY : new ConfigSpec(configs);
    }

    private static Optional<YamlMapping> folder(YamlMapping level, String name) {
        return level.get(name).filter(YamlMapping.class::isInstance).map(YamlMapping.class::cast);
    }

    private static boolean isConfig(YamlEntry entry) {
        return entry.name().startsWith("+") || !(entry.value() instanceof YamlMapping);
    }

    /** A config under the one name that it is looked up by. */
    static YamlEntry normalized(YamlEntry entry) {
        String name = entry.name().startsWith("+") ? entry.name().substring(1).strip() : entry.name();
        name = name.replace('-', '_');
        return name.equals(entry.name())
                ? entry
                : new YamlEntry(Located.of(name, entry.key().span()), entry.value());
    }

    /**
     * Warns of folders that hold no resource: a misspelt folder would lose its configs in silence.
     *
     * @param configs the configs of these resources, one of which may have been meant
     */
    void reportUnused(List<List<String>> qualifiedNames, String kind, ObjectShape configs, DiagnosticSink sink) {
        root.ifPresent(level -> new Unused(kind, configs, sink).report(level, 0, qualifiedNames));
    }

    private record Unused(String kind, ObjectShape configs, DiagnosticSink sink) {
        void report(YamlMapping level, int depth, List<List<String>> reached) {
            Set<String> names = new LinkedHashSet<>();
            reached.stream().filter(name -> name.size() > depth).forEach(name -> names.add(name.get(depth)));
            for (YamlEntry entry : level.entries()) {
                if (entry.name().startsWith("+") || !(entry.value() instanceof YamlMapping folder)) {
                    continue;
                }
                if (names.contains(entry.name())) {
                    List<List<String>> inside = reached.stream()
                            .filter(name ->
                                    name.size() > depth && name.get(depth).equals(entry.name()))
                            .toList();
                    report(folder, depth + 1, inside);
                } else {
                    unused(entry, names);
                }
            }
        }

        private void unused(YamlEntry entry, Set<String> names) {
            Diagnostic.Builder problem = Diagnostic.of(
                            DiagnosticCode.KEY_IGNORED, "the configs of `" + entry.name() + "` reach no " + kind)
                    .at(entry.key().span());
            if (configs.key(entry.name()).isPresent()) {
                problem.note("a map is a folder, unless its key starts with `+`")
                        .help("write `+" + entry.name() + "`");
            } else {
                problem.hint(entry.name(), names, "here are");
            }
            problem.report(sink);
        }
    }
}
