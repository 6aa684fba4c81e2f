package io.graphc.plan.manifest;

import io.graphc.plan.UnitTest;
import io.graphc.plan.UnitTest.Expectation;
import io.graphc.plan.WrittenPlace;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The unit tests of a manifest, each an object under its id. */
final class UnitTestSection {
    private final JsonFields fields;

    UnitTestSection(JsonFields fields) {
        this.fields = fields;
    }

    void write(List<UnitTest> tests) throws IOException {
        fields.object("unit_tests");
        for (UnitTest test : tests) {
            test(test);
        }
        fields.end();
    }

    private void test(UnitTest test) throws IOException {
        fields.object(test.id());
        fields.text("unique_id", test.id());
        fields.text("resource_type", "unit_test");
        fields.text("package_name", test.id().split("\\.", 3)[1]);
        fields.text("name", test.name());
        fields.text("model", test.subject().split("\\.", 3)[2]);
        fields.text("tested_node_unique_id", test.subject());
        fields.dependsOn(test.subjects());
        fields.text("original_file_path", test.place().path());
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("enabled", true);
        config.put("tags", test.tags());
        fields.compactPlain("config", config);
        fields.texts("tested_nodes", test.subjects());
        fields.text("description", test.description());
        fields.text("declared_at", test.place().toString());
        fields.text("checksum", test.checksum());
        fields.texts("inputs", test.inputs());
        fields.texts("tags", test.tags());
        fields.array("expectations");
        for (Expectation expectation : test.expectations()) {
            fields.item();
            fields.text("rows", expectation.rows());
            fields.columns(expectation.columns());
            fields.text("actual_code", expectation.actualSql());
            fields.text("expected_code", expectation.expectedSql());
            fields.end();
        }
        fields.endArray();
        fields.end();
    }

    static UnitTest read(String id, ManifestNode node) {
        return new UnitTest(
                id,
                node.text("name"),
                node.texts("tested_nodes"),
                node.text("description"),
                WrittenPlace.parse(node.text("declared_at"))
                        .orElseThrow(() -> new IllegalArgumentException("`declared_at` is no place")),
                node.text("checksum"),
                node.texts("inputs"),
                node.texts("tags"),
                node.items("expectations", UnitTestSection::expectation));
    }

    private static Expectation expectation(ManifestNode node) {
        return new Expectation(
                node.text("rows"), PlanReader.columns(node), node.text("actual_code"), node.text("expected_code"));
    }
}
