package io.graphc.plan.manifest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.EngineTarget;
import io.graphc.plan.GraphPlan;
import io.graphc.plan.GraphTarget;
import io.graphc.plan.TestScan;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code manifest.json} back. The settings of the engine and the graph target are not in it: whoever runs from a
 * manifest takes them from the profile.
 */
public final class ManifestReader {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * The project that a manifest holds.
     *
     * @param path how the file is called in messages
     * @throws GraphcException when the text is no manifest of this version
     */
    public CompiledProject read(String text, String path) {
        try {
            JsonNode root = JSON.readTree(text);
            JsonNode metadata = root.path("metadata");
            if (metadata.path("manifest_version").asInt() != ManifestWriter.VERSION) {
                throw unreadable(path, foreign(metadata), null);
            }
            return project(root, metadata);
        } catch (JsonProcessingException e) {
            throw unreadable(path, "it is not JSON: " + e.getOriginalMessage(), e);
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw unreadable(path, "it was changed by hand: " + e.getMessage(), e);
        }
    }

    /** Whose manifest one is that cannot be read. */
    private static String foreign(JsonNode metadata) {
        if (metadata.has("dbt_version")) {
            return "dbt " + metadata.path("dbt_version").asText()
                    + " wrote it, whose manifests tell no types and no graph";
        }
        return metadata.has("manifest_version")
                ? "it has version " + metadata.path("manifest_version").asText() + ", and this graphc reads version "
                        + ManifestWriter.VERSION
                : "it is not a manifest of graphc";
    }

    private static CompiledProject project(JsonNode root, JsonNode metadata) {
        ManifestNode head = new ManifestNode(metadata);
        ManifestNode engine = head.child("engine");
        ManifestNode target = head.child("graph_target");
        ManifestNode all = new ManifestNode(root);
        Map<String, TestScan> scans = scans(all);
        return new CompiledProject(
                head.text("project_name"),
                head.optionalText("tenant"),
                Instant.parse(head.text("as_of")),
                new EngineTarget(
                        engine.text("name"),
                        engine.text("type"),
                        engine.text("schema"),
                        engine.number("threads"),
                        Map.of()),
                new GraphTarget(target.text("name"), target.text("type"), Map.of()),
                all.entries("sources", PlanReader::source),
                kind(all, Set.of("seed"), PlanReader::seed),
                kind(all, Set.of("model", "snapshot"), PlanReader::model),
                kind(all, Set.of("test"), (id, test) -> PlanReader.test(id, test, scans)),
                all.optionalChild("unit_tests")
                        .map(tests -> all.entries("unit_tests", UnitTestSection::read))
                        .orElse(List.of()),
                graph(all.child("graph")),
                DeclarationSection.read(all),
                BuildSection.hooks(all));
    }

    private static Map<String, TestScan> scans(ManifestNode all) {
        Map<String, TestScan> scans = new LinkedHashMap<>();
        if (all.optionalChild("test_scans").isPresent()) {
            all.entries("test_scans", PlanReader::scan).forEach(scan -> scans.put(scan.id(), scan));
        }
        return scans;
    }

    private static GraphPlan graph(ManifestNode graph) {
        return new GraphPlan(
                graph.entries("nodes", PlanReader::node),
                graph.entries("relationships", PlanReader::relationship),
                graph.optionalChild("actions")
                        .map(actions -> graph.entries("actions", StatementReader::action))
                        .orElse(List.of()));
    }

    /** The nodes of some kinds, in written order. */
    private static <T> List<T> kind(ManifestNode all, Set<String> kinds, BiFunction<String, ManifestNode, T> read) {
        return all
                .entries(
                        "nodes",
                        (id, node) -> kinds.contains(node.text("resource_type"))
                                ? Optional.of(read.apply(id, node))
                                : Optional.<T>empty())
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private static GraphcException unreadable(String path, String reason, @Nullable Throwable cause) {
        return new GraphcException(
                Diagnostic.of(DiagnosticCode.UNREADABLE_FILE, "manifest `" + path + "` cannot be read")
                        .note(reason)
                        .help("run `graphc compile` where it was made to write it again")
                        .build(),
                cause);
    }
}
