package io.graphc.plan;

import java.util.List;

/**
 * A unit test: a model, or a mapping of the graph, on given rows. All of it is SQL for DuckDB that reads no relation, whatever
 * engine the project is for; a run that has it needs no warehouse. Immutable.
 *
 * @param id {@code unit_test.<project>.<model>.<name>}; the label or type in place of the model for a mapping
 * @param subjects ids of the model or element type that it tests: of a relationship type, one for each pair of ends; never empty
 * @param place where its name was written
 * @param checksum of what people write of it: two that have the same were not modified
 * @param inputs ids of what it gives rows of, sorted
 * @param expectations what must come out; never empty
 */
public record UnitTest(
        String id,
        String name,
        List<String> subjects,
        String description,
        WrittenPlace place,
        String checksum,
        List<String> inputs,
        List<String> tags,
        List<Expectation> expectations) {
    public UnitTest {
        subjects = List.copyOf(subjects);
        inputs = List.copyOf(inputs);
        tags = List.copyOf(tags);
        expectations = List.copyOf(expectations);
    }

    /** The id of what it tests, the first where there are several. */
    public String subject() {
        return subjects.get(0);
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
