package io.graphc.plan.manifest;

import io.graphc.diagnostic.Severity;
import io.graphc.plan.BatchPlan;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.Declaration;
import io.graphc.plan.Declarations;
import io.graphc.plan.DeclaredPlaces;
import io.graphc.plan.ElementTest;
import io.graphc.plan.FileLocation;
import io.graphc.plan.GraphTest;
import io.graphc.plan.IncrementalPlan;
import io.graphc.plan.ModelPlan;
import io.graphc.plan.ModelSource;
import io.graphc.plan.RelationName;
import io.graphc.plan.SeedPlan;
import io.graphc.plan.SourceTable;
import io.graphc.plan.TableSettings;
import io.graphc.plan.TestCount;
import io.graphc.plan.TestJudgement;
import io.graphc.plan.TestPlan;
import io.graphc.plan.TestScan;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Writes the sources of a manifest and, as its nodes, the seeds, models and tests, each an object under its id. Where dbt
 * has the same thing its fields have dbt's names (its documentation, "Manifest JSON file").
 */
final class RelationSection {
    private final JsonFields fields;
    private final WrittenTexts written;
    private Declarations declarations = Declarations.NONE;

    RelationSection(JsonFields fields, WrittenTexts written) {
        this.fields = fields;
        this.written = written;
    }

    void write(CompiledProject project) throws IOException {
        declarations = project.declarations();
        fields.object("sources");
        for (SourceTable source : project.sources()) {
            source(source);
        }
        fields.end();
        fields.object("nodes");
        for (SeedPlan seed : project.seeds()) {
            seed(seed);
        }
        for (ModelPlan model : project.models()) {
            model(model);
        }
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

    /** What every entry begins with; the names of the fields are dbt's, wherever dbt has the same thing. */
    private void head(String id, String kind, String name) throws IOException {
        fields.object(id);
        fields.text("unique_id", id);
        fields.text("resource_type", kind);
        fields.text("package_name", packageOf(id));
        fields.text("name", name);
        Optional<Declaration> declared = declarations.part(id);
        if (declared.isPresent()) {
            fields.compact("fqn", declared.get().qualifiedName());
        }
    }

    /** The project or package in the middle of {@code model.shop.orders}. */
    private static String packageOf(String id) {
        String rest = id.substring(id.indexOf('.') + 1);
        int end = rest.indexOf('.');
        return end < 0 ? rest : rest.substring(0, end);
    }

    private void relation(RelationName relation) throws IOException {
        fields.text("database", relation.database());
        fields.text("schema", relation.schema());
        fields.text("alias", relation.identifier());
        fields.text("relation_name", relation.quoted());
    }

    /** The configs that people wrote, and what dbt always tells. */
    private void config(String id, Map<String, Object> told) throws IOException {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("enabled", true);
        config.putAll(told);
        declarations.part(id).ifPresent(declared -> declared.config().forEach(config::putIfAbsent));
        fields.compactPlain("config", config);
    }

    /** The descriptions of columns, which people may name in other letters than the SQL does. */
    private Map<String, String> descriptions(String id) {
        Map<String, String> descriptions = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        declarations.part(id).map(Declaration::columns).ifPresent(descriptions::putAll);
        return descriptions;
    }

    /** The first 64 bits of a digest. */
    private void checksum(String value) throws IOException {
        fields.line("checksum");
        fields.text("name", "sha256-64");
        fields.text("checksum", value);
        fields.endLine();
    }

    private void file(String path) throws IOException {
        fields.text("path", path.substring(path.indexOf('/') + 1));
        fields.text("original_file_path", path);
    }

    private void source(SourceTable source) throws IOException {
        head(source.id(), "source", source.name());
        fields.text("source_name", source.source());
        fields.text("database", source.relation().database());
        fields.text("schema", source.relation().schema());
        fields.text("identifier", source.relation().identifier());
        fields.text("relation_name", source.relation().quoted());
        if (source.files().isPresent()) {
            files("files", source.files().get());
        }
        fields.flag("absent", source.absent());
        fields.place(source.places().relation());
        fields.columns(source.columns(), source.places(), descriptions(source.id()));
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
        head(seed.id(), "seed", seed.name());
        file(seed.path());
        relation(seed.relation());
        config(seed.id(), Map.of("materialized", "seed"));
        fields.dependsOn(List.of());
        files("file", seed.file());
        fields.place(seed.places().relation());
        fields.columns(seed.columns(), seed.places(), descriptions(seed.id()));
        fields.texts("tags", seed.tags());
        checksum(seed.checksum());
        new BuildSection(fields).write(seed.build());
        fields.end();
    }

    private void model(ModelPlan model) throws IOException {
        head(model.id(), model.kind(), model.name());
        file(model.path());
        fields.text("language", "sql");
        fields.text("description", model.description());
        relation(model.relation());
        config(model.id(), Map.of("materialized", model.materialization().word()));
        fields.dependsOn(model.dependsOn());
        fields.texts("tags", model.tags());
        checksum(model.source().body());
        fields.flag("opaque", model.opaque());
        fields.columns(model.columns(), DeclaredPlaces.NONE, descriptions(model.id()));
        fields.lineage(model.lineage());
        ModelSource source = model.source();
        fields.object("source");
        fields.compact("macros", source.macros());
        fields.compact("vars", source.vars());
        fields.text("configs", source.configs());
        fields.text("relation", source.relation());
        fields.text("contract", source.contract());
        fields.end();
        Optional<String> rawCode = written.text(model.id());
        if (rawCode.isPresent()) {
            fields.text("raw_code", rawCode.get());
        }
        fields.flag("compiled", true);
        fields.text("compiled_code", model.compiledSql());
        fields.text("engine_code", model.engineSql());
        if (model.incremental().isPresent()) {
            incremental(model.incremental().get());
        }
        if (!model.table().equals(TableSettings.NONE)) {
            TableSection.write(model.table(), fields);
        }
        new BuildSection(fields).write(model.build());
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
        if (incremental.batches().isPresent()) {
            BatchPlan batches = incremental.batches().get();
            fields.object("microbatch");
            fields.text("batch_size", batches.size().word());
            fields.text("begin", batches.begin().toString());
            fields.number("lookback", batches.lookback());
            fields.text("first_engine_code", batches.firstSql());
            fields.end();
        }
        fields.end();
    }

    private void test(TestPlan test) throws IOException {
        head(test.id(), "test", test.name());
        file(test.path());
        fields.number("line", test.line());
        fields.text("kind", test.kind());
        fields.text("severity", test.severity().word());
        fields.text("attached_node", Optional.of(test.attachedTo()).filter(id -> !id.isEmpty()));
        fields.text("column_name", Optional.of(test.column()).filter(column -> !column.isEmpty()));
        config(test.id(), Map.of("severity", test.severity() == Severity.ERROR ? "ERROR" : "WARN"));
        fields.place(Optional.of(test.place()).filter(place -> place.length() > 0));
        fields.dependsOn(test.dependsOn());
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
