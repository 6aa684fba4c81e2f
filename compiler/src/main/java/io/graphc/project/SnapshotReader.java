package io.graphc.project;

import io.graphc.project.yaml.YamlEntry;
import io.graphc.project.yaml.YamlScalar;
import io.graphc.source.Located;
import io.graphc.source.MappedText;
import io.graphc.source.Origin;
import io.graphc.source.SourceFile;
import io.graphc.source.SourceSpan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the snapshots of a project, in blocks of SQL files and in YAML (docs.getdbt.com, "Add snapshots to your DAG").
 */
final class SnapshotReader {
    private static final Pattern BLOCK = Pattern.compile(
            "\\{%-?\\s*snapshot\\s+([A-Za-z_][A-Za-z0-9_]*)\\s*-?%}(.*?)(?=\\{%-?\\s*endsnapshot\\b|\\z)",
            Pattern.DOTALL);
    private static final Pattern SETTING = Pattern.compile(
            "\\b(target_schema|target_database|schema|database|alias|enabled)\\s*=\\s*(?:'([^'\\n]*)'|\"([^\"\\n]*)\"|(true|false|True|False)\\b)");

    private final ConfigTree configs;
    private final UniqueNames relations;
    private final Map<String, SnapshotSpec> found = new LinkedHashMap<>();

    SnapshotReader(ConfigTree configs, UniqueNames relations) {
        this.configs = configs;
        this.relations = relations;
    }

    /** Takes in the blocks of a SQL file; the folders are the project's name and the folders below the snapshot path. */
    void blocks(SourceFile file, List<String> folders, Map<String, DescriptionSpec> descriptions) {
        Matcher block = BLOCK.matcher(file.text());
        while (block.find()) {
            Located<String> name = Located.of(block.group(1), file.span(block.start(1), block.end(1)));
            ConfigSpec own = settings(file, block.start(2), block.end(2));
            MappedText query = MappedText.of(file.span(block.start(2), block.end(2)));
            add(name, folders, Optional.ofNullable(descriptions.get(name.value())), own, Optional.of(query));
        }
    }

    private static ConfigSpec settings(SourceFile file, int start, int end) {
        List<YamlEntry> entries = new ArrayList<>();
        Matcher setting = SETTING.matcher(file.text()).region(start, end);
        while (setting.find()) {
            int group = setting.group(2) != null ? 2 : setting.group(3) != null ? 3 : 4;
            SourceSpan value = file.span(setting.start(group), setting.end(group));
            Located<String> key = Located.of(setting.group(1), file.span(setting.start(1), setting.end(1)));
            entries.add(new YamlEntry(key, new YamlScalar(value, MappedText.of(value), group == 4)));
        }
        return entries.isEmpty() ? ConfigSpec.EMPTY : new ConfigSpec(entries);
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
        ConfigSpec config = written.with(own);
        boolean disabled = config.enabled()
                .filter(enabled -> enabled.value().equalsIgnoreCase("false"))
                .isPresent();
        if (disabled || !relations.add("snapshot", name.value(), name.span())) {
            return;
        }
        found.put(name.value(), new SnapshotSpec(name, qualified, description, config, query, written));
    }

    /** In the order in which they were found. */
    List<SnapshotSpec> snapshots() {
        return List.copyOf(found.values());
    }
}
