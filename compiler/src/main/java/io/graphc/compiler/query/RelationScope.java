package io.graphc.compiler.query;

import io.graphc.compiler.sql.EphemeralTable;
import io.graphc.compiler.sql.TableLookup;
import io.graphc.compiler.sql.TableSchema;
import io.graphc.plan.RelationName;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The relations that one query reads.
 *
 * @param name what the query is: it is no table to itself
 * @param known those that it could read
 */
record RelationScope(String name, List<BoundRelation> relations, KnownRelations known) implements TableLookup {
    @Override
    public Optional<TableSchema> find(List<String> nameParts) {
        return relations.stream()
                .filter(relation ->
                        hasName(relation) && relation.names().stream().anyMatch(called -> isNamed(called, nameParts)))
                .findFirst()
                .map(relation -> new TableSchema(
                        relation.id(),
                        relation.label(),
                        relation.columns(),
                        relation.facts(),
                        relation.ephemeral().map(EphemeralTable::cteName)));
    }

    @Override
    public Collection<String> labels() {
        return known.labels().stream().filter(label -> !label.equals(name)).toList();
    }

    @Override
    public Optional<String> call(List<String> nameParts) {
        return known.call(nameParts).filter(call -> !call.equals("ref('" + name + "')"));
    }

    /** Ephemeral models have none; rows in place of a relation have its. */
    private static boolean hasName(BoundRelation relation) {
        return relation.ephemeral().map(EphemeralTable::standsIn).orElse(true);
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
