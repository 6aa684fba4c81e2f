package io.graphc.project;

import io.graphc.project.yaml.MapReader;
import io.graphc.project.yaml.YamlEntry;
import io.graphc.project.yaml.YamlMapping;
import io.graphc.project.yaml.YamlScalar;
import io.graphc.source.Located;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Reads how old the rows of a source may be, from the maps that dbt reads it from. */
final class FreshnessReader {
    private FreshnessReader() {}

    /** What stands beside a source's or table's name, and under its config, which goes before. */
    static FreshnessSpec read(MapReader owner) {
        return readFrom(owner.map("config")).orElse(readFrom(owner));
    }

    /** What the project file sets by folder. */
    static FreshnessSpec read(ConfigSpec configs) {
        if (configs.entries().isEmpty()) {
            return FreshnessSpec.NONE;
        }
        List<YamlEntry> innermostFirst = new ArrayList<>(configs.entries());
        Collections.reverse(innermostFirst);
        return readFrom(MapReader.of(new YamlMapping(innermostFirst.get(0).key().span(), innermostFirst)));
    }

    private static FreshnessSpec readFrom(MapReader reader) {
        MapReader freshness = reader.map("freshness");
        boolean off = reader.entry("freshness")
                .filter(entry -> entry.value() instanceof YamlScalar scalar && scalar.isNull())
                .isPresent();
        return new FreshnessSpec(
                off,
                age(freshness.map("warn_after")),
                age(freshness.map("error_after")),
                freshness.text("filter"),
                reader.text("loaded_at_field"),
                reader.text("loaded_at_query"));
    }

    private static Optional<FreshnessSpec.Age> age(MapReader reader) {
        Optional<Located<String>> count = reader.text("count");
        Optional<Located<String>> period = reader.text("period");
        return count.isPresent() || period.isPresent()
                ? Optional.of(new FreshnessSpec.Age(count, period))
                : Optional.empty();
    }
}
