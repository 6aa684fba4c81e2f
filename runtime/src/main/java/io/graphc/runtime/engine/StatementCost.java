package io.graphc.runtime.engine;

/**
 * What statements cost on an engine that tells.
 *
 * @param statements how many there were
 * @param bytesScanned how much they read
 * @param queuedMillis how long they waited
 * @param runMillis how long they ran
 */
public record StatementCost(int statements, long bytesScanned, long queuedMillis, long runMillis) {
    public static final StatementCost NONE = new StatementCost(0, 0, 0, 0);

    public StatementCost plus(StatementCost other) {
        return new StatementCost(
                statements + other.statements,
                bytesScanned + other.bytesScanned,
                queuedMillis + other.queuedMillis,
                runMillis + other.runMillis);
    }
}
