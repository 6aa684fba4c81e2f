package io.graphc.runtime.emit.neptune;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.GraphTarget;
import io.graphc.plan.TargetSettings;
import io.graphc.runtime.aws.AwsAccess;
import io.graphc.runtime.emit.file.FileSize;
import io.graphc.runtime.store.S3Location;
import io.graphc.runtime.store.S3Options;
import java.util.ArrayList;
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
    /** S3 copies objects up to 5 GB as a whole (Amazon S3 API reference, "CopyObject"). */
    private static final long MOST_IN_S3 = 4L << 30;

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
        TargetSettings settings = new TargetSettings(target);
        // Another type that writes these files has keys of its own.
        if (target.type().equals(TYPE)) {
            List<String> known = new ArrayList<>(KEYS);
            known.addAll(AwsAccess.KEYS);
            known.addAll(S3Options.KEYS);
            settings.refuseUnknown(known, KEYS);
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
            throw settings.notAllowed("location", location, "a prefix of S3 such as `s3://bucket/graph/`");
        }
        return new NeptuneSettings(
                path, at, format(settings), settings.flag("gzip", false), fileSize(settings), milliseconds(settings));
    }

    private static String text(GraphTarget target, String key) {
        return target.settings().getOrDefault(key, "").toString().strip();
    }

    /** The settings of files on their way into a cluster: those of a graph target of type {@code neptune}. */
    static NeptuneSettings ofLoaded(GraphTarget target) {
        TargetSettings settings = new TargetSettings(target);
        Object format = target.settings().getOrDefault("format", "csv");
        if (!format.equals("csv") && !format.equals("opencypher")) {
            throw settings.notAllowed("format", format, "`csv` or `opencypher`");
        }
        return new NeptuneSettings(
                "",
                Optional.empty(),
                format.equals("csv") ? NeptuneFormat.GREMLIN : NeptuneFormat.OPENCYPHER,
                settings.flag("gzip", false),
                fileSize(settings),
                milliseconds(settings));
    }

    private static NeptuneFormat format(TargetSettings settings) {
        Object value = settings.target().settings().getOrDefault("format", NeptuneFormat.GREMLIN.word());
        return Arrays.stream(NeptuneFormat.values())
                .filter(format -> format.word().equals(value))
                .findFirst()
                .orElseThrow(() -> settings.notAllowed("format", value, "`gremlin` or `opencypher`"));
    }

    private static boolean milliseconds(TargetSettings settings) {
        Object value = settings.target().settings().getOrDefault("timestamp_precision", "second");
        if (value.equals("second") || value.equals("millisecond")) {
            return value.equals("millisecond");
        }
        throw settings.notAllowed("timestamp_precision", value, "`second` or `millisecond`");
    }

    private static long fileSize(TargetSettings settings) {
        Object value = settings.target().settings().getOrDefault("max_file_size", FileSize.DEFAULT);
        boolean inS3 = !text(settings.target(), "location").isEmpty();
        return FileSize.bytes(value).stream()
                .filter(bytes -> !inS3 || bytes <= MOST_IN_S3)
                .findFirst()
                .orElseThrow(() -> settings.notAllowed(
                        "max_file_size", value, "a size such as `256MB`" + (inS3 ? ", at most `4GB`" : "")));
    }
}
