package io.graphc.compiler.template.value;

/** Python's {@code None}, which templates write {@code none}. */
public enum None {
    NONE;

    @Override
    public String toString() {
        return "None";
    }
}
