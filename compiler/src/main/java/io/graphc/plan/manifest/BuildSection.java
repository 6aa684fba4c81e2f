package io.graphc.plan.manifest;

import io.graphc.plan.BuildPlan;
import io.graphc.plan.Column;
import io.graphc.plan.ConstraintPlan;
import io.graphc.plan.HookPlan;
import io.graphc.plan.OperationPlan;
import io.graphc.plan.PersistedDocs;
import io.graphc.plan.RunHooks;
import io.graphc.plan.WrittenPlace;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What is done around the making of relations and around runs, in a manifest: what there is alone. */
final class BuildSection {
    private static final String READS = "reads";

    private final JsonFields fields;

    BuildSection(JsonFields fields) {
        this.fields = fields;
    }

    void write(BuildPlan build) throws IOException {
        if (build.equals(BuildPlan.NONE)) {
            return;
        }
        fields.object("build");
        hooks("pre_hooks", build.before());
        hooks("post_hooks", build.after());
        if (build.snapshot().isPresent()) {
            SnapshotSection.write(build.snapshot().get(), fields);
        }
        constraints(build.constraints());
        if (!build.docs().isEmpty()) {
            fields.object("persisted_docs");
            fields.text("relation", build.docs().relation());
            fields.compact("columns", build.docs().columns());
            fields.end();
        }
        fields.end();
    }

    private void hooks(String name, List<HookPlan> hooks) throws IOException {
        if (hooks.isEmpty()) {
            return;
        }
        fields.array(name);
        for (HookPlan hook : hooks) {
            fields.item();
            fields.texts("statements", hook.statements());
            if (!hook.whenGrown().equals(hook.statements())) {
                fields.texts("when_grown", hook.whenGrown());
            }
            fields.text("declared_at", hook.place().toString());
            reads(hook.reads());
            fields.end();
        }
        fields.endArray();
    }

    private void reads(List<String> ids) throws IOException {
        if (!ids.isEmpty()) {
            fields.texts(READS, ids);
        }
    }

    private static List<String> reads(ManifestNode node) {
        return node.json().has(READS) ? node.texts(READS) : List.of();
    }

    private void constraints(List<ConstraintPlan> constraints) throws IOException {
        if (constraints.isEmpty()) {
            return;
        }
        fields.array("constraints");
        for (ConstraintPlan constraint : constraints) {
            fields.item();
            fields.text("type", constraint.type());
            fields.texts("columns", constraint.columns());
            fields.text("engine_code", constraint.engineSql());
            fields.text("declared_at", constraint.place().toString());
            fields.end();
        }
        fields.endArray();
    }

    private static List<ConstraintPlan> constraints(ManifestNode node) {
        return node.json().has("constraints") ? node.items("constraints", BuildSection::constraint) : List.of();
    }

    private static ConstraintPlan constraint(ManifestNode node) {
        return new ConstraintPlan(node.text("type"), node.texts("columns"), node.text("engine_code"), place(node));
    }

    void write(RunHooks hooks) throws IOException {
        if (hooks.isEmpty()) {
            return;
        }
        fields.object("hooks");
        operations("on_run_start", hooks.start());
        operations("on_run_end", hooks.end());
        fields.end();
    }

    private void operations(String name, List<OperationPlan> operations) throws IOException {
        fields.object(name);
        for (OperationPlan operation : operations) {
            fields.object(operation.id());
            fields.texts("statements", operation.statements());
            fields.text("declared_at", operation.place().toString());
            reads(operation.reads());
            fields.end();
        }
        fields.end();
    }

    /** What is done around a relation. */
    static BuildPlan build(ManifestNode relation, List<Column> columns) {
        return relation.optionalChild("build")
                .map(node -> new BuildPlan(
                        hooks(node, "pre_hooks"),
                        hooks(node, "post_hooks"),
                        node.optionalChild("snapshot").map(snapshot -> SnapshotSection.read(snapshot, columns)),
                        constraints(node),
                        node.optionalChild("persisted_docs")
                                .map(docs -> new PersistedDocs(
                                        docs.optionalText("relation"),
                                        docs.child("columns").map()))
                                .orElse(PersistedDocs.NONE)))
                .orElse(BuildPlan.NONE);
    }

    private static List<HookPlan> hooks(ManifestNode node, String name) {
        return node.json().has(name) ? node.items(name, BuildSection::hook) : List.of();
    }

    private static HookPlan hook(ManifestNode node) {
        List<String> statements = node.texts("statements");
        return new HookPlan(
                statements,
                node.json().has("when_grown") ? node.texts("when_grown") : statements,
                place(node),
                reads(node));
    }

    /** What is done around runs. */
    static RunHooks hooks(ManifestNode manifest) {
        return manifest.optionalChild("hooks")
                .map(node -> new RunHooks(
                        node.entries("on_run_start", BuildSection::operation),
                        node.entries("on_run_end", BuildSection::operation),
                        Optional.empty()))
                .orElse(RunHooks.NONE);
    }

    private static OperationPlan operation(String id, ManifestNode node) {
        return new OperationPlan(id, node.texts("statements"), place(node), reads(node));
    }

    private static WrittenPlace place(ManifestNode node) {
        return WrittenPlace.parse(node.text("declared_at")).orElseThrow(IllegalArgumentException::new);
    }
}
