package io.graphc.runtime.emit.neo4jadmin;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.GraphTarget;
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
        for (String key : target.settings().keySet()) {
            if (!KEYS.contains(key)) {
                throw new GraphcException(Diagnostic.of(
                                DiagnosticCode.UNKNOWN_KEY,
                                "graph output `" + target.name() + "` has no key `" + key + "`")
                        .hint(key, KEYS, "keys of type neo4j_admin")
                        .build());
            }
        }
        if (!(target.settings().get("path") instanceof String path) || path.isBlank()) {
            throw new GraphcException(Diagnostic.of(
                            DiagnosticCode.MISSING_KEY, "graph output `" + target.name() + "` lacks the key `path`")
                    .help("name the folder to write, relative to the project folder: `path: target/import`")
                    .build());
        }
        Object gzip = target.settings().getOrDefault("gzip", false);
        if (!(gzip instanceof Boolean)) {
            throw notAllowed(target, "gzip", gzip, "true or false");
        }
        Object size = target.settings().getOrDefault("max_file_size", FileSize.DEFAULT);
        return new ImportSettings(
                path,
                gzip.equals(true),
                FileSize.bytes(size)
                        .orElseThrow(() -> notAllowed(target, "max_file_size", size, "a size such as `256MB`")),
                text(target, "id_property", "_id"),
                text(target, "database", "neo4j"));
    }

    private static String text(GraphTarget target, String key, String otherwise) {
        Object value = target.settings().get(key);
        return value == null || value.toString().isBlank() ? otherwise : value.toString();
    }

    private static GraphcException notAllowed(GraphTarget target, String key, Object value, String expected) {
        return new GraphcException(Diagnostic.of(
                        DiagnosticCode.VALUE_NOT_ALLOWED,
                        "graph output `" + target.name() + "`: `" + key + "` is `" + value + "`, expected " + expected)
                .build());
    }
}
