package io.graphc.runtime.emit.neptune;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.GraphTarget;
import io.graphc.runtime.aws.AwsAccess;
import io.graphc.runtime.emit.file.FileSize;
import io.graphc.runtime.store.S3Location;
import io.graphc.runtime.store.S3Options;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The settings of a graph target of type {@code neptune_csv}.
 *
 * @param path the folder to write, relative to the project folder or absolute; empty where there is a location
 * @param location the prefix of S3 to write below
 * @param format the form of the files
 * @param gzip whether files are compressed
 * @param maxFileSize bytes of CSV text in one file before compression
 * @param milliseconds whether times keep their milliseconds; Neptune's documentation promises seconds only
 */
record NeptuneSettings(
        String path,
        Optional<S3Location> location,
        NeptuneFormat format,
        boolean gzip,
        long maxFileSize,
        boolean milliseconds) {
    private static final String TYPE = "neptune_csv";

    private static final List<String> KEYS = List.of(
            "path",
            "location",
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
            boolean known = KEYS.contains(key) || AwsAccess.KEYS.contains(key) || S3Options.KEYS.contains(key);
            // Another type that writes these files has keys of its own.
            if (!known && target.type().equals(TYPE)) {
                throw new GraphcException(Diagnostic.of(
                                DiagnosticCode.UNKNOWN_KEY,
                                "graph output `" + target.name() + "` has no key `" + key + "`")
                        .hint(key, KEYS, "keys of type neptune_csv")
                        .build());
            }
        }
        String path = text(target, "path");
        String location = text(target, "location");
        if (path.isEmpty() == location.isEmpty()) {
            throw new GraphcException(Diagnostic.of(
                            DiagnosticCode.MISSING_KEY,
                            "graph output `" + target.name() + "` "
                                    + (path.isEmpty() ? "lacks the key `path`" : "has both `path` and `location`"))
                    .help(
                            "name the folder to write, relative to the project folder: `path: target/graph`, or a prefix of"
                                    + " S3: `location: s3://bucket/graph/`")
                    .build());
        }
        Optional<S3Location> at = S3Location.of(location);
        if (!location.isEmpty() && at.isEmpty()) {
            throw notAllowed(target, "location", location, "a prefix of S3 such as `s3://bucket/graph/`");
        }
        return new NeptuneSettings(path, at, format(target), flag(target), fileSize(target), milliseconds(target));
    }

    private static String text(GraphTarget target, String key) {
        return target.settings().getOrDefault(key, "").toString().strip();
    }

    /** The settings of files on their way into a cluster: those of a graph target of type {@code neptune}. */
    static NeptuneSettings ofLoaded(GraphTarget target) {
        Object format = target.settings().getOrDefault("format", "csv");
        if (!format.equals("csv") && !format.equals("opencypher")) {
            throw notAllowed(target, "format", format, "`csv` or `opencypher`");
        }
        return new NeptuneSettings(
                "",
                Optional.empty(),
                format.equals("csv") ? NeptuneFormat.GREMLIN : NeptuneFormat.OPENCYPHER,
                flag(target),
                fileSize(target),
                milliseconds(target));
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
