package io.graphc.plan;

import java.util.List;

/**
 * A unit test: a model, or a mapping of the graph, on given rows. All of it is SQL for DuckDB that reads no relation, whatever
 * engine the project is for; a run that has it needs no warehouse. Immutable.
 *
 * @param id {@code unit_test.<project>.<model>.<name>}; the label or type in place of the model for a mapping
 * @param subject id of the model or element type that it tests
 * @param place where its name was written
 * @param inputs ids of what it gives rows of, sorted
 * @param expectations what must come out; never empty
 */
public record UnitTest(
        String id,
        String name,
        String subject,
        String description,
        WrittenPlace place,
        List<String> inputs,
        List<String> tags,
        List<Expectation> expectations) {
    public UnitTest {
        inputs = List.copyOf(inputs);
        tags = List.copyOf(tags);
        expectations = List.copyOf(expectations);
    }

    /**
     * Two queries that must yield the same rows, in any order, each as often.
     *
     * @param rows what the rows are: {@code rows} of a model, {@code nodes}, {@code relationships} or {@code rejects}
     * @param columns the columns of both, those of the key of a comparison first where there is one
     */
    public record Expectation(String rows, List<Column> columns, String actualSql, String expectedSql) {
        public Expectation {
            columns = List.copyOf(columns);
        }
    }
}
