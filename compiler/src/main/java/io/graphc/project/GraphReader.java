package io.graphc.project;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.project.ElementTestShapes.Place;
import io.graphc.project.yaml.MapReader;
import io.graphc.project.yaml.ShapeChecker;
import io.graphc.project.yaml.YamlEntry;
import io.graphc.project.yaml.YamlMapping;
import io.graphc.project.yaml.YamlNode;
import io.graphc.project.yaml.YamlParser;
import io.graphc.project.yaml.YamlScalar;
import io.graphc.project.yaml.YamlSequence;
import io.graphc.source.Located;
import io.graphc.source.MappedText;
import io.graphc.source.SourceFile;
import io.graphc.source.SourceSpan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads graph mappings, and collects their nodes and relationships. */
final class GraphReader {
    private static final String NAME_KEY = "list the columns that identify a node, as `key: [user_id]`";
    private static final String NAME_LABEL = "say what its nodes are called, as `label: User`";

    private final ReferenceParser references;
    private final ChildReader children;
    private final PolicyReader policies;
    private final LabelsReader labelsFrom;
    private final ActionReader actions;
    private final ElementTestReader tests;
    private final UnitTestReader unitTests;
    private final DiagnosticSink sink;
    private final List<NodeSpec> nodes = new ArrayList<>();
    private final List<RelationshipSpec> relationships = new ArrayList<>();

    /**
     * @param testConfigs what the project file says of tests
     * @param unitTests reads the unit tests that stand beside mappings
     */
    GraphReader(ProjectFiles files, ConfigSpec testConfigs, UnitTestReader unitTests, DiagnosticSink sink) {
        this.unitTests = unitTests;
        this.tests = new ElementTestReader(testConfigs, sink);
        this.references = new ReferenceParser("from", sink);
        this.children = new ChildReader(references, sink);
        this.policies = new PolicyReader(sink);
        this.labelsFrom = new LabelsReader(sink);
        this.actions = new ActionReader(files, sink);
        this.sink = sink;
    }

    List<NodeSpec> nodes() {
        return nodes;
    }

    List<RelationshipSpec> relationships() {
        return relationships;
    }

    List<ActionSpec> actions() {
        return actions.actions();
    }

    void read(SourceFile file) {
        Optional<YamlNode> document = YamlParser.parse(file, sink);
        if (document.isEmpty()) {
            return;
        }
        new ShapeChecker(sink).check(document.get(), GraphShapes.FILE);
        MapReader top = MapReader.of(document.get());
        top.maps("nodes").forEach(this::node);
        top.maps("relationships").forEach(this::relationship);
        top.maps("actions").forEach(actions::read);
        unitTests.read(top);
    }

    private void node(YamlMapping item) {
        MapReader reader = MapReader.forgiving(item, GraphShapes.NODE);
        List<Located<String>> labels = labels(item, reader);
        List<Located<String>> key = key(item, reader);
        if (labels.isEmpty()) {
            return;
        }
        nodes.add(new NodeSpec(
                labels,
                labelsFrom.read(reader),
                reader.text("description"),
                from(reader),
                reader.mappedText("where"),
                key,
                reader.mappedText("id"),
                reader.text("scope"),
                properties(reader),
                policies.read(reader),
                reader.texts("tags"),
                tests.read(reader, Place.NODE),
                item.span()));
    }

    /** A node's key, which only a node with ids of its own may lack. */
    private List<Located<String>> key(YamlMapping item, MapReader reader) {
        if (reader.entry("key").or(() -> reader.entry("id")).isEmpty()) {
            Diagnostic.of(DiagnosticCode.MISSING_KEY, "`key` is missing in a node")
                    .at(item.top())
                    .help(NAME_KEY)
                    .report(sink);
        }
        reader.entry("key")
                .filter(GraphReader::isEmpty)
                .ifPresent(entry -> Diagnostic.of(DiagnosticCode.MISSING_KEY, "`key` of a node names no column")
                        .at(entry.key().span())
                        .help(NAME_KEY)
                        .report(sink));
        return distinct(reader.texts("key"), "a node");
    }

