package io.graphc.plan;

import java.util.List;

/**
 * Where the failures of a data test are counted along with those of other tests. Immutable.
 *
 * @param number the test's number among those of the scan, from 1
 * @param exact whether the count is the number of failures; otherwise 0 alone is exact, and any other number says that
 *     there are failures
 * @param judged whether the scan also says whether the failures are worth a warning or an error, where the test has
 *     conditions of its own
 */
public record TestCount(TestScan scan, int number, boolean exact, boolean judged) {
    /** The columns of the scan that speak of the test: the number of failures, then the two judgements. */
    public List<String> columns() {
        String failures = "failures_" + number;
        return judged ? List.of(failures, "should_warn_" + number, "should_error_" + number) : List.of(failures);
    }
}
