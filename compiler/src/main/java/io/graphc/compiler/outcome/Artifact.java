package io.graphc.compiler.outcome;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * A file that a compilation wrote. Immutable.
 *
 * @param dated whether it tells the instant of the compilation, which its sum leaves out
 */
public record Artifact(Path file, boolean dated, long sum) {
    boolean isUnchanged() {
        try {
            return ArtifactSum.of(Files.readAllBytes(file), dated) == sum;
        } catch (IOException gone) {
            return false;
        }
    }

    /** Writes another instant into a manifest, where it tells one. */
    void date(Instant instant) throws IOException {
        byte[] text = instant.toString().getBytes(StandardCharsets.US_ASCII);
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
            byte[] head = new byte[(int) Math.min(ArtifactSum.HEAD, open.length())];
            open.readFully(head);
            Optional<ArtifactSum.Place> place = ArtifactSum.date(head, head.length);
            if (place.isEmpty()
                    || Arrays.equals(
                            text,
                            Arrays.copyOfRange(
                                    head, place.get().start(), place.get().end()))) {
                return;
            }
            if (place.get().end() - place.get().start() == text.length) {
                open.seek(place.get().start());
                open.write(text);
                return;
            }
        }
        dateAnew(text);
    }

    private void dateAnew(byte[] text) throws IOException {
        byte[] content = Files.readAllBytes(file);
        ArtifactSum.Place place = ArtifactSum.date(content, content.length).orElseThrow();
        byte[] dated = new byte[content.length - (place.end() - place.start()) + text.length];
        System.arraycopy(content, 0, dated, 0, place.start());
        System.arraycopy(text, 0, dated, place.start(), text.length);
        System.arraycopy(content, place.end(), dated, place.start() + text.length, content.length - place.end());
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.write(part, dated);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
