package io.graphc.compiler.state;

import io.graphc.project.RelationReference;
import io.graphc.project.UnitTestSpec;
import io.graphc.project.UnitTestSpec.Given;
import io.graphc.project.UnitTestSpec.Rows;
import io.graphc.project.yaml.YamlEntry;
import io.graphc.project.yaml.YamlNode;
import io.graphc.source.Located;
import io.graphc.source.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes the checksum of a unit test from what people write of it, whatever it tests and wherever it stands. */
public final class WrittenUnitTest {
    private WrittenUnitTest() {}

    /** The checksum of the rows that are given and expected, and of what is put in place of macros, variables and the clock. */
    public static String checksum(UnitTestSpec test) {
        List<Object> written = new ArrayList<>();
        for (Given given : test.given()) {
            written.add(given.relation().map(RelationReference::label).orElse("this"));
            add(given.rows(), written);
        }
        add(test.expected().rows(), written);
        written.add(value(test.expected().elements()));
        written.add(value(test.expected().rejects()));
        add(test.overrides().macros(), written);
        add(test.overrides().vars(), written);
        add(test.overrides().environment(), written);
        written.add(test.overrides().asOf().map(Located::value).orElse(""));
        return WrittenModels.digest(written.toString());
    }

    private static void add(Rows rows, List<Object> written) {
        written.add(rows.format());
        written.add(value(rows.inline()));
        written.add(rows.fixture().map(SourceFile::text).orElse(""));
    }

    private static void add(List<YamlEntry> entries, List<Object> written) {
        written.add(entries.size());
        entries.forEach(entry -> written.add(entry.name() + "=" + entry.value().toValue()));
    }

    private static String value(Optional<YamlNode> node) {
        return node.map(value -> String.valueOf(value.toValue())).orElse("");
    }
}
