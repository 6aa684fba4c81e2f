package io.graphc.compiler.sql.trino;

import io.trino.sql.tree.Node;
import io.trino.sql.tree.Query;
import io.trino.sql.tree.Table;

/** Tells whether a query reads a table of a name. */
final class RecursionFinder {
    private RecursionFinder() {}

    static boolean names(Query query, String name) {
        return contains(query, name);
    }

    private static boolean contains(Node node, String name) {
        if (node instanceof Table table) {
            return table.getName().getParts().size() == 1
                    && table.getName().getSuffix().equalsIgnoreCase(name);
        }
        for (Node child : node.getChildren()) {
            if (contains(child, name)) {
                return true;
            }
        }
        return false;
    }
}
