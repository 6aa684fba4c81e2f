package io.graphc.compiler;

import io.graphc.compiler.datatest.TestSubject;
import io.graphc.compiler.query.BoundRelation;
import io.graphc.compiler.resolve.BoundSeed;
import io.graphc.compiler.resolve.BoundSource;
import io.graphc.source.Located;
import java.util.List;

/** The relations of a project as what tests are attached to. */
final class TestSubjects {
    private TestSubjects() {}

    static TestSubject of(BoundRelation relation, BoundSource source) {
        List<String> tags =
                source.spec().config().tags().stream().map(Located::value).toList();
        String stem = source.table().source() + "_" + source.table().name();
        return new TestSubject(relation, stem, true, tags);
    }

    static TestSubject of(BoundRelation relation, BoundSeed seed) {
        return new TestSubject(relation, seed.plan().name(), false, seed.plan().tags());
    }

    static TestSubject of(BoundRelation relation, RenderedModel model) {
        return new TestSubject(
                relation, model.spec().name(), false, model.config().tags());
    }
}
