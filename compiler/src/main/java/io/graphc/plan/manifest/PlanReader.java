package io.graphc.plan.manifest;

import io.graphc.diagnostic.Severity;
import io.graphc.plan.BatchPlan;
import io.graphc.plan.BatchSize;
import io.graphc.plan.Cardinality;
import io.graphc.plan.CheckCount;
import io.graphc.plan.CheckPlan;
import io.graphc.plan.Column;
import io.graphc.plan.DeclaredPlaces;
import io.graphc.plan.ElementPlan.Scope;
import io.graphc.plan.ElementQuery;
import io.graphc.plan.ElementTest;
import io.graphc.plan.FileLocation;
import io.graphc.plan.FileLocation.FileFormat;
import io.graphc.plan.IncrementalPlan;
import io.graphc.plan.Lineage;
import io.graphc.plan.LineageKind;
import io.graphc.plan.LineageSource;
import io.graphc.plan.Materialization;
import io.graphc.plan.ModelPlan;
import io.graphc.plan.ModelSource;
import io.graphc.plan.NodePlan;
import io.graphc.plan.PolicyPlan;
import io.graphc.plan.PolicyQuery;
import io.graphc.plan.Proof;
import io.graphc.plan.PropertyPlan;
import io.graphc.plan.PropertyType;
import io.graphc.plan.RejectLimit;
import io.graphc.plan.RelationName;
import io.graphc.plan.RelationshipPlan;
import io.graphc.plan.SeedPlan;
import io.graphc.plan.SourceTable;
import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypeParser;
import io.graphc.plan.TableSettings;
import io.graphc.plan.TestCount;
import io.graphc.plan.TestJudgement;
import io.graphc.plan.TestPlan;
import io.graphc.plan.TestScan;
import io.graphc.plan.WrittenPlace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Makes the parts of a compiled project from their objects in a manifest. */
final class PlanReader {
    private PlanReader() {}

    static SourceTable source(String id, ManifestNode node) {
        return new SourceTable(
                id,
                node.text("source_name"),
                node.text("name"),
                relation(node),
                node.optionalChild("files").map(PlanReader::files),
                node.flag("absent"),
                columns(node),
                places(node));
    }

    static SeedPlan seed(String id, ManifestNode node) {
        return new SeedPlan(
                id,
                node.text("name"),
                node.text("original_file_path"),
                alias(node),
                files(node.child("file")),
                columns(node),
                node.texts("tags"),
                places(node),
                node.child("checksum").text("checksum"),
                BuildSection.build(node, columns(node)));
    }

    private static DeclaredPlaces places(ManifestNode node) {
        Map<String, WrittenPlace> columns = new LinkedHashMap<>();
        node.entries(
                        "columns",
                        (name, column) -> column.textIfThere("declared_at")
                                .flatMap(WrittenPlace::parse)
                                .map(place -> Map.entry(name, place)))
                .forEach(place -> place.ifPresent(found -> columns.put(found.getKey(), found.getValue())));
        return new DeclaredPlaces(node.textIfThere("declared_at").flatMap(WrittenPlace::parse), columns);
    }

    static ModelPlan model(String id, ManifestNode node) {
        return new ModelPlan(
                id,
                node.text("name"),
                node.text("original_file_path"),
                Materialization.valueOf(constant(node.child("config"), "materialized")),
                alias(node),
                node.text("compiled_code"),
                node.text("engine_code"),
                node.optionalChild("incremental").map(PlanReader::incremental),
                node.optionalChild("table").map(TableSection::read).orElse(TableSettings.NONE),
                columns(node),
                lineage(node),
                node.child("depends_on").texts("nodes"),
                node.texts("tags"),
                node.text("description"),
                source(node),
                node.flag("opaque"),
                BuildSection.build(node, columns(node)));
    }

    private static IncrementalPlan incremental(ManifestNode node) {
        return new IncrementalPlan(
                IncrementalPlan.Strategy.valueOf(constant(node, "strategy")),
                node.texts("columns"),
                IncrementalPlan.SchemaChange.valueOf(constant(node, "on_schema_change")),
                node.optionalText("full_refresh").map(Boolean::valueOf),
                node.text("compiled_code"),
                node.text("engine_code"),
                node.optionalChild("microbatch").map(PlanReader::batches));
    }

