package io.graphc.compiler.sql.fact;

/** The slots of relations that stand side by side in a FROM clause: from the first one to before the last one. */
record SlotRange(int first, int end) {
    static final SlotRange NONE = new SlotRange(0, 0);

    boolean contains(int slot) {
        return first <= slot && slot < end;
    }
}
