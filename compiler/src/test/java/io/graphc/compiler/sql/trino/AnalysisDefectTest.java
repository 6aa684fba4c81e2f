package io.graphc.compiler.sql.trino;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.compiler.sql.SqlDialect;
import io.graphc.compiler.sql.SqlFixture;
import io.graphc.compiler.sql.StatementCases;
import io.graphc.compiler.sql.TableLookup;
import io.graphc.compiler.sql.TableSchema;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What is said when the analysis itself is at fault. */
class AnalysisDefectTest {
    /** Stands for a defect: it fails where the analysis asks for a table. */
    private static final TableLookup BROKEN = failing(nameParts -> {
        throw new IllegalStateException("no answer for " + nameParts);
    });

    private static TableLookup failing(Function<List<String>, Optional<TableSchema>> find) {
        return new TableLookup() {
            @Override
            public Optional<TableSchema> find(List<String> nameParts) {
                return find.apply(nameParts);
            }

            @Override
            public Collection<String> labels() {
                return List.of();
            }
        };
    }

    /** How deep is too deep depends on the stack of the thread, so the end of the stack is played. */
    @Test
    void saysThatExpressionsAreNestedTooDeeply() {
        TableLookup deep = failing(nameParts -> {
            throw new StackOverflowError();
        });
        String message = "`m` is not analysed: its expressions are nested too deeply";
        assertThat(SqlFixture.sql(deep, "^select * from orders^")
                        .fails(DiagnosticCode.OPAQUE_SQL, message)
                        .isError())
                .isFalse();
        assertThat(SqlFixture.sql(deep, "^select * from orders^")
                        .given(request -> request.withDialect(SqlDialect.DUCKDB))
                        .fails(DiagnosticCode.NOT_ON_ENGINE, message)
                        .isError())
                .isTrue();
    }

    @Test
    void saysThatTheFaultIsItsOwnAndWhere() {
        Diagnostic defect = SqlFixture.sql(BROKEN, "^select * from orders^")
                .fails(DiagnosticCode.ANALYSIS_DEFECT, "graphc could not analyse `m` because of a defect of its own");
        assertThat(defect.isError()).isFalse();
        assertThat(defect.notes()).singleElement().asString().contains("IllegalStateException: no answer for [orders]");
        assertThat(defect.helps()).isNotEmpty();
    }

    @Test
    void keepsTheQueryAsOpaque() {
        assertThat(SqlFixture.sql(BROKEN, "select * from orders")
                        .analyze()
                        .query()
                        .opaque())
                .isTrue();
    }

    @Test
    void isAnErrorWhereTheQueryMustBeUnderstood() {
        assertThat(SqlFixture.sql(BROKEN, "select * from orders")
                        .given(request -> request.withDialect(SqlDialect.DUCKDB))
                        .analyze()
                        .query()
                        .valid())
                .isFalse();
    }

    @Test
    void givesOneErrorForWhatIsNeitherAnalysedNorPrinted() {
        String match = "select * from orders match_recognize (pattern (a) define a as true)";
        assertThat(duckDb(match)).containsExactly("NOT_ON_ENGINE");
        assertThat(duckDb("select my_udf(order_id) as x from orders")).containsExactly("UNKNOWN_FUNCTION");
    }

    private static List<String> duckDb(String query) {
        return SqlFixture.sql(StatementCases.TABLES, query)
                .given(request -> request.withDialect(SqlDialect.DUCKDB))
                .analyze()
                .diagnostics()
                .stream()
                .map(one -> one.code().name())
                .toList();
    }
}
