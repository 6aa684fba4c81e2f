package io.graphc.compiler.sql.fact;

import io.graphc.compiler.sql.TestTables;
import io.graphc.plan.Proof;
import io.graphc.plan.fact.RelationFacts;
import io.graphc.plan.fact.TableColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Tables of whose rows a few things are known, and random rows of which those things are true. */
final class FactTables {
    private static final int MOST_ROWS = 7;
    private static final List<String> TEAMS = List.of("red", "blue");
    private static final List<String> KINDS = List.of("web", "shop");

    static final TestTables KNOWN = TestTables.none()
            .with("users", "id bigint, email varchar, team varchar, boss bigint, score integer")
            .with("orders", "id bigint, user_id bigint, kind varchar, amount integer")
            .with("items", "order_id bigint, line integer, tag varchar")
            .with("visits", "user_id bigint, page varchar")
            .with("halves", "id bigint, part decimal(2,1)")
            .with("wholes", "id bigint, part decimal(2,1)")
            .withFacts(
                    "halves",
                    facts -> facts.withKey(List.of("id"), test("unique_halves_id"))
                            .withAccepted("part", List.of("1.0"), test("accepted_values_halves_part")))
            .withFacts(
                    "wholes",
                    facts -> facts.withKey(List.of("id"), test("unique_wholes_id"))
                            .withAccepted("part", List.of("1"), test("accepted_values_wholes_part")))
            .with("readings", "id double, whole bigint, code char(3)")
            .withFacts(
                    "users",
                    facts -> self(facts, "users", "id", "email", "team", "boss", "score")
                            .withNotNull("id", test("not_null_users_id"))
                            .withKey(List.of("id"), test("unique_users_id"))
                            .withKey(List.of("email"), test("unique_users_email"))
                            .withAccepted("team", TEAMS, test("accepted_values_users_team"))
                            .withContained("boss", new TableColumn("users", "id"), test("relationships_users_boss"))
                            .withNotNull("score", test("not_null_users_score")))
            .withFacts(
                    "orders",
                    facts -> self(facts, "orders", "id", "user_id", "kind", "amount")
                            .withNotNull("id", test("not_null_orders_id"))
                            .withKey(List.of("id"), test("unique_orders_id"))
                            .withNotNull("user_id", test("not_null_orders_user_id"))
                            .withContained(
                                    "user_id", new TableColumn("users", "id"), test("relationships_orders_user_id"))
                            .withAccepted("kind", KINDS, test("accepted_values_orders_kind")))
            .withFacts(
                    "items",
                    facts -> self(facts, "items", "order_id", "line", "tag")
                            .withKey(List.of("order_id", "line"), test("unique_items")))
            .withFacts(
                    "readings",
                    facts -> self(facts, "readings", "id", "whole", "code")
                            .withKey(List.of("code"), test("unique_readings_code")))
            .withFacts("visits", facts -> self(facts, "visits", "user_id", "page"));

    private FactTables() {}

    private static RelationFacts self(RelationFacts facts, String table, String... columns) {
        RelationFacts more = facts;
        for (String column : columns) {
            more = more.withContained(column, new TableColumn(table, column), Proof.EVIDENT);
        }
        return more;
    }

    private static Proof test(String name) {
        return Proof.byTest(name);
    }

    /** Statements that make the tables and fill them. */
    static List<String> statements(Random random) {
        List<String> statements = new ArrayList<>();
        statements.add(
                "CREATE OR REPLACE TABLE users (id BIGINT, email VARCHAR, team VARCHAR, boss BIGINT, score INTEGER)");
        statements.add("CREATE OR REPLACE TABLE orders (id BIGINT, user_id BIGINT, kind VARCHAR, amount INTEGER)");
        statements.add("CREATE OR REPLACE TABLE items (order_id BIGINT, line INTEGER, tag VARCHAR)");
        statements.add("CREATE OR REPLACE TABLE visits (user_id BIGINT, page VARCHAR)");
        int users = random.nextInt(MOST_ROWS);
        for (int i = 0; i < users; i++) {
            statements.add("INSERT INTO users VALUES (" + i + ", " + orNull(random, "'u" + i + "'") + ", "
                    + orNull(random, text(random, TEAMS)) + ", "
                    + orNull(random, String.valueOf(random.nextInt(users))) + ", " + random.nextInt(3) + ")");
        }
        int orders = users == 0 ? 0 : random.nextInt(MOST_ROWS);
        for (int i = 0; i < orders; i++) {
            statements.add("INSERT INTO orders VALUES (" + i + ", " + random.nextInt(users) + ", "
                    + orNull(random, text(random, KINDS)) + ", "
                    + orNull(random, String.valueOf(random.nextInt(3))) + ")");
            for (int line = 0; line < random.nextInt(3); line++) {
                statements.add("INSERT INTO items VALUES (" + orNull(random, String.valueOf(i)) + ", "
                        + orNull(random, String.valueOf(line)) + ", 't" + random.nextInt(2) + "')");
            }
        }
        for (int i = random.nextInt(MOST_ROWS); i > 0; i--) {
            statements.add("INSERT INTO visits VALUES (" + orNull(random, String.valueOf(random.nextInt(MOST_ROWS)))
                    + ", " + orNull(random, "'p" + random.nextInt(2) + "'") + ")");
        }
        return statements;
    }

    private static String text(Random random, List<String> values) {
        return "'" + values.get(random.nextInt(values.size())) + "'";
    }

    private static String orNull(Random random, String value) {
        return random.nextInt(4) == 0 ? "NULL" : value;
    }
}
