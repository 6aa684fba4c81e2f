package io.graphc.runtime.engine.duckdb;

import java.sql.Connection;
import java.sql.DriverManager;

/** A process that holds a database file open until its input ends. */
final class DatabaseHolder {
    private DatabaseHolder() {}

    public static void main(String[] arguments) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + arguments[0])) {
            System.out.print(connection.isClosed() ? "closed" : "open");
            System.out.flush();
            while (System.in.read() >= 0) {
                // Waits for the end of input.
            }
        }
    }
}