    /** A column that is given twice identifies nothing more, and makes ids that no end of a relationship has. */
    private List<Located<String>> distinct(List<Located<String>> columns, String what) {
        Map<String, Located<String>> first = new LinkedHashMap<>();
        for (Located<String> column : columns) {
            Located<String> before = first.putIfAbsent(column.value().toLowerCase(Locale.ROOT), column);
            if (before != null) {
                Diagnostic.of(
                                DiagnosticCode.VALUE_NOT_ALLOWED,
                                "column `" + column.value() + "` is in the key of " + what + " twice")
                        .at(column.span())
                        .label(before.span(), "it is given here already")
                        .help(
                                column.value().equals(before.value())
                                        ? "take it out, or write the column that is meant"
                                        : "take it out: names of columns do not differ by upper and lower case")
                        .report(sink);
            }
        }
        return List.copyOf(first.values());
    }

    /** Whether nothing stands behind a key; values of a wrong kind are reported by their shape. */
    private static boolean isEmpty(YamlEntry entry) {
        return entry.value() instanceof YamlScalar scalar
                ? scalar.isNull()
                : entry.value() instanceof YamlSequence list && list.items().isEmpty();
    }

    private List<Located<String>> labels(YamlMapping item, MapReader reader) {
        Optional<Located<String>> single = reader.text("label");
        List<Located<String>> several = reader.texts("labels");
        if (single.isPresent() && !several.isEmpty()) {
            Diagnostic.of(DiagnosticCode.VALUE_NOT_ALLOWED, "a node has either `label` or `labels`")
                    .at(several.get(0).span())
                    .label(single.get().span(), "its label is given here")
                    .help("list all labels under `labels`, the identifying one first")
                    .report(sink);
        }
        List<Located<String>> labels = single.map(List::of).orElse(several);
        Optional<YamlEntry> written = reader.entry("label").or(() -> reader.entry("labels"));
        if (written.isEmpty()) {
            Diagnostic.of(DiagnosticCode.MISSING_KEY, "`label` is missing in a node")
                    .at(item.top())
                    .help(NAME_LABEL)
                    .report(sink);
        } else if (labels.isEmpty() && isEmpty(written.get())) {
            Diagnostic.of(DiagnosticCode.MISSING_KEY, "`" + written.get().name() + "` of a node names no label")
                    .at(written.get().key().span())
                    .help(NAME_LABEL)
                    .report(sink);
        }
        return labels;
    }

    private void relationship(YamlMapping item) {
        MapReader reader = MapReader.forgiving(item, GraphShapes.RELATIONSHIP);
        Optional<Located<String>> type = reader.text("type");
        if (type.isEmpty()) {
            return;
        }
        relationships.add(new RelationshipSpec(
                type.get(),
                reader.text("description"),
                from(reader),
                reader.entry("from").isPresent(),
                reader.mappedText("where"),
                endpoint(reader, "start"),
                endpoint(reader, "end"),
                distinct(reader.texts("key"), "a relationship"),
                reader.bool("undirected"),
                reader.text("scope"),
                properties(reader),
                policies.read(reader),
                reader.texts("tags"),
                tests.read(reader, Place.RELATIONSHIP),
                item.span()));
    }

    private Optional<RelationReference> from(MapReader reader) {
        return reader.mappedText("from").flatMap(references::parse);
    }

    private Optional<EndpointSpec> endpoint(MapReader reader, String key) {
        return reader.node(key).filter(YamlMapping.class::isInstance).map(node -> endpoint((YamlMapping) node));
    }

    private EndpointSpec endpoint(YamlMapping written) {
        MapReader endpoint = MapReader.forgiving(written, GraphShapes.ENDPOINT);
        List<EndpointSpec> choices =
                endpoint.maps("any_of").stream().map(this::endpoint).toList();
        Optional<Located<String>> node = endpoint.text("node");
        Optional<Located<String>> id = endpoint.text("id");
        List<Located<String>> key = endpoint.texts("key");
        if (node.isEmpty() && endpoint.entry("any_of").isPresent()) {
            endpoint.entry("any_of").filter(GraphReader::isEmpty).ifPresent(this::noChoice);
        } else if (node.isEmpty()) {
            nodeMissing(written);
        } else if (!choices.isEmpty() && node.isPresent()) {
            Diagnostic.of(DiagnosticCode.VALUE_NOT_ALLOWED, "an endpoint has either `node` or `any_of`")
                    .at(node.get().span())
                    .help("put this node into the list of `any_of`")
                    .report(sink);
        }
        if (node.isEmpty() && !choices.isEmpty()) {
            besideChoices(endpoint);
            sameChoices(choices);
        }
        if (id.isPresent() && !key.isEmpty()) {
            Diagnostic.of(DiagnosticCode.VALUE_NOT_ALLOWED, "an endpoint has either `key` or `id`")
                    .at(id.get().span())
                    .label(key.get(0).span(), "its key is given here")
                    .report(sink);
        }
        return new EndpointSpec(node, key, id, choices, written.span());
    }

