package io.graphc.compiler.sql.calcite;

import io.graphc.plan.SqlType;
import java.util.List;
import java.util.Optional;

/**
 * How a call of one of SQL's JSON functions is laid out. Their operands: of those with a path the input, the path's
 * parameters, the default on empty and the default on error, where they are written; of {@code JSON_OBJECT} each key and
 * its value; of {@code JSON_ARRAY} the values.
 *
 * @param path the path as written, empty where the function takes none
 * @param parameters the names of the path's parameters
 * @param formats for each operand {@code JSON}, {@code UTF8} and the like where {@code FORMAT} says that it is JSON text,
 *     or empty
 * @param returned what {@code RETURNING} asks for
 * @param onEmpty {@code NULL}, {@code ERROR}, {@code DEFAULT}, {@code EMPTY_ARRAY} or {@code EMPTY_OBJECT}; of the
 *     constructors {@code NULL} or {@code ABSENT}, for nulls among the values
 * @param onError likewise, or {@code TRUE}, {@code FALSE}, {@code UNKNOWN}; of the constructors {@code UNIQUE} where keys
 *     must be
 * @param wrapping {@code WITHOUT}, {@code CONDITIONAL} or {@code UNCONDITIONAL}, and after a blank {@code OMIT} or
 *     {@code KEEP} for quotes where that is written
 */
public record JsonShape(
        Function function,
        String path,
        List<String> parameters,
        List<String> formats,
        Optional<SqlType> returned,
        String onEmpty,
        String onError,
        String wrapping) {
    /** The functions. */
    public enum Function {
        JSON_EXISTS,
        JSON_VALUE,
        JSON_QUERY,
        JSON_OBJECT,
        JSON_ARRAY;
    }

    public JsonShape {
        parameters = List.copyOf(parameters);
        formats = List.copyOf(formats);
    }

    /** The position of the first default among the operands of a function with a path. */
    public int defaultsAt() {
        return 1 + parameters.size();
    }
}
