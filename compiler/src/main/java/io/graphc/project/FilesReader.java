package io.graphc.project;

import io.graphc.project.yaml.MapReader;

/** Reads where the rows of a source lie, from the map that holds {@code external_location}. */
final class FilesReader {
    private FilesReader() {}

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
