package io.graphc.plan.impact;

import java.util.Locale;
import java.util.Optional;

/**
 * Something that is different now.
 *
 * @param owner the id of the model, source, seed, node or relationship type
 * @param column the column, property, key or end; empty for a change of the owner as a whole or of its rows
 * @param before what it was, for instance its type; empty where there is nothing to say
 * @param after what it is now
 * @param breaking why it breaks what relied on the earlier state; empty when it does not
 */
public record Change(String owner, String column, Kind kind, String before, String after, Optional<String> breaking) {
    /** The ways in which something can be different. */
    public enum Kind {
        ADDED,
        REMOVED,
        /** A column under another name that means the same; before and after are the names. */
        RENAMED,
        TYPE,
        NULLABILITY,
        /** What a column means is different. */
        BODY,
        /** Other rows. */
        ROWS,
        /** What a node's or relationship's id is made of. */
        KEY,
        /** The labels of a node type, or the node types that a relationship type connects. */
        LABELS,
        RELATION,
        CONFIGS;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Change of(String owner, String column, Kind kind) {
        return new Change(owner, column, kind, "", "", Optional.empty());
    }

    Change from(String was, String is) {
        return new Change(owner, column, kind, was, is, breaking);
    }

    Change breaking(String why) {
        return new Change(owner, column, kind, before, after, Optional.of(why));
    }

    public boolean isBreaking() {
        return breaking.isPresent();
    }
}
