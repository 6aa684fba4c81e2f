package io.graphc.compiler.sql.fact;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.compiler.sql.SqlFixture;
import io.graphc.plan.fact.RelationFacts;
import io.graphc.plan.fact.RowBounds;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FactFinderTest {
    /** Keys and columns without nulls of each query; the tables are those of {@link FactTables}. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            SELECT * FROM users                                                  | (email) (id) not null id score
            SELECT id AS user_id, lower(email) AS mail FROM users                 | (user_id) not null user_id
            SELECT CAST(id AS varchar) AS k FROM users                            | (k) not null k
            SELECT CAST(id AS double) AS k FROM users                             | not null k
            SELECT TRY_CAST(id AS integer) AS k FROM users                        | (k)
            SELECT o.id, u.email FROM orders o JOIN users u ON u.id = o.user_id   | (id) not null id
            SELECT u.id, o.id AS oid FROM users u LEFT JOIN orders o ON u.id = o.user_id | (oid) not null id
            SELECT o.id, u.id AS uid FROM orders o LEFT JOIN users u ON u.id = o.user_id | (id) not null id
            SELECT o.id, u.id AS uid FROM orders o LEFT JOIN users u ON u.id = o.user_id WHERE u.score > 1 | (id) not null id uid
            SELECT u.id AS uid FROM orders o JOIN users u ON u.id = o.user_id     | not null uid
            SELECT i.order_id, i.line, o.kind FROM items i JOIN orders o ON o.id = i.order_id | (line order_id) not null order_id
            SELECT o.id, i.line FROM items i JOIN orders o ON o.id = i.order_id   | (id line) not null id
            SELECT o.id, v.page FROM orders o JOIN visits v ON v.user_id = o.user_id | not null id
            SELECT order_id FROM items WHERE line = 1                             | (order_id)
            SELECT user_id, count(*) AS n FROM visits GROUP BY user_id            | (user_id) not null n
            SELECT user_id, page, count(*) AS n FROM visits GROUP BY 1, 2         | (page user_id) not null n
            SELECT user_id, max(amount) AS m, max(id) AS x FROM orders GROUP BY user_id | (user_id) not null user_id x
            SELECT page, count(*) AS n FROM visits GROUP BY user_id, page         | not null n
            SELECT id, count(*) AS n FROM users GROUP BY id, team                 | (id) not null id n
            SELECT count(*) AS n, max(id) AS m FROM users                         | () not null n
            SELECT user_id, count(*) AS n FROM visits GROUP BY ROLLUP (user_id)   | not null n
            SELECT DISTINCT user_id, page FROM visits                             | (page user_id)
            SELECT user_id, page FROM (SELECT *, row_number() OVER (PARTITION BY user_id ORDER BY page) AS rn FROM visits) WHERE rn = 1 | (user_id)
            WITH ranked AS (SELECT v.*, row_number() OVER (PARTITION BY page, user_id ORDER BY 1) AS rn FROM visits v) SELECT page, user_id FROM ranked WHERE 1 = rn | (page user_id)
            SELECT user_id, rank() OVER (PARTITION BY user_id ORDER BY page) AS r FROM visits | not null r
            SELECT id FROM users UNION SELECT user_id FROM visits                 | (id)
            SELECT id FROM users UNION ALL SELECT id FROM orders                  | not null id
            SELECT 'u' AS src, id FROM users UNION ALL SELECT 'o', id FROM orders | (id src) not null id src
            SELECT id, part FROM halves UNION ALL SELECT id, part FROM wholes     |
            SELECT id FROM users INTERSECT SELECT user_id FROM visits             | (id) not null id
            SELECT page FROM visits ORDER BY page LIMIT 1                         | ()
            SELECT page FROM visits ORDER BY page FETCH FIRST ROW WITH TIES       |
            WITH RECURSIVE t(n, k) AS (SELECT 1, 'a' UNION ALL SELECT n + 1, 'b' FROM t WHERE n < 9) SELECT n, k FROM t |
            SELECT u.id, t.x, t.n FROM users u CROSS JOIN UNNEST(ARRAY[1, 2]) WITH ORDINALITY AS t(x, n) | (id n) not null id n
            SELECT u.id, t.x FROM users u CROSS JOIN UNNEST(ARRAY[1, 2]) AS t(x)  | not null id
            SELECT coalesce(email, 'none') AS e, IF(score > 1, 'a', 'b') AS s, CASE WHEN score > 1 THEN 1 END AS c FROM users | not null e s
            SELECT id, user_id FROM visits JOIN users ON users.id = visits.user_id | not null id user_id
            SELECT id, page FROM orders JOIN visits USING (user_id)               | not null id
            SELECT email FROM users WHERE email LIKE 'a%'                         | (email) not null email
            SELECT u.id, b.email FROM users u LEFT JOIN users b ON b.id = u.boss  | (id) not null id
            SELECT u.id FROM users u FULL JOIN orders o ON o.id = u.score         | (id)
            SELECT * FROM (VALUES (1, 'a'), (2, NULL)) AS t(a, b)                 | not null a
            SELECT * FROM users FOR VERSION AS OF 7                               |
            SELECT * FROM users FOR TIMESTAMP AS OF TIMESTAMP '2026-01-31 08:00 UTC' |
            SELECT score, u.team FROM readings r JOIN users u USING (id)          | not null score
            SELECT r.code FROM readings r JOIN users u USING (id)                 |
            SELECT r.code FROM readings r JOIN users u ON u.id = r.whole          | (code)
            SELECT id, count(*) AS n FROM users GROUP BY DISTINCT ROLLUP (id)     | not null n
            SELECT id, count(*) AS n FROM users GROUP BY GROUPING SETS ((id), (id)) | not null n
            SELECT id, count(*) AS n FROM users GROUP BY DISTINCT GROUPING SETS ((id), (id)) | not null n
            SELECT id, count(*) AS n FROM users GROUP BY DISTINCT id, team        | (id) not null id n
            """)
    void keysAndNulls(String sql, String expected) {
        assertThat(shown(facts(sql))).isEqualTo(expected == null ? "" : expected.strip());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            SELECT team AS x FROM users                                          | blue red
            SELECT CASE WHEN score > 1 THEN 'high' ELSE 'low' END AS x FROM users | high low
            SELECT CASE WHEN score > 1 THEN team END AS x FROM users              | blue red
            SELECT coalesce(team, 'none') AS x FROM users                         | blue none red
            SELECT team AS x FROM users WHERE team IN ('red', 'green')            | red
            SELECT team AS x FROM users WHERE team = 'red'                        | red
            SELECT kind AS x FROM orders UNION ALL SELECT team FROM users         | blue red shop web
            SELECT max(kind) AS x FROM orders GROUP BY user_id                    | shop web
            SELECT score > 1 AS x FROM users                                      | false true
            SELECT email AS x FROM users                                          |
            SELECT 1 AS x UNION ALL SELECT 2.5                                    |
            SELECT score AS x FROM users WHERE score IN (1, 2)                    | 1 2
            SELECT CAST(score AS varchar) AS x FROM users WHERE score IN (1, 2)   |
            SELECT code AS x FROM readings WHERE code IN ('a', 'b')               |
            SELECT CAST(code AS varchar) AS x FROM readings WHERE code IN ('a', 'b') |
            SELECT CAST(code AS varchar) AS x FROM readings WHERE code = 'a'      |
            SELECT CAST(id AS varchar) AS x FROM readings WHERE id IN (1, 2)      |
            SELECT whole AS x FROM readings WHERE whole IN (1, 2.0)               |
            """)
    void acceptedValues(String sql, String expected) {
        String values = facts(sql)
                .column("x")
                .accepted()
                .map(accepted -> String.join(" ", accepted.values()))
                .orElse("");
        assertThat(values).isEqualTo(expected == null ? "" : expected.strip());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            SELECT user_id AS x FROM orders                                                | orders.user_id users.id
            SELECT v.user_id AS x FROM visits v JOIN users u ON u.id = v.user_id           | users.id visits.user_id
            SELECT v.user_id AS x FROM visits v LEFT JOIN users u ON u.id = v.user_id      | visits.user_id
            SELECT u.id AS x FROM visits v LEFT JOIN users u ON u.id = v.user_id           | users.id visits.user_id
            SELECT user_id AS x FROM visits WHERE user_id IN (SELECT id FROM users)        | users.id visits.user_id
            SELECT user_id AS x FROM visits WHERE user_id IN (SELECT id FROM readings)     | visits.user_id
            SELECT min(user_id) AS x FROM visits                                           | visits.user_id
            SELECT user_id + 1 AS x FROM visits                                            |
            SELECT user_id AS x FROM orders UNION ALL SELECT id FROM users                 | users.id
            """)
    void containment(String sql, String expected) {
        List<String> found = facts(sql).column("x").containedIn().stream()
                .map(containment -> containment.column().table() + "."
                        + containment.column().column())
                .sorted()
                .toList();
        assertThat(String.join(" ", found)).isEqualTo(expected == null ? "" : expected.strip());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            SELECT count(*) AS n FROM users                           | 1 1
            SELECT count(*) AS n FROM users HAVING count(*) > 1       | 0 1
            SELECT 1 AS n                                             | 1 1
            SELECT 1 AS n WHERE rand() > 0                            | 0 1
            SELECT * FROM (VALUES 1, 2, 3) AS t(n)                    | 3 3
            SELECT * FROM (VALUES 1, 2, 3) AS t(n) WHERE n > 1        | 0 3
            SELECT a.n FROM (VALUES 1, 2) AS a(n) CROSS JOIN (VALUES 1, 2, 3) AS b(n) | 6 6
            SELECT a.n FROM (VALUES 1, 2) AS a(n) LEFT JOIN (VALUES 1, 2, 3) AS b(n) ON a.n = b.n | 2 6
            SELECT n FROM (VALUES 1) AS a(n) JOIN (VALUES 2e0) AS b(n) USING (n) | 0 1
            SELECT id FROM users LIMIT 5                              | 0 5
            SELECT id FROM users WHERE id = 3                         | 0 1
            SELECT 1 AS n UNION ALL SELECT 1                          | 2 2
            SELECT 1 AS n UNION SELECT 1                              | 1 2
            WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 9) SELECT n FROM t | 0 9223372036854775807
            SELECT id FROM users ORDER BY id FETCH FIRST 1 ROW WITH TIES | 0 9223372036854775807
            """)
    void numbersOfRows(String sql, String expected) {
        RowBounds rows = facts(sql).rows();
        assertThat(rows.least() + " " + rows.most()).isEqualTo(expected.strip());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            SELECT id FROM users                                                | id | unique_users_id
            SELECT o.id FROM orders o JOIN users u ON u.id = o.user_id          | id | unique_orders_id unique_users_id
            SELECT user_id FROM visits GROUP BY user_id                         | user_id | GROUP BY
            """)
    void whatAKeyRestsOn(String sql, String column, String expected) {
        var proof = facts(sql).unique(List.of(column)).orElseThrow();
        List<String> all = new ArrayList<>(proof.tests());
        all.addAll(proof.rules());
        assertThat(String.join(" ", all)).isEqualTo(expected.strip());
    }

    static RelationFacts facts(String sql) {
        var analyzed = SqlFixture.sql(FactTables.KNOWN, sql).analyze();
        assertThat(analyzed.query().valid())
                .as("%s %s", sql, analyzed.diagnostics())
                .isTrue();
        return analyzed.query().facts();
    }

    private static String shown(RelationFacts facts) {
        List<String> parts = new ArrayList<>();
        facts.keys().stream()
                .map(key -> "(" + String.join(" ", key.columns()) + ")")
                .sorted()
                .forEach(parts::add);
        List<String> notNull = facts.columns().entrySet().stream()
                .filter(entry -> entry.getValue().notNull().isPresent())
                .map(entry -> entry.getKey())
                .toList();
        if (!notNull.isEmpty()) {
            parts.add("not null " + String.join(" ", notNull));
        }
        return String.join(" ", parts);
    }
}
