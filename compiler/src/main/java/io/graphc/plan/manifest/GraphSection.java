package io.graphc.plan.manifest;

import io.graphc.plan.ActionPlan;
import io.graphc.plan.CheckPlan;
import io.graphc.plan.ElementPlan;
import io.graphc.plan.GraphPlan;
import io.graphc.plan.NodePlan;
import io.graphc.plan.PolicyPlan;
import io.graphc.plan.PolicyQuery;
import io.graphc.plan.PropertyPlan;
import io.graphc.plan.RelationshipPlan;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Writes the node types and relationship types of a manifest, each an object under its id. */
final class GraphSection {
    private final JsonFields fields;

    GraphSection(JsonFields fields) {
        this.fields = fields;
    }

    void write(GraphPlan graph) throws IOException {
        fields.object("graph");
        fields.object("nodes");
        for (NodePlan node : graph.nodes()) {
            fields.object(node.id());
            fields.texts("labels", node.labels());
            if (!node.optionalLabels().isEmpty()) {
                fields.texts("optional_labels", node.optionalLabels());
            }
            fields.text("description", node.description());
            fields.texts("key_columns", node.keyColumns());
            element(node);
            fields.end();
        }
        fields.end();
        fields.object("relationships");
        for (RelationshipPlan relationship : graph.relationships()) {
            fields.object(relationship.id());
            fields.text("type", relationship.type());
            fields.text("description", relationship.description());
            fields.text("start", relationship.startLabel());
            fields.text("end", relationship.endLabel());
            element(relationship);
            fields.end();
        }
        fields.end();
        if (!graph.actions().isEmpty()) {
            actions(graph.actions());
        }
        fields.end();
    }

    private void actions(List<ActionPlan> actions) throws IOException {
        fields.object("actions");
        for (ActionPlan action : actions) {
            fields.object(action.id());
            fields.text("name", action.name());
            fields.text("at", action.at().word());
            fields.text("language", action.language().word());
            fields.rendered(action.text());
            fields.text("path", action.path());
            fields.number("line", action.line());
            fields.end();
        }
        fields.end();
    }

    private void element(ElementPlan element) throws IOException {
        fields.text("scope", element.scope().name().toLowerCase(Locale.ROOT));
        fields.text("id_prefix", element.idPrefix());
        fields.dependsOn(element.dependsOn());
        fields.texts("tags", element.tags());
        fields.array("properties");
        for (PropertyPlan property : element.properties()) {
            fields.item();
            fields.text("name", property.name());
            fields.text("type", property.type().word());
            fields.text("cardinality", property.cardinality().word());
            fields.text("sql_type", property.sqlType().toString());
            fields.end();
        }
        fields.endArray();
        fields.lineage(element.query().lineage());
        fields.relation("staged", element.query().staged());
        fields.text("compiled_code", element.query().compiledSql());
        fields.text("engine_code", element.query().engineSql());
        checks(element.checks());
    }

    private void checks(List<CheckPlan> checks) throws IOException {
        fields.object("checks");
        for (CheckPlan check : checks) {
            fields.object(check.id());
            fields.text("kind", check.kind().name().toLowerCase(Locale.ROOT));
            fields.text("severity", check.severity().word());
            fields.text("path", check.path());
            fields.number("line", check.line());
            fields.text("compiled_code", check.compiledSql());
            fields.text("engine_code", check.engineSql());
            fields.proof(check.proof());
            if (check.count().isPresent()) {
                fields.object("count");
                fields.text("column", check.count().get().column());
                fields.text("compiled_code", check.count().get().compiledSql());
                fields.text("engine_code", check.count().get().engineSql());
                fields.end();
            }
            policy(check.policy());
            fields.end();
        }
        fields.end();
    }

    /** Nothing for the policy that all have unless they say otherwise. */
    private void policy(PolicyPlan policy) throws IOException {
        if (policy.equals(PolicyPlan.ERROR)) {
            return;
        }
        fields.object("policy");
        fields.text("action", policy.action().name().toLowerCase(Locale.ROOT));
        if (policy.max().isPresent()) {
            fields.text("max", policy.max().get().toString());
        }
        fields.flag("united", policy.united());
        query("conflicts", policy.conflicts());
        query("rejected", policy.rejected());
        query("accepted", policy.accepted());
        query("losses", policy.losses());
        fields.end();
    }

    private void query(String name, Optional<PolicyQuery> query) throws IOException {
        if (query.isPresent()) {
            fields.object(name);
            fields.text("compiled_code", query.get().compiledSql());
            fields.text("engine_code", query.get().engineSql());
            fields.end();
        }
    }
}
