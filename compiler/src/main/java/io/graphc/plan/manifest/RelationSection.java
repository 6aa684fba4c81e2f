package io.graphc.plan.manifest;

import io.graphc.plan.CompiledProject;
import io.graphc.plan.ElementTest;
import io.graphc.plan.FileLocation;
import io.graphc.plan.GraphTest;
import io.graphc.plan.IncrementalPlan;
import io.graphc.plan.ModelPlan;
import io.graphc.plan.ModelSource;
import io.graphc.plan.SeedPlan;
import io.graphc.plan.SourceTable;
import io.graphc.plan.TableSettings;
import io.graphc.plan.TestCount;
import io.graphc.plan.TestJudgement;
import io.graphc.plan.TestPlan;
import io.graphc.plan.TestScan;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Writes the sources, seeds, models and tests of a manifest, each an object under its id. */
final class RelationSection {
    private final JsonFields fields;

    RelationSection(JsonFields fields) {
        this.fields = fields;
    }

    void write(CompiledProject project) throws IOException {
        fields.object("sources");
        for (SourceTable source : project.sources()) {
            source(source);
        }
        fields.end();
        fields.object("seeds");
        for (SeedPlan seed : project.seeds()) {
            seed(seed);
        }
        fields.end();
        fields.object("models");
        for (ModelPlan model : project.models()) {
            model(model);
        }
        fields.end();
        fields.object("tests");
        for (TestPlan test : project.tests()) {
            test(test);
        }
        fields.end();
        scans(project);
    }

    /** The scans of tests, each once. */
    private void scans(CompiledProject project) throws IOException {
        Map<String, TestScan> scans = new TreeMap<>();
        for (TestPlan test : project.tests()) {
            test.count().ifPresent(count -> scans.put(count.scan().id(), count.scan()));
        }
        if (scans.isEmpty()) {
            return;
        }
        fields.object("test_scans");
        for (TestScan scan : scans.values()) {
            fields.object(scan.id());
            fields.text("compiled_code", scan.compiledSql());
            fields.text("engine_code", scan.engineSql());
            fields.end();
        }
        fields.end();
    }

    private void source(SourceTable source) throws IOException {
        fields.object(source.id());
        fields.text("source_name", source.source());
        fields.text("name", source.name());
        fields.relation("relation", source.relation());
        if (source.files().isPresent()) {
            files("files", source.files().get());
        }
        fields.flag("absent", source.absent());
        fields.place(source.places().relation());
        fields.columns(source.columns(), source.places());
        fields.end();
    }

    private void files(String name, FileLocation files) throws IOException {
        fields.object(name);
        fields.text("path", files.path());
        fields.text("format", files.format().name().toLowerCase(Locale.ROOT));
        fields.flag("header", files.header());
        fields.text("delimiter", files.delimiter());
        fields.flag("extra_values", files.extraValues());
        fields.texts("null_texts", files.nullTexts());
        fields.end();
    }

    private void seed(SeedPlan seed) throws IOException {
        fields.object(seed.id());
        fields.text("name", seed.name());
        fields.text("path", seed.path());
        fields.relation("relation", seed.relation());
        files("file", seed.file());
        fields.place(seed.places().relation());
        fields.columns(seed.columns(), seed.places());
        fields.texts("tags", seed.tags());
        fields.text("checksum", seed.checksum());
        fields.end();
    }

    private void model(ModelPlan model) throws IOException {
        fields.object(model.id());
        fields.text("name", model.name());
        fields.text("path", model.path());
        fields.text("description", model.description());
        fields.text("materialized", model.materialization().word());
        fields.relation("relation", model.relation());
        fields.texts("depends_on", model.dependsOn());
        fields.texts("tags", model.tags());
        fields.flag("opaque", model.opaque());
        fields.columns(model.columns());
        fields.lineage(model.lineage());
        ModelSource source = model.source();
        fields.object("source");
        fields.text("body", source.body());
        fields.compact("macros", source.macros());
        fields.compact("vars", source.vars());
        fields.text("configs", source.configs());
        fields.text("relation", source.relation());
        fields.text("contract", source.contract());
        fields.end();
        fields.text("compiled_code", model.compiledSql());
        fields.text("engine_code", model.engineSql());
        if (model.incremental().isPresent()) {
            incremental(model.incremental().get());
        }
        if (!model.table().equals(TableSettings.NONE)) {
            TableSection.write(model.table(), fields);
        }
        fields.end();
    }

