package io.graphc.runtime;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that goes on by a quarter of a second each time it is read. */
public final class TickingClock extends Clock {
    private final AtomicLong quarters = new AtomicLong();

    @Override
    public Instant instant() {
        return Plans.AS_OF.plusMillis(250 * quarters.getAndIncrement());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
