package io.graphc.project;

import io.graphc.source.Located;
import io.graphc.source.MappedText;
import io.graphc.source.Origin;
import io.graphc.source.SourceFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the snapshots of a project, in blocks of SQL files and in YAML (docs.getdbt.com, "Add snapshots to your DAG").
 */
final class SnapshotReader {
    private static final Pattern BLOCK = Pattern.compile(
            "\\{%-?\\s*snapshot\\s+([A-Za-z_][A-Za-z0-9_]*)\\s*-?%}(.*?)(?=\\{%-?\\s*endsnapshot\\b|\\z)",
            Pattern.DOTALL);

    private final ConfigTree configs;
    private final Function<List<String>, ConfigSpec> overrides;
    private final UniqueNames relations;
    private final Map<String, SnapshotSpec> found = new LinkedHashMap<>();

    /**
     * Reads the snapshots of a project or package.
     *
     * @param overrides what the user of a package says to the one of a qualified name
     */
    SnapshotReader(ConfigTree configs, Function<List<String>, ConfigSpec> overrides, UniqueNames relations) {
        this.configs = configs;
        this.overrides = overrides;
        this.relations = relations;
    }

    /** Takes in the blocks of a SQL file; the folders are the project's name and the folders below the snapshot path. */
    void blocks(SourceFile file, List<String> folders, Map<String, DescriptionSpec> descriptions) {
        SnapshotSettings settings = new SnapshotSettings(file);
        Matcher block = BLOCK.matcher(settings.code());
        while (block.find()) {
            Located<String> name = Located.of(block.group(1), file.span(block.start(1), block.end(1)));
            ConfigSpec own = settings.within(block.start(2), block.end(2));
            MappedText query = MappedText.of(file.span(block.start(2), block.end(2)));
            add(name, folders, Optional.ofNullable(descriptions.get(name.value())), own, Optional.of(query));
        }
    }

    /** Takes in those that YAML alone defines, by their {@code relation}; without one, others make the table. */
    void described(List<String> folders, Map<String, DescriptionSpec> descriptions) {
        descriptions.forEach((name, description) -> {
            if (!found.containsKey(name)) {
                Optional<MappedText> query = description.relation().map(SnapshotReader::query);
                add(description.name(), folders, Optional.of(description), ConfigSpec.EMPTY, query);
            }
        });
    }

    private static MappedText query(Located<MappedText> relation) {
        boolean template = relation.value().text().contains("{{");
        Origin origin = Origin.of(relation.span());
        return new MappedText.Builder()
                .computed(template ? "select * from " : "select * from {{ ", origin)
                .append(relation.value())
                .computed(template ? "" : " }}", origin)
                .build();
    }

    private void add(
            Located<String> name,
            List<String> folders,
            Optional<DescriptionSpec> description,
            ConfigSpec own,
            Optional<MappedText> query) {
        List<String> qualified = new ArrayList<>(folders);
        qualified.add(name.value());
        ConfigSpec inherited = configs.resolve(qualified);
        ConfigSpec written =
                description.map(DescriptionSpec::config).map(inherited::with).orElse(inherited);
        ConfigSpec above = overrides.apply(qualified);
        ConfigSpec config = written.with(own).with(above);
        SnapshotSpec snapshot = new SnapshotSpec(name, qualified, description, config, query, written, above);
        if (snapshot.isDisabled()) {
            // Its name stays free for others.
            if (query.isPresent()) {
                found.putIfAbsent(name.value(), snapshot);
            }
        } else if (relations.add("snapshot", name.value(), name.span())) {
            found.put(name.value(), snapshot);
        }
    }

    /** In the order in which they were found. */
    List<SnapshotSpec> snapshots() {
        return List.copyOf(found.values());
    }
}
