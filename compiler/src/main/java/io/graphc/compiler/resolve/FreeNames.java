package io.graphc.compiler.resolve;

import io.graphc.plan.RelationName;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Names for relations that graphc makes for itself in a schema of its own: lower-case letters, digits and underscores
 * only, as every engine takes them, with a number behind names that would meet. Not safe to share between threads.
 */
public final class FreeNames {
    private final String schema;
    private final Set<String> taken = new TreeSet<>();

    public FreeNames(String schema) {
        this.schema = schema;
    }

    /** A relation whose name is like the one wanted; every call gives another. */
    public RelationName like(String wanted) {
        String plain = wanted.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]", "_");
        String found = plain;
        for (int number = 2; !taken.add(found); number++) {
            found = plain + "_" + number;
        }
        return RelationName.of(schema, found);
    }
}
