package io.graphc.compiler;

import io.graphc.compiler.resolve.Targets;
import io.graphc.compiler.resolve.YamlValues;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.plan.EngineTarget;
import io.graphc.plan.GraphTarget;
import io.graphc.project.GraphOutputKeys;
import io.graphc.project.OutputSpec;
import io.graphc.project.ProfileSpec;
import io.graphc.project.ProjectSpec;
import io.graphc.project.TenantSpec;
import io.graphc.project.yaml.YamlEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Lays what a tenant says of its graph and its limits over the targets of the profile. */
final class TenantTargets {
    private static final Set<String> OF_GRAPH = Set.of("max_delete", "min_age");
    private static final String THREADS = "threads";

    private final ProjectSpec project;
    private final TenantSpec tenant;
    private final YamlValues values;
    private final ErrorFlag sink;

    TenantTargets(ProjectSpec project, TenantSpec tenant, YamlValues values, ErrorFlag sink) {
        this.project = project;
        this.tenant = tenant;
        this.values = values;
        this.sink = sink;
    }

    /** The tenant's targets; empty when a setting is wrong, which is reported. */
    Optional<Targets> over(Targets targets) {
        new DeleteSettings(project, targets.graph().name(), values, sink).check(tenant.limits());
        List<YamlEntry> graph = new ArrayList<>(graphSettings(targets.graph()));
        List<YamlEntry> engine = new ArrayList<>();
        for (YamlEntry limit : tenant.limits()) {
            (OF_GRAPH.contains(limit.name()) ? graph : engine).add(limit);
        }
        Optional<Map<String, Object>> ofGraph = values.map(graph);
        Optional<Map<String, Object>> ofEngine = values.map(engine);
        if (ofGraph.isEmpty() || ofEngine.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Targets(
                engine(targets.engine(), ofEngine.get()), graph(targets.graph(), ofGraph.get()), targets.database()));
    }

    /** The settings that are meant for the output that is used: one that the command line names may be of another type. */
    private List<YamlEntry> graphSettings(GraphTarget used) {
        Optional<String> named = tenant.graph().target().map(name -> name.value());
        if (named.filter(name -> !name.equals(used.name())).isPresent()) {
            return List.of();
        }
        List<String> known = GraphOutputKeys.of(used.type());
        List<YamlEntry> settings = new ArrayList<>();
        for (YamlEntry setting : tenant.graph().settings()) {
            if (known.contains(setting.name())) {
                GraphOutputKeys.check(used.type(), setting, sink);
                settings.add(setting);
            } else if (named.isPresent() || !isKnownElsewhere(setting.name())) {
                Diagnostic.of(
                                DiagnosticCode.UNKNOWN_KEY,
                                "unknown key `" + setting.name() + "` in `graph` of a tenant, whose output `"
                                        + used.name() + "` is of type `" + used.type() + "`")
                        .at(setting.key().span())
                        .hint(setting.name(), known, "keys of such an output")
                        .report(sink);
            }
        }
        return settings;
    }

    private boolean isKnownElsewhere(String key) {
        return project.profile().map(ProfileSpec::graphOutputs).orElse(List.of()).stream()
                .map(OutputSpec::type)
                .anyMatch(type -> GraphOutputKeys.of(type.value()).contains(key));
    }

    private static GraphTarget graph(GraphTarget target, Map<String, Object> settings) {
        if (settings.isEmpty()) {
            return target;
        }
        Map<String, Object> all = new LinkedHashMap<>(target.settings());
        all.putAll(settings);
        return new GraphTarget(target.name(), target.type(), all);
    }

    private EngineTarget engine(EngineTarget target, Map<String, Object> limits) {
        Map<String, Object> all = new LinkedHashMap<>(target.settings());
        all.putAll(limits);
        int threads = target.threads();
        if (limits.get(THREADS) instanceof Long count) {
            if (count < 1) {
                tenant.limits().stream()
                        .filter(limit -> limit.name().equals(THREADS))
                        .forEach(limit -> Diagnostic.of(
                                        DiagnosticCode.VALUE_NOT_ALLOWED, "`threads` is not a whole number above zero")
                                .at(limit.value().span())
                                .report(sink));
            } else {
                threads = (int) Math.min(count, Integer.MAX_VALUE);
            }
        }
        return new EngineTarget(target.name(), target.type(), target.schema(), threads, all, target.databases());
    }
}
