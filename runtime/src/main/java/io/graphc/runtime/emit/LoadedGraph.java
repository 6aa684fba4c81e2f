package io.graphc.runtime.emit;

import io.graphc.plan.ElementPlan;
import io.graphc.plan.PropertyPlan;
import io.graphc.plan.QueryLanguage;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The graph on a target as readers see it once a load is committed. Used by the thread of the writer that gives it. Every
 * method throws {@link io.graphc.diagnostic.GraphcException} with a coded diagnostic when the target cannot be reached.
 */
public interface LoadedGraph {
    /** The languages in which it answers questions. */
    Set<QueryLanguage> languages();

    /** Why it cannot be asked in a language of its own; empty where it can. */
    default Optional<String> obstacle() {
        return Optional.empty();
    }

    /**
     * Asks a question that changes nothing.
     *
     * @param limit how many rows are counted at most
     */
    Answer ask(GraphStatement question, OptionalLong limit) throws RefusedStatementException;

    /** Runs a statement that may change the graph. */
    void perform(GraphStatement action) throws RefusedStatementException;

    /** Whether it finds elements by their ids; otherwise it can only say which of them it holds. */
    boolean findsIds();

    /** The elements with these ids that are there. */
    List<HeldElement> read(ElementPlan element, List<String> ids);

    /** Some elements of a type, those of the last load first. */
    List<HeldElement> read(ElementPlan element, int count);

    /** Whether {@link #read} gives all values of a property. */
    default boolean shows(PropertyPlan property) {
        return true;
    }

    /** What times are cut to. */
    ChronoUnit precision();

    /** Whether a list keeps its order and values that are equal; otherwise it is a set. */
    boolean keepsLists();
}
