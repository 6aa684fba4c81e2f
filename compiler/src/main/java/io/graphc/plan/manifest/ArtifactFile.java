package io.graphc.plan.manifest;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;

/** Writes artifacts that other programs may be reading. */
public final class ArtifactFile {
    private ArtifactFile() {}

    /** Writes a file; one that is there is replaced as a whole. Throws a diagnostic where that cannot be done. */
    public static void replace(Path file, String text) {
        try {
            Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
            Files.createDirectories(folder);
            Path unfinished = folder.resolve(file.getFileName() + ".new");
            Files.writeString(unfinished, text, StandardCharsets.UTF_8);
            Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new GraphcException(
                    Diagnostic.of(DiagnosticCode.CANNOT_WRITE, "`" + file.getFileName() + "` cannot be written")
                            .note(String.valueOf(e.getMessage()))
                            .build(),
                    e);
        }
    }
}
