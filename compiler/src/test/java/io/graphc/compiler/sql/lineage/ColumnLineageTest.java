package io.graphc.compiler.sql.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.compiler.sql.ColumnOrigin;
import io.graphc.compiler.sql.SqlFixture;
import io.graphc.compiler.sql.StatementCases;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ColumnLineageTest {
    private static List<String> lineage(String sql) {
        SqlFixture.Analyzed analyzed =
                SqlFixture.sql(StatementCases.TABLES, sql).analyze();
        assertThat(analyzed.diagnostics()).isEmpty();
        return analyzed.query().columns().stream()
                .map(column -> column.column().name() + " <- "
                        + column.lineage().stream().map(ColumnOrigin::toString).collect(Collectors.joining(" ")))
                .toList();
    }

    @Test
    void followsColumnsThroughExpressionsAndJoins() {
        assertThat(lineage("select o.order_id, total * quantity as worth, c.name || o.status as label, 1 as one "
                        + "from orders o join customers c on o.customer_id = c.customer_id where paid"))
                .containsExactly(
                        "order_id <- orders.order_id",
                        "worth <- orders.total orders.quantity",
                        "label <- customers.name orders.status",
                        "one <- ");
    }

    @Test
    void followsColumnsThroughCommonTableExpressionsAndStars() {
        assertThat(lineage("with a as (select order_id as id, upper(status) as s from orders), "
                        + "b (x, y) as (select * from a), c as (select b.*, b.x + 1 as z from b) select z, y from c"))
                .containsExactly("z <- orders.order_id", "y <- orders.status");
    }

    @Test
    void joinsTheBranchesOfSetOperations() {
        assertThat(lineage("select order_id as id from orders union all select customer_id from customers "
                        + "union all select null"))
                .containsExactly("id <- orders.order_id customers.customer_id");
    }

    @Test
    void followsCollectionsThroughUnnest() {
        assertThat(lineage("select t.tag, k, v from orders o cross join unnest(o.tags) as t (tag) "
                        + "cross join unnest(attributes) as m (k, v)"))
                .containsExactly("tag <- orders.tags", "k <- orders.attributes", "v <- orders.attributes");
    }

    @Test
    void looksIntoQueriesInExpressionsButNotIntoExists() {
        assertThat(lineage("select (select max(c.score) from customers c where c.customer_id = o.customer_id) as best, "
                        + "exists (select id from events) as any_event from orders o"))
                .containsExactly("best <- customers.score", "any_event <- ");
    }

    @Test
    void followsGroupsWindowsLambdasAndMergedColumns() {
        assertThat(lineage("select customer_id, sum(total) as s, "
                        + "rank() over (partition by customer_id order by count(status)) as r "
                        + "from orders join customers using (customer_id) group by customer_id"))
                .containsExactly(
                        "customer_id <- orders.customer_id customers.customer_id",
                        "s <- orders.total",
                        "r <- orders.customer_id customers.customer_id orders.status");
        assertThat(lineage("select transform(tags, t -> t || status) as x, address.zip as z from orders"))
                .containsExactly("x <- orders.tags orders.status", "z <- orders.address");
    }
}
