package io.graphc.compiler.template.value;

import java.util.List;
import java.util.Optional;

/**
 * A value that the host offers to templates: a relation, the target, the adapter. Templates see the attributes that it
 * names, never Java's methods. Attribute values may be plain Java values; see {@link Values#of(Object)}. An object that
 * can also be called implements {@link TemplateCallable} as well. Implementations are safe to call from several threads.
 */
public interface TemplateObject {
    /** What it is, as a noun for messages: {@code relation}, {@code target}. */
    String kind();

    /** The value of an attribute, empty where it has none of that name. */
    Optional<Object> attribute(String name);

    /** The value under a key in brackets; by default its attribute of that name. */
    default Optional<Object> item(Object key) {
        return Texts.isText(key) ? attribute(Texts.of(key)) : Optional.empty();
    }

    /** Names of its attributes, for "did you mean". */
    default List<String> attributeNames() {
        return List.of();
    }

    /** The text that it prints as. */
    String print();

    /** Whether {@code is mapping} holds of it. */
    default boolean isMapping() {
        return false;
    }

    /**
     * Whether its attributes are values of templates that belong to one rendering, which may change them; what others have is
     * copied whenever it is read.
     */
    default boolean isChangeable() {
        return false;
    }

    /** Whether it counts as true in a condition. */
    default boolean isTrue() {
        return true;
    }
}
