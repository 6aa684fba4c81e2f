package io.graphc.runtime.diff;

import java.util.Optional;

/**
 * What a state says that one graph target holds of one tenant.
 *
 * @param target the name of the graph output, a blank, and where it is
 * @param tenant empty text in a project without tenants
 * @param project the name of the project, as the ids of its element types have it; empty where nothing is held
 * @param schema the schema of the state
 * @param load the number of the last load that was begun
 * @param committedAt when the last load that ended well was committed, as the engine prints it
 * @param unfinished whether a load was begun since that has not ended well
 */
public record HeldGraph(
        String target,
        String tenant,
        String project,
        String schema,
        long load,
        Optional<String> committedAt,
        long nodes,
        long relationships,
        boolean unfinished) {
    /** The name of the graph output. */
    public String output() {
        int blank = target.indexOf(' ');
        return blank < 0 ? target : target.substring(0, blank);
    }

    /** Where the graph is. */
    public String place() {
        int blank = target.indexOf(' ');
        return blank < 0 ? "" : target.substring(blank + 1);
    }
}
