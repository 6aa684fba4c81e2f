package io.graphc.project;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.project.ChildSpec.ColumnPair;
import io.graphc.project.yaml.MapReader;
import io.graphc.project.yaml.YamlEntry;
import io.graphc.project.yaml.YamlMapping;
import io.graphc.project.yaml.YamlNode;
import io.graphc.project.yaml.YamlScalar;
import io.graphc.source.Located;
import io.graphc.source.SourceSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads where a property's values come from when they are rows of another relation. */
final class ChildReader {
    private final ReferenceParser references;
    private final DiagnosticSink sink;

    ChildReader(ReferenceParser references, DiagnosticSink sink) {
        this.references = references;
        this.sink = sink;
    }

    /** Empty where the property names no other relation. */
    Optional<ChildSpec> read(MapReader property) {
        Optional<YamlEntry> from = property.entry("from");
        if (from.isEmpty()) {
            property.entry("on").or(() -> property.entry("order_by")).ifPresent(this::needsFrom);
            return Optional.empty();
        }
        SourceSpan span = from.get().key().span();
        List<Located<String>> orderBy = property.texts("order_by");
        Optional<Located<String>> cardinality = property.text("cardinality");
        boolean list = cardinality.filter(word -> word.value().equals("list")).isPresent();
        Optional<YamlEntry> expression = property.entry("expression");
        expression.ifPresent(entry -> refuse(entry, "a property from other rows has `column`, no `expression`"));
        if (list && orderBy.isEmpty()) {
            missing(
                    "order_by",
                    "a list of values from other rows has an order",
                    cardinality.get().span());
        } else if (!list && !orderBy.isEmpty()) {
            property.entry("order_by")
                    .ifPresent(entry -> refuse(entry, "only `cardinality: list` keeps the order of `order_by`"));
        }
        boolean nothing = property.node("on")
                .filter(node -> node instanceof YamlMapping map && map.entries().isEmpty())
                .isPresent();
        if (nothing || property.node("on").isEmpty()) {
            missing("on", "the rows of `from` belong to an element by a column", span);
        }
        return Optional.of(new ChildSpec(
                // Without the expression nobody knows which column is meant: nothing is looked up.
                property.mappedText("from").flatMap(references::parse).filter(found -> expression.isEmpty()),
                property.node("on").map(ChildReader::pairs).orElse(List.of()),
                orderBy,
                span));
    }

    private static List<ColumnPair> pairs(YamlNode on) {
        List<ColumnPair> pairs = new ArrayList<>();
        if (on instanceof YamlScalar scalar) {
            pairs.add(new ColumnPair(scalar.located(), scalar.located()));
        } else if (on instanceof YamlMapping mapping) {
            for (YamlEntry entry : mapping.entries()) {
                if (entry.value() instanceof YamlScalar child && !child.isNull()) {
                    pairs.add(new ColumnPair(entry.key(), child.located()));
                }
            }
        }
        return pairs;
    }

    private void needsFrom(YamlEntry entry) {
        Diagnostic.of(DiagnosticCode.VALUE_NOT_ALLOWED, "`" + entry.name() + "` belongs to a property with `from`")
                .at(entry.key().span())
                .help("name the relation whose rows hold the values: `from: ref('...')`")
                .report(sink);
    }

    private void refuse(YamlEntry entry, String message) {
        Diagnostic.of(DiagnosticCode.VALUE_NOT_ALLOWED, message)
                .at(entry.key().span())
                .report(sink);
    }

    private void missing(String key, String note, SourceSpan at) {
        Diagnostic.of(DiagnosticCode.MISSING_KEY, "`" + key + "` is missing in a property")
                .at(at)
                .note(note)
                .report(sink);
    }
}
