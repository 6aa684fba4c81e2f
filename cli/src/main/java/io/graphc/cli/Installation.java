package io.graphc.cli;

import io.graphc.compiler.cache.BuildIdentity;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;
import java.util.Optional;

/** Tells installations of graphc apart: its code, that of its libraries, and the Java that runs them. */
public final class Installation {
    private Installation() {}

    /** Size and time of all that the class path names; empty where that cannot be told. */
    public static Optional<String> identity() {
        Optional<String> build = BuildIdentity.current();
        StringBuilder text = new StringBuilder(build.orElse(""))
                .append('\n')
                .append(System.getProperty("java.runtime.version"))
                .append(' ')
                .append(Locale.getDefault());
        try {
            for (String entry : System.getProperty("java.class.path", "").split(File.pathSeparator, -1)) {
                if (!entry.isEmpty()) {
                    text.append('\n').append(entry).append(' ').append(state(Path.of(entry)));
                }
            }
        } catch (IOException unreadable) {
            return Optional.empty();
        }
        return build.map(present -> text.toString());
    }

    private static String state(Path entry) throws IOException {
        if (Files.isDirectory(entry)) {
            // Classes of a build in progress, as tests have them.
            return BuildIdentity.of(entry);
        }
        if (!Files.exists(entry)) {
            return "missing";
        }
        BasicFileAttributes attributes = Files.readAttributes(entry, BasicFileAttributes.class);
        return attributes.size() + " " + attributes.lastModifiedTime().toMillis();
    }
}
