package io.graphc.compiler.datatest;

import io.graphc.compiler.query.Condition;
import io.graphc.compiler.query.SqlTemplates;
import io.graphc.compiler.resolve.ResourceConfig;
import io.graphc.project.ConfigSpec;
import io.graphc.project.DataTestSpec;
import io.graphc.project.yaml.YamlEntry;
import io.graphc.project.yaml.YamlScalar;
import io.graphc.source.Located;
import io.graphc.source.MappedText;
import java.util.List;
import java.util.Optional;

/**
 * The settings of a test. Immutable.
 *
 * @param config its configs but `where`
 * @param where the condition on the rows that are tested
 */
public record TestSettings(boolean enabled, ResourceConfig config, Condition where, List<String> tags) {
    /** What a test is configured with, its templates rendered; what is wrong with them is reported. */
    public static TestSettings of(DataTestSpec test, SqlTemplates templates) {
        boolean enabled = test.config()
                .enabled()
                .filter(text -> text.value().equalsIgnoreCase("false"))
                .isEmpty();
        Optional<MappedText> written = test.config()
                .value("where")
                .filter(value -> value instanceof YamlScalar scalar && !scalar.isNull())
                .map(value -> ((YamlScalar) value).content());
        List<YamlEntry> others = test.config().entries().stream()
                .filter(entry -> !entry.name().equals("where"))
                .toList();
        return new TestSettings(
                enabled,
                ResourceConfig.of(
                        new ConfigSpec(others),
                        List.of(),
                        text -> templates.render(text).map(MappedText::text)),
                Condition.of(written, templates),
                test.config().tags().stream().map(Located::value).toList());
    }

    /** What is said of failures. */
    public TestRules rules() {
        return new TestRules(config::text);
    }
}
