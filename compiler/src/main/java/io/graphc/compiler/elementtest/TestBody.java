package io.graphc.compiler.elementtest;

import io.graphc.compiler.query.Fragment;
import io.graphc.plan.ElementTest;
import io.graphc.plan.Proof;
import io.graphc.source.MappedText;
import java.util.List;
import java.util.Optional;

/**
 * A test in SQL.
 *
 * @param failing the query of the failing rows
 * @param count what counts them beside those of other tests; absent where that would cost more than the query
 * @param reads the other element types that it reads
 */
record TestBody(
        MappedText failing, Optional<Count> count, List<TestedElement> reads, ElementTest run, Optional<Proof> proof) {
    TestBody {
        reads = List.copyOf(reads);
    }

    /** A test whose query yields the failing rows. */
    static TestBody of(MappedText failing, Count count, List<TestedElement> reads) {
        return new TestBody(failing, Optional.of(count), reads, ElementTest.ROWS, Optional.empty());
    }

    /**
     * How the failures of several tests are counted in one scan.
     *
     * @param rows what is scanned; tests with equal words here share a scan
     * @param failures an aggregate over it
     */
    record Count(MappedText rows, Fragment failures) {}
}
