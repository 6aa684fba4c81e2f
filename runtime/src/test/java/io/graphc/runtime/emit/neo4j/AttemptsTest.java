package io.graphc.runtime.emit.neo4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphc.testkit.Neo4jServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Session;
import org.neo4j.driver.Transaction;
import org.neo4j.driver.exceptions.ServiceUnavailableException;
import org.neo4j.driver.exceptions.TransientException;

class AttemptsTest {
    /** Each of two transactions waits for the node that the other one has: the server ends one of them. */
    @Test
    void repeatsAndCountsTransactionsThatDeadlock() throws Exception {
        Attempts attempts = new Attempts(Duration.ofMinutes(1));
        CyclicBarrier bothHaveOne = new CyclicBarrier(2);
        ExecutorService workers = Executors.newFixedThreadPool(2);
        try (Neo4jGraph graph = new Neo4jGraph(Neo4jServer.shared())) {
            graph.clear();
            graph.query("CREATE (:Counter {name: 'a', value: 0}), (:Counter {name: 'b', value: 0})");
            List<Future<String>> both = List.of(
                    workers.submit(() -> cross(graph, attempts, bothHaveOne, "a", "b")),
                    workers.submit(() -> cross(graph, attempts, bothHaveOne, "b", "a")));
            for (Future<String> one : both) {
                assertThat(one.get(2, TimeUnit.MINUTES)).isEqualTo("done");
            }
            assertThat(attempts.repeated()).isPositive();
            assertThat(graph.query("MATCH (c:Counter) RETURN c.value AS value"))
                    .extracting(row -> row.get("value").asInt())
                    .containsExactly(2, 2);
            graph.clear();
        } finally {
            workers.shutdownNow();
        }
    }

    @Test
    void runsStatementsAgainThatOthersAreInTheWayOf() {
        Attempts attempts = new Attempts(Duration.ofMinutes(1));
        AtomicInteger runs = new AtomicInteger();
        String done = attempts.run(() -> {
            if (runs.incrementAndGet() < 3) {
                throw new TransientException("Neo.TransientError.Transaction.DeadlockDetected", "another one");
            }
            return "done";
        });
        assertThat(done).isEqualTo("done");
        assertThat(attempts.repeated()).isEqualTo(2);
        assertThatThrownBy(() -> attempts.run(() -> {
                    runs.incrementAndGet();
                    throw new ServiceUnavailableException("gone");
                }))
                .isInstanceOf(ServiceUnavailableException.class);
        assertThat(runs).hasValue(4);
    }

    private static String cross(
            Neo4jGraph graph, Attempts attempts, CyclicBarrier bothHaveOne, String first, String second) {
        AtomicBoolean begun = new AtomicBoolean();
        try (Session session = graph.session()) {
            return attempts.write(session, transaction -> {
                raise(transaction, first);
                if (begun.compareAndSet(false, true)) {
                    await(bothHaveOne);
                }
                raise(transaction, second);
                return "done";
            });
        }
    }

    private static void raise(Transaction transaction, String name) {
        transaction
                .run("MATCH (c:Counter {name: $name}) SET c.value = c.value + 1", Map.of("name", name))
                .consume();
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        } catch (BrokenBarrierException | java.util.concurrent.TimeoutException e) {
            throw new AssertionError(e);
        }
    }
}
