package io.graphc.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class DependencyGraphTest {
    @Test
    void ordersByStepsAndNames() {
        DependencyGraph graph = DependencyGraph.of(Map.of(
                "c", List.of("a"),
                "a", List.of(),
                "b", List.of("a", "unknown"),
                "d", List.of("b", "c")));

        assertThat(graph.levels()).containsExactly(List.of("a"), List.of("b", "c"), List.of("d"));
        assertThat(graph.cycles()).isEmpty();
    }

    @Test
    void tellsEachCycleOnceFromItsSmallestName() {
        DependencyGraph graph = DependencyGraph.of(Map.of(
                "b", List.of("c"),
                "c", List.of("a"),
                "a", List.of("b"),
                "self", List.of("self"),
                "reader", List.of("a"),
                "free", List.of()));

        assertThat(graph.cycles()).containsExactly(List.of("a", "b", "c"), List.of("self"));
        assertThat(graph.topologicalOrder()).containsExactly("free");
    }

    @Test
    void tellsTwoCyclesThroughOneName() {
        DependencyGraph graph =
                DependencyGraph.of(Map.of("a", List.of("b", "c"), "b", List.of("a"), "c", List.of("a")));

        assertThat(graph.cycles()).containsExactly(List.of("a", "b"), List.of("a", "c"));
    }

    @Test
    void everyNameFollowsWhatItReadsInAnyGraph() {
        for (long seed = 0; seed < 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Map<String, Set<String>> reads = acyclic(random, 1 + random.nextInt(30));
            DependencyGraph graph = DependencyGraph.of(reads);

            List<String> order = graph.topologicalOrder();

            assertThat(order).as("seed %s", seed).containsExactlyInAnyOrderElementsOf(reads.keySet());
            Set<String> before = new HashSet<>();
            for (String name : order) {
                assertThat(before).as("seed %s, %s", seed, name).containsAll(graph.readsOf(name));
                before.add(name);
            }
        }
    }

    @Test
    void breakingTheReportedCyclesLeavesNone() {
        for (long seed = 0; seed < 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Map<String, Set<String>> reads = acyclic(random, 2 + random.nextInt(12));
            List<String> names = new ArrayList<>(reads.keySet());
            for (int i = 0; i < 4; i++) {
                reads.get(names.get(random.nextInt(names.size()))).add(names.get(random.nextInt(names.size())));
            }
            for (List<String> cycle : DependencyGraph.of(reads).cycles()) {
                for (int i = 0; i < cycle.size(); i++) {
                    assertThat(reads.get(cycle.get(i))).as("seed %s", seed).contains(cycle.get((i + 1) % cycle.size()));
                }
            }
            Map<String, Set<String>> cut = new LinkedHashMap<>(reads);
            DependencyGraph.of(reads).cycles().forEach(cycle -> cycle.forEach(name -> cut.put(name, new TreeSet<>())));

            assertThat(DependencyGraph.of(cut).cycles()).as("seed %s", seed).isEmpty();
        }
    }

    /** Names read only names made before them; the map's order says nothing. */
    private static Map<String, Set<String>> acyclic(SplittableRandom random, int size) {
        List<String> names = new ArrayList<>();
        Map<String, Set<String>> reads = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
            Set<String> read = new TreeSet<>();
            for (int j = 0; j < 3 && i > 0; j++) {
                read.add(names.get(random.nextInt(i)));
            }
            names.add("m" + random.nextInt(1000) + "_" + i);
            reads.put(names.get(i), read);
        }
        return reads;
    }
}
