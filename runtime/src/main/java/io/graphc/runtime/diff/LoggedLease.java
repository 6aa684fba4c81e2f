package io.graphc.runtime.diff;

import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.RelationName;
import io.graphc.runtime.engine.OwnTables;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lease on an engine without transactions: a table for each run, whose name says all. A run that finds another one alive after it
 * has made its own table steps back, so two that come at the same moment may both be refused, but never both have it: nobody
 * takes away the table of a run that may be alive.
 */
final class LoggedLease extends Lease {
    static final Duration DURATION = Duration.ofMinutes(10);

    private static final Logger LOG = LoggerFactory.getLogger(LoggedLease.class);
    private static final int RENEWALS = 3;
    private static final Duration PERIOD = DURATION.dividedBy(RENEWALS);
    private static final int RADIX = 36;
    private static final Pattern WORDS =
            Pattern.compile("(?<started>[0-9a-z]+)_(?<expires>[0-9a-z]+)_(?<holder>[0-9a-f]+)_(?<process>[0-9a-f]+)");

    private final OwnTables tables;
    private final RelationName beginning;
    private final Deque<RelationName> own = new ArrayDeque<>();
    private Instant started = Instant.EPOCH;
    private Instant expires = Instant.EPOCH;

    /** @param beginning what the names of all leases of the target and tenant begin with */
    LoggedLease(OwnTables tables, RelationName beginning, StateKey key, Clock clock) {
        super(key, clock);
        this.tables = tables;
        this.beginning = beginning;
    }

    private record Found(RelationName table, Holder run) {}

    @Override
    void take() {
        refuseOthers();
        started = clock.instant();
        List<Found> dead;
        // An engine that is slow to make the table may have done so when it was nearly over.
        do {
            addAnother();
            dead = refuseOthers();
        } while (!clock.instant().plus(PERIOD).isBefore(expires));
        dead.forEach(this::clear);
        // One renewal may fail.
        keepAlive(PERIOD);
    }

    /** Throws where the lease has expired, so that another run may have taken it. */
    synchronized void check() {
        if (!clock.instant().isBefore(expires)) {
            throw lost();
        }
    }

    /** The leases of other runs, once none of these is alive. */
    private List<Found> refuseOthers() {
        Instant now = clock.instant();
        List<Found> others = new ArrayList<>();
        for (RelationName table : tables.beginningWith(beginning)) {
            Matcher words = WORDS.matcher(
                    table.identifier().substring(beginning.identifier().length()));
            if (words.matches() && !words.group("holder").equals(holder)) {
                others.add(new Found(table, holder(words)));
            }
        }
        others.stream()
                .map(Found::run)
                .filter(run -> !run.isDead(now))
                .min(Comparator.comparing(Holder::started).thenComparing(Holder::id))
                .ifPresent(alive -> {
                    throw inUse(alive);
                });
        return others;
    }

    private static Holder holder(Matcher words) {
        return new Holder(
                words.group("holder"),
                words.group("process"),
                instant(Long.parseLong(words.group("started"), RADIX)),
                instant(Long.parseLong(words.group("expires"), RADIX)));
    }

    private void clear(Found dead) {
        try {
            tables.drop(dead.table());
        } catch (GraphcException e) {
            // It is of no meaning any more; the next run tries again.
            LOG.debug("the lease of a run that is over was not removed", e);
        }
    }

    private static String word(Instant instant) {
        return Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, instant), RADIX);
    }

    /** The new table is there before the old one goes. */
    private synchronized void addAnother() {
        Instant until = clock.instant().plus(DURATION);
        RelationName table = beginning.withIdentifier(
                beginning.identifier() + word(started) + "_" + word(until) + "_" + holder + "_" + PROCESS);
        // Before it is made: it may be there though making it seems to have failed.
        own.addLast(table);
        tables.makeName(table);
        expires = until;
        while (own.size() > 1) {
            tables.drop(own.getFirst());
            own.removeFirst();
        }
    }

    /** One that has expired is not renewed: another run may have looked and found nobody. */
    @Override
    synchronized void renew() {
        if (!own.isEmpty() && clock.instant().isBefore(expires)) {
            addAnother();
        }
    }

    @Override
    synchronized void giveBack() {
        while (!own.isEmpty()) {
            tables.drop(own.getFirst());
            own.removeFirst();
        }
    }
}
