package io.graphc.runtime.emit.neo4j;

import io.graphc.plan.GraphTarget;
import io.graphc.runtime.inspect.Inspection;
import java.util.List;
import java.util.Optional;
import org.neo4j.driver.Query;
import org.neo4j.driver.Values;

/** Looks at a Neo4j server: its edition, the database, and what the user may do there. Leaves nothing behind. */
public final class Neo4jInspection {
    private static final String VERSION = "CALL dbms.components() YIELD name, versions, edition"
            + " WHERE name = 'Neo4j Kernel' RETURN 'Neo4j ' + versions[0] + ' ' + edition AS found";
    private static final String DATABASE = "SHOW DATABASES YIELD name, access, currentStatus WHERE name = $name"
            + " RETURN '`' + name + '` is ' + currentStatus + ', ' + access AS found";
    private static final String CONSTRAINTS =
            "SHOW CONSTRAINTS YIELD name RETURN 'may be seen: ' + toString(count(*)) + ' there' AS found";

    private final GraphTarget target;
    private final Inspection inspection;

    public Neo4jInspection(GraphTarget target, Inspection inspection) {
        this.target = target;
        this.inspection = inspection;
    }

    public void run() {
        Optional<Neo4jWriter> made =
                inspection.look("settings", () -> new Neo4jWriter(target), writer -> writer.location());
        if (made.isEmpty()) {
            return;
        }
        try (Neo4jWriter writer = made.get()) {
            Optional<Boolean> connected =
                    inspection.look("connection", writer::connected, found -> "the user is let in");
            if (connected.isEmpty()) {
                return;
            }
            inspection.look("version", () -> one(writer, "to tell its version", VERSION));
            inspection.look("database", () -> database(writer));
            inspection.look("constraints", () -> one(writer, "to show its constraints", CONSTRAINTS));
            inspection.look("rights", writer::tried);
        }
    }

    private static String database(Neo4jWriter writer) {
        String name = one(writer, "to tell its database", "CALL db.info() YIELD name RETURN name AS found");
        return one(writer, "to tell of its databases", new Query(DATABASE, Values.parameters("name", name)));
    }

    private static String one(Neo4jWriter writer, String what, String question) {
        return one(writer, what, new Query(question));
    }

    private static String one(Neo4jWriter writer, String what, Query question) {
        List<String> found = writer.asked(what, question);
        return found.isEmpty() ? "it does not say" : found.get(0);
    }
}
