package io.graphc.compiler.mapping;

import io.graphc.compiler.query.BoundRelation;
import io.graphc.diagnostic.DiagnosticBag;
import io.graphc.plan.Column;
import io.graphc.plan.fact.Containment;
import io.graphc.project.ColumnSpec;
import io.graphc.project.ConstraintSpec;
import io.graphc.project.DataTestSpec;
import io.graphc.project.DescriptionSpec;
import io.graphc.project.ModelSpec;
import io.graphc.project.ProjectSpec;
import io.graphc.project.ReferenceParser;
import io.graphc.project.RelationReference;
import io.graphc.project.SeedSpec;
import io.graphc.project.SourceSpec;
import io.graphc.project.SourceTableSpec;
import io.graphc.project.yaml.YamlScalar;
import io.graphc.source.Located;
import io.graphc.source.MappedText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which columns of a relation lead to another, as {@code relationships} tests and {@code foreign_key} constraints say.
 * Immutable and safe to share between threads.
 */
public final class ForeignKeys {
    private final Map<String, List<Declared>> byRelation = new TreeMap<>();

    /** What is declared: columns, and what they lead to. */
    private record Declared(List<String> columns, String parent, List<String> parentColumns) {}

    private ForeignKeys() {}

    /** All that a project declares. What is wrong in it is told where it is used as a test. */
    public static ForeignKeys of(ProjectSpec project) {
        ForeignKeys keys = new ForeignKeys();
        for (ModelSpec model : project.models()) {
            keys.add(
                    model.name(),
                    model.columns(),
                    model.dataTests(),
                    model.description().map(DescriptionSpec::constraints).orElse(List.of()));
        }
        for (SeedSpec seed : project.seeds()) {
            keys.add(seed.name(), seed.columns(), seed.dataTests(), List.of());
        }
        for (SourceSpec source : project.sources()) {
            for (SourceTableSpec table : source.tables()) {
                String label = source.name().value() + "." + table.name().value();
                keys.add(label, table.columns(), table.dataTests(), List.of());
            }
        }
        return keys;
    }

    private void add(
            String relation, List<ColumnSpec> columns, List<DataTestSpec> tests, List<ConstraintSpec> constraints) {
        List<Declared> declared = byRelation.computeIfAbsent(relation, label -> new ArrayList<>());
        for (DataTestSpec test : tests) {
            text(test, "column_name").ifPresent(column -> test(test, column).ifPresent(declared::add));
        }
        for (ConstraintSpec constraint : constraints) {
            constraint(constraint, values(constraint.columns())).ifPresent(declared::add);
        }
        for (ColumnSpec column : columns) {
            String name = column.name().value();
            column.dataTests().forEach(test -> test(test, name).ifPresent(declared::add));
            column.constraints()
                    .forEach(constraint -> constraint(constraint, List.of(name)).ifPresent(declared::add));
        }
    }

    private static Optional<Declared> test(DataTestSpec test, String column) {
        if (!test.kind().value().equals("relationships")) {
            return Optional.empty();
        }
        Optional<RelationReference> parent = test.argument("to")
                .filter(YamlScalar.class::isInstance)
                .map(node -> Located.of(((YamlScalar) node).content(), node.span()))
                .flatMap(ForeignKeys::reference);
        return text(test, "field")
                .flatMap(field -> parent.map(found -> new Declared(List.of(column), found.label(), List.of(field))));
    }

    private static Optional<String> text(DataTestSpec test, String argument) {
        return test.argument(argument).filter(YamlScalar.class::isInstance).map(node -> ((YamlScalar) node).text());
    }

    private static Optional<Declared> constraint(ConstraintSpec constraint, List<String> columns) {
        if (!constraint.type().value().equals("foreign_key")
                || columns.isEmpty()
                || columns.size() != constraint.toColumns().size()) {
            return Optional.empty();
        }
        return constraint
                .to()
                .flatMap(ForeignKeys::reference)
                .map(parent -> new Declared(columns, parent.label(), values(constraint.toColumns())));
    }

    private static Optional<RelationReference> reference(Located<MappedText> written) {
        return new ReferenceParser("to", new DiagnosticBag()).parse(written);
    }

    private static List<String> values(Collection<Located<String>> texts) {
        return texts.stream().map(Located::value).toList();
    }

    /** The columns of a relation that lead to one of these keys, each way once, in the key's order. */
    List<List<Column>> leading(BoundRelation relation, List<NodeKey> keys) {
        Set<List<Column>> ways = new LinkedHashSet<>();
        for (NodeKey node : keys) {
            List<String> key = node.columns().stream().map(ForeignKeys::lower).toList();
            for (Declared declared : byRelation.getOrDefault(relation.label(), List.of())) {
                if (declared.parent().equals(node.relation())) {
                    inOrder(declared, key, relation).ifPresent(ways::add);
                }
            }
            if (key.size() == 1) {
                relation.columns().stream()
                        .filter(column -> isTested(relation, column, node.relation(), key.get(0)))
                        .forEach(column -> ways.add(List.of(column)));
            }
        }
        return List.copyOf(ways);
    }

    private static Optional<List<Column>> inOrder(Declared declared, List<String> key, BoundRelation relation) {
        List<String> parents =
                declared.parentColumns().stream().map(ForeignKeys::lower).toList();
        List<Column> columns = new ArrayList<>();
        for (String part : key) {
            int place = parents.indexOf(part);
            if (place >= 0) {
                relation.column(declared.columns().get(place)).ifPresent(columns::add);
            }
        }
        return columns.size() == key.size() && parents.size() == key.size() ? Optional.of(columns) : Optional.empty();
    }

    /** Whether tests of this relation, or of those it is made of, say that a column holds values of another. */
    private static boolean isTested(BoundRelation relation, Column column, String parent, String parentColumn) {
        boolean itself = relation.label().equals(parent) && lower(column.name()).equals(parentColumn);
        return !itself
                && relation.facts().column(column.name()).containedIn().stream()
                        .filter(known -> isOf(known, parent, parentColumn))
                        .anyMatch(known -> !known.proof().tests().isEmpty());
    }

    private static boolean isOf(Containment known, String parent, String parentColumn) {
        return known.column().table().equals(parent)
                && lower(known.column().column()).equals(parentColumn);
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