    /** Columns lead to one node, so that each choice has its own. */
    private void besideChoices(MapReader endpoint) {
        for (String name : List.of("key", "id")) {
            endpoint.entry(name)
                    .ifPresent(entry -> Diagnostic.of(
                                    DiagnosticCode.VALUE_NOT_ALLOWED,
                                    "`" + name + "` beside `any_of` belongs to none of its nodes")
                            .at(entry.key().span())
                            .help("give each node in `any_of` its own: `{node: Company, " + name + ": company_id}`")
                            .report(sink));
        }
    }

    private void sameChoices(List<EndpointSpec> choices) {
        Map<List<String>, SourceSpan> seen = new LinkedHashMap<>();
        for (EndpointSpec choice : choices) {
            List<String> words = Stream.of(choice.node().stream(), choice.id().stream(), choice.key().stream())
                    .flatMap(part -> Stream.concat(Stream.of("/"), part.map(Located::value)))
                    .toList();
            SourceSpan first = seen.putIfAbsent(words, choice.span());
            if (first != null) {
                Diagnostic.of(DiagnosticCode.DUPLICATE_NAME, "the same end stands twice in `any_of`")
                        .at(choice.span())
                        .label(first, "first here")
                        .help("take one of them out, or name other columns under its `key`")
                        .report(sink);
            }
        }
    }

    private void noChoice(YamlEntry anyOf) {
        Diagnostic.of(DiagnosticCode.MISSING_KEY, "`any_of` of an endpoint names no node")
                .at(anyOf.key().span())
                .help("list the ends that a row may have, as `any_of: [{node: Company, key: company_id}, ...]`")
                .report(sink);
    }

    private void nodeMissing(YamlMapping endpoint) {
        Diagnostic.of(DiagnosticCode.MISSING_KEY, "`node` is missing in an endpoint")
                .at(endpoint.top())
                .help(
                        "name the label of its nodes and the columns that hold their key, as `{node: User, key: user_id}`")
                .report(sink);
    }

    private Optional<List<PropertySpec>> properties(MapReader reader) {
        if (reader.node("properties").isEmpty()) {
            return Optional.empty();
        }
        List<PropertySpec> properties = new ArrayList<>();
        for (YamlNode item : reader.items("properties")) {
            if (item instanceof YamlScalar scalar && !scalar.isNull()) {
                properties.add(PropertySpec.of(scalar.located()));
            } else if (item instanceof YamlMapping mapping) {
                property(MapReader.forgiving(mapping, GraphShapes.PROPERTY)).ifPresent(properties::add);
            }
        }
        return Optional.of(properties);
    }

    private Optional<PropertySpec> property(MapReader reader) {
        Optional<Located<String>> name = reader.text("name");
        Optional<Located<MappedText>> expression = reader.mappedText("expression");
        Optional<YamlScalar> value =
                reader.node("value").filter(YamlScalar.class::isInstance).map(YamlScalar.class::cast);
        Optional<ChildSpec> child = children.read(reader);
        oneOf(reader, child.isPresent() ? List.of("from", "value") : List.of("column", "expression", "value"));
        return name.map(found -> new PropertySpec(
                found,
                reader.text("column"),
                reader.text("type"),
                reader.text("cardinality"),
                expression.filter(written -> child.isEmpty() && value.isEmpty()),
                value.filter(written -> child.isEmpty()),
                child,
                reader.text("description"),
                tests.read(reader, Place.PROPERTY)));
    }

    /** Reports keys of which only one may be there. */
    private void oneOf(MapReader reader, List<String> keys) {
        List<String> there =
                keys.stream().filter(key -> reader.node(key).isPresent()).toList();
        if (there.size() > 1) {
            Diagnostic.of(
                            DiagnosticCode.VALUE_NOT_ALLOWED,
                            "a property has either `" + there.get(0) + "` or `" + there.get(1) + "`")
                    .at(reader.node(there.get(1)).orElseThrow().span())
                    .label(reader.node(there.get(0)).orElseThrow().span(), "its " + there.get(0) + " is given here")
                    .report(sink);
        }
    }
}
