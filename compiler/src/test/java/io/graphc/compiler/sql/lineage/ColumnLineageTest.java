package io.graphc.compiler.sql.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.compiler.sql.SqlFixture;
import io.graphc.compiler.sql.StatementCases;
import io.graphc.plan.Lineage;
import io.graphc.plan.LineageSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ColumnLineageTest {
    private static List<String> lineage(String sql) {
        SqlFixture.Analyzed analyzed =
                SqlFixture.sql(StatementCases.TABLES, sql).analyze();
        assertThat(analyzed.diagnostics()).isEmpty();
        Lineage lineage = analyzed.query().lineage();
        List<String> lines = new ArrayList<>();
        lineage.columns().forEach((column, sources) -> lines.add(column + ": " + text(sources)));
        if (!lineage.rows().isEmpty()) {
            lines.add("rows: " + text(lineage.rows()));
        }
        return lines;
    }

    private static String text(List<LineageSource> sources) {
        return sources.stream().map(LineageSource::toString).collect(Collectors.joining(", "));
    }

    @Test
    void followsColumnsThroughExpressionsAndJoins() {
        assertThat(lineage("select o.order_id, total * quantity as worth, c.name || o.status as label, 1 as one "
                        + "from orders o join customers c on o.customer_id = c.customer_id where paid"))
                .containsExactly(
                        "order_id: copied orders.order_id",
                        "worth: transformed orders.quantity, transformed orders.total",
                        "label: transformed customers.name, transformed orders.status",
                        "one: ",
                        "rows: filtered orders.paid, joined customers.customer_id, joined orders.customer_id");
    }

    @Test
    void followsColumnsThroughCommonTableExpressionsAndStars() {
        assertThat(lineage("with a as (select order_id as id, upper(status) as s from orders where paid), "
                        + "b (x, y) as (select * from a), c as (select b.*, b.x + 1 as z from b) "
                        + "select x, z, y from c where y > 'a'"))
                .containsExactly(
                        "x: copied orders.order_id",
                        "z: transformed orders.order_id",
                        "y: transformed orders.status",
                        "rows: filtered orders.paid, filtered orders.status");
    }

    @Test
    void joinsTheBranchesOfSetOperations() {
        assertThat(lineage("select order_id as id from orders union all select customer_id from customers "
                        + "union all select null"))
                .containsExactly("id: copied customers.customer_id, copied orders.order_id");
        assertThat(lineage("select order_id as id from orders union select customer_id from customers where score > 1"))
                .containsExactly(
                        "id: copied customers.customer_id, copied orders.order_id",
                        "rows: filtered customers.score, grouped customers.customer_id, grouped orders.order_id");
        assertThat(lineage("select order_id as id from orders except select customer_id from customers"))
                .containsExactly(
                        "id: copied orders.order_id", "rows: filtered customers.customer_id, filtered orders.order_id");
    }

    @Test
    void followsCollectionsThroughUnnest() {
        assertThat(lineage("select t.tag, k, v from orders o cross join unnest(o.tags) as t (tag) "
                        + "cross join unnest(attributes) as m (k, v)"))
                .containsExactly(
                        "tag: transformed orders.tags",
                        "k: transformed orders.attributes",
                        "v: transformed orders.attributes",
                        "rows: joined orders.attributes, joined orders.tags");
    }

    @Test
    void tellsCollectionsThatAreUnnestedSideBySideApart() {
        assertThat(lineage("select tag, k, v, n from orders "
                        + "cross join unnest(tags, attributes) with ordinality as u (tag, k, v, n)"))
                .containsExactly(
                        "tag: transformed orders.tags",
                        "k: transformed orders.attributes",
                        "v: transformed orders.attributes",
                        "n: ",
                        "rows: joined orders.attributes, joined orders.tags");
    }

    @Test
    void looksIntoQueriesInExpressions() {
        assertThat(lineage("select (select max(c.score) from customers c where c.customer_id = o.customer_id) as best, "
                        + "exists (select id from events where id > 1) as any_event, "
                        + "status in (select name from customers) as known from orders o"))
                .containsExactly(
                        "best: aggregated customers.score, filtered customers.customer_id, filtered orders.customer_id",
                        "any_event: filtered events.id",
                        "known: transformed customers.name, transformed orders.status");
    }

    @Test
    void takesQueriesInConditionsForConditions() {
        assertThat(lineage("select order_id from orders o where status in (select name from customers where score > 1) "
                        + "and exists (select 1 from events e where e.id = o.order_id)"))
                .containsExactly(
                        "order_id: copied orders.order_id",
                        "rows: filtered customers.name, filtered customers.score, filtered events.id, "
                                + "filtered orders.order_id, filtered orders.status");
    }

    @Test
    void followsGroupsWindowsLambdasAndMergedColumns() {
        assertThat(lineage("select customer_id, sum(total) as s, "
                        + "rank() over (partition by customer_id order by count(status)) as r "
                        + "from orders join customers using (customer_id) group by customer_id having min(score) > 1"))
                .containsExactly(
                        "customer_id: copied customers.customer_id, copied orders.customer_id",
                        "s: aggregated orders.total",
                        "r: aggregated customers.customer_id, aggregated orders.customer_id, aggregated orders.status",
                        "rows: filtered customers.score, joined customers.customer_id, joined orders.customer_id, "
                                + "grouped customers.customer_id, grouped orders.customer_id");
        assertThat(lineage("select transform(tags, t -> t || status) as x, address.zip as z from orders"))
                .containsExactly(
                        "x: transformed orders.status, transformed orders.tags", "z: transformed orders.address");
    }

    @Test
    void sortKeysDecideRowsOnlyWhereSomeAreLeftOut() {
        assertThat(lineage("select order_id from orders order by total"))
                .containsExactly("order_id: copied orders.order_id");
        assertThat(lineage("select order_id, upper(status) as s from orders order by total, s, 1 limit 3"))
                .containsExactly(
                        "order_id: copied orders.order_id",
                        "s: transformed orders.status",
                        "rows: sorted orders.order_id, sorted orders.status, sorted orders.total");
    }

    @Test
    void keepsTheStrongestWayToMakeAValue() {
        assertThat(lineage("select distinct coalesce(status, max(status) over ()) as s from orders"))
                .containsExactly("s: aggregated orders.status", "rows: grouped orders.status");
    }

    @Test
    void findsNamesBesideALaterRelationThatHasThemToo() {
        assertThat(lineage("select x from orders cross join unnest(tags) as t (x) "
                        + "join (select tags as tags, order_id as other from orders) s on s.other = orders.order_id"))
                .contains("x: transformed orders.tags");
    }

    @Test
    void followsRowsOfValuesBesideTheirRelation() {
        assertThat(lineage("select v.x from orders o cross join lateral (values o.status, upper(o.status)) as v (x)"))
                .containsExactly("x: transformed orders.status");
    }

    @Test
    void followsQueriesThatReadThemselves() {
        assertThat(lineage("with recursive r (id, path, n) as (select customer_id, name, 0 from customers "
                        + "union all select o.order_id, r.path || o.status, r.n + 1 from r join orders o "
                        + "on o.customer_id = r.id where r.n < 3) select id, path, n from r"))
                .containsExactly(
                        "id: copied customers.customer_id, copied orders.order_id",
                        "path: transformed customers.name, transformed orders.status",
                        "n: ",
                        "rows: joined customers.customer_id, joined orders.customer_id, joined orders.order_id");
    }

    @Test
    void rowsThatTieDecideRowsToo() {
        assertThat(lineage("select order_id from orders order by total fetch first 2 rows with ties"))
                .containsExactly("order_id: copied orders.order_id", "rows: sorted orders.total");
    }
}
