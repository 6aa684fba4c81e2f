package io.graphc.plan;

import java.util.Locale;

/**
 * A statement that runs at a moment of each load that changes the graph.
 *
 * @param id {@code action.<project>.<name>}
 * @param path the project-relative file that it is declared in
 * @param line the 1-based line of the declaration
 */
public record ActionPlan(
        String id, String name, Moment at, QueryLanguage language, RenderedText text, String path, int line) {
    /** When an action runs. */
    public enum Moment {
        /** Before anything is written. */
        PRE_LOAD,
        /** When all nodes are written, before the first relationship. */
        POST_NODES,
        /** When all is written and deleted, before the graph is counted. */
        POST_LOAD;

        /** As mappings have it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
