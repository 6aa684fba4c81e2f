package io.graphc.plan.impact;

import io.graphc.plan.CompiledProject;
import io.graphc.plan.ElementPlan;
import io.graphc.plan.ExposurePlan;
import io.graphc.plan.Lineage;
import io.graphc.plan.ModelPlan;
import io.graphc.plan.ModelSource;
import io.graphc.plan.NodePlan;
import io.graphc.plan.RelationshipPlan;
import io.graphc.plan.TestPlan;
import io.graphc.plan.UnitTest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Which parts of a project people modified since another compilation of it. Only what was written is compared: neither
 * targets nor tenants nor variables of the command line nor the environment make a difference. Immutable.
 */
public final class StateComparison {
    private final Map<String, Set<Aspect>> modified = new LinkedHashMap<>();
    private final Set<String> added = new TreeSet<>();
    private final boolean given;

    private StateComparison(boolean given) {
        this.given = given;
    }

    /** Without an earlier compilation to compare with. */
    public static StateComparison none() {
        return new StateComparison(false);
    }

    /** Where the earlier compilation did not know the project, or not this tenant: everything is new. */
    public static StateComparison allNew(CompiledProject now) {
        StateComparison comparison = new StateComparison(true);
        comparison.added.addAll(parts(now).keySet());
        return comparison;
    }

    /** Whether there is an earlier compilation to compare with. */
    public boolean isGiven() {
        return given;
    }

    /**
     * Whether a part is in one of dbt's states: {@code modified} (or new), {@code modified.} with an {@link Aspect},
     * {@code new}, {@code old} or {@code unmodified}.
     *
     * @return empty when there is no such state
     */
    public Optional<Predicate<String>> state(String word) {
        Predicate<String> changed = id -> !modified(id).isEmpty();
        return switch (word) {
            case "modified" -> Optional.of(changed.or(this::isNew));
            case "new" -> Optional.of(this::isNew);
            case "old" -> Optional.of(modified::containsKey);
            case "unmodified" ->
                Optional.of(id -> modified.containsKey(id) && modified(id).isEmpty());
            default ->
                word.startsWith("modified.")
                        ? aspect(word.substring("modified.".length()))
                                .map(aspect -> id -> modified(id).contains(aspect))
                        : Optional.empty();
        };
    }

    /** The words of all states, for hints. */
    public static List<String> states() {
        List<String> states = new ArrayList<>(List.of("modified", "new", "old", "unmodified"));
        for (Aspect aspect : Aspect.values()) {
            states.add("modified." + aspect.word());
        }
        return states;
    }

    /** What is different now. */
    public static StateComparison of(CompiledProject before, CompiledProject now) {
        StateComparison comparison = new StateComparison(true);
        Map<String, Part> old = parts(before);
        Map<String, Part> current = parts(now);
        current.forEach((id, part) -> {
            Part other = old.get(id);
            if (other == null) {
                comparison.added.add(id);
            } else {
                comparison.modified.put(id, part.differences(other));
            }
        });
        return comparison;
    }

    /** Whether it was not there before. */
    public boolean isNew(String id) {
        return added.contains(id);
    }

    /** What of it was modified; nothing of what is new. */
    public Set<Aspect> modified(String id) {
        return Collections.unmodifiableSet(modified.getOrDefault(id, Set.of()));
    }

    /** The texts to compare of one part of a project. */
    private record Part(Map<Aspect, List<Object>> texts) {
        Set<Aspect> differences(Part other) {
            Set<Aspect> different = EnumSet.noneOf(Aspect.class);
            for (Aspect aspect : Aspect.values()) {
                if (!texts.getOrDefault(aspect, List.of()).equals(other.texts.getOrDefault(aspect, List.of()))) {
                    different.add(aspect);
                }
            }
            return different;
        }
    }

