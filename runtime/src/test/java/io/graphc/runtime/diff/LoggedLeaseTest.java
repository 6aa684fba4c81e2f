package io.graphc.runtime.diff;

import io.graphc.runtime.engine.QueryEngineFactory;
import java.time.Duration;

/** The same where leases are kept in tables that only grow. */
class LoggedLeaseTest extends LeaseTest {
    @Override
    QueryEngineFactory engines() {
        return new LoggedEngines(folder);
    }

    @Override
    Duration duration() {
        return LoggedLease.DURATION;
    }
}
