package io.graphc.runtime.diff;

import io.graphc.runtime.engine.QueryEngineFactory;
import io.graphc.runtime.engine.duckdb.DuckDbEngines;

/** The same loads where only rows that differ by their hashes are staged, however few there are. */
class HashedLoadSetsTest extends LoadSetsTest {
    @Override
    QueryEngineFactory engines() {
        return new DuckDbEngines(folder, 0);
    }
}
