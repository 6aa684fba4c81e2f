package io.graphc.compiler.mapping;

import io.graphc.compiler.query.BoundRelation;
import io.graphc.compiler.query.SqlText;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.plan.Column;
import io.graphc.plan.ElementQuery;
import io.graphc.plan.PropertyPlan;
import io.graphc.plan.RelationName;
import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import io.graphc.project.LabelsSpec;
import io.graphc.project.LabelsSpec.Choice;
import io.graphc.project.NodeSpec;
import io.graphc.source.Located;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Binds the labels that a node has by the values of columns, to one column of its rows that names them. They stand there in
 * the order of the alphabet, so that equal sets of labels are equal texts whichever mapping they come from.
 */
final class LabelMapper {
    /** Stands behind the labels where a column holds a value that no label is for; no label is called so. */
    private static final String UNDECLARED = "~";

    private final MappingContext context;

    LabelMapper(MappingContext context) {
        this.context = context;
    }

    /** The labels that nodes of some mappings may have besides those that all of them have, in order. */
    static List<String> declared(List<NodeSpec> specs) {
        return List.copyOf(specs.stream()
                .flatMap(spec -> spec.labelsFrom().stream())
                .flatMap(labels -> labels.choices().stream())
                .map(choice -> choice.label().value())
                .collect(Collectors.toCollection(TreeSet::new)));
    }

    /** The column of labels, where a mapping has one; empty when something is wrong with it, which is reported. */
    Optional<List<MappedProperty>> map(NodeSpec spec, BoundRelation relation) {
        boolean sound = true;
        for (LabelsSpec labels : spec.labelsFrom()) {
            sound &= context.rules().optionalLabels(labels.span()) && isText(labels.column(), relation);
            for (Choice choice : labels.choices()) {
                sound &= isLabel(choice.label(), spec);
            }
        }
        if (!sound || spec.labelsFrom().isEmpty()) {
            return sound ? Optional.of(List.of()) : Optional.empty();
        }
        return Optional.of(List.of(new MappedProperty(
                PropertyPlan.LABELS,
                sql(spec.labelsFrom(), relation),
                spec.labelsFrom().get(0).span(),
                Optional.empty())));
    }

    private boolean isText(Located<String> name, BoundRelation relation) {
        Optional<Column> column = relation.column(name.value());
        if (column.isEmpty()) {
            Diagnostic.of(
                            DiagnosticCode.UNKNOWN_PROPERTY_COLUMN,
                            "column `" + name.value() + "` not found in `" + relation.label() + "`")
                    .at(name.span())
                    .hint(name.value(), relation.columnNames(), "columns of `" + relation.label() + "`")
                    .report(context.sink());
            return false;
        }
        SqlType type = column.get().type();
        if (SqlTypes.isText(type) || type == SqlTypes.ANY || type == SqlTypes.UNKNOWN) {
            return true;
        }
        Diagnostic.of(
                        DiagnosticCode.LABEL_VALUES,
                        "`" + name.value() + "` is `" + type + "`, labels come from a column of text")
                .at(name.span())
                .help("turn it into text in the model, for instance `CAST(" + name.value() + " AS varchar)`")
                .report(context.sink());
        return false;
    }

    private boolean isLabel(Located<String> label, NodeSpec spec) {
        if (!context.rules().label(label, "label")) {
            return false;
        }
        Optional<Located<String>> own = spec.labels().stream()
                .filter(known -> known.value().equals(label.value()))
                .findFirst();
        if (own.isPresent()) {
            Diagnostic.of(
                            DiagnosticCode.LABEL_VALUES,
                            "label `" + label.value() + "` is one that every `"
                                    + spec.label().value() + "` has")
                    .at(label.span())
                    .label(own.get().span(), "every node has it by this")
                    .help("give it another name, or leave it out of `labels`")
                    .report(context.sink());
            return false;
        }
        if (label.value().contains(ElementQuery.LABEL_SEPARATOR)
                || label.value().equals(UNDECLARED)) {
            Diagnostic.of(DiagnosticCode.LABEL_VALUES, "`" + label.value() + "` cannot be a label of `labels_from`")
                    .at(label.span())
                    .note("the labels of a node stand in one column, with `;` between them and `~` for a value that has"
                            + " none")
                    .help("use letters, digits and underscores")
                    .report(context.sink());
            return false;
        }
        return true;
    }

    private static String sql(List<LabelsSpec> all, BoundRelation relation) {
        Map<String, List<String>> conditions = new TreeMap<>();
        List<String> undeclared = new ArrayList<>();
        for (LabelsSpec labels : all) {
            String column = relation.column(labels.column().value())
                    .map(found -> RelationName.quote(found.name()))
                    .orElseThrow();
            Map<String, List<String>> values = new TreeMap<>();
            for (Choice choice : labels.choices()) {
                values.computeIfAbsent(choice.label().value(), label -> new ArrayList<>())
                        .add(SqlText.literal(choice.value().value()));
            }
            values.forEach((label, literals) -> conditions
                    .computeIfAbsent(label, key -> new ArrayList<>())
                    .add(column + " IN (" + String.join(", ", literals) + ")"));
            undeclared.add(column + " NOT IN ("
                    + values.values().stream().flatMap(List::stream).collect(Collectors.joining(", ")) + ")");
        }
        List<String> parts = new ArrayList<>();
        conditions.forEach((label, either) -> parts.add(part(either, label)));
        parts.add(part(undeclared, UNDECLARED));
        return "NULLIF(concat_ws('" + ElementQuery.LABEL_SEPARATOR + "', " + String.join(", ", parts) + "), '')";
    }

    private static String part(List<String> either, String text) {
        return "CASE WHEN " + String.join(" OR ", either) + " THEN " + SqlText.literal(text) + " END";
    }

    /** The rule that columns hold no value that no label is for. */
    static ValueRules.Rule rule() {
        return new ValueRules.Rule(
                "a value that `labels_from` has no label for",
                labels -> "(" + labels + " = '" + UNDECLARED + "' OR " + labels + " LIKE '%"
                        + ElementQuery.LABEL_SEPARATOR + UNDECLARED + "')");
    }

    /** The labels without what stands for a value that no label is for. */
    static String kept(String labels) {
        return "CASE WHEN " + labels + " = '" + UNDECLARED + "' THEN CAST(NULL AS varchar) WHEN " + labels + " LIKE '%"
                + ElementQuery.LABEL_SEPARATOR + UNDECLARED + "' THEN substr(" + labels + ", 1, length(" + labels
                + ") - 2) ELSE " + labels + " END";
    }
}
