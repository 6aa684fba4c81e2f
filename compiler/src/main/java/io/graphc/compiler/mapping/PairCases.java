package io.graphc.compiler.mapping;

import io.graphc.compiler.mapping.RelationshipMapper.Bound;
import io.graphc.compiler.mapping.RelationshipUnion.Case;
import io.graphc.project.EndpointSpec;
import io.graphc.project.RelationshipSpec;
import io.graphc.source.Located;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** All mapped relationships, by type and by the node types at both ends. */
final class PairCases {
    private static final Comparator<Pair> BY_NAME = Comparator.comparing(Pair::name)
            .thenComparing(Pair::type)
            .thenComparing(Pair::start)
            .thenComparing(Pair::end);

    private final Map<Pair, List<Case>> byPair = new TreeMap<>(BY_NAME);
    private final Map<String, TreeSet<Pair>> pairsOfType = new TreeMap<>();
    private final TreeSet<Pair> broken = new TreeSet<>(BY_NAME);

    /** A type between two node types. Names of any of them may hold dots, so that two pairs may have one name. */
    record Pair(String type, String start, String end) {
        private String name() {
            return type + "." + start + "." + end;
        }
    }

    /**
     * Takes in the choices of a mapping that the tenant has, bound by the mapper.
     *
     * @return false where it cannot be bound
     */
    boolean addAll(RelationshipSpec spec, Predicate<Pair> isThere, RelationshipMapper mapper) {
        List<EndpointSpec> starts = spec.start().map(EndpointSpec::choices).orElse(List.of());
        List<EndpointSpec> ends = spec.end().map(EndpointSpec::choices).orElse(List.of());
        List<Choice> there = new ArrayList<>();
        for (int i = 0; i < Math.max(1, starts.size()); i++) {
            for (int j = 0; j < Math.max(1, ends.size()); j++) {
                Pair pair = new Pair(spec.type().value(), label(starts, i), label(ends, j));
                pairsOfType
                        .computeIfAbsent(pair.type(), type -> new TreeSet<>(BY_NAME))
                        .add(pair);
                if (isThere.test(pair)) {
                    there.add(new Choice(pair, i, j));
                }
            }
        }
        if (there.isEmpty()) {
            return true;
        }
        Optional<Bound> bound = mapper.bind(spec);
        there.forEach(choice -> add(choice, bound));
        return bound.isPresent();
    }

    /** A pair and the places of its ends among the choices of a mapping. */
    private record Choice(Pair pair, int start, int end) {}

    private void add(Choice choice, Optional<Bound> bound) {
        if (bound.isEmpty()) {
            broken.add(choice.pair());
        } else {
            byPair.computeIfAbsent(choice.pair(), pair -> new ArrayList<>())
                    .add(new Case(bound.get(), choice.start(), choice.end()));
        }
    }

    private static String label(List<EndpointSpec> choices, int place) {
        return place < choices.size()
                ? choices.get(place).node().map(Located::value).orElse("?")
                : "?";
    }

    /**
     * What has no mistake in it, by its type; where a type connects several pairs, with their labels behind it; where two
     * would have one name so, with a number behind the later one, which does not depend on what a tenant has.
     */
    Map<String, List<Case>> complete() {
        Map<String, List<Case>> complete = new LinkedHashMap<>();
        names().forEach((pair, name) -> {
            List<Case> cases = byPair.get(pair);
            if (cases != null && !broken.contains(pair)) {
                complete.put(name, cases);
            }
        });
        return complete;
    }

    private Map<Pair, String> names() {
        TreeSet<Pair> all = new TreeSet<>(BY_NAME);
        pairsOfType.values().forEach(all::addAll);
        Map<Pair, String> names = new LinkedHashMap<>();
        Set<String> taken = new TreeSet<>();
        for (Pair pair : all) {
            boolean several = pairsOfType
                            .getOrDefault(pair.type(), new TreeSet<>(BY_NAME))
                            .size()
                    > 1;
            String name = several ? pair.name() : pair.type();
            String free = name;
            for (int number = 2; !taken.add(free); number++) {
                free = name + "_" + number;
            }
            names.put(pair, free);
        }
        return names;
    }
}
