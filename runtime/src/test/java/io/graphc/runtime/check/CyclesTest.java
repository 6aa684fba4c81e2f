package io.graphc.runtime.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.plan.Column;
import io.graphc.runtime.engine.RowCursor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Cycles in graphs of numbers, compared with what closing the relation finds. */
class CyclesTest {
    private static final int MOST = 5_000_000;

    /** Rows of two numbers. */
    private static final class Pairs implements RowCursor {
        private final List<int[]> pairs;
        private int at = -1;

        Pairs(List<int[]> pairs) {
            this.pairs = pairs;
        }

        @Override
        public List<Column> columns() {
            return List.of();
        }

        @Override
        public boolean next() {
            at++;
            return at < pairs.size();
        }

        @Override
        public boolean isNull(int column) {
            return false;
        }

        @Override
        public boolean getBoolean(int column) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long getLong(int column) {
            return pairs.get(at)[column];
        }

        @Override
        public double getDouble(int column) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String getText(int column) {
            throw new UnsupportedOperationException();
        }

        @Override
        public @Nullable Object getValue(int column) {
            return getLong(column);
        }

        @Override
        public void close() {}
    }

    private static Cycles cycles(List<int[]> pairs) {
        pairs.sort(Comparator.<int[]>comparingInt(pair -> pair[0]).thenComparingInt(pair -> pair[1]));
        return Cycles.of(Links.read(new Pairs(pairs), MOST).orElseThrow());
    }

    @Test
    void nothingHasNoCycle() {
        assertThat(cycles(new ArrayList<>()).nodes()).isZero();
        assertThat(cycles(new ArrayList<>()).example()).isEmpty();
    }

    @Test
    void findsTheNodesThatCanBeComeBackTo() {
        int cyclic = 0;
        for (int seed = 1; seed <= 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int size = 1 + random.nextInt(12);
            List<int[]> pairs = new ArrayList<>();
            boolean[][] leads = new boolean[size + 1][size + 1];
            for (int i = random.nextInt(2 * size); i > 0; i--) {
                int[] pair = {1 + random.nextInt(size), 1 + random.nextInt(size)};
                pairs.add(pair);
                leads[pair[0]][pair[1]] = true;
            }
            boolean[][] reaches = closed(leads);
            Cycles found = cycles(pairs);
            long expected = IntStream.rangeClosed(1, size)
                    .filter(node -> reaches[node][node])
                    .count();
            assertThat(found.nodes()).as("seed " + seed).isEqualTo(expected);
            assertIsCycle(found.example(), leads, expected > 0);
            cyclic += expected > 0 ? 1 : 0;
        }
        assertThat(cyclic).isBetween(50, 250);
    }

    private static boolean[][] closed(boolean[][] leads) {
        int size = leads.length;
        boolean[][] reaches = new boolean[size][];
        for (int node = 0; node < size; node++) {
            reaches[node] = leads[node].clone();
        }
        for (int via = 1; via < size; via++) {
            for (int from = 1; from < size; from++) {
                for (int to = 1; to < size; to++) {
                    reaches[from][to] |= reaches[from][via] && reaches[via][to];
                }
            }
        }
        return reaches;
    }

    private static void assertIsCycle(List<Integer> cycle, boolean[][] leads, boolean wanted) {
        assertThat(cycle.isEmpty()).isNotEqualTo(wanted);
        assertThat(cycle).doesNotHaveDuplicates();
        for (int i = 0; i < cycle.size(); i++) {
            assertThat(leads[cycle.get(i)][cycle.get((i + 1) % cycle.size())]).isTrue();
        }
    }

    @Test
    void lengthIsNoLimit() {
        int length = 1_000_000;
        List<int[]> chain = new ArrayList<>();
        for (int node = 1; node < length; node++) {
            chain.add(new int[] {node, node + 1});
        }
        assertThat(cycles(chain).nodes()).isZero();
        chain.add(new int[] {length, 1});
        Cycles closed = cycles(chain);
        assertThat(closed.nodes()).isEqualTo(length);
        assertThat(closed.example()).hasSize(length).startsWith(1, 2, 3);
    }

    @Test
    void readsNoMoreThanItMay() {
        List<int[]> pairs = List.of(new int[] {1, 2}, new int[] {1, 3}, new int[] {2, 3});
        assertThat(Links.read(new Pairs(pairs), 2)).isEmpty();
        assertThat(Links.read(new Pairs(pairs), 3)).isPresent();
    }
}
