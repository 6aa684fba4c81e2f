package io.graphc.compiler.sql;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Statements with their outcome, read from a resource: each is text, {@code =>}, the outcome, and a line {@code ;}. */
public final class StatementCases {
    /** The tables that the statements read. */
    public static final TestTables TABLES = TestTables.none()
            .with(
                    "orders",
                    "order_id bigint not null, customer_id bigint, ordered_at timestamp(3), order_date date, "
                            + "total decimal(12,2), status varchar, note varchar(20), paid boolean, "
                            + "tags array(varchar), attributes map(varchar, varchar), "
                            + "address row(street varchar, zip varchar), amount double, quantity integer")
            .with(
                    "customers",
                    "customer_id bigint not null, name varchar not null, country varchar, "
                            + "created_at timestamp(3) with time zone, score real")
            .with("events", "id bigint, user_id bigint, kind varchar, at timestamp(3), payload json");

    private StatementCases() {}

    /** A statement, carets around the place of its problem, and what is expected of it. */
    public record Case(String sql, String expected) {}

    public static List<Case> read(String resource) {
        try (InputStream in = StatementCases.class.getResourceAsStream("/sql/" + resource)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            List<Case> cases = new ArrayList<>();
            for (String part : text.split("\n;\n|\n;$")) {
                int arrow = part.lastIndexOf("\n=> ");
                if (arrow >= 0) {
                    cases.add(new Case(
                            part.substring(0, arrow).strip(),
                            part.substring(arrow + 4).strip()));
                }
            }
            return cases;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