    private void incremental(IncrementalPlan incremental) throws IOException {
        fields.object("incremental");
        fields.text("strategy", incremental.strategy().name().toLowerCase(Locale.ROOT));
        fields.texts("columns", incremental.columns());
        fields.text("on_schema_change", incremental.onSchemaChange().name().toLowerCase(Locale.ROOT));
        fields.text("full_refresh", incremental.fullRefresh().map(String::valueOf));
        fields.text("compiled_code", incremental.compiledSql());
        fields.text("engine_code", incremental.engineSql());
        fields.end();
    }

    private void test(TestPlan test) throws IOException {
        fields.object(test.id());
        fields.text("name", test.name());
        fields.text("kind", test.kind());
        fields.text("severity", test.severity().word());
        fields.text("attached_node", test.attachedTo());
        fields.text("column_name", test.column());
        fields.text("path", test.path());
        fields.number("line", test.line());
        fields.place(Optional.of(test.place()).filter(place -> place.length() > 0));
        fields.texts("depends_on", test.dependsOn());
        fields.texts("tags", test.tags());
        fields.lineage(test.lineage());
        fields.text("compiled_code", test.compiledSql());
        fields.text("engine_code", test.engineSql());
        fields.proof(test.proof());
        if (!test.judgement().equals(TestJudgement.PLAIN)) {
            judgement(test.judgement());
        }
        if (test.graph().isPresent()) {
            graphTest(test.graph().get());
        }
        if (test.element().isPresent()) {
            element(test.element().get());
        }
        if (test.count().isPresent()) {
            count(test.count().get());
        }
        fields.end();
    }

    private void count(TestCount count) throws IOException {
        fields.object("count");
        fields.text("scan", count.scan().id());
        fields.number("number", count.number());
        fields.flag("exact", count.exact());
        fields.flag("judged", count.judged());
        fields.end();
    }

    private void graphTest(GraphTest test) throws IOException {
        fields.object("graph_test");
        fields.text("language", test.language().word());
        fields.rendered(test.text());
        fields.plain("parameters", test.parameters());
        if (test.limit().isPresent()) {
            fields.text("limit", String.valueOf(test.limit().getAsLong()));
        }
        fields.text("warn_if", test.warnIf().toString());
        fields.text("error_if", test.errorIf().toString());
        fields.end();
    }

    private void element(ElementTest test) throws IOException {
        fields.object("element");
        fields.text("method", test.method().name().toLowerCase(Locale.ROOT));
        if (test.count().isPresent()) {
            fields.object("count");
            fields.text("column", test.count().get().column());
            fields.text("compiled_code", test.count().get().compiledSql());
            fields.text("engine_code", test.count().get().engineSql());
            fields.end();
        }
        if (test.maxIncrease().isPresent()) {
            fields.text("max_increase", test.maxIncrease().get().toString());
        }
        if (test.maxDecrease().isPresent()) {
            fields.text("max_decrease", test.maxDecrease().get().toString());
        }
        fields.end();
    }

    private void judgement(TestJudgement judgement) throws IOException {
        fields.object("judgement");
        fields.text("compiled_code", judgement.compiledSql());
        fields.text("engine_code", judgement.engineSql());
        if (judgement.limit().isPresent()) {
            fields.text("limit", String.valueOf(judgement.limit().getAsLong()));
        }
        if (judgement.keptIn().isPresent()) {
            fields.relation("kept_in", judgement.keptIn().get());
            fields.flag("as_view", judgement.asView());
        }
        fields.end();
    }
}
