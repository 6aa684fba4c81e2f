package io.graphc.compiler.resolve;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.diagnostic.Spelling;
import io.graphc.plan.EngineTarget;
import io.graphc.plan.GraphTarget;
import io.graphc.project.OutputSpec;
import io.graphc.project.ProfileSpec;
import io.graphc.project.TenantSpec;
import io.graphc.project.yaml.YamlNode;
import io.graphc.project.yaml.YamlScalar;
import io.graphc.source.Located;
import io.graphc.source.SourceSpan;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Chooses the engine and the graph target of a profile and reads their settings. */
public final class TargetResolver {
    private static final int DEFAULT_THREADS = 4;
    private static final String DEFAULT_TARGET = "default";

    /** Where a graph goes when a profile, perhaps one made for dbt, says nothing about graphs. */
    private static final GraphTarget FILES = new GraphTarget("files", "neptune_csv", Map.of("path", "target/graph"));

    private final ProfileSpec profile;
    private final YamlValues values;
    private final DatabasePaths databases;
    private final DiagnosticSink sink;

    /**
     * A resolver for a tenant.
     *
     * @param tenant empty in a project without tenants
     */
    public TargetResolver(
            ProfileSpec profile, Optional<TenantSpec> tenant, ValueTemplates templates, DiagnosticSink sink) {
        this.profile = profile;
        this.databases = new DatabasePaths(tenant, sink);
        this.values = new YamlValues(templates);
        this.sink = sink;
    }

    /**
     * The names asked for, the strongest wish first.
     *
     * @param target the engine that the command line names
     * @param graphTarget the graph target that the command line names
     * @param tenantGraph the graph target that the tenant's file names
     */
    public record Wishes(
            Optional<String> target, Optional<String> graphTarget, Optional<Located<String>> tenantGraph) {}

    /** The targets; empty when one is unknown or has a wrong setting, which is reported. */
    public Optional<Targets> resolve(Wishes wishes) {
        Optional<OutputSpec> output = engineOutput(wishes.target());
        if (output.isEmpty()) {
            return Optional.empty();
        }
        Optional<EngineTarget> engine = engine(output.get());
        Optional<GraphTarget> graph = graph(wishes, output.get().name().value());
        if (engine.isEmpty() || graph.isEmpty()) {
            return Optional.empty();
        }
        boolean hasCatalogues = !engine.get().type().equals("duckdb");
        Optional<String> database = hasCatalogues
                ? Optional.ofNullable(engine.get().settings().get("database")).map(Object::toString)
                : Optional.empty();
        return Optional.of(new Targets(engine.get(), graph.get(), database));
    }

    private Optional<OutputSpec> engineOutput(Optional<String> asked) {
        Optional<Located<String>> written = profile.target();
        String name = asked.orElse(written.map(Located::value).orElse(DEFAULT_TARGET));
        if (asked.isEmpty() && written.isPresent()) {
            // dbt lets the profile choose by an environment variable.
            Optional<String> rendered = values.text(written.get());
            if (rendered.isEmpty()) {
                return Optional.empty();
            }
            name = rendered.get();
        }
        Optional<OutputSpec> found = named(profile.outputs(), name);
        if (found.isPresent()) {
            return found;
        }
        if (asked.isEmpty() && written.isEmpty() && profile.outputs().size() == 1) {
            return Optional.of(profile.outputs().get(0));
        }
        SourceSpan place = asked.isEmpty()
                ? written.map(Located::span).orElse(profile.name().span())
                : profile.name().span();
        unknown("target", name, place, profile.outputs());
        return Optional.empty();
    }

