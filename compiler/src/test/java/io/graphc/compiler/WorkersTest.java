package io.graphc.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphc.plan.DependencyGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WorkersTest {
    private static final int NAMES = 60;

    private static DependencyGraph graph(SplittableRandom random, boolean cyclic) {
        Map<String, List<String>> reads = new TreeMap<>();
        for (int i = 0; i < NAMES; i++) {
            List<String> others = new ArrayList<>();
            for (int j = random.nextInt(4); j > 0 && i > 0; j--) {
                others.add("n" + random.nextInt(i));
            }
            if (cyclic && i % 20 == 0) {
                others.add("n" + i);
            }
            reads.put("n" + i, others);
        }
        return DependencyGraph.of(reads);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void everyNameComesAfterAllThatItReadsAndOnlyOnce(int threads) {
        SplittableRandom random = new SplittableRandom(7);
        try (Workers workers = new Workers(threads)) {
            for (int round = 0; round < 50; round++) {
                DependencyGraph graph = graph(random, round % 2 == 1);
                Set<String> done = new ConcurrentSkipListSet<>();
                Set<String> wrong = new ConcurrentSkipListSet<>();
                workers.inOrder(graph, name -> {
                    if (!done.containsAll(graph.readsOf(name)) || !done.add(name)) {
                        wrong.add(name);
                    }
                });
                assertThat(wrong).as("round " + round).isEmpty();
                assertThat(done).containsExactlyInAnyOrderElementsOf(graph.topologicalOrder());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void whatBreaksOffIsThrownAndEndsTheWork(int threads) {
        DependencyGraph graph = graph(new SplittableRandom(3), false);
        try (Workers workers = new Workers(threads)) {
            AtomicInteger done = new AtomicInteger();
            assertThatThrownBy(() -> workers.inOrder(graph, name -> {
                        if (done.incrementAndGet() == 5) {
                            throw new IllegalStateException("broken");
                        }
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("broken");
            assertThat(done.get()).isLessThan(NAMES);
        }
    }

    @Test
    void nothingToDoIsDone() {
        try (Workers workers = new Workers(2)) {
            workers.inOrder(DependencyGraph.of(Map.of()), name -> {
                throw new AssertionError(name);
            });
            assertThat(workers.map(List.<Integer>of(), each -> each + 1)).isEmpty();
        }
    }
}
