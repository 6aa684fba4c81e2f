package io.graphc.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.Materialization;
import io.graphc.runtime.Plans;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnbuiltRelationsTest {
    private final UnbuiltRelations shop = new UnbuiltRelations(new Plans()
            .tenant("harbour")
            .model(Plans.model("users", Materialization.VIEW, "SELECT 1 AS id", List.of()))
            .project());

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    QUERY_FAILED | DuckDB: Catalog Error: Table with name users does not exist!; Did you mean "pg_user"?
                    QUERY_FAILED | Trino: Table 'lake.main.users' does not exist (TABLE_NOT_FOUND)
                    RELATION_GONE | Athena: TABLE_NOT_FOUND: line 1:15: Table 'awsdatacatalog.main.users' does not exist
                    """)
    void namesTheModelOfATableThatIsMissing(DiagnosticCode code, String words) {
        GraphcException told = failure(code, words);
        assertThat(told.diagnostic().code()).isEqualTo(DiagnosticCode.NOT_BUILT_YET);
        assertThat(told.diagnostic().helps())
                .containsExactly("build it first: `graphc run --select users --tenant harbour`");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    QUERY_FAILED | DuckDB: Catalog Error: Table with name orders does not exist!
                    QUERY_FAILED | DuckDB: Catalog Error: Table Function with name users does not exist!
                    RELATION_GONE | Athena: TABLE_NOT_FOUND: line 1:15: Table 'awsdatacatalog.other.users' does not exist
                    CANNOT_WRITE | Table 'lake.main.users' does not exist
                    """)
    void leavesAllOtherFailuresAsTheyAre(DiagnosticCode code, String words) {
        assertThat(failure(code, words).diagnostic()).isEqualTo(failed(code, words));
    }

    private GraphcException failure(DiagnosticCode code, String words) {
        return catchThrowableOfType(
                GraphcException.class,
                () -> shop.telling(() -> {
                    throw new GraphcException(failed(code, words));
                }));
    }

    private static Diagnostic failed(DiagnosticCode code, String words) {
        return Diagnostic.of(code, "a query failed").note(words).build();
    }
}