    private static BatchPlan batches(ManifestNode node) {
        return new BatchPlan(
                BatchSize.valueOf(constant(node, "batch_size")),
                Instant.parse(node.text("begin")),
                node.number("lookback"),
                node.text("first_engine_code"),
                Optional.empty());
    }

    /** @param scans the scans of the manifest by their ids */
    static TestPlan test(String id, ManifestNode node, Map<String, TestScan> scans) {
        return new TestPlan(
                id,
                node.text("name"),
                node.text("kind"),
                Severity.valueOf(constant(node, "severity")),
                node.optionalText("attached_node").orElse(""),
                node.optionalText("column_name").orElse(""),
                node.textIfThere("declared_at")
                        .flatMap(WrittenPlace::parse)
                        .orElseGet(() -> new WrittenPlace(node.text("original_file_path"), node.number("line"), 1, 0)),
                node.text("compiled_code"),
                node.text("engine_code"),
                lineage(node),
                node.child("depends_on").texts("nodes"),
                node.texts("tags"),
                proof(node),
                node.optionalChild("judgement").map(PlanReader::judgement).orElse(TestJudgement.PLAIN),
                node.optionalChild("graph_test").map(StatementReader::graphTest),
                node.optionalChild("element").map(PlanReader::elementTest),
                node.optionalChild("count").map(count -> count(count, scans)));
    }

    static TestScan scan(String id, ManifestNode node) {
        return new TestScan(id, node.text("compiled_code"), node.text("engine_code"));
    }

    private static TestCount count(ManifestNode node, Map<String, TestScan> scans) {
        TestScan scan = scans.get(node.text("scan"));
        if (scan == null) {
            throw new IllegalArgumentException("`" + node.text("scan") + "` is no scan");
        }
        return new TestCount(scan, node.number("number"), node.flag("exact"), node.flag("judged"));
    }

    private static ElementTest elementTest(ManifestNode node) {
        return new ElementTest(
                ElementTest.Method.valueOf(constant(node, "method")),
                node.optionalChild("count").map(PlanReader::count),
                node.textIfThere("max_increase").map(RejectLimit::parse),
                node.textIfThere("max_decrease").map(RejectLimit::parse));
    }

    private static TestJudgement judgement(ManifestNode node) {
        Optional<RelationName> keptIn = node.optionalChild("kept_in").map(PlanReader::relation);
        return new TestJudgement(
                node.text("compiled_code"),
                node.text("engine_code"),
                node.textIfThere("limit")
                        .map(limit -> OptionalLong.of(Long.parseLong(limit)))
                        .orElse(OptionalLong.empty()),
                keptIn,
                keptIn.isPresent() && node.flag("as_view"));
    }

    private static Optional<Proof> proof(ManifestNode node) {
        return node.optionalChild("proof").map(proof -> new Proof(proof.texts("tests"), proof.texts("rules")));
    }

    static NodePlan node(String id, ManifestNode node) {
        return new NodePlan(
                id,
                node.texts("labels"),
                node.optionalChild("optional_labels").isPresent() ? node.texts("optional_labels") : List.of(),
                node.text("description"),
                Scope.valueOf(constant(node, "scope")),
                node.text("id_prefix"),
                node.texts("key_columns"),
                node.items("properties", PlanReader::property),
                query(node),
                checks(node),
                node.child("depends_on").texts("nodes"),
                node.texts("tags"));
    }

    static RelationshipPlan relationship(String id, ManifestNode node) {
        return new RelationshipPlan(
                id,
                node.text("type"),
                node.text("description"),
                Scope.valueOf(constant(node, "scope")),
                node.text("id_prefix"),
                node.text("start"),
                node.text("end"),
                node.items("properties", PlanReader::property),
                query(node),
                checks(node),
                node.child("depends_on").texts("nodes"),
                node.texts("tags"));
    }

    private static PropertyPlan property(ManifestNode node) {
        return new PropertyPlan(
                node.text("name"),
                PropertyType.valueOf(constant(node, "type")),
                Cardinality.valueOf(constant(node, "cardinality")),
                type(node.text("sql_type")));
    }

