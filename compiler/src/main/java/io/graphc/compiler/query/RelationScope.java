package io.graphc.compiler.query;

import io.graphc.compiler.sql.TableLookup;
import io.graphc.compiler.sql.TableSchema;
import io.graphc.plan.RelationName;
import java.util.List;
import java.util.Optional;

/**
 * The relations that one query reads.
 *
 * @param all the names of all relations of the project
 * @param reader the query's own name: a query is no table to itself
 */
record RelationScope(List<BoundRelation> relations, List<String> all, String reader) implements TableLookup {
    /** Only asked for when a name is wrong; most queries have none. */
    @Override
    public List<String> labels() {
        return all.stream().filter(label -> !label.equals(reader)).toList();
    }

    @Override
    public Optional<TableSchema> find(List<String> nameParts) {
        return relations.stream()
                .filter(relation -> relation.ephemeral().isEmpty() && isNamed(relation.name(), nameParts))
                .findFirst()
                .map(relation ->
                        new TableSchema(relation.id(), relation.label(), relation.columns(), relation.facts()));
    }

    private static boolean isNamed(RelationName relation, List<String> parts) {
        int last = parts.size() - 1;
        return last >= 1
                && parts.get(last).equalsIgnoreCase(relation.identifier())
                && parts.get(last - 1).equalsIgnoreCase(relation.schema())
                && (last == 1
                        || relation.database()
                                .filter(database -> database.equalsIgnoreCase(parts.get(0)))
                                .isPresent());
    }
}
