package io.graphc.compiler.unittest;

import io.graphc.compiler.mapping.ElementIds;
import io.graphc.compiler.query.BoundRelation;
import io.graphc.compiler.query.SqlText;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.plan.Column;
import io.graphc.plan.ElementPlan;
import io.graphc.plan.ElementQuery;
import io.graphc.plan.GraphPlan;
import io.graphc.plan.NodePlan;
import io.graphc.plan.RelationshipPlan;
import io.graphc.plan.SqlTypes;
import io.graphc.project.UnitTestSpec;
import io.graphc.project.yaml.MapReader;
import io.graphc.project.yaml.YamlEntry;
import io.graphc.project.yaml.YamlNode;
import io.graphc.project.yaml.YamlSequence;
import io.graphc.source.Located;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The elements that a unit test of a mapping expects, as rows: ids, labels and the properties that it names. */
final class ExpectedElements {
    private static final Column LABELS = Column.of(MappingTests.LABELS, SqlTypes.array(SqlTypes.VARCHAR));

    private final UnitTestContext context;
    private final GraphPlan graph;
    private final UnitTestSpec test;
    private final List<? extends ElementPlan> elements;
    private final List<Column> properties;
    private final TypedCell cells;
    private boolean sound = true;

    ExpectedElements(
            UnitTestContext context, GraphPlan graph, UnitTestSpec test, List<? extends ElementPlan> elements) {
        this.context = context;
        this.graph = graph;
        this.test = test;
        this.elements = elements;
        this.properties = MappingTests.properties(elements);
        this.cells = new TypedCell(context.sink());
    }

    /** The rows of the columns that one of them names; empty when something is wrong, which is reported. */
    Optional<TypedRows> rows(YamlNode written) {
        List<Map<Column, String>> rows = new ArrayList<>();
        for (YamlNode item : written instanceof YamlSequence list ? list.items() : List.<YamlNode>of()) {
            rows.add(row(MapReader.of(item)));
        }
        if (!sound) {
            return Optional.empty();
        }
        List<Column> named = all().stream()
                .filter(column -> rows.isEmpty() || rows.stream().anyMatch(row -> row.containsKey(column)))
                .toList();
        List<Column> compared = named.isEmpty() ? all() : named;
        List<List<String>> values = rows.stream()
                .map(row -> compared.stream()
                        .map(column -> row.getOrDefault(column, "NULL"))
                        .toList())
                .toList();
        return Optional.of(TypedRows.of(compared, compared, values));
    }

    private List<Column> all() {
        List<Column> all = new ArrayList<>(MappingTests.ids(elements.get(0)));
        if (elements.get(0) instanceof NodePlan) {
            all.add(LABELS);
        }
        all.addAll(properties);
        return all;
    }

    private Map<Column, String> row(MapReader item) {
        Map<Column, String> row = new LinkedHashMap<>();
        item.text("id").ifPresent(id -> row.put(id(ElementQuery.ID), SqlText.literal(id.value())));
        if (elements.get(0) instanceof NodePlan node) {
            item.node("key").flatMap(key -> idOf(node, key)).ifPresent(sql -> row.put(id(ElementQuery.ID), sql));
            item.node("labels").ifPresent(labels -> row.put(LABELS, labels(item.texts("labels"))));
        } else {
            end(item, "start", ElementQuery.FROM, row);
            end(item, "end", ElementQuery.TO, row);
        }
        for (YamlEntry property : item.map("properties").entries()) {
            property(property).ifPresent(value -> row.put(value.getKey(), value.getValue()));
        }
        return row;
    }

    private static Column id(String name) {
        return Column.of(name, SqlTypes.VARCHAR);
    }

    /** In one order, since labels have none. */
    private static String labels(List<Located<String>> written) {
        return new TreeSet<>(written.stream().map(Located::value).toList())
                .stream().map(SqlText::literal).collect(Collectors.joining(", ", "[", "]"));
    }

