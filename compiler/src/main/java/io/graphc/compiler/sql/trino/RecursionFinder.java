package io.graphc.compiler.sql.trino;

import io.trino.sql.tree.Node;
import io.trino.sql.tree.Query;
import io.trino.sql.tree.QuerySpecification;
import io.trino.sql.tree.Relation;
import io.trino.sql.tree.Table;
import io.trino.sql.tree.TableSubquery;
import io.trino.sql.tree.WithQuery;
import java.util.ArrayList;
import java.util.List;

/** Finds the places where a query reads a common table expression of a name. */
final class RecursionFinder {
    private RecursionFinder() {}

    /** All of them, in the order they are written. */
    static List<Table> references(Node node, String name) {
        List<Table> found = new ArrayList<>();
        collect(node, name, true, found);
        return found;
    }

    /** Those in the FROM clause of a query block itself, not in queries inside of it. */
    static List<Table> fromStep(Relation step, String name) {
        List<Table> found = new ArrayList<>();
        if (step instanceof QuerySpecification block) {
            block.getFrom().ifPresent(from -> collect(from, name, false, found));
        } else if (step instanceof TableSubquery query
                && query.getQuery().getWith().isEmpty()) {
            return fromStep(query.getQuery().getQueryBody(), name);
        } else if (step instanceof Table) {
            collect(step, name, false, found);
        }
        return found;
    }

    private static void collect(Node node, String name, boolean queries, List<Table> found) {
        if (node instanceof Table table) {
            if (table.getName().getParts().size() == 1
                    && table.getName().getSuffix().equalsIgnoreCase(name)) {
                found.add(table);
            }
            return;
        }
        if (node instanceof Query query && (!queries || redefines(query, name))) {
            return;
        }
        node.getChildren().forEach(child -> collect(child, name, queries, found));
    }

    private static boolean redefines(Query query, String name) {
        return query.getWith().stream()
                .flatMap(with -> with.getQueries().stream())
                .map(WithQuery::getName)
                .anyMatch(own -> own.getValue().equalsIgnoreCase(name));
    }
}
