package io.graphc.runtime.emit.neptune;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticBag;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.plan.Cardinality;
import io.graphc.plan.ElementPlan;
import io.graphc.plan.ElementQuery;
import io.graphc.plan.NodePlan;
import io.graphc.plan.PropertyPlan;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * How the file of one element type looks: its header, the labels that all its rows share, and how each property is
 * written. Names that Neptune's header form has no place for are reported.
 *
 * @param keyColumns the number of id columns that rows start with
 * @param labels their number, which Neptune's loader counts as records
 * @param optionalLabels the labels that a node may have besides, as the last column of its row says
 */
record ElementLayout(
        ElementPlan element,
        String header,
        String labelCell,
        int keyColumns,
        int labels,
        List<String> optionalLabels,
        List<PropertyCells.Cell> cells) {
    /** Blanks, commas, quotes, control characters and the marks of the header's own grammar at places that confuse it. */
    private static final Pattern NOT_IN_HEADER = Pattern.compile("^~|^$|[\\s,\"\\p{Cntrl}\\p{Z}]|\\\\(:|$)");

    static ElementLayout of(ElementPlan element, NeptuneFormat format, PropertyCells cells, DiagnosticBag problems) {
        boolean node = element instanceof NodePlan;
        for (PropertyPlan property : element.properties()) {
            check(element, format, property, problems);
        }
        List<String> labels = element instanceof NodePlan plan ? plan.labels() : List.of(element.name());
        List<String> optional = element instanceof NodePlan plan ? plan.optionalLabels() : List.of();
        optional.forEach(label -> labelCell(element, List.of(label), node, problems));
        return new ElementLayout(
                element,
                header(element, format, node),
                labelCell(element, labels, node, problems),
                node ? 1 : 3,
                labels.size(),
                optional,
                element.properties().stream().map(cells::of).toList());
    }

    /** The number of columns that rows have to have. */
    int columns() {
        return keyColumns + element.values().size();
    }

    /** The place of the column of further labels, where there is one. */
    int labelsColumn() {
        return keyColumns + cells.size();
    }

    String kind() {
        return element instanceof NodePlan ? "node" : "relationship";
    }

    /** What the files of the element type's rows are like; nodes and relationships can each be loaded by a prefix. */
    FileLayout files() {
        return new FileLayout(element, kind() + "s", kind(), header);
    }

    /** What the files of ids of elements that are to be deleted are like. */
    FileLayout deletes() {
        return new FileLayout(element, "deletes/" + kind() + "s", kind(), ElementQuery.ID + "\n");
    }

    /** What the files of ids of relationships that are to be deleted before they are loaded again are like. */
    FileLayout moved() {
        return new FileLayout(element, "deletes/moved-relationships", kind(), ElementQuery.ID + "\n");
    }

    /** What the files of properties that are to be dropped before their elements are loaded again are like. */
    FileLayout drops() {
        return new FileLayout(element, "deletes/" + kind() + "-properties", kind(), ElementQuery.ID + ",~property\n");
    }

    /** What the files of labels that nodes have no more are like. */
    FileLayout labelDrops() {
        return new FileLayout(element, "deletes/" + kind() + "-labels", kind(), ElementQuery.ID + ",~label\n");
    }

    private static void check(
            ElementPlan element, NeptuneFormat format, PropertyPlan property, DiagnosticBag problems) {
        String of = "property `" + property.name() + "` of `" + element.name() + "`";
        if (NOT_IN_HEADER.matcher(property.name()).find()) {
            Diagnostic.of(
                            DiagnosticCode.PROPERTY_NAME_NOT_ON_TARGET,
                            of + " has a name that Neptune's CSV header cannot hold")
                    .note(
                            "blanks, commas, quotes, control characters, `~` at the start and a backslash before `:` or at"
                                    + " the end have no form there")
                    .help("give the property another name in the mapping")
                    .report(problems);
        }
        if (format == NeptuneFormat.OPENCYPHER && property.name().indexOf(':') >= 0) {
            Diagnostic.of(DiagnosticCode.PROPERTY_NAME_NOT_ON_TARGET, of + " has a name with `:`")
                    .note("the headers of openCypher files have no form for it")
                    .help("give the property another name in the mapping, or set `format: gremlin`")
                    .report(problems);
        }
        if (format == NeptuneFormat.OPENCYPHER && property.cardinality() != Cardinality.SINGLE) {
            Diagnostic.of(
                            DiagnosticCode.TYPE_NOT_ON_TARGET,
                            of + " holds several values, files in the format `opencypher` hold one")
                    .help("join the values into one text in SQL, or set `format: gremlin`")
                    .report(problems);
        } else if (property.cardinality() != Cardinality.SINGLE && !(element instanceof NodePlan)) {
            Diagnostic.of(
                            DiagnosticCode.TYPE_NOT_ON_TARGET,
                            of + " holds several values, Neptune relationships hold one")
                    .help("join the values into one text in SQL, or move the property to a node")
                    .report(problems);
        }
    }

    private static String header(ElementPlan element, NeptuneFormat format, boolean node) {
        List<String> columns = new ArrayList<>(format.keys(node));
        element.properties().forEach(property -> columns.add(format.column(property, node)));
        return String.join(",", columns) + "\n";
    }

    private static String labelCell(ElementPlan element, List<String> labels, boolean node, DiagnosticBag problems) {
        CsvBuffer cell = new CsvBuffer();
        try {
            if (labels.contains("")) {
                throw new RefusedValueException("is empty");
            }
            cell.addText(node ? ArrayText.join(labels) : labels.get(0));
        } catch (RefusedValueException e) {
            Diagnostic.of(
                            DiagnosticCode.LABEL_NOT_ON_TARGET,
                            "label of `" + element.name() + "` cannot be written for Neptune: it " + e.getMessage())
                    .report(problems);
        }
        return new String(cell.bytes(), 0, cell.size(), StandardCharsets.UTF_8);
    }
}
