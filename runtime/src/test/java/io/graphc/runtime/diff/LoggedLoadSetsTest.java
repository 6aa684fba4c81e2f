package io.graphc.runtime.diff;

import io.graphc.runtime.engine.QueryEngineFactory;

/** The same loads where the state is kept in tables that only grow. */
class LoggedLoadSetsTest extends LoadSetsTest {
    @Override
    QueryEngineFactory engines() {
        return new LoggedEngines(folder);
    }
}
