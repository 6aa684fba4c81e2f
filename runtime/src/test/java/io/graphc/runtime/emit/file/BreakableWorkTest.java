package io.graphc.runtime.emit.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class BreakableWorkTest {
    @Test
    void givesWhatTheWorkGivesOrThrows() throws Exception {
        try (BreakableWork work = new BreakableWork(Duration.ofMinutes(1))) {
            assertThat(work.run(() -> 7)).isEqualTo(7);
            assertThatThrownBy(() -> work.run(() -> {
                        throw new IllegalStateException("no");
                    }))
                    .isInstanceOf(ExecutionException.class)
                    .hasRootCauseMessage("no");
        }
    }

    @Test
    void interruptsWorkWhenTheTimeIsUp() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        try (BreakableWork work = new BreakableWork(Duration.ofMillis(50))) {
            assertThatThrownBy(() -> work.run(() -> {
                        try {
                            never.await();
                        } catch (InterruptedException e) {
                            interrupted.countDown();
                        }
                        return 0;
                    }))
                    .isInstanceOf(TimeoutException.class);
            interrupted.await();
        }
    }
}
