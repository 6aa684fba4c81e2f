package io.graphc.cli.command;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.EngineTarget;
import io.graphc.plan.GraphPlan;
import io.graphc.plan.GraphTarget;
import io.graphc.runtime.diff.HeldGraph;
import io.graphc.runtime.diff.StateSurvey;
import io.graphc.runtime.engine.QueryEngine;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The DuckDB files in a folder that keep the states of graphs. Which project made one, and whether its profile still names it,
 * is not asked: a state that is removed cannot be made again.
 */
final class KeptStates {
    private static final int MAGIC_AT = 8;
    private static final byte[] MAGIC = "DUCK".getBytes(StandardCharsets.US_ASCII);

    private final Path directory;
    private final Map<Path, List<HeldGraph>> kept = new LinkedHashMap<>();
    private final List<Diagnostic> unread = new ArrayList<>();

    private KeptStates(Path directory) {
        this.directory = directory;
    }

    /**
     * Looks into the DuckDB files below a place.
     *
     * @param directory the folder of the project
     * @param place a file or folder in it
     */
    static KeptStates in(Path directory, Path place) {
        KeptStates states = new KeptStates(directory);
        try (Stream<Path> all = Files.walk(place)) {
            for (Path file : all.sorted().toList()) {
                if (isDatabase(file)) {
                    states.look(file);
                }
            }
        } catch (IOException | UncheckedIOException e) {
            throw new GraphcException(
                    Diagnostic.of(DiagnosticCode.UNREADABLE_FILE, "cannot look into `" + place.getFileName() + "`")
                            .note(String.valueOf(e.getMessage()))
                            .build(),
                    e);
        }
        return states;
    }

    private static boolean isDatabase(Path file) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] head = in.readNBytes(MAGIC_AT + MAGIC.length);
            return head.length > MAGIC_AT && Arrays.equals(Arrays.copyOfRange(head, MAGIC_AT, head.length), MAGIC);
        }
    }

    private void look(Path file) {
        CompiledProject bare = bare(file);
        try (QueryEngine engine = new Engines(directory).create(bare)) {
            engine.open(bare);
            List<HeldGraph> held = new StateSurvey(engine, "", List.of()).ofAllProjects();
            if (!held.isEmpty()) {
                kept.put(file, held);
            }
        } catch (GraphcException e) {
            kept.put(file, List.of());
            unread.add(Diagnostic.of(
                            DiagnosticCode.STATE_UNREAD,
                            "it is not known whether `" + name(file) + "` keeps the state of a graph")
                    .note(e.diagnostic().message())
                    .help("if another process has it, try again; `graphc clean --state` removes it all the same")
                    .build());
        }
    }

    private static CompiledProject bare(Path file) {
        EngineTarget engine = new EngineTarget("clean", "duckdb", "main", 1, Map.of("path", file.toString()));
        return new CompiledProject(
                "clean",
                Optional.empty(),
                Instant.EPOCH,
                engine,
                new GraphTarget("none", "none", Map.of()),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                GraphPlan.empty());
    }

    private String name(Path file) {
        return directory.relativize(file).toString().replace('\\', '/');
    }

    /** The files to keep, and what DuckDB keeps beside them. */
    boolean keeps(Path path) {
        return kept.keySet().stream()
                .anyMatch(file -> path.equals(file) || path.equals(file.resolveSibling(file.getFileName() + ".wal")));
    }

    boolean isEmpty() {
        return kept.isEmpty();
    }

    /** Warnings of files that could not be read; they are kept. */
    List<Diagnostic> unread() {
        return List.copyOf(unread);
    }

    /** A line for each state. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        kept.forEach((file, held) -> {
            for (HeldGraph graph : held) {
                String tenant = graph.tenant().isEmpty() ? "" : ", tenant `" + graph.tenant() + "`";
                lines.add("`" + name(file) + "`: state of graph `" + graph.output() + "` at `" + graph.place() + "`"
                        + tenant + ", load " + graph.load());
            }
            if (held.isEmpty()) {
                lines.add("`" + name(file) + "`: cannot be read");
            }
        });
        return lines;
    }
}
