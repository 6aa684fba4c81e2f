package io.graphc.compiler.mapping;

import io.graphc.compiler.mapping.PropertyTypes.Conversion;
import io.graphc.compiler.query.BoundRelation;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.plan.Cardinality;
import io.graphc.plan.Column;
import io.graphc.plan.PropertyPlan;
import io.graphc.plan.PropertyType;
import io.graphc.plan.RelationName;
import io.graphc.plan.SqlTypes;
import io.graphc.project.ChildSpec;
import io.graphc.project.PropertySpec;
import io.graphc.source.Located;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Binds properties whose values are rows of another relation. */
final class ChildMapper {
    private final BoundRelation parent;
    private final MappingContext context;

    ChildMapper(BoundRelation parent, MappingContext context) {
        this.parent = parent;
        this.context = context;
    }

    /** The bound property; empty when something is wrong with it, which is reported. */
    Optional<MappedProperty> map(PropertySpec spec, ChildSpec child) {
        Optional<BoundRelation> relation = child.from().flatMap(context.relations()::find);
        if (relation.isEmpty()) {
            return Optional.empty();
        }
        List<Column> parents = new ArrayList<>();
        List<Column> children = new ArrayList<>();
        boolean sound = !child.on().isEmpty();
        for (ChildSpec.ColumnPair pair : child.on()) {
            Optional<Column> ours = column(parent, pair.parent(), pair.parent().value());
            // One word names both: what is wrong with it is said once.
            boolean told =
                    ours.isEmpty() && pair.child().span().equals(pair.parent().span());
            Optional<Column> theirs = told
                    ? Optional.empty()
                    : column(relation.get(), pair.child(), pair.child().value());
            if (ours.isPresent() && theirs.isPresent() && agree(pair, ours.get(), theirs.get())) {
                parents.add(ours.get());
                children.add(theirs.get());
            } else {
                sound = false;
            }
        }
        Optional<List<String>> order = order(child.orderBy(), relation.get());
        Optional<Column> column =
                column(relation.get(), spec.columnName(), spec.columnName().value());
        Optional<Conversion> value = column.flatMap(found -> value(spec, found));
        Cardinality cardinality = cardinality(spec);
        if (cardinality == Cardinality.SINGLE) {
            single(spec, relation.get());
        }
        if (!sound || order.isEmpty() || value.isEmpty() || cardinality == Cardinality.SINGLE) {
            return Optional.empty();
        }
        PropertyPlan plan = new PropertyPlan(
                spec.name().value(),
                value.get().type(),
                cardinality,
                SqlTypes.array(value.get().sqlType()));
        ChildRows rows = new ChildRows(relation.get(), parents, children, column.get(), order.get());
        return Optional.of(
                new MappedProperty(plan, value.get().sql(), spec.name().span(), Optional.of(rows)));
    }

    private Optional<Column> column(BoundRelation relation, Located<String> written, String name) {
        Optional<Column> column = relation.column(name);
        if (column.isEmpty()) {
            Diagnostic.of(
                            DiagnosticCode.UNKNOWN_PROPERTY_COLUMN,
                            "column `" + name + "` not found in `" + relation.label() + "`")
                    .at(written.span())
                    .hint(name, relation.columnNames(), "columns of `" + relation.label() + "`")
                    .report(context.sink());
        }
        return column;
    }

    private boolean agree(ChildSpec.ColumnPair pair, Column ours, Column theirs) {
        if (ElementIds.sameKeyText(ours.type(), theirs.type())) {
            return true;
        }
        Diagnostic.Builder problem = Diagnostic.of(
                        DiagnosticCode.JOIN_TYPE,
                        "`" + ours.name() + "` and `" + theirs.name()
                                + "` hold different types, so no row leads to another")
                .at(pair.child().span());
        if (pair.child().span().equals(pair.parent().span())) {
            problem.caption(ours.type() + " and " + theirs.type());
        } else {
            problem.caption(theirs.type().toString())
                    .label(pair.parent().span(), ours.type().toString());
        }
        problem.help("cast one of them in its model: `CAST(" + theirs.name() + " AS " + ours.type() + ")`")
                .report(context.sink());
        return false;
    }

    private Optional<List<String>> order(List<Located<String>> written, BoundRelation relation) {
        List<String> order = new ArrayList<>();
        for (Located<String> item : written) {
            OrderItem.of(item, relation, context.sink())
                    .ifPresent(found ->
                            order.add(RelationName.quote(found.column().name()) + (found.descending() ? " DESC" : "")));
        }
        return order.size() == written.size() ? Optional.of(order) : Optional.empty();
    }

    private Optional<Conversion> value(PropertySpec spec, Column column) {
        Optional<PropertyType> wanted = PropertyTypes.wanted(spec, column.type(), context.decimals());
        Optional<Conversion> value = wanted.flatMap(
                        type -> PropertyTypes.convert(RelationName.quote(column.name()), column.type(), type))
                .filter(found -> found.cardinality() == Cardinality.SINGLE);
        if (value.isEmpty()) {
            Diagnostic.of(
                            DiagnosticCode.PROPERTY_TYPE,
                            "`" + column.name() + "` is `" + column.type()
                                    + "`, which cannot be the values of property `"
                                    + spec.name().value() + "`")
                    .at(spec.type().orElse(spec.columnName()).span())
                    .help("convert it in the model, or give the property a `type` that it has a form in")
                    .report(context.sink());
        }
        return value;
    }

    private static Cardinality cardinality(PropertySpec spec) {
        return switch (spec.cardinality().map(Located::value).orElse("set")) {
            case "list" -> Cardinality.LIST;
            case "single" -> Cardinality.SINGLE;
            default -> Cardinality.SET;
        };
    }

    private void single(PropertySpec spec, BoundRelation relation) {
        Diagnostic.of(
                        DiagnosticCode.PROPERTY_TYPE,
                        "property `" + spec.name().value() + "` cannot have cardinality single: `" + relation.label()
                                + "` may hold several rows for an element")
                .at(spec.cardinality().orElse(spec.name()).span())
                .help("make it a `set`, or join the one row that counts in the model")
                .report(context.sink());
    }
}
