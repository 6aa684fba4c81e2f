package io.graphc.compiler.sql.calcite;

/** Names for columns that the query does not name: nobody can write them, so nothing refers to them by accident. */
public final class Unnamed {
    private static final char MARK = '\u0001';

    private Unnamed() {}

    /** The inner name of the unnamed column at a position. */
    public static String column(int index) {
        return MARK + "col" + index;
    }

    /** The inner name of an unnamed relation of a query, which has more than one of them. */
    public static String relation(int index) {
        return MARK + "query" + index;
    }

    /** True for a name that {@link #column} or {@link #relation} made. */
    public static boolean is(String name) {
        return !name.isEmpty() && name.charAt(0) == MARK;
    }

    /** The name that Trino gives to an unnamed column of a result. */
    public static String shown(int index) {
        return "_col" + index;
    }
}
