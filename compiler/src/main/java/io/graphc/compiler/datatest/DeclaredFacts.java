package io.graphc.compiler.datatest;

import io.graphc.compiler.query.BoundRelation;
import io.graphc.diagnostic.DiagnosticBag;
import io.graphc.plan.Proof;
import io.graphc.plan.fact.AcceptedValues;
import io.graphc.plan.fact.RelationFacts;
import io.graphc.plan.fact.TableColumn;
import io.graphc.project.BuiltInTestShapes;
import io.graphc.project.ColumnSpec;
import io.graphc.project.DataTestSpec;
import io.graphc.project.ReferenceParser;
import io.graphc.project.yaml.YamlNode;
import io.graphc.project.yaml.YamlScalar;
import io.graphc.project.yaml.YamlSequence;
import io.graphc.source.Located;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What the tests of a relation say of its rows once they pass. Only what does not follow from the relation's SQL is taken
 * from them, so that a test never proves itself. Immutable and safe to share between threads.
 */
public final class DeclaredFacts {
    /** Configs with which a test that passes does not speak for all rows. */
    private static final List<String> PARTIAL = List.of("where", "warn_if", "error_if", "fail_calc", "limit");

    private static final String COMBINATION = "unique_combination_of_columns";

    private final String project;
    private final Predicate<String> redefined;

    /** @param redefined tells the kinds of tests whose queries the project writes itself, whatever they then mean */
    public DeclaredFacts(String project, Predicate<String> redefined) {
        this.project = project;
        this.redefined = redefined;
    }

    /** The subject's relation, with what it says of itself and what its tests say. */
    public BoundRelation known(TestSubject subject, List<DataTestSpec> tests, List<ColumnSpec> columns) {
        BoundRelation relation = subject.relation();
        RelationFacts facts = relation.facts().withItself(relation.label(), relation.columnNames());
        for (DataTestSpec test : tests) {
            facts = with(facts, subject, test, "");
        }
        for (ColumnSpec column : columns) {
            for (DataTestSpec test : column.dataTests()) {
                facts = with(facts, subject, test, column.name().value());
            }
        }
        return relation.withFacts(facts);
    }

    private RelationFacts with(RelationFacts facts, TestSubject subject, DataTestSpec test, String written) {
        if (BuiltInTestShapes.canonical(test.kind().value()).equals(COMBINATION)) {
            return withCombination(facts, subject, test, written);
        }
        String column = written.isEmpty() ? text(test, "column_name").orElse("") : written;
        if (redefined.test(test.kind().value())
                || !saysAllRows(test)
                || subject.relation().column(column).isEmpty()) {
            return facts;
        }
        String name = test.name()
                .map(Located::value)
                .orElseGet(() -> TestName.of(test.kind().value(), subject, written, DataTestPlanner.arguments(test)));
        Proof proof = Proof.byTest(DataTestPlanner.id(project, name));
        return switch (test.kind().value()) {
            case "not_null" -> facts.withNotNull(column, proof);
            case "unique" -> facts.withKey(List.of(column), proof);
            case "accepted_values" ->
                accepted(test, subject.relation(), column)
                        .map(values -> facts.withAccepted(column, values, proof))
                        .orElse(facts);
            case "relationships" ->
                parent(test)
                        .map(parent -> facts.withContained(column, parent, proof))
                        .orElse(facts);
            default -> facts;
        };
    }

    /** A combination that does not repeat is a key, nulls or not. */
    private RelationFacts withCombination(RelationFacts facts, TestSubject subject, DataTestSpec test, String written) {
        Optional<List<String>> columns = test.argument("combination_of_columns")
                .filter(YamlSequence.class::isInstance)
                .map(node -> ((YamlSequence) node).items())
                .filter(items -> items.stream()
                        .allMatch(item -> item instanceof YamlScalar scalar
                                && subject.relation().column(scalar.text()).isPresent()))
                .map(items -> items.stream()
                        .map(item -> subject.relation()
                                .column(((YamlScalar) item).text())
                                .orElseThrow()
                                .name())
                        .toList())
                .filter(names -> !names.isEmpty());
        if (columns.isEmpty()
                || !written.isEmpty()
                || redefined.test(test.kind().value())
                || !saysAllRows(test)) {
            return facts;
        }
        String name = test.name()
                .map(Located::value)
                .orElseGet(() -> TestName.of(test.kind().value(), subject, written, DataTestPlanner.arguments(test)));
        return facts.withKey(columns.get(), Proof.byTest(DataTestPlanner.id(project, name)));
    }

    /** A test of some rows, or one that is off, says nothing of all rows. */
    private static boolean saysAllRows(DataTestSpec test) {
        boolean enabled = test.config()
                .enabled()
                .filter(text -> text.value().equalsIgnoreCase("false"))
                .isEmpty();
        return enabled
                && PARTIAL.stream().allMatch(name -> test.config().value(name).isEmpty());
    }

    private static Optional<String> text(DataTestSpec test, String argument) {
        return test.argument(argument)
                .filter(node -> node instanceof YamlScalar scalar && !scalar.isNull())
                .map(node -> ((YamlScalar) node).text());
    }

    /** The accepted values of a column whose values have one text each. */
    static Optional<List<String>> accepted(DataTestSpec test, BoundRelation relation, String column) {
        return relation.column(column)
                .flatMap(found -> values(test).flatMap(values -> AcceptedValues.asPrinted(values, found.type())));
    }

    private static Optional<List<String>> values(DataTestSpec test) {
        Optional<YamlNode> values = test.argument("values");
        if (values.isEmpty() || !(values.get() instanceof YamlSequence sequence)) {
            return Optional.empty();
        }
        boolean plain =
                sequence.items().stream().allMatch(item -> item instanceof YamlScalar scalar && !scalar.isTemplate());
        return plain
                ? Optional.of(sequence.items().stream()
                        .map(item -> ((YamlScalar) item).text())
                        .toList())
                : Optional.empty();
    }

    /** What is wrong with the reference is said when the test is planned. */
    private Optional<TableColumn> parent(DataTestSpec test) {
        Optional<YamlNode> to = test.argument("to");
        Optional<String> field = text(test, "field");
        if (to.isEmpty() || field.isEmpty() || !(to.get() instanceof YamlScalar scalar)) {
            return Optional.empty();
        }
        return new ReferenceParser("to", new DiagnosticBag())
                .parse(Located.of(scalar.content(), scalar.span()))
                .map(reference -> new TableColumn(reference.label(), field.get()));
    }
}
