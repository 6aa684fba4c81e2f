package io.graphc.compiler.cache;

import io.graphc.diagnostic.GraphcBugException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.CodeSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Tells builds of graphc apart, so that none uses what another one stored. */
public final class BuildIdentity {
    private BuildIdentity() {}

    /** Size and time of the compiler's jar, or of its newest class; empty where the code comes from no file. */
    public static Optional<String> current() {
        CodeSource source = BuildIdentity.class.getProtectionDomain().getCodeSource();
        if (source == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(of(Path.of(source.getLocation().toURI())));
        } catch (URISyntaxException | IllegalArgumentException noFile) {
            return Optional.empty();
        } catch (IOException e) {
            throw new GraphcBugException("the compiler's own code cannot be read", e);
        }
    }

    /** The same of any jar or folder of classes. */
    public static String of(Path code) throws IOException {
        if (Files.isRegularFile(code)) {
            return "jar " + Files.size(code) + " "
                    + Files.getLastModifiedTime(code).toMillis();
        }
        long bytes = 0;
        long newest = 0;
        for (Path file : files(code)) {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            bytes += attributes.size();
            newest = Math.max(newest, attributes.lastModifiedTime().toMillis());
        }
        return "classes " + bytes + " " + newest;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> found = Files.walk(folder)) {
            return found.filter(Files::isRegularFile).toList();
        }
    }
}
