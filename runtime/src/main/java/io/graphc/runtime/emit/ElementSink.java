package io.graphc.runtime.emit;

import java.util.List;

/**
 * Takes in elements as files for a bulk load hold them, and what these files do to elements that are there. Ids of nodes count within
 * a space; a format without spaces has one, the empty text.
 */
public interface ElementSink {
    /**
     * A value or several of one property.
     *
     * @param single whether it takes the place of what was there, rather than adding to it
     */
    record Value(String name, boolean single, List<Object> values) {
        public Value {
            values = List.copyOf(values);
        }
    }

    /** A node, new or there. */
    void node(String space, String id, List<String> labels, List<Value> values);

    /** The end of a relationship. */
    record End(String space, String id) {}

    /** A relationship, new or there. */
    void relationship(String id, String type, End start, End end, List<Value> values);

    void dropProperty(boolean node, String id, String property);

    /** Takes a label from a node, which keeps others. */
    void dropLabel(String id, String label);

    void deleteNode(String id);

    void deleteRelationship(String id);

    /** Whether it needs no more. */
    default boolean isFull() {
        return false;
    }
}
