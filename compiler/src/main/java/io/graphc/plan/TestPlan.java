package io.graphc.plan;

import io.graphc.diagnostic.Severity;
import java.util.List;
import java.util.Optional;

/**
 * A test: a query that yields the failing rows, of tables, of elements before they are written, or of the loaded graph.
 *
 * @param id {@code test.<project>.<name>}
 * @param name the name in results, for example {@code not_null_stg_users_user_id}
 * @param kind as written, for example {@code not_null} or {@code cardinality}; {@code singular}, {@code cypher} or {@code
 *     gremlin} for a file
 * @param severity whether failing rows are an error or a warning
 * @param attachedTo id of the source, model, seed or element type it belongs to; empty for a singular test
 * @param column the tested column or property, or empty
 * @param place where it was written; of no length where a file is all of it
 * @param compiledSql the query in Trino's dialect
 * @param engineSql the query for the engine of the compiled target
 * @param lineage what its rows depend on
 * @param dependsOn ids of what it reads, sorted
 * @param proof why it must pass without a query, where that is known
 * @param judgement what becomes of failing rows
 * @param graph what is asked of the loaded graph, for a test of it; its statement then stands in place of SQL
 * @param element how it runs, where it is a test of elements; it then depends on element types
 * @param count where its failures are counted along with those of other tests; never for a test of elements
 */
public record TestPlan(
        String id,
        String name,
        String kind,
        Severity severity,
        String attachedTo,
        String column,
        WrittenPlace place,
        String compiledSql,
        String engineSql,
        Lineage lineage,
        List<String> dependsOn,
        List<String> tags,
        Optional<Proof> proof,
        TestJudgement judgement,
        Optional<GraphTest> graph,
        Optional<ElementTest> element,
        Optional<TestCount> count) {
    public TestPlan {
        dependsOn = List.copyOf(dependsOn);
        tags = List.copyOf(tags);
    }

    /** The project-relative file that it was written in. */
    public String path() {
        return place.path();
    }

    /** The 1-based line that it was written on. */
    public int line() {
        return place.line();
    }

    /** A test whose failures are counted by its own query. */
    public TestPlan(
            String id,
            String name,
            String kind,
            Severity severity,
            String attachedTo,
            String column,
            WrittenPlace place,
            String compiledSql,
            String engineSql,
            Lineage lineage,
            List<String> dependsOn,
            List<String> tags,
            Optional<Proof> proof,
            TestJudgement judgement,
            Optional<GraphTest> graph,
            Optional<ElementTest> element) {
        this(
                id,
                name,
                kind,
                severity,
                attachedTo,
                column,
                place,
                compiledSql,
                engineSql,
                lineage,
                dependsOn,
                tags,
                proof,
                judgement,
                graph,
                element,
                Optional.empty());
    }

    /** A test of tables. */
    public TestPlan(
            String id,
            String name,
            String kind,
            Severity severity,
            String attachedTo,
            String column,
            WrittenPlace place,
            String compiledSql,
            String engineSql,
            Lineage lineage,
            List<String> dependsOn,
            List<String> tags,
            Optional<Proof> proof,
            TestJudgement judgement) {
        this(
                id,
                name,
                kind,
                severity,
                attachedTo,
                column,
                place,
                compiledSql,
                engineSql,
                lineage,
                dependsOn,
                tags,
                proof,
                judgement,
                Optional.empty(),
                Optional.empty());
    }

    /** The test with another judgement of its failing rows; with one that is not plain, nothing is proved. */
    public TestPlan withJudgement(TestJudgement other) {
        return with(other.equals(TestJudgement.PLAIN) ? proof : Optional.empty(), other, element, count);
    }

    /** The test of elements with a query that counts its failures along with those of others. */
    public TestPlan withCount(CheckCount value) {
        return with(proof, judgement, element.map(test -> test.withCount(value)), count);
    }

    /** The test of tables with a place where its failures are counted along with those of others. */
    public TestPlan withCount(TestCount value) {
        return with(proof, judgement, element, Optional.of(value));
    }

    private TestPlan with(
            Optional<Proof> otherProof,
            TestJudgement otherJudgement,
            Optional<ElementTest> otherElement,
            Optional<TestCount> otherCount) {
        return new TestPlan(
                id,
                name,
                kind,
                severity,
                attachedTo,
                column,
                place,
                compiledSql,
                engineSql,
                lineage,
                dependsOn,
                tags,
                otherProof,
                otherJudgement,
                graph,
                otherElement,
                otherCount);
    }
}
