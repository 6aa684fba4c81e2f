package io.graphc.compiler.datatest;

import io.graphc.compiler.query.BoundRelation;
import io.graphc.compiler.query.Fragment;
import io.graphc.source.MappedText;
import java.util.List;
import java.util.Optional;

/**
 * A built-in test in SQL.
 *
 * @param failing the query of the failing rows
 * @param count what counts them beside those of other tests; absent where that would cost more than the query
 * @param others the other relations that it reads
 * @param failCalc what counts the failures over the failing rows, where their number does not
 */
record TestBody(MappedText failing, Optional<Count> count, List<BoundRelation> others, Optional<String> failCalc) {
    TestBody {
        others = List.copyOf(others);
    }

    /**
     * How failures are counted in one scan of the tested relation.
     *
     * @param failures an aggregate over all its rows
     * @param exact whether it gives the number of failures; otherwise 0 alone is exact
     * @param distinct whether it has to tell values apart, which costs an engine more
     */
    record Count(Fragment failures, boolean exact, boolean distinct) {}

    /** A test whose failing rows only their query finds. */
    static TestBody query(MappedText failing, BoundRelation... others) {
        return new TestBody(failing, Optional.empty(), List.of(others), Optional.empty());
    }

    static TestBody counted(MappedText failing, Count count) {
        return new TestBody(failing, Optional.of(count), List.of(), Optional.empty());
    }

    TestBody withoutCount() {
        return new TestBody(failing, Optional.empty(), others, failCalc);
    }

    TestBody withFailCalc(String value) {
        return new TestBody(failing, count, others, Optional.of(value));
    }
}
