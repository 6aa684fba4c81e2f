package io.graphc.testkit.neo4j;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.neo4j.configuration.Config;
import org.neo4j.configuration.GraphDatabaseInternalSettings;
import org.neo4j.configuration.GraphDatabaseSettings;
import org.neo4j.configuration.connectors.BoltConnectorInternalSettings;
import org.neo4j.harness.Neo4j;
import org.neo4j.harness.Neo4jBuilder;
import org.neo4j.harness.Neo4jBuilders;
import org.neo4j.kernel.internal.GraphDatabaseAPI;

/**
 * Starts Neo4j on a free port with Bolt only, prints its URI on a line of its own, and stops when its standard input ends,
 * which happens at the latest when the process that started it dies. Arguments: an empty folder for the store, the password
 * of user {@code neo4j}, and if wanted {@code read-only} or the home of an installation whose databases it starts with.
 */
public final class Neo4jMain {
    private static final long PAGE_CACHE = 64L << 20;

    private Neo4jMain() {}

    public static void main(String[] arguments) throws IOException {
        Neo4jBuilder builder = Neo4jBuilders.newInProcessBuilder(Path.of(arguments[0]));
        boolean readOnly = arguments.length > 2 && arguments[2].equals("read-only");
        if (arguments.length > 2 && !readOnly) {
            builder.copyFrom(Path.of(arguments[2]));
        }
        // Without these a stop takes ten seconds.
        try (Neo4j neo4j = builder.withDisabledServer()
                .withConfig(GraphDatabaseSettings.auth_enabled, true)
                .withConfig(GraphDatabaseSettings.pagecache_memory, PAGE_CACHE)
                .withConfig(GraphDatabaseSettings.shutdown_transaction_end_timeout, Duration.ZERO)
                .withConfig(GraphDatabaseInternalSettings.netty_server_shutdown_quiet_period, 0)
                .withConfig(GraphDatabaseInternalSettings.netty_server_shutdown_timeout, Duration.ofSeconds(1))
                .withConfig(BoltConnectorInternalSettings.thread_pool_shutdown_wait_time, Duration.ofSeconds(1))
                .build()) {
            neo4j.databaseManagementService()
                    .database(GraphDatabaseSettings.SYSTEM_DATABASE_NAME)
                    .executeTransactionally(
                            "ALTER USER neo4j SET PASSWORD $password CHANGE NOT REQUIRED",
                            Map.of("password", arguments[1]));
            if (readOnly) {
                // Only now: a database that was never written does not start read-only.
                ((GraphDatabaseAPI) neo4j.defaultDatabaseService())
                        .getDependencyResolver()
                        .resolveDependency(Config.class)
                        .setDynamic(GraphDatabaseSettings.read_only_database_default, true, "tests");
            }
            System.out.println(neo4j.boltURI());
            while (System.in.read() >= 0) {
                // Only the end of the input matters.
            }
        }
    }
}
