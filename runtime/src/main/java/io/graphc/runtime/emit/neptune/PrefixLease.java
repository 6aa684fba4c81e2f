package io.graphc.runtime.emit.neptune;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.runtime.store.ObjectStore;
import io.graphc.runtime.store.PutCondition;
import io.graphc.runtime.store.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An object that says who writes below a prefix, and which load sets are on their way in or out. It is written on conditions
 * only and refreshed while the run lives; its age is told by the store's clock. Safe to use from several threads.
 */
final class PrefixLease {
    static final String KEY = ".graphc-writing.json";

    /** As long as nobody hears of a run it may still live. */
    static final Duration USUAL_LIFE = Duration.ofMinutes(3);

    private static final Logger LOG = LoggerFactory.getLogger(PrefixLease.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int BEATS_PER_LIFE = 6;
    private static final long LEAST_PAUSE_MILLIS = 1000;

    private final ObjectStore store;
    private final Duration life;
    private final String owner = UUID.randomUUID().toString();
    private final Set<String> sets = new TreeSet<>();
    private Optional<StoredObject> held = Optional.empty();
    private boolean lost;
    private @Nullable ScheduledExecutorService heart;

    /**
     * A lease that is not taken yet.
     *
     * @param life how long it counts after its last refresh
     */
    PrefixLease(ObjectStore store, Duration life) {
        this.store = store;
        this.life = life;
    }

    /** Takes it, or throws that another run has it; gives the load sets that a run before this one was at work on. */
    synchronized Set<String> take() throws IOException {
        held = store.put(KEY, text(owner), PutCondition.ABSENT);
        if (held.isEmpty()) {
            takeOver();
        }
        ScheduledExecutorService beating = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "graphc-lease");
            thread.setDaemon(true);
            return thread;
        });
        long pause = Math.max(LEAST_PAUSE_MILLIS, life.toMillis() / BEATS_PER_LIFE);
        // The executor goes with the lease, and the beats with it.
        ScheduledFuture<?> unused = beating.scheduleAtFixedRate(this::beat, pause, pause, TimeUnit.MILLISECONDS);
        heart = beating;
        return new TreeSet<>(sets);
    }

    private void takeOver() throws IOException {
        Optional<StoredObject> found = store.head(KEY);
        JsonNode told = found.isPresent() ? read() : JSON.createObjectNode();
        String other = told.path("owner").asText();
        told.path("sets").forEach(set -> sets.add(set.asText()));
        boolean free = other.isEmpty()
                || other.equals(owner)
                || found.map(StoredObject::age).orElse(life).compareTo(life) >= 0;
        if (free) {
            held = store.put(
                    KEY, text(owner), found.map(PutCondition::unchanged).orElse(PutCondition.ABSENT));
        }
        if (held.isEmpty()) {
            Duration rest = life.minus(found.map(StoredObject::age).orElse(Duration.ZERO));
            throw new GraphcException(
                    Diagnostic.of(DiagnosticCode.TARGET_IN_USE, "another run is writing `" + store.location() + "`")
                            .note("a run that was killed counts as alive for " + life.toMinutes() + " minutes; "
                                    + Math.max(1, rest.toSeconds()) + " seconds are left unless it goes on")
                            .help("wait until it has ended")
                            .build());
        }
    }

    private JsonNode read() throws IOException {
        try (InputStream in = store.get(KEY)) {
            return JSON.readTree(in);
        } catch (JsonProcessingException e) {
            LOG.debug("`{}` is none that graphc wrote", KEY, e);
            return JSON.createObjectNode();
        }
    }

    private byte[] text(String name) {
        ObjectNode lease = JSON.createObjectNode().put("version", 1).put("owner", name);
        sets.forEach(lease.putArray("sets")::add);
        return lease.toString().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Adds load sets to those that are on their way, and sees to it that the store still knows this run as the one that
     * writes: to be called before anything is removed. Throws where another run took over or that cannot be told.
     */
    synchronized void claim(Set<String> names) throws IOException {
        sets.addAll(names);
        renew();
        check();
    }

    private synchronized void beat() {
        try {
            renew();
        } catch (GraphcException | IOException e) {
            // The next beat comes well before the lease ends.
            LOG.debug("the lease was not refreshed", e);
        }
    }

    private void renew() throws IOException {
        if (held.isEmpty() || lost) {
            return;
        }
        Optional<StoredObject> renewed = store.put(KEY, text(owner), PutCondition.unchanged(held.orElseThrow()));
        if (renewed.isEmpty()) {
            Optional<StoredObject> there = store.head(KEY);
            // Our own write, repeated because its answer was lost.
            renewed = there.isPresent() && read().path("owner").asText().equals(owner) ? there : Optional.empty();
        }
        lost = renewed.isEmpty();
        held = lost ? held : renewed;
    }

    /** Throws where another run took over. */
    synchronized void check() {
        if (lost) {
            throw lost();
        }
    }

    GraphcException lost() {
        return new GraphcException(
                Diagnostic.of(DiagnosticCode.TARGET_IN_USE, "another run took over `" + store.location() + "`")
                        .note("nothing was heard of this one for longer than " + life.toMinutes() + " minutes")
                        .help("let one run at a time write there")
                        .build());
    }

    /** Gives it up when all is done and nothing is left over. */
    synchronized void release() throws IOException {
        renew();
        check();
        stop();
        if (held.isPresent()) {
            held = Optional.empty();
            store.delete(List.of(KEY));
        }
    }

    /** Gives it up where work is left over, which the next run then knows of. */
    synchronized void leave() throws IOException {
        stop();
        if (sets.isEmpty()) {
            // What is removed without a condition must still be this run's.
            renew();
        }
        if (held.isPresent() && !lost) {
            Optional<StoredObject> last = held;
            held = Optional.empty();
            if (sets.isEmpty()) {
                store.delete(List.of(KEY));
            } else {
                store.put(KEY, text(""), PutCondition.unchanged(last.orElseThrow()));
            }
        }
    }

    private void stop() {
        ScheduledExecutorService beating = heart;
        if (beating != null) {
            heart = null;
            beating.shutdownNow();
        }
    }
}
