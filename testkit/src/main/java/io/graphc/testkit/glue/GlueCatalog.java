package io.graphc.testkit.glue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** The databases with their tables, and what all operations share. Guarded by the stand-in. */
final class GlueCatalog {
    final SortedMap<String, GlueDatabase> databases = new TreeMap<>();
    final Pages pages = new Pages();
    final Clock clock;

    GlueCatalog(Clock clock) {
        this.clock = clock;
    }

    /** A database: what is read of it, and its tables by name. */
    record GlueDatabase(ObjectNode json, SortedMap<String, GlueTable> tables) {}

    GlueDatabase database(Members call, String member) {
        checkCatalog(call);
        return database(call.name(member));
    }

    private GlueDatabase database(String name) {
        GlueDatabase database = databases.get(name);
        if (database == null) {
            throw GlueFailure.notFound("Database " + name + " not found.");
        }
        return database;
    }

    GlueTable table(Members call, String member) {
        return table(database(call, "DatabaseName"), call.name(member));
    }

    static GlueTable table(GlueDatabase database, String name) {
        GlueTable table = database.tables().get(name.toLowerCase(Locale.ROOT));
        if (table == null) {
            throw GlueFailure.notFound("Table " + name + " not found.");
        }
        return table;
    }

    /** There is one catalog, that of the account. */
    static void checkCatalog(Members call) {
        call.text("CatalogId").filter(id -> !id.equals(FakeGlue.ACCOUNT)).ifPresent(id -> {
            throw GlueFailure.notFound("Catalog " + id + " not found.");
        });
    }

    /** Seconds since 1970, as the protocol writes moments. */
    double now() {
        return seconds(clock.instant());
    }

    static double seconds(Instant instant) {
        return instant.toEpochMilli() / 1000.0;
    }
}
