package io.graphc.compiler.sql.trino;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.compiler.sql.SqlFixture;
import io.graphc.compiler.sql.TestTables;
import io.graphc.diagnostic.DiagnosticCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MissingCommaTest {
    private static final TestTables TABLES =
            TestTables.none().with("t", "a bigint, b varchar, c varchar").with("u", "a bigint, d varchar");

    @Test
    void tellsAColumnThatNamesTheOneAboveIt() {
        assertThat(SqlFixture.sql(TABLES, "select\n  a\n  ^b^,\n  c\nfrom t")
                        .fails(
                                DiagnosticCode.COMMA_MISSING,
                                "`b` is read as another name of `a`, and is a column itself")
                        .helps())
                .containsExactly("write a comma before it, or `as` if it is meant so");
        SqlFixture.sql(TABLES, "with x as (select t.c -- the last\n  ^D^ from t join u on t.a = u.a) select * from x")
                .fails(DiagnosticCode.COMMA_MISSING, "`D` is read as another name of `c`, and is a column itself");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select a b, c from t",
                "select a\n  as b, c from t",
                "select a as\n  b, c from t",
                "select a\n  key, b from t",
                "select t.a\n  a, b from t",
                "select upper(b)\n  c from t",
                "select case when a = 1 then b end\n  b, c from t",
                "select a,\n  b,\n  c\nfrom t",
                "select a\n  d from t",
                "select (select max(d) from u)\n  c from t",
            })
    void leavesOtherNamesAlone(String sql) {
        assertThat(SqlFixture.sql(TABLES, sql).analyze().diagnostics()).isEmpty();
    }
}