    private Optional<GraphTarget> graph(Wishes wishes, String engine) {
        List<OutputSpec> outputs = profile.graphOutputs();
        if (outputs.isEmpty()
                && wishes.graphTarget().isEmpty()
                && wishes.tenantGraph().isEmpty()) {
            return Optional.of(FILES);
        }
        if (wishes.graphTarget().isPresent()) {
            return graphNamed(wishes.graphTarget().get(), profile.name().span());
        }
        if (wishes.tenantGraph().isPresent()) {
            Located<String> name = wishes.tenantGraph().get();
            return graphNamed(name.value(), name.span());
        }
        Optional<OutputSpec> likeEngine = named(outputs, engine);
        if (likeEngine.isPresent()) {
            return graph(likeEngine.get());
        }
        if (profile.graphTarget().isPresent()) {
            Located<String> name = profile.graphTarget().get();
            String text = values.text(name).orElse(name.value());
            return graphNamed(text, name.span());
        }
        if (outputs.size() == 1) {
            return graph(outputs.get(0));
        }
        Diagnostic.of(
                        DiagnosticCode.UNKNOWN_TARGET,
                        "profile `" + profile.name().value() + "` does not say which graph output to use")
                .at(profile.name().span())
                .note("graph outputs: " + Spelling.listing(names(outputs)))
                .help("add `graph_target:` to the profile, or choose one by `--graph-target`")
                .report(sink);
        return Optional.empty();
    }

    private Optional<GraphTarget> graphNamed(String name, SourceSpan place) {
        Optional<OutputSpec> found = named(profile.graphOutputs(), name);
        if (found.isEmpty()) {
            unknown("graph target", name, place, profile.graphOutputs());
        }
        return found.flatMap(this::graph);
    }

    private Optional<GraphTarget> graph(OutputSpec output) {
        return values.map(output.settings())
                .map(settings ->
                        new GraphTarget(output.name().value(), output.type().value(), settings));
    }

    private Optional<EngineTarget> engine(OutputSpec output) {
        Optional<Map<String, Object>> settings = values.map(output.settings());
        if (settings.isEmpty()) {
            return Optional.empty();
        }
        String type = output.type().value();
        Object schema = settings.get().get("schema");
        if (schema == null && (type.equals("athena") || type.equals("trino"))) {
            Diagnostic.of(DiagnosticCode.MISSING_KEY, "output `" + output.name().value() + "` has no `schema`")
                    .at(output.name().span())
                    .help("name the schema that graphc makes its tables in: `schema: <name>`")
                    .report(sink);
            return Optional.empty();
        }
        return threads(output, settings.get())
                .map(threads -> new EngineTarget(
                        output.name().value(),
                        type,
                        schema == null ? "main" : schema.toString(),
                        threads,
                        settings.get()))
                .flatMap(engine -> databases.of(engine, output));
    }

    private Optional<Integer> threads(OutputSpec output, Map<String, Object> settings) {
        Object threads = settings.get("threads");
        if (threads == null) {
            return Optional.of(DEFAULT_THREADS);
        }
        Optional<YamlNode> written = output.setting("threads");
        try {
            int count = Integer.parseInt(threads.toString().strip());
            if (count > 0) {
                return Optional.of(count);
            }
        } catch (NumberFormatException e) {
            // What is no number and no template was reported when it was read.
            if (written.filter(node -> node instanceof YamlScalar scalar && !scalar.isTemplate())
                    .isPresent()) {
                return Optional.of(DEFAULT_THREADS);
            }
        }
        Diagnostic.of(DiagnosticCode.VALUE_NOT_ALLOWED, "`threads` is not a whole number above zero")
                .at(written.map(YamlNode::span).orElse(output.name().span()))
                .report(sink);
        return Optional.empty();
    }

    private void unknown(String kind, String name, SourceSpan place, List<OutputSpec> outputs) {
        Diagnostic.of(
                        DiagnosticCode.UNKNOWN_TARGET,
                        kind + " `" + name + "` not found in profile `"
                                + profile.name().value() + "`")
                .at(place)
                .hint(name, names(outputs), kind + "s of the profile")
                .report(sink);
    }

    private static Optional<OutputSpec> named(List<OutputSpec> outputs, String name) {
        return outputs.stream()
                .filter(output -> output.name().value().equals(name))
                .findFirst();
    }

    private static List<String> names(List<OutputSpec> outputs) {
        return outputs.stream().map(output -> output.name().value()).toList();
    }
}
