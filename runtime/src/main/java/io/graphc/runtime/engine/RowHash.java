package io.graphc.runtime.engine;

import io.graphc.plan.Cardinality;
import io.graphc.plan.ElementPlan;
import io.graphc.plan.PropertyPlan;
import io.graphc.plan.RelationName;
import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The hash of a row that stands beside it in the state, where DuckDB keeps it: 64 bits, by DuckDB's function {@code hash}. Another version
 * of DuckDB, or of graphc, may give others; they are then made anew.
 */
public final class RowHash {
    /** The column of hashes; null where none was made yet. */
    public static final String COLUMN = "~hash";

    public static final String TYPE = "UBIGINT";

    private static final int LONG_DIGITS = 18;

    /** Types whose values differ in their hashes where they differ; numbers of 128 bits have half of theirs. */
    private static final String PLAIN = "(VARCHAR|BOOLEAN|U?(TINY|SMALL|BIG)INT|U?INTEGER|FLOAT|DOUBLE"
            + "|DATE|TIME|TIMESTAMP(_S|_MS|_NS)?|DECIMAL\\((\\d|1[0-8]),\\d+\\))";

    private RowHash() {}

    /** What of a value goes into the hash of its row. */
    private enum Form {
        VALUE(PLAIN + "|BLOB|TIMESTAMP WITH TIME ZONE") {
            @Override
            String of(String column) {
                return column;
            }
        },
        /** For types whose values have hashes of half of them. */
        TEXT(PLAIN + "|DECIMAL\\(\\d+,\\d+\\)|U?HUGEINT|UUID") {
            @Override
            String of(String column) {
                return "CAST(" + column + " AS VARCHAR)";
            }
        },
        /**
         * DuckDB adds the elements of a list to the hash of a row one by one, so that one may go from a list to the next unseen, and
         * leaves out nulls.
         */
        JSON(PLAIN + "\\[\\]") {
            @Override
            String of(String column) {
                return "to_json(" + column + ")";
            }
        },
        /** Sets are compared as such: in which order their values come may differ from run to run. */
        SET(PLAIN + "\\[\\]") {
            @Override
            String of(String column) {
                return "to_json(array_sort(array_distinct(" + column + ")))";
            }
        };

        private final Pattern types;

        Form(String types) {
            this.types = Pattern.compile(types);
        }

        abstract String of(String column);

        static Form of(ElementPlan element, String column) {
            Optional<PropertyPlan> property = element.values().stream()
                    .filter(value -> value.name().equals(column))
                    .findFirst();
            SqlType type = property.map(PropertyPlan::sqlType).orElse(SqlTypes.VARCHAR);
            if (type instanceof SqlType.Array) {
                return property.get().cardinality() == Cardinality.SET ? SET : JSON;
            }
            boolean wide = type instanceof SqlType.Decimal decimal && decimal.precision() > LONG_DIGITS;
            return wide || type == SqlType.Simple.UUID ? TEXT : VALUE;
        }
    }

    /**
     * The expression for a row of an element type.
     *
     * @param alias what the row is called in the query
     */
    public static String of(String alias, ElementPlan element) {
        return element.columns().stream()
                .map(column -> Form.of(element, column).of(alias + "." + RelationName.quote(column)))
                .collect(Collectors.joining(", ", "hash(", ")"));
    }

    /**
     * Whether values of a column differ in the hashes of their rows where they differ.
     *
     * @param type the column's type in the words of DuckDB
     */
    public static boolean tells(ElementPlan element, String column, String type) {
        return Form.of(element, column).types.matcher(type).matches();
    }
}
