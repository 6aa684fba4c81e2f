package io.graphc.compiler.sql.calcite;

/** Names for columns that the query does not name: nobody can write them, so nothing refers to them by accident. */
public final class Unnamed {
    private static final char MARK = '\u0001';

    private Unnamed() {}

    /** The inner name of the unnamed column at a position. */
    public static String column(int index) {
        return MARK + "col" + index;
    }

    /** True for a name that {@link #column} made. */
    public static boolean is(String name) {
        return !name.isEmpty() && name.charAt(0) == MARK;
    }

    /** The name that Trino gives to an unnamed column of a result. */
    public static String shown(int index) {
        return "_col" + index;
    }
}
