package io.graphc.compiler;

import io.graphc.plan.CompiledProject;
import io.graphc.plan.ElementPlan;
import io.graphc.plan.Materialization;
import io.graphc.plan.ModelPlan;
import io.graphc.plan.RelationName;
import io.graphc.plan.SeedPlan;
import io.graphc.plan.SourceTable;
import io.graphc.plan.TestPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A relation that a project makes on the engine.
 *
 * @param words what it is for, in words
 * @param reads the source that it only offers as a relation; empty where it holds rows of its own
 */
record MadeRelation(String words, RelationName relation, Optional<SourceTable> reads) {
    /** All relations that a project makes, those of its tables before those of its graph. */
    static List<MadeRelation> of(CompiledProject project) {
        List<MadeRelation> made = new ArrayList<>();
        for (SeedPlan seed : project.seeds()) {
            made.add(own("seed `" + seed.name() + "`", seed.relation()));
        }
        for (ModelPlan model : project.models()) {
            if (model.materialization() != Materialization.EPHEMERAL) {
                made.add(own(model.kind() + " `" + model.name() + "`", model.relation()));
            }
        }
        for (ElementPlan node : project.graph().nodes()) {
            made.add(own("the rows of node " + node.words(), node.query().staged()));
        }
        for (ElementPlan relationship : project.graph().relationships()) {
            made.add(own(
                    "the rows of relationship " + relationship.words(),
                    relationship.query().staged()));
        }
        for (TestPlan test : project.tests()) {
            test.judgement()
                    .keptIn()
                    .ifPresent(kept -> made.add(own("the failing rows of test `" + test.name() + "`", kept)));
        }
        for (SourceTable source : project.sources()) {
            if (source.files().isPresent() || source.absent()) {
                made.add(new MadeRelation("source `" + source.label() + "`", source.relation(), Optional.of(source)));
            }
        }
        return made;
    }

    private static MadeRelation own(String words, RelationName relation) {
        return new MadeRelation(words, relation, Optional.empty());
    }

    /** What engines tell relations apart by: all of them take names without letter case. */
    String key() {
        return relation.quoted().toLowerCase(Locale.ROOT);
    }

    /** Whether it lies in a database or catalogue that is named, and not in that of the target. */
    boolean isElsewhere() {
        return relation.database().isPresent();
    }

    /** Whether it does not matter which of the two is there. */
    boolean isSameAs(MadeRelation other) {
        return reads.isPresent() && reads.equals(other.reads);
    }

    /** Its name as users write it. */
    String shown() {
        return relation.database().map(database -> database + ".").orElse("") + relation.schema() + "."
                + relation.identifier();
    }
}
