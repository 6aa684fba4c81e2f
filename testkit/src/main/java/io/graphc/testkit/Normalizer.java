package io.graphc.testkit;

import java.nio.file.Path;

/** Takes out of an output what differs from machine to machine and run to run, in one fixed order, nothing else. */
public final class Normalizer {
    private Normalizer() {}

    /** The project's folder becomes {@code $PROJECT}, durations become {@code <time>}, line ends {@code \n}. */
    public static String normalize(String text, Path project) {
        return text.replace(project.toAbsolutePath().toString(), "$PROJECT")
                .replace("\r\n", "\n")
                .replaceAll("\\b\\d+\\.\\d+s\\b", "<time>");
    }
}
