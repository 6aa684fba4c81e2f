package io.graphc.compiler.datatest;

import io.graphc.compiler.query.Condition;
import io.graphc.compiler.query.SqlTemplates;
import io.graphc.diagnostic.Severity;
import io.graphc.project.DataTestSpec;
import io.graphc.project.yaml.YamlScalar;
import io.graphc.source.Located;
import io.graphc.source.MappedText;
import java.util.List;
import java.util.Optional;

/**
 * The settings of a test.
 *
 * @param where the condition on the rows that are tested
 */
record TestSettings(boolean enabled, Severity severity, Condition where, List<String> tags) {
    static TestSettings of(DataTestSpec test, SqlTemplates templates) {
        boolean enabled = test.config()
                .enabled()
                .filter(text -> text.value().equalsIgnoreCase("false"))
                .isEmpty();
        boolean warns = test.config()
                .text("severity")
                .filter(text -> text.value().equalsIgnoreCase("warn"))
                .isPresent();
        Optional<MappedText> written = test.config()
                .value("where")
                .filter(value -> value instanceof YamlScalar scalar && !scalar.isNull())
                .map(value -> ((YamlScalar) value).content());
        return new TestSettings(
                enabled,
                warns ? Severity.WARNING : Severity.ERROR,
                Condition.of(written, templates),
                test.config().tags().stream().map(Located::value).toList());
    }
}
