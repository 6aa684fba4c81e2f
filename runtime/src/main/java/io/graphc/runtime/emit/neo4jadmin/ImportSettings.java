package io.graphc.runtime.emit.neo4jadmin;

import io.graphc.plan.GraphTarget;
import io.graphc.plan.TargetSettings;
import io.graphc.runtime.emit.file.FileSize;
import java.util.List;

/**
 * The settings of a graph target of type {@code neo4j_admin}.
 *
 * @param path the folder to write, relative to the project folder or absolute
 * @param gzip whether data files are compressed
 * @param maxFileSize bytes of CSV text in one file before compression
 * @param idProperty the property that holds the element's id
 * @param database the database that the command line names
 */
record ImportSettings(String path, boolean gzip, long maxFileSize, String idProperty, String database) {
    private static final List<String> KEYS = List.of(
            "path",
            "gzip",
            "max_file_size",
            "id_property",
            "database",
            "decimal",
            "read_back",
            "max_test_elements",
            "test_timeout");

    static ImportSettings of(GraphTarget target) {
        TargetSettings settings = new TargetSettings(target);
        settings.refuseUnknown(KEYS);
        Object size = target.settings().getOrDefault("max_file_size", FileSize.DEFAULT);
        return new ImportSettings(
                settings.required(
                        "path", "name the folder to write, relative to the project folder: `path: target/import`"),
                settings.flag("gzip", false),
                FileSize.bytes(size)
                        .orElseThrow(() -> settings.notAllowed("max_file_size", size, "a size such as `256MB`")),
                settings.text("id_property").orElse("_id"),
                settings.text("database").orElse("neo4j"));
    }
}