    private static Map<String, Part> parts(CompiledProject project) {
        Map<String, Part> parts = new LinkedHashMap<>();
        project.sources()
                .forEach(source ->
                        parts.put(source.id(), new Part(Map.of(Aspect.CONTRACT, List.of(source.columns())))));
        project.seeds()
                .forEach(seed -> parts.put(
                        seed.id(),
                        new Part(Map.of(
                                Aspect.BODY, List.of(seed.checksum()), Aspect.CONTRACT, List.of(seed.columns())))));
        project.models().forEach(model -> parts.put(model.id(), model(model)));
        String schema = "\"" + project.engine().schema();
        for (TestPlan test : project.tests()) {
            String statement = test.compiledSql().replace(schema, "\"");
            parts.put(test.id(), new Part(Map.of(Aspect.BODY, List.of(statement), Aspect.CONFIGS, configs(test))));
        }
        for (UnitTest test : project.unitTests()) {
            // Its queries hold those of what it tests.
            parts.put(
                    test.id(),
                    new Part(Map.of(Aspect.BODY, List.of(test.checksum()), Aspect.CONFIGS, List.of(test.tags()))));
        }
        project.declarations().exposures().forEach(exposure -> parts.put(exposure.id(), exposure(exposure)));
        project.graph().elements().forEach(element -> parts.put(element.id(), element(element)));
        return parts;
    }

    private static Part exposure(ExposurePlan exposure) {
        return new Part(Map.of(Aspect.BODY, List.of(exposure.type(), exposure.description(), exposure.dependsOn())));
    }

    private static List<Object> configs(TestPlan test) {
        List<Object> configs = new ArrayList<>(List.of(test.severity(), test.tags(), test.judgement()));
        test.element().ifPresent(element -> configs.add(element.maxIncrease()));
        test.element().ifPresent(element -> configs.add(element.maxDecrease()));
        test.graph().ifPresent(graph -> {
            // As text: numbers of one value are of other classes once a manifest was read.
            configs.add(graph.parameters().toString());
            configs.addAll(List.of(graph.limit(), graph.warnIf(), graph.errorIf()));
        });
        return configs;
    }

    private static Part model(ModelPlan model) {
        ModelSource source = model.source();
        Object body = source.equals(ModelSource.NONE) ? definitions(model.lineage()) : source.body();
        Map<Aspect, List<Object>> texts = new LinkedHashMap<>();
        texts.put(Aspect.BODY, List.of(body));
        texts.put(Aspect.MACROS, List.of(source.macros()));
        texts.put(Aspect.VARS, List.of(source.vars()));
        texts.put(Aspect.CONFIGS, List.of(source.configs(), model.materialization(), model.tags()));
        texts.put(Aspect.RELATION, List.of(source.relation()));
        texts.put(Aspect.CONTRACT, List.of(source.contract()));
        texts.put(Aspect.PERSISTED_DESCRIPTIONS, List.of(model.build().docs()));
        return new Part(texts);
    }

    /** Ids hold the tenant, so of keys and ends only the columns count. */
    private static Part element(ElementPlan element) {
        List<Object> body = new ArrayList<>();
        Map<String, String> definitions =
                new LinkedHashMap<>(definitions(element.query().lineage()));
        definitions.keySet().removeIf(column -> column.startsWith("~"));
        body.add(definitions);
        body.add(element.query().lineage().columns());
        element.values().forEach(property -> body.add(property.name() + property.cardinality()));
        body.add(element.scope());
        if (element instanceof NodePlan node) {
            body.add(node.labels());
            body.add(node.optionalLabels());
            body.add(node.keyColumns());
        } else if (element instanceof RelationshipPlan relationship) {
            body.add(relationship.startLabel());
            body.add(relationship.endLabel());
        }
        return new Part(Map.of(Aspect.BODY, body, Aspect.CONFIGS, List.of(element.tags())));
    }

    private static Map<String, String> definitions(Lineage lineage) {
        return lineage.definitions();
    }

    /** The aspect that a selector names; empty when there is none. */
    private static Optional<Aspect> aspect(String word) {
        return Stream.of(Aspect.values())
                .filter(aspect -> aspect.word().equals(word))
                .findFirst();
    }
}