    private void end(MapReader item, String word, String column, Map<Column, String> row) {
        item.text(word + "_id").ifPresent(id -> row.put(id(column), SqlText.literal(id.value())));
        Optional<YamlNode> key = item.node(word);
        if (key.isEmpty()) {
            return;
        }
        boolean start = word.equals("start");
        List<String> labels = elements.stream()
                .map(RelationshipPlan.class::cast)
                .map(element -> start ? element.startLabel() : element.endLabel())
                .distinct()
                .toList();
        if (labels.size() > 1) {
            sound = false;
            Diagnostic.of(
                            DiagnosticCode.UNIT_TEST_VALUE,
                            "`" + test.subject().value() + "` has several node types at its " + word)
                    .at(key.get().span())
                    .help("write the node's id, as `" + word + "_id`")
                    .report(context.sink());
            return;
        }
        graph.nodes().stream()
                .filter(node -> node.name().equals(labels.get(0)))
                .findFirst()
                .flatMap(node -> idOf(node, key.get()))
                .ifPresent(sql -> row.put(id(column), sql));
    }

    private Optional<String> idOf(NodePlan node, YamlNode written) {
        List<YamlNode> parts = written instanceof YamlSequence list ? list.items() : List.of(written);
        if (parts.size() != node.keyColumns().size() || context.hasOwnIds(node.name())) {
            sound = false;
            Diagnostic.Builder problem = Diagnostic.of(
                            DiagnosticCode.UNIT_TEST_VALUE,
                            context.hasOwnIds(node.name())
                                    ? "ids of `" + node.name() + "` do not follow from its key"
                                    : "the key of `" + node.name() + "` has "
                                            + (node.keyColumns().size() == 1
                                                    ? "1 part"
                                                    : node.keyColumns().size() + " parts")
                                            + ", here are " + parts.size())
                    .at(written.span());
            (context.hasOwnIds(node.name())
                            ? problem.help("write the id itself")
                            : problem.note("its key: `" + String.join("`, `", node.keyColumns()) + "`"))
                    .report(context.sink());
            return Optional.empty();
        }
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            Column column = keyColumn(node, node.keyColumns().get(i));
            cells.keyText(parts.get(i), column, node.name()).ifPresent(texts::add);
        }
        sound &= texts.size() == parts.size();
        String id = node.idPrefix() + texts.stream().map(ElementIds::escape).collect(Collectors.joining("|"));
        return sound ? Optional.of(SqlText.literal(id)) : Optional.empty();
    }

    private Column keyColumn(NodePlan node, String name) {
        return node.dependsOn().stream()
                .flatMap(id -> context.relations().byId(id).stream())
                .flatMap((BoundRelation relation) -> relation.column(name).stream())
                .findFirst()
                .orElseGet(() -> Column.of(name, SqlTypes.VARCHAR));
    }

    private Optional<Map.Entry<Column, String>> property(YamlEntry written) {
        Optional<Column> column = properties.stream()
                .filter(found -> found.name().equals(written.name()))
                .findFirst();
        if (column.isEmpty()) {
            sound = false;
            List<String> names = properties.stream().map(Column::name).toList();
            Diagnostic.of(
                            DiagnosticCode.UNKNOWN_TEST_SUBJECT,
                            "`" + test.subject().value() + "` has no property `" + written.name() + "`")
                    .at(written.key().span())
                    .hint(written.name(), names, "its properties")
                    .report(context.sink());
            return Optional.empty();
        }
        Optional<String> sql =
                cells.sql(written.value(), column.get(), test.subject().value());
        sound &= sql.isPresent();
        return sql.map(value -> Map.entry(column.get(), value));
    }

    /** The select list for rows of an element type, of some of the columns. */
    String select(ElementPlan element, List<Column> columns) {
        List<String> there = new ArrayList<>(
                element.properties().stream().map(property -> property.name()).toList());
        MappingTests.ids(element).forEach(column -> there.add(column.name()));
        String items = columns.stream()
                .map(column -> {
                    String value = there.contains(column.name()) ? TypedCell.quoted(column.name()) : "NULL";
                    String made = column.equals(LABELS) ? labels((NodePlan) element) : value;
                    return TypedRows.cast(made, column) + " AS " + TypedCell.quoted(column.name());
                })
                .collect(Collectors.joining(", "));
        return "SELECT " + (items.isEmpty() ? "1" : items);
    }

    private static String labels(NodePlan node) {
        String fixed = node.labels().stream().map(SqlText::literal).collect(Collectors.joining(", ", "[", "]"));
        String own = node.optionalLabels().isEmpty()
                ? "[]"
                : "coalesce(string_split(\"" + ElementQuery.LABELS + "\", '" + ElementQuery.LABEL_SEPARATOR + "'), [])";
        return "list_sort(list_distinct(list_concat(" + fixed + ", " + own + ")))";
    }
}
