package io.graphc.runtime.diff;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.plan.CompiledProject;
import io.graphc.runtime.engine.QueryEngine;
import io.graphc.runtime.engine.QueryEngineFactory;
import io.graphc.runtime.engine.duckdb.DuckDbEngines;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The same removals where the state is kept in tables that only grow. */
class LoggedRemovalTest extends RemovalTest {
    @Override
    QueryEngineFactory engines() {
        return new LoggedEngines(folder);
    }

    /** Such as one in a format that this catalog does not read. */
    @Test
    void whatOtherProjectsKeepIsNotRead() {
        CompiledProject project = people("brick", 1).project();
        try (QueryEngine engine = new DuckDbEngines(folder).create(project)) {
            engine.open(project);
            engine.execute(List.of(
                    "CREATE SCHEMA elsewhere__state",
                    "CREATE TABLE elsewhere__state.graphc_ledger_1234abcd_5678ef_90ab AS SELECT 1 AS unreadable"));
        }
        assertThat(run(people("brick", 1)).allDiagnostics()).isEmpty();
    }
}
