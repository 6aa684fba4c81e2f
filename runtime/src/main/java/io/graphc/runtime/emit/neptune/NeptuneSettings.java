package io.graphc.runtime.emit.neptune;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.GraphTarget;
import io.graphc.runtime.emit.file.FileSize;
import java.util.Arrays;
import java.util.List;

/**
 * The settings of a graph target of type {@code neptune_csv}.
 *
 * @param path the folder to write, relative to the project folder or absolute
 * @param format the form of the files
 * @param gzip whether files are compressed
 * @param maxFileSize bytes of CSV text in one file before compression
 * @param milliseconds whether times keep their milliseconds; Neptune's documentation promises seconds only
 */
record NeptuneSettings(String path, NeptuneFormat format, boolean gzip, long maxFileSize, boolean milliseconds) {
    private static final List<String> KEYS = List.of(
            "path",
            "format",
            "gzip",
            "max_file_size",
            "timestamp_precision",
            "decimal",
            "max_delete",
            "min_age",
            "read_back",
            "max_test_elements",
            "test_timeout");

    static NeptuneSettings of(GraphTarget target) {
        for (String key : target.settings().keySet()) {
            if (!KEYS.contains(key)) {
                throw new GraphcException(Diagnostic.of(
                                DiagnosticCode.UNKNOWN_KEY,
                                "graph output `" + target.name() + "` has no key `" + key + "`")
                        .hint(key, KEYS, "keys of type neptune_csv")
                        .build());
            }
        }
        if (!(target.settings().get("path") instanceof String path) || path.isBlank()) {
            throw new GraphcException(Diagnostic.of(
                            DiagnosticCode.MISSING_KEY, "graph output `" + target.name() + "` lacks the key `path`")
                    .help("name the folder to write, relative to the project folder: `path: target/graph`")
                    .build());
        }
        return new NeptuneSettings(path, format(target), flag(target), fileSize(target), milliseconds(target));
    }

    private static NeptuneFormat format(GraphTarget target) {
        Object value = target.settings().getOrDefault("format", NeptuneFormat.GREMLIN.word());
        return Arrays.stream(NeptuneFormat.values())
                .filter(format -> format.word().equals(value))
                .findFirst()
                .orElseThrow(() -> notAllowed(target, "format", value, "`gremlin` or `opencypher`"));
    }

    private static boolean flag(GraphTarget target) {
        Object value = target.settings().getOrDefault("gzip", false);
        if (value instanceof Boolean flag) {
            return flag;
        }
        throw notAllowed(target, "gzip", value, "true or false");
    }

    private static boolean milliseconds(GraphTarget target) {
        Object value = target.settings().getOrDefault("timestamp_precision", "second");
        if (value.equals("second") || value.equals("millisecond")) {
            return value.equals("millisecond");
        }
        throw notAllowed(target, "timestamp_precision", value, "`second` or `millisecond`");
    }

    private static long fileSize(GraphTarget target) {
        Object value = target.settings().getOrDefault("max_file_size", FileSize.DEFAULT);
        return FileSize.bytes(value)
                .orElseThrow(() -> notAllowed(target, "max_file_size", value, "a size such as `256MB`"));
    }

    private static GraphcException notAllowed(GraphTarget target, String key, Object value, String expected) {
        return new GraphcException(Diagnostic.of(
                        DiagnosticCode.VALUE_NOT_ALLOWED,
                        "graph output `" + target.name() + "`: `" + key + "` is `" + value + "`, expected " + expected)
                .build());
    }
}
