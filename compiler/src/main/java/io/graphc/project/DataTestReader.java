package io.graphc.project;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.diagnostic.Spelling;
import io.graphc.project.yaml.KeyShape;
import io.graphc.project.yaml.MapReader;
import io.graphc.project.yaml.YamlEntry;
import io.graphc.project.yaml.YamlMapping;
import io.graphc.project.yaml.YamlNode;
import io.graphc.project.yaml.YamlScalar;
import io.graphc.source.Located;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads tests in all the spellings that dbt documents. */
final class DataTestReader {
    private static final Set<String> CONFIGS =
            ConfigShapes.TEST_KEYS.stream().map(KeyShape::name).collect(Collectors.toUnmodifiableSet());
    private static final Map<String, List<String>> REQUIRED =
            Map.of("accepted_values", List.of("values"), "relationships", List.of("to", "field"));

    private final ConfigSpec inherited;
    private final Map<String, List<String>> required;
    private final DiagnosticSink sink;

    /** Reads tests that start from some configs. */
    DataTestReader(ConfigSpec inherited, DiagnosticSink sink) {
        this(inherited, REQUIRED, sink);
    }

    /** @param required the arguments that kinds of tests must have */
    DataTestReader(ConfigSpec inherited, Map<String, List<String>> required, DiagnosticSink sink) {
        this.inherited = inherited;
        this.required = required;
        this.sink = sink;
    }

    /** The tests under {@code data_tests} and under its older name {@code tests}. */
    List<DataTestSpec> read(MapReader owner) {
        List<DataTestSpec> tests = new ArrayList<>();
        for (String key : List.of("data_tests", "tests")) {
            owner.items(key).forEach(item -> one(item).ifPresent(tests::add));
        }
        return tests;
    }

    private Optional<DataTestSpec> one(YamlNode item) {
        if (item instanceof YamlScalar scalar) {
            return scalar.isNull() ? Optional.empty() : Optional.of(test(scalar.located(), List.of()));
        }
        if (!(item instanceof YamlMapping mapping)) {
            return Optional.empty();
        }
        Optional<Located<String>> longForm = MapReader.of(mapping).text("test_name");
        if (longForm.isPresent()) {
            List<YamlEntry> settings = mapping.entries().stream()
                    .filter(entry -> !entry.name().equals("test_name"))
                    .toList();
            return Optional.of(test(longForm.get(), settings));
        }
        if (mapping.entries().size() != 1) {
            return Optional.empty();
        }
        YamlEntry entry = mapping.entries().get(0);
        return Optional.of(test(entry.key(), MapReader.of(entry.value()).entries()));
    }

    private DataTestSpec test(Located<String> kind, List<YamlEntry> settings) {
        Optional<Located<String>> name = Optional.empty();
        List<YamlEntry> arguments = new ArrayList<>();
        List<YamlEntry> configs = new ArrayList<>();
        for (YamlEntry entry : settings) {
            switch (entry.name()) {
                case "name" -> name = entry.value() instanceof YamlScalar text ? Optional.of(text.located()) : name;
                case "description" -> {} // for people only
                case "config" ->
                    MapReader.of(entry.value()).entries().stream()
                            .map(ConfigTree::normalized)
                            .forEach(configs::add);
                case "arguments" -> arguments.addAll(MapReader.of(entry.value()).entries());
                default -> (CONFIGS.contains(entry.name()) ? configs : arguments).add(entry);
            }
        }
        DataTestSpec test = new DataTestSpec(kind, name, arguments, inherited.with(new ConfigSpec(configs)));
        requireArguments(test);
        return test;
    }

    private void requireArguments(DataTestSpec test) {
        List<String> names = required.getOrDefault(test.kind().value(), List.of());
        for (String name : names) {
            boolean misspelt = test.arguments().stream()
                    .anyMatch(entry -> !names.contains(entry.name())
                            && Spelling.nearest(entry.name(), names).contains(name));
            if (test.argument(name).isEmpty() && !misspelt) {
                Diagnostic.of(
                                DiagnosticCode.MISSING_KEY,
                                "`" + name + "` is missing in test `"
                                        + test.kind().value() + "`")
                        .at(test.kind().span())
                        .report(sink);
            }
        }
    }
}
