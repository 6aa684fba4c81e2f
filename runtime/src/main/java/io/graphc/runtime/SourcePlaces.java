package io.graphc.runtime;

import io.graphc.plan.TestPlan;
import io.graphc.plan.WrittenPlace;
import io.graphc.source.SourceFile;
import io.graphc.source.SourceSpan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the written line that a message of a run is about, so that it is shown like those of the compiler. */
final class SourcePlaces {
    private static final Logger LOG = LoggerFactory.getLogger(SourcePlaces.class);

    private final Path projectFolder;

    SourcePlaces(Path projectFolder) {
        this.projectFolder = projectFolder;
    }

    /** A place that a manifest names; empty where the file is not there or became shorter. */
    Optional<SourceSpan> at(WrittenPlace place) {
        return line(place.path(), place.line())
                .filter(line -> line.file().line(place.line()).length() >= place.column() + place.length() - 1)
                .map(line -> new SourceSpan(
                        line.file(), place.line(), place.column(), place.line(), place.column() + place.length()));
    }

    /** Where a test is written, or else its line. */
    Optional<SourceSpan> of(TestPlan test) {
        Optional<SourceSpan> exact = test.place().length() > 0 ? at(test.place()) : Optional.empty();
        return exact.or(() -> line(test.path(), test.line()));
    }

    /** The text of a line without the blanks around it; empty where the file is not there, as beside a bare manifest. */
    Optional<SourceSpan> line(String path, int line) {
        Path file = projectFolder.resolve(path);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            SourceFile source = new SourceFile(path, Files.readString(file, StandardCharsets.UTF_8));
            String text = source.line(line);
            int start = text.length() - text.stripLeading().length() + 1;
            int end = Math.max(start, text.stripTrailing().length() + 1);
            return Optional.of(new SourceSpan(source, line, start, line, end));
        } catch (IOException e) {
            LOG.debug("the message goes without its place", e);
            return Optional.empty();
        }
    }
}
