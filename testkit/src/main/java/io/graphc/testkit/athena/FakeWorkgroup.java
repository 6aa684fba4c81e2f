package io.graphc.testkit.athena;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * A work group of a stand-in for Athena.
 *
 * @param enforced whether its settings go before those of a request
 * @param output where results go
 * @param cutoff how many bytes a query may read
 * @param managed whether results are kept by Athena itself
 */
public record FakeWorkgroup(
        String name, boolean enabled, boolean enforced, Optional<String> output, OptionalLong cutoff, boolean managed) {
    /** One that leaves everything to the requests. */
    public static FakeWorkgroup open(String name) {
        return new FakeWorkgroup(name, true, false, Optional.empty(), OptionalLong.empty(), false);
    }

    /** One that puts results, and the files of tables, where it says. */
    public static FakeWorkgroup enforcing(String name, String output) {
        return new FakeWorkgroup(name, true, true, Optional.of(output), OptionalLong.empty(), false);
    }

    /** The same one, switched off. */
    public FakeWorkgroup disabled() {
        return new FakeWorkgroup(name, false, enforced, output, cutoff, managed);
    }

    /** The same one with a limit of bytes. */
    public FakeWorkgroup withCutoff(long bytes) {
        return new FakeWorkgroup(name, enabled, enforced, output, OptionalLong.of(bytes), managed);
    }
}
