package io.graphc.project;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.project.LabelsSpec.Choice;
import io.graphc.project.yaml.MapReader;
import io.graphc.project.yaml.YamlEntry;
import io.graphc.project.yaml.YamlMapping;
import io.graphc.project.yaml.YamlScalar;
import io.graphc.project.yaml.YamlSequence;
import io.graphc.source.Located;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads which labels a node has by the values of columns. */
final class LabelsReader {
    private final DiagnosticSink sink;

    LabelsReader(DiagnosticSink sink) {
        this.sink = sink;
    }

    /** What a node says, one item for each column. */
    List<LabelsSpec> read(MapReader node) {
        Optional<YamlEntry> written = node.entry("labels_from");
        if (written.isEmpty() || node.node("labels_from").isEmpty()) {
            return List.of();
        }
        List<YamlMapping> maps =
                written.get().value() instanceof YamlMapping single ? List.of(single) : node.maps("labels_from");
        if (written.get().value() instanceof YamlSequence list && list.items().isEmpty()) {
            Diagnostic.of(DiagnosticCode.MISSING_KEY, "`labels_from` names no column")
                    .at(written.get().key().span())
                    .help("leave it out, or name a column and its values, as `{column: role, values: [Manager]}`")
                    .report(sink);
        }
        List<LabelsSpec> labels = new ArrayList<>();
        for (YamlMapping map : maps) {
            MapReader reader = MapReader.of(map);
            List<Choice> choices = choices(map, reader);
            reader.text("column")
                    .filter(column -> !choices.isEmpty())
                    .ifPresent(column -> labels.add(new LabelsSpec(column, choices, map.span())));
        }
        return labels;
    }

    private List<Choice> choices(YamlMapping written, MapReader reader) {
        Optional<YamlEntry> map = reader.entry("map");
        Optional<YamlEntry> values = reader.entry("values");
        if (map.isPresent() && values.isPresent()) {
            Diagnostic.of(DiagnosticCode.VALUE_NOT_ALLOWED, "`labels_from` has either `map` or `values`")
                    .at(values.get().key().span())
                    .label(map.get().key().span(), "its map is given here")
                    .help("put the values whose label they are themselves into the map, as `Learner: Learner`")
                    .report(sink);
            return List.of();
        }
        if (map.isEmpty() && values.isEmpty()) {
            boolean misspelt =
                    written.entries().stream().anyMatch(entry -> !entry.name().equals("column"));
            if (!misspelt && !written.entries().isEmpty()) {
                Diagnostic.of(DiagnosticCode.MISSING_KEY, "`map` or `values` is missing in `labels_from`")
                        .at(written.entries().get(0).key().span())
                        .help("name the values that the column may hold, each with its label, as"
                                + " `map: {manager: Manager}`, or `values: [Manager]` where they are the labels")
                        .report(sink);
            }
            return List.of();
        }
        YamlEntry entry = map.or(() -> values).orElseThrow();
        List<Choice> choices = map.isPresent()
                ? mapped(entry)
                : reader.texts("values").stream()
                        .map(text -> new Choice(text, text))
                        .toList();
        if (choices.isEmpty() && isEmpty(entry)) {
            Diagnostic.of(DiagnosticCode.MISSING_KEY, "`" + entry.name() + "` of `labels_from` names no label")
                    .at(entry.key().span())
                    .help("name at least one value that the column may hold")
                    .report(sink);
        }
        return choices;
    }

    private List<Choice> mapped(YamlEntry map) {
        List<Choice> choices = new ArrayList<>();
        for (YamlEntry entry : MapReader.of(map.value()).entries()) {
            if (entry.value() instanceof YamlScalar label && !label.isNull()) {
                choices.add(new Choice(entry.key(), label.located()));
            } else if (entry.value() instanceof YamlScalar) {
                Located<String> value = entry.key();
                Diagnostic.of(DiagnosticCode.MISSING_KEY, "`" + value.value() + "` has no label in `labels_from`")
                        .at(value.span())
                        .help("write its label behind it; where nodes with this value are to have none, make it null in"
                                + " the model")
                        .report(sink);
            }
        }
        return choices;
    }

    /** Whether nothing stands behind a key; values of a wrong kind are reported by their shape. */
    private static boolean isEmpty(YamlEntry entry) {
        if (entry.value() instanceof YamlMapping map) {
            return map.entries().isEmpty();
        }
        return entry.value() instanceof YamlScalar scalar
                ? scalar.isNull()
                : MapReader.of(entry.value()).entries().isEmpty();
    }
}