    private static ElementQuery query(ManifestNode node) {
        return new ElementQuery(
                node.text("compiled_code"), node.text("engine_code"), lineage(node), relation(node.child("staged")));
    }

    private static List<CheckPlan> checks(ManifestNode node) {
        return node.entries(
                "checks",
                (id, check) -> new CheckPlan(
                        id,
                        CheckPlan.Kind.valueOf(constant(check, "kind")),
                        Severity.valueOf(constant(check, "severity")),
                        check.text("path"),
                        check.number("line"),
                        check.text("compiled_code"),
                        check.text("engine_code"),
                        proof(check),
                        check.optionalChild("count").map(PlanReader::count),
                        check.optionalChild("policy").map(PlanReader::policy).orElse(PolicyPlan.ERROR)));
    }

    private static CheckCount count(ManifestNode node) {
        return new CheckCount(node.text("compiled_code"), node.text("engine_code"), node.text("column"));
    }

    private static PolicyPlan policy(ManifestNode node) {
        PolicyPlan policy = new PolicyPlan(
                PolicyPlan.Action.valueOf(constant(node, "action")),
                node.textIfThere("max").map(RejectLimit::parse),
                node.flag("united"),
                node.optionalChild("conflicts").map(PlanReader::policyQuery),
                node.optionalChild("rejected").map(PlanReader::policyQuery),
                node.optionalChild("accepted").map(PlanReader::policyQuery));
        return policy.withLosses(node.optionalChild("losses").map(PlanReader::policyQuery));
    }

    private static PolicyQuery policyQuery(ManifestNode node) {
        return new PolicyQuery(node.text("compiled_code"), node.text("engine_code"));
    }

    private static String constant(ManifestNode node, String field) {
        return node.text(field).toUpperCase(Locale.ROOT);
    }

    private static RelationName relation(ManifestNode node) {
        return new RelationName(node.optionalText("database"), node.text("schema"), node.text("identifier"));
    }

    /** The relation of what dbt knows by its alias. */
    private static RelationName alias(ManifestNode node) {
        return new RelationName(node.optionalText("database"), node.text("schema"), node.text("alias"));
    }

    private static FileLocation files(ManifestNode node) {
        return new FileLocation(
                node.text("path"),
                FileFormat.valueOf(constant(node, "format")),
                node.flag("header"),
                node.text("delimiter"),
                node.flag("extra_values"),
                node.texts("null_texts"));
    }

    static List<Column> columns(ManifestNode node) {
        return node.entries(
                "columns", (name, column) -> new Column(name, type(column.text("data_type")), column.flag("nullable")));
    }

    /** Manifests of earlier versions have none. */
    private static Lineage lineage(ManifestNode node) {
        Optional<ManifestNode> written = node.optionalChild("lineage");
        if (written.isEmpty()) {
            return Lineage.NONE;
        }
        Map<String, List<LineageSource>> columns = new LinkedHashMap<>();
        written.get().entries("columns", (name, sources) -> columns.put(name, sources(sources)));
        Map<String, String> definitions = written.get()
                .optionalChild("definitions")
                .map(ManifestNode::map)
                .orElse(Map.of());
        return new Lineage(columns, sources(written.get().child("rows")), definitions);
    }

    private static ModelSource source(ManifestNode model) {
        ManifestNode node = model.child("source");
        return new ModelSource(
                model.child("checksum").text("checksum"),
                node.child("macros").map(),
                node.child("vars").map(),
                node.text("configs"),
                node.text("relation"),
                node.text("contract"));
    }

    private static List<LineageSource> sources(ManifestNode node) {
        List<LineageSource> sources = new ArrayList<>();
        for (String kind : node.names()) {
            LineageKind how = LineageKind.valueOf(kind.toUpperCase(Locale.ROOT));
            ManifestNode relations = node.child(kind);
            for (String relation : relations.names()) {
                relations.texts(relation).forEach(column -> sources.add(new LineageSource(relation, column, how)));
            }
        }
        return sources;
    }

    private static SqlType type(String text) {
        return SqlTypeParser.parse(text).orElseThrow(() -> new IllegalArgumentException("`" + text + "` is no type"));
    }
}
