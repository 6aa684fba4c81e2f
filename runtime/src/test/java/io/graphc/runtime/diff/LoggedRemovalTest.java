package io.graphc.runtime.diff;

import io.graphc.runtime.engine.QueryEngineFactory;

/** The same removals where the state is kept in tables that only grow. */
class LoggedRemovalTest extends RemovalTest {
    @Override
    QueryEngineFactory engines() {
        return new LoggedEngines(folder);
    }
}
