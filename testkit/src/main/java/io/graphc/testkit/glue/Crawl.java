package io.graphc.testkit.glue;

/**
 * What one run of a crawler does, and how many looks at the crawler each part of it lasts.
 *
 * @param status how it ends: {@code SUCCEEDED}, {@code FAILED} or {@code CANCELLED}
 * @param message why it failed, or empty
 * @param effect on the catalog, just before the end
 * @param late looks that still show the run before, right after the start
 * @param running looks with state {@code RUNNING}
 * @param stopping looks with state {@code STOPPING}
 */
public record Crawl(String status, String message, Runnable effect, int late, int running, int stopping) {
    /** A run that ends well. */
    public static Crawl succeeding(Runnable effect) {
        return new Crawl("SUCCEEDED", "", effect, 1, 2, 1);
    }

    /** A run that fails with a message. */
    public static Crawl failing(String message) {
        return new Crawl("FAILED", message, () -> {}, 1, 1, 1);
    }

    /** A run that someone stops. */
    public static Crawl cancelled() {
        return new Crawl("CANCELLED", "", () -> {}, 0, 1, 1);
    }

    /** The same run, but for so many looks. */
    public Crawl lasting(int looks) {
        return new Crawl(status, message, effect, late, looks, stopping);
    }

    /** How many looks it takes before the crawler is ready again. */
    int looks() {
        return late + running + stopping;
    }
}
