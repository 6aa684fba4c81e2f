package io.graphc.compiler.sql.calcite;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeField;

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

    /**
     * The names of the columns of a query such that each is there once. Of columns with one name none can be referred to, so
     * all of them get inner names; {@link #written} gives the name back.
     */
    static List<String> distinct(List<String> names) {
        Map<String, Integer> uses = new HashMap<>();
        names.forEach(name -> uses.merge(key(name), 1, Integer::sum));
        List<String> result = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String name = written(names.get(i)).orElse(names.get(i));
            if (uses.getOrDefault(key(name), 0) == 1) {
                result.add(name);
            } else {
                result.add(is(name) ? column(i) : MARK + "dup" + i + MARK + name);
            }
        }
        return result;
    }

    /** A star over columns of one name is no mistake, as long as nobody names them; to Calcite it would be one. */
    static RelDataType distinct(RelDataType row, RelDataTypeFactory types) {
        List<String> names = row.getFieldNames();
        List<String> distinct = distinct(names);
        return distinct.equals(names)
                ? row
                : types.createStructType(
                        row.getStructKind(),
                        row.getFieldList().stream()
                                .map(RelDataTypeField::getType)
                                .toList(),
                        distinct);
    }

    private static String key(String name) {
        return written(name).orElse(name).toLowerCase(Locale.ROOT);
    }

    /** The name that the query gives to a column which shares it with another one; empty for every other name. */
    public static Optional<String> written(String name) {
        int second = name.lastIndexOf(MARK);
        return second > 0 ? Optional.of(name.substring(second + 1)) : Optional.empty();
    }

    /** True for an inner name. */
    public static boolean is(String name) {
        return !name.isEmpty() && name.charAt(0) == MARK;
    }

    /** The name that Trino gives to an unnamed column of a result. */
    public static String shown(int index) {
        return "_col" + index;
    }
}
