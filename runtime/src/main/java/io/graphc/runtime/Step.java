package io.graphc.runtime;

/**
 * One piece of a run.
 *
 * @param id the id of what is worked on; with {@code stage.} before it for the staging of an element type, with {@code
 *     changes.} before it for its comparison with the state, with {@code counts.} before it for the count on the target, with
 *     {@code sample.} before it for the elements that are read back;
 *     {@code load_nodes.<project>}, {@code load.<project>}, {@code deletes.<project>} and {@code state.<project>} for these steps
 * @param label what it is in words, as {@code sql view model main.stg_users}
 */
public record Step(String id, Kind kind, String label) {
    /** The kinds of steps, in the order that a run comes to them. */
    public enum Kind {
        /** A hook of the project runs, at the start of a run or at its end. */
        HOOK,
        /** A source is made readable. */
        SOURCE,
        SEED,
        MODEL,
        /** A unit test, which no other step of the run has a part in. */
        UNIT_TEST,
        /** A data test, of a relation or of elements. */
        TEST,
        /** The rows of an element type are put into their table on the engine. */
        STAGE,
        /** A check of an element type before it is written. */
        CHECK,
        /** The rows of an element type are compared with what the state says that the target holds. */
        DIFF,
        /** The elements of a type are written. */
        WRITE,
        /** The target loads what was written. */
        LOAD,
        /** Elements that the project has no more are deleted. */
        DELETE,
        /** The elements of a type on the target are counted. */
        COUNT,
        /** A statement that people wrote runs around the load. */
        ACTION,
        /** A sample of the elements of a type on the target is compared with their rows, or constraints are looked for. */
        SAMPLE,
        /** The state takes the load in. */
        STATE
    }
}
