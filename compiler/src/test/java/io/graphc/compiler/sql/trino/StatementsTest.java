package io.graphc.compiler.sql.trino;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.graphc.compiler.sql.SqlFixture;
import io.graphc.compiler.sql.StatementCases;
import io.graphc.compiler.sql.TestTables;
import io.graphc.diagnostic.DiagnosticCode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Statements by the hundred: accepted ones with their columns, rejected ones with their one problem and its place. */
public final class StatementsTest {
    public static final TestTables TPCH = TestTables.none()
            .with(
                    "lineitem",
                    "l_orderkey bigint not null, l_partkey bigint not null, l_suppkey bigint not null, "
                            + "l_quantity decimal(12,2) not null, l_extendedprice decimal(12,2) not null, "
                            + "l_discount decimal(12,2) not null, l_tax decimal(12,2) not null, "
                            + "l_returnflag varchar(1) not null, l_linestatus varchar(1) not null, "
                            + "l_shipdate date not null, l_commitdate date not null, l_receiptdate date not null, "
                            + "l_shipmode varchar(10) not null")
            .with(
                    "orders",
                    "o_orderkey bigint not null, o_custkey bigint not null, o_totalprice decimal(12,2) not null, "
                            + "o_orderdate date not null, o_orderpriority varchar(15) not null, "
                            + "o_shippriority integer not null, o_comment varchar(79) not null")
            .with(
                    "customer",
                    "c_custkey bigint not null, c_name varchar(25) not null, c_nationkey bigint not null, "
                            + "c_phone varchar(15) not null, c_acctbal decimal(12,2) not null, "
                            + "c_mktsegment varchar(10) not null")
            .with(
                    "supplier",
                    "s_suppkey bigint not null, s_name varchar(25) not null, s_nationkey bigint not null, "
                            + "s_acctbal decimal(12,2) not null")
            .with(
                    "part",
                    "p_partkey bigint not null, p_name varchar(55) not null, p_mfgr varchar(25) not null, "
                            + "p_brand varchar(10) not null, p_type varchar(25) not null, p_size integer not null")
            .with(
                    "partsupp",
                    "ps_partkey bigint not null, ps_suppkey bigint not null, ps_availqty integer not null, "
                            + "ps_supplycost decimal(12,2) not null")
            .with("nation", "n_nationkey bigint not null, n_name varchar(25) not null, n_regionkey bigint not null")
            .with("region", "r_regionkey bigint not null, r_name varchar(25) not null");

    @TestFactory
    Stream<DynamicTest> acceptsWithTheseColumns() {
        return accepted("accepted.sql", StatementCases.TABLES);
    }

    @TestFactory
    Stream<DynamicTest> acceptsConstructs() {
        return accepted("constructs.sql", StatementCases.TABLES);
    }

    @TestFactory
    Stream<DynamicTest> acceptsAnalytics() {
        return accepted("tpch.sql", TPCH);
    }

    private static Stream<DynamicTest> accepted(String resource, TestTables tables) {
        return StatementCases.read(resource).stream()
                .map(one -> dynamicTest(
                        one.sql(), () -> SqlFixture.sql(tables, one.sql()).columns(one.expected())));
    }

    @TestFactory
    Stream<DynamicTest> rejectsAtThePlace() {
        return rejected("rejected.sql");
    }

    @TestFactory
    Stream<DynamicTest> rejectsConstructsAtThePlace() {
        return rejected("constructs-rejected.sql");
    }

    private static Stream<DynamicTest> rejected(String resource) {
        return StatementCases.read(resource).stream()
                .map(one -> dynamicTest(one.sql(), () -> {
                    int colon = one.expected().indexOf(": ");
                    SqlFixture.sql(StatementCases.TABLES, one.sql())
                            .fails(
                                    DiagnosticCode.valueOf(one.expected().substring(0, colon)),
                                    one.expected().substring(colon + 2));
                }));
    }

    @Test
    void readsAllStatements() {
        assertThat(List.of(
                        StatementCases.read("accepted.sql").size(),
                        StatementCases.read("rejected.sql").size(),
                        StatementCases.read("tpch.sql").size()))
                .satisfies(counts -> {
                    assertThat(counts.get(0)).isGreaterThan(200);
                    assertThat(counts.get(1)).isGreaterThan(100);
                    assertThat(counts.get(2)).isEqualTo(22);
                });
    }
}
