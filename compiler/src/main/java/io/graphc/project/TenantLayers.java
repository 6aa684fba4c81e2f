package io.graphc.project;

import io.graphc.project.yaml.YamlEntry;
import io.graphc.project.yaml.YamlMapping;
import io.graphc.project.yaml.YamlNode;
import io.graphc.project.yaml.YamlScalar;
import io.graphc.project.yaml.YamlSequence;
import io.graphc.source.Located;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Lays a file of a tenant over those that it extends. Maps are merged key by key, {@code tags} and the lists of {@code disable}
 * add up, anything else takes the place of what was there, and null takes it back. The values of variables, and those of
 * {@code limits} and {@code graph}, are never merged. What is merged keeps the places where it was written.
 */
final class TenantLayers {
    /** Keys of groups that say something of the group alone. */
    private static final Set<String> OWN = Set.of("name", "description", "extends", "id_prefix");

    private static final Set<String> WHOLE_VALUES = Set.of("vars", "limits", "graph");

    private TenantLayers() {}

    /** The settings of a group over those beneath it, without those that are about the group alone. */
    static YamlMapping shared(YamlMapping beneath, YamlMapping group) {
        List<YamlEntry> entries = group.entries().stream()
                .filter(entry -> !OWN.contains(entry.name()))
                .toList();
        return over(beneath, new YamlMapping(group.span(), entries));
    }

    /** A file over what is beneath it. */
    static YamlMapping over(YamlMapping beneath, YamlMapping file) {
        Map<String, YamlEntry> all = entries(beneath);
        for (YamlEntry entry : file.entries()) {
            YamlEntry written = entry.name().equals("graph") ? asMap(entry) : entry;
            put(
                    all,
                    written,
                    switch (entry.name()) {
                        case "tags" -> Merge.LISTS;
                        case "disable" -> Merge.MAPS_OF_LISTS;
                        case "sources" -> Merge.MAPS;
                        default -> WHOLE_VALUES.contains(entry.name()) ? Merge.ONE_MAP : Merge.NONE;
                    });
        }
        return new YamlMapping(file.span(), List.copyOf(all.values()));
    }

    private enum Merge {
        NONE,
        LISTS,
        ONE_MAP,
        MAPS,
        MAPS_OF_LISTS;

        /** How the values of a map that is merged so are merged. */
        private Merge below() {
            return switch (this) {
                case MAPS -> MAPS;
                case MAPS_OF_LISTS -> LISTS;
                case NONE, LISTS, ONE_MAP -> NONE;
            };
        }
    }

    private static Map<String, YamlEntry> entries(YamlMapping mapping) {
        Map<String, YamlEntry> entries = new LinkedHashMap<>();
        mapping.entries().forEach(entry -> entries.put(entry.name(), entry));
        return entries;
    }

    private static void put(Map<String, YamlEntry> all, YamlEntry entry, Merge merge) {
        YamlEntry before = all.get(entry.name());
        if (entry.value() instanceof YamlScalar scalar && scalar.isNull()) {
            all.remove(entry.name());
        } else if (before == null) {
            all.put(entry.name(), new YamlEntry(entry.key(), withoutNulls(entry.value(), merge)));
        } else {
            // A later file says more of it and is what messages should show.
            all.put(entry.name(), new YamlEntry(entry.key(), merged(before.value(), entry.value(), merge)));
        }
    }

    private static YamlNode withoutNulls(YamlNode value, Merge merge) {
        boolean map = merge != Merge.NONE && merge != Merge.LISTS && value instanceof YamlMapping;
        return map ? merged(new YamlMapping(value.span(), List.of()), value, merge) : value;
    }

    private static YamlNode merged(YamlNode before, YamlNode value, Merge merge) {
        if (merge == Merge.LISTS) {
            List<YamlNode> items = new ArrayList<>(items(before));
            items.addAll(items(value));
            return new YamlSequence(value.span(), items);
        }
        if (merge == Merge.NONE || !(before instanceof YamlMapping beneath) || !(value instanceof YamlMapping over)) {
            return value;
        }
        Map<String, YamlEntry> all = entries(beneath);
        over.entries().forEach(entry -> put(all, entry, merge.below()));
        return new YamlMapping(over.span(), List.copyOf(all.values()));
    }

    private static List<YamlNode> items(YamlNode value) {
        return value instanceof YamlSequence sequence ? sequence.items() : List.of(value);
    }

    /** {@code graph: production} says the same as {@code graph: {target: production}}. */
    private static YamlEntry asMap(YamlEntry graph) {
        if (!(graph.value() instanceof YamlScalar scalar) || scalar.isNull()) {
            return graph;
        }
        YamlEntry target = new YamlEntry(Located.of("target", scalar.span()), scalar);
        return new YamlEntry(graph.key(), new YamlMapping(scalar.span(), List.of(target)));
    }

    /** What is said of every source, beneath what is said of each. */
    static YamlMapping sources(YamlMapping sources) {
        YamlNode all = sources.get(TenantSpec.ALL_SOURCES).orElse(new YamlMapping(sources.span(), List.of()));
        List<YamlEntry> entries = new ArrayList<>();
        for (YamlEntry entry : sources.entries()) {
            entries.add(new YamlEntry(entry.key(), merged(all, entry.value(), Merge.MAPS)));
        }
        return new YamlMapping(sources.span(), entries);
    }
}
