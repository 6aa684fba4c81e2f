package io.graphc.runtime.emit.neptune;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GoneIdsTest {
    @Test
    void knowsAllThatAreGoneInLittleMemory() {
        GoneIds gone = new GoneIds();
        assertThat(gone.mayHold("User|1")).isFalse();
        int count = 2_000_000;
        for (int i = 0; i < count; i++) {
            gone.deleteNode("User|" + i);
        }
        assertThat(IntStream.range(0, count).filter(i -> !gone.mayHold("User|" + i)))
                .isEmpty();
        long wrong = IntStream.range(count, 2 * count)
                .filter(i -> gone.mayHold("User|" + i))
                .count();
        assertThat(wrong).as("taken for gone").isLessThan(count / 1000);
        assertThat(gone.size()).isLessThanOrEqualTo(16 << 20);
    }
}
