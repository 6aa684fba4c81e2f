package io.graphc.compiler.datatest;

import io.graphc.compiler.query.BoundRelation;
import io.graphc.plan.Proof;
import io.graphc.plan.fact.RelationFacts;
import io.graphc.plan.fact.TableColumn;
import io.graphc.project.DataTestSpec;
import io.graphc.project.yaml.YamlScalar;
import java.util.List;
import java.util.Optional;

/** Finds out whether a built-in test must pass, from what is known of the relation that it tests. */
final class TestProof {
    private TestProof() {}

    /**
     * Why the test must pass.
     *
     * @param id the test's own id: what is only known from it proves nothing
     * @param parent the relation that a {@code relationships} test names
     */
    static Optional<Proof> of(
            DataTestSpec test, String id, BoundRelation relation, String column, Optional<BoundRelation> parent) {
        if (relation.column(column).isEmpty()) {
            return Optional.empty();
        }
        RelationFacts facts = relation.facts();
        Optional<Proof> proof = switch (test.kind().value()) {
            case "not_null" -> facts.notNull(column);
            case "unique" -> facts.unique(List.of(column));
            case "accepted_values" ->
                DeclaredFacts.accepted(test, relation, column).flatMap(values -> facts.accepts(column, values));
            case "relationships" -> parent.flatMap(found -> contained(facts, column, found, test));
            default -> Optional.empty();
        };
        return proof.filter(found -> !found.tests().contains(id));
    }

    private static Optional<Proof> contained(
            RelationFacts facts, String column, BoundRelation parent, DataTestSpec test) {
        return test.argument("field")
                .filter(YamlScalar.class::isInstance)
                .flatMap(
                        field -> facts.contained(column, new TableColumn(parent.label(), ((YamlScalar) field).text())));
    }
}
