package io.graphc.project;

import io.graphc.project.yaml.YamlEntry;
import io.graphc.project.yaml.YamlNode;
import io.graphc.source.Located;
import java.util.List;
import java.util.Optional;

/**
 * A data test in YAML: {@code - unique}, or {@code - accepted_values: {values: [...]}}.
 *
 * @param kind the test's kind as written, perhaps {@code package.kind}; its span is that of the kind
 * @param name the name given by {@code name:}
 * @param arguments those written flat and those under {@code arguments:}, without {@code name} and configs
 * @param config {@code severity}, {@code where}, {@code tags}, {@code enabled} and so on, written flat or under {@code
 *     config:}
 */
public record DataTestSpec(
        Located<String> kind, Optional<Located<String>> name, List<YamlEntry> arguments, ConfigSpec config) {
    public DataTestSpec {
        arguments = List.copyOf(arguments);
    }

    public Optional<YamlNode> argument(String argument) {
        return arguments.stream()
                .filter(entry -> entry.name().equals(argument))
                .map(YamlEntry::value)
                .findFirst();
    }
}
