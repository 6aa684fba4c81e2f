package io.graphc.compiler.mapping;

import io.graphc.compiler.mapping.RelationshipMapper.Bound;
import io.graphc.compiler.mapping.RelationshipUnion.Case;
import io.graphc.project.EndpointSpec;
import io.graphc.project.RelationshipSpec;
import io.graphc.source.Located;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** All mapped relationships, by type and by the node types at both ends. */
final class PairCases {
    private final Map<String, List<Case>> byPair = new TreeMap<>();
    private final Map<String, TreeSet<String>> pairsOfType = new TreeMap<>();
    private final Map<String, String> types = new TreeMap<>();
    private final TreeSet<String> broken = new TreeSet<>();

    /** A type between two node types. */
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
                        .computeIfAbsent(pair.type(), type -> new TreeSet<>())
                        .add(pair.name());
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
        String name = choice.pair().name();
        types.put(name, choice.pair().type());
        if (bound.isEmpty()) {
            broken.add(name);
        } else {
            byPair.computeIfAbsent(name, pair -> new ArrayList<>())
                    .add(new Case(bound.get(), choice.start(), choice.end()));
        }
    }

    private static String label(List<EndpointSpec> choices, int place) {
        return place < choices.size()
                ? choices.get(place).node().map(Located::value).orElse("?")
                : "?";
    }

    /** What has no mistake in it, by its type; where a type connects several pairs, with their labels behind it. */
    Map<String, List<Case>> complete() {
        Map<String, List<Case>> complete = new LinkedHashMap<>();
        byPair.forEach((pair, cases) -> {
            if (!broken.contains(pair)) {
                String type = types.getOrDefault(pair, pair);
                boolean several =
                        pairsOfType.getOrDefault(type, new TreeSet<>()).size() > 1;
                complete.put(several ? pair : type, cases);
            }
        });
        return complete;
    }
}
