package io.graphc.cli.report;

import java.time.Duration;
import java.time.Instant;

/** How fast the elements of one type are written, and how long the rest takes at that pace. Belongs to one thread. */
final class LoadPace {
    private final Instant begun;
    private Instant toldAt;
    private String words = "";

    LoadPace(Instant begun) {
        this.begun = begun;
        this.toldAt = begun;
    }

    /** Whether enough time went by since the last telling. */
    boolean due(Instant now, Duration pause) {
        if (Duration.between(toldAt, now).compareTo(pause) < 0) {
            return false;
        }
        toldAt = now;
        return true;
    }

    void reached(long done, long total, Instant now) {
        double seconds = Math.max(1, Duration.between(begun, now).toMillis()) / 1000.0;
        long pace = Math.max(1, Math.round(done / seconds));
        String share = total > 0 ? " of " + Words.number(total) + " (" + done * 100 / total + " %)" : "";
        String rest = total > done ? ", " + Words.time((total - done) / pace) + " left" : "";
        words = Words.number(done) + share + ", " + Words.number(pace) + "/s" + rest;
    }

    /** {@code 1,200,000 of 5,000,000 (24 %), 310,000/s, 12 s left}; empty as long as nothing is known. */
    String words() {
        return words;
    }
}
