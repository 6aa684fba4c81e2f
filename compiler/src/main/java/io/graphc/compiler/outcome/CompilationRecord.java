package io.graphc.compiler.outcome;

import io.graphc.source.disk.Fingerprints;
import io.graphc.source.disk.NotedDisk;
import io.graphc.source.disk.Sighting;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What a compilation was told and asked, with the answers in short forms, and what it gave. While all of that is the same, so
 * is the outcome: {@link #isCurrent} asks everything again. Immutable.
 *
 * @param settings the short form of what the caller chose
 * @param variables the short forms of the environment variables that were read, by name
 * @param folders folders that hold artifacts only
 */
public record CompilationRecord(
        Fingerprints fingerprints,
        String settings,
        Map<String, String> variables,
        List<Sighting> sightings,
        List<Path> folders,
        List<Artifact> artifacts,
        Outcome outcome) {
    public CompilationRecord {
        variables = Collections.unmodifiableMap(new TreeMap<>(variables));
        sightings = List.copyOf(sightings);
        folders = List.copyOf(folders);
        artifacts = List.copyOf(artifacts);
    }

    /**
     * The record in a file; empty where there is none that can be read.
     *
     * @param project what relative paths in the file start from
     */
    public static Optional<CompilationRecord> read(Path file, Path project) {
        return new RecordFile(project).read(file);
    }

    /** Writes the record in one step. */
    public void write(Path file, Path project) throws IOException {
        new RecordFile(project).write(this, file);
    }

    /** Whether a compilation with these settings would find all as it was, and leave all as it is. */
    public boolean isCurrent(List<String> chosen, Function<String, Optional<String>> environment) {
        return settings.equals(fingerprints.of(chosen))
                && variables.entrySet().stream()
                        .allMatch(noted -> CompilationWatch.answer(environment.apply(noted.getKey()), fingerprints)
                                .equals(noted.getValue()))
                && sightings.parallelStream().allMatch(sighting -> NotedDisk.stillShows(sighting, fingerprints))
                && artifacts.parallelStream().allMatch(Artifact::isUnchanged)
                && Artifacts.hold(folders, artifacts);
    }

    /** Brings the instant up to date that the artifacts tell, as a compilation would. */
    public void date(Instant instant) throws IOException {
        for (Artifact artifact : artifacts) {
            if (artifact.dated()) {
                artifact.date(instant);
            }
        }
    }
}
