package io.graphc.compiler.outcome;

import io.graphc.source.disk.Fingerprints;
import io.graphc.source.disk.Sighting;
import io.graphc.source.disk.Sighting.Sight;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.CRC32;

/**
 * The format of the file of a record: a line that names it, the CRC-32 of what follows, then the record's parts in order,
 * each list with its length before it. Paths below the project are relative.
 */
final class RecordFile {
    private static final String NAME = "graphc compilation 1\n";
    private static final AtomicLong PARTS = new AtomicLong();

    private final Path project;

    RecordFile(Path project) {
        this.project = project.toAbsolutePath().normalize();
    }

    Optional<CompilationRecord> read(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            DataInputStream from = new DataInputStream(new ByteArrayInputStream(bytes));
            byte[] name = from.readNBytes(NAME.length());
            if (!new String(name, StandardCharsets.US_ASCII).equals(NAME)) {
                return Optional.empty();
            }
            int start = NAME.length() + Long.BYTES;
            return from.readLong() == sum(bytes, start, bytes.length - start)
                    ? Optional.of(read(from))
                    : Optional.empty();
        } catch (IOException | IllegalArgumentException | NegativeArraySizeException unusable) {
            // The compilation is done anew, and its record replaces this one.
            return Optional.empty();
        }
    }

    private static long sum(byte[] bytes, int start, int length) {
        CRC32 sum = new CRC32();
        sum.update(bytes, start, length);
        return sum.getValue();
    }

    private CompilationRecord read(DataInputStream from) throws IOException {
        Fingerprints fingerprints = new Fingerprints(bytes(from));
        String settings = text(from);
        Map<String, String> variables = new TreeMap<>();
        for (int left = from.readInt(); left > 0; left--) {
            variables.put(text(from), text(from));
        }
        List<Sighting> sightings = new ArrayList<>();
        for (int left = from.readInt(); left > 0; left--) {
            sightings.add(new Sighting(Sight.valueOf(text(from)), path(from), text(from)));
        }
        List<Path> folders = new ArrayList<>();
        for (int left = from.readInt(); left > 0; left--) {
            folders.add(path(from));
        }
        List<Artifact> artifacts = new ArrayList<>();
        for (int left = from.readInt(); left > 0; left--) {
            artifacts.add(new Artifact(path(from), from.readBoolean(), from.readLong()));
        }
        String diagnostics = text(from);
        List<String> lines = new ArrayList<>();
        for (int left = from.readInt(); left > 0; left--) {
            lines.add(text(from));
        }
        Outcome outcome = new Outcome(diagnostics, lines, from.readInt());
        return new CompilationRecord(fingerprints, settings, variables, sightings, folders, artifacts, outcome);
    }

    private static byte[] bytes(DataInputStream from) throws IOException {
        byte[] bytes = new byte[from.readInt()];
        from.readFully(bytes);
        return bytes;
    }

    private static String text(DataInputStream from) throws IOException {
        return new String(bytes(from), StandardCharsets.UTF_8);
    }

    private Path path(DataInputStream from) throws IOException {
        return project.resolve(text(from));
    }

    /** Replaces the file in one step, so that nobody reads half of it. */
    void write(CompilationRecord record, Path file) throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        write(record, new DataOutputStream(content));
        byte[] bytes = content.toByteArray();
        Path part = file.resolveSibling(
                "compilation-" + ProcessHandle.current().pid() + "-" + PARTS.incrementAndGet() + ".part");
        try {
            try (DataOutputStream to = new DataOutputStream(Files.newOutputStream(part))) {
                to.write(NAME.getBytes(StandardCharsets.US_ASCII));
                to.writeLong(sum(bytes, 0, bytes.length));
                to.write(bytes);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private void write(CompilationRecord record, DataOutputStream to) throws IOException {
        bytes(record.fingerprints().salt(), to);
        text(record.settings(), to);
        to.writeInt(record.variables().size());
        for (Map.Entry<String, String> variable : record.variables().entrySet()) {
            text(variable.getKey(), to);
            text(variable.getValue(), to);
        }
        to.writeInt(record.sightings().size());
        for (Sighting sighting : record.sightings()) {
            text(sighting.sight().name(), to);
            path(sighting.path(), to);
            text(sighting.answer(), to);
        }
        to.writeInt(record.folders().size());
        for (Path folder : record.folders()) {
            path(folder, to);
        }
        to.writeInt(record.artifacts().size());
        for (Artifact artifact : record.artifacts()) {
            path(artifact.file(), to);
            to.writeBoolean(artifact.dated());
            to.writeLong(artifact.sum());
        }
        text(record.outcome().diagnostics(), to);
        to.writeInt(record.outcome().lines().size());
        for (String line : record.outcome().lines()) {
            text(line, to);
        }
        to.writeInt(record.outcome().exit());
    }

    private static void bytes(byte[] bytes, DataOutputStream to) throws IOException {
        to.writeInt(bytes.length);
        to.write(bytes);
    }

    private static void text(String text, DataOutputStream to) throws IOException {
        bytes(text.getBytes(StandardCharsets.UTF_8), to);
    }

    private void path(Path path, DataOutputStream to) throws IOException {
        Path whole = path.toAbsolutePath();
        text((whole.startsWith(project) ? project.relativize(whole) : whole).toString(), to);
    }
}
