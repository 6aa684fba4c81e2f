package io.graphc.compiler.datatest;

import io.graphc.compiler.query.BoundRelation;
import io.graphc.compiler.resolve.ResourceConfig;
import io.graphc.project.DataTestSpec;
import io.graphc.source.Located;
import io.graphc.source.MappedText;
import java.util.List;
import java.util.Optional;

/** The generic tests that the project and its packages define by macros. Safe to share between threads. */
public interface MacroTests {
    /** Whether a test of this kind, perhaps {@code package.kind}, is defined by a macro. */
    boolean has(String kind);

    /** The kinds that there are, for hints. */
    List<String> kinds();

    /**
     * A test in YAML that is to be rendered.
     *
     * @param where the condition on the rows that are tested, rendered
     */
    record Use(
            String name,
            DataTestSpec test,
            BoundRelation relation,
            Optional<Located<String>> column,
            Optional<MappedText> where) {}

    /**
     * A test's query.
     *
     * @param reads ids of the relations that it reads
     * @param configs what its macro called {@code config()} with
     */
    record Query(MappedText sql, List<String> reads, ResourceConfig configs) {
        public Query {
            reads = List.copyOf(reads);
        }

        Optional<Located<String>> config(String name) {
            return configs.text(name);
        }
    }

    /** The query of a test; empty when its macro cannot be rendered, which is reported. */
    Optional<Query> render(Use use);
}
