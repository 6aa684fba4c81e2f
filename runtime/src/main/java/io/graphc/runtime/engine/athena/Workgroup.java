package io.graphc.runtime.engine.athena;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a work group of Athena says about the queries that run in it (Athena user guide, "Override client-side settings").
 *
 * @param enforced whether its own settings go before those of a request; a table cannot be given a folder then
 * @param results where it puts results of queries, with a slash at its end
 * @param cutoff how many bytes a query may read before Athena cancels it
 * @param managed whether Athena keeps results itself, so that no request may say where
 */
record Workgroup(String name, boolean enforced, Optional<String> results, OptionalLong cutoff, boolean managed) {
    /** One about which nothing was asked. */
    static Workgroup unknown(String name) {
        return new Workgroup(name, false, Optional.empty(), OptionalLong.empty(), false);
    }

    /** Whether a request says where its results go. */
    boolean takesLocation() {
        return !enforced && !managed;
    }
}
