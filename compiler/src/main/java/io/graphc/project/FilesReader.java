package io.graphc.project;

import io.graphc.project.yaml.MapReader;
import io.graphc.project.yaml.YamlEntry;
import io.graphc.project.yaml.YamlMapping;
import io.graphc.source.SourceSpan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Reads where the rows of a source lie, from the map that holds {@code external_location}. */
final class FilesReader {
    private FilesReader() {}

    /** Those that the project file sets by folder. */
    static FilesSpec read(ConfigSpec configs) {
        if (configs.entry("external_location").isEmpty()) {
            return FilesSpec.NONE;
        }
        List<YamlEntry> innermostFirst = new ArrayList<>(configs.entries());
        Collections.reverse(innermostFirst);
        SourceSpan span = innermostFirst.get(0).key().span();
        return read(MapReader.of(new YamlMapping(span, innermostFirst)));
    }

    static FilesSpec read(MapReader reader) {
        FilesSpec files = new FilesSpec(
                reader.text("external_location"),
                reader.text("format"),
                reader.bool("header"),
                reader.text("delim"),
                reader.text("extra_values"),
                reader.texts("null_values"));
        return files.equals(FilesSpec.NONE) ? FilesSpec.NONE : files;
    }
}
