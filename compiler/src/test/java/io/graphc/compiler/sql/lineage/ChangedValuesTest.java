package io.graphc.compiler.sql.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.compiler.sql.SqlDialect;
import io.graphc.compiler.sql.SqlFixture;
import io.graphc.compiler.sql.StatementCases;
import io.graphc.compiler.sql.TestTables;
import io.graphc.compiler.sql.TypedQuery;
import io.graphc.compiler.sql.trino.StatementsTest;
import io.graphc.plan.Lineage;
import io.graphc.plan.LineageSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Lineage derived a second way, without looking at the query: every column of every table is drawn anew a few times, and
 * an output column whose values are then others depends on it. Whatever changes must be in the lineage; and nearly all
 * that the lineage names must be seen to change something.
 */
class ChangedValuesTest {
    private static final long SEED = 20_261_121;
    private static final int DRAWS = 3;

    private static final List<String> CONSTRUCTS = List.of(
            "select order_id, sum(total) over (partition by customer_id order by order_date rows 1 preceding) as s, "
                    + "row_number() over (order by order_id, total, order_date, note) as n from orders",
            "select c.name, t.tag from orders o join customers c using (customer_id) cross join unnest(o.tags) as t (tag) "
                    + "where o.paid",
            "select k, v from orders cross join unnest(attributes) as m (k, v)",
            "select status as x from orders where total > 2 union select name from customers where score > 3",
            "select order_id from orders except select customer_id from customers where country < 'c'",
            "select order_id from orders intersect select customer_id from customers",
            "select c.name, (select max(o.total) from orders o where o.customer_id = c.customer_id) as best, "
                    + "exists (select 1 from orders p where p.order_id = c.customer_id and p.paid) as has_paid "
                    + "from customers c",
            "select c.name, l.best from customers c cross join lateral (select min(o.order_date) as best from orders o "
                    + "where o.customer_id = c.customer_id) l",
            "select status, paid, count(distinct note) as n, grouping(status) as g from orders "
                    + "group by grouping sets ((status), (paid, status), ()) having sum(quantity) > 2",
            "select distinct upper(status) as s from orders",
            "select order_id, note from orders order by total, order_id, note, order_date limit 7",
            "with a as (select customer_id as id, max(total) filter (where paid) as most from orders group by 1), "
                    + "b as (select id, most from a where most > 3) "
                    + "select c.country, coalesce(b.most, 0) as most from customers c left join b on b.id = c.customer_id",
            "select case when paid then status else note end as x, address.zip as zip, "
                    + "transform(tags, t -> t || coalesce(note, '')) as noted from orders",
            "select o.order_id, x.n from orders o cross join (values (1, 'a0'), (2, 'b1')) as x (n, s) where x.s = o.status");

    private Connection connection = null;
    private int named;
    private int seen;

    @BeforeEach
    void connect() throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:");
        run("SET threads = 1");
        run("SET TimeZone = 'UTC'");
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void whatChangesTpchQueriesIsTheirLineage() throws SQLException {
        // Those that join more tables take DuckDB longer to plan than to run.
        List<String> statements = StatementCases.read("tpch.sql").stream()
                .map(StatementCases.Case::sql)
                .filter(sql -> SqlFixture.sql(StatementsTest.TPCH, sql)
                                .analyze()
                                .query()
                                .tables()
                                .size()
                        <= 3)
                .toList();
        assertThat(statements).hasSizeGreaterThan(10);
        assertThat(unexpected(StatementsTest.TPCH, statements)).isEmpty();
        assertThat(seen).as("seen of " + named).isGreaterThan(named * 4 / 5);
    }

    @Test
    void whatChangesOtherQueriesIsTheirLineage() throws SQLException {
        assertThat(unexpected(StatementCases.TABLES, CONSTRUCTS)).isEmpty();
        assertThat(seen).as("seen of " + named).isGreaterThan(named * 4 / 5);
    }

    private List<String> unexpected(TestTables tables, List<String> statements) throws SQLException {
        SplittableRandom random = new SplittableRandom(SEED);
        Map<String, SampleRows> rows = new LinkedHashMap<>();
        for (String table : tables.labels()) {
            rows.put(
                    table,
                    new SampleRows(
                            table, tables.find(List.of(table)).orElseThrow().columns(), random));
            run(rows.get(table).create());
        }
        List<String> unexpected = new ArrayList<>();
        for (String sql : statements) {
            TypedQuery query = SqlFixture.sql(tables, sql)
                    .given(request -> request.withoutColumnNames().withDialect(SqlDialect.DUCKDB))
                    .analyze()
                    .query();
            assertThat(query.valid()).as(sql).isTrue();
            check(sql, query, columns(query.engineSql()), rows, random, unexpected);
        }
        return unexpected;
    }

    private void check(
            String sql,
            TypedQuery query,
            List<List<String>> before,
            Map<String, SampleRows> tables,
            SplittableRandom random,
            List<String> unexpected)
            throws SQLException {
        List<Set<String>> lineage = lineage(query.lineage());
        Set<String> effective = new TreeSet<>();
        for (String table : query.tables()) {
            SampleRows rows = tables.get(table);
            for (String column : rows.columnNames()) {
                String source = table + "." + column;
                Set<Integer> changed = changed(query, before, rows, column, random);
                for (int index : changed) {
                    effective.add(source);
                    if (!lineage.get(index).contains(source)) {
                        unexpected.add(source + " changes column " + (index + 1) + " of\n" + sql);
                    }
                }
            }
        }
        Set<String> all = new TreeSet<>();
        lineage.forEach(all::addAll);
        named += all.size();
        all.retainAll(effective);
        seen += all.size();
    }

    /** The output columns whose values are others when a column is drawn anew. */
    private Set<Integer> changed(
            TypedQuery query, List<List<String>> before, SampleRows rows, String column, SplittableRandom random)
            throws SQLException {
        Set<Integer> changed = new TreeSet<>();
        for (int draw = 0; draw < DRAWS && changed.size() < before.size(); draw++) {
            run(rows.change(column, random));
            List<List<String>> after = columns(query.engineSql());
            for (int i = 0; i < before.size(); i++) {
                if (!before.get(i).equals(after.get(i))) {
                    changed.add(i);
                }
            }
        }
        run(rows.restore(column));
        return changed;
    }

    /** For each column all that it may depend on. */
    private static List<Set<String>> lineage(Lineage lineage) {
        List<Set<String>> columns = new ArrayList<>();
        for (List<LineageSource> sources : lineage.columns().values()) {
            Set<String> names = new LinkedHashSet<>();
            sources.forEach(source -> names.add(source.relation() + "." + source.column()));
            lineage.rows().forEach(source -> names.add(source.relation() + "." + source.column()));
            columns.add(names);
        }
        return columns;
    }

    /** The values of each column, sorted. */
    private List<List<String>> columns(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<List<String>> columns = new ArrayList<>();
            int count = result.getMetaData().getColumnCount();
            for (int i = 0; i < count; i++) {
                columns.add(new ArrayList<>());
            }
            while (result.next()) {
                for (int i = 0; i < count; i++) {
                    columns.get(i).add(String.valueOf(result.getObject(i + 1)));
                }
            }
            columns.forEach(Collections::sort);
            return columns;
        }
    }
}
