package io.graphc.compiler.sql.calcite;

import org.apache.calcite.sql.SqlKind;

/** The expressions that Trino's grammar knows, other than calls of named functions. */
public enum Form {
    /** {@code a op b}; the detail is {@code +}, {@code -}, {@code *}, {@code /} or {@code %}. */
    ARITHMETIC,
    /** {@code -a}. */
    NEGATE,
    /** {@code +a}. */
    PLUS_SIGN,
    /** {@code a op b}; the detail is {@code =}, {@code <>}, {@code <}, {@code <=}, {@code >} or {@code >=}. */
    COMPARISON,
    /** {@code a IS DISTINCT FROM b}. */
    IS_DISTINCT_FROM,
    AND,
    OR,
    NOT,
    IS_NULL,
    IS_NOT_NULL,
    /** Operands: value, lowest, highest. */
    BETWEEN,
    /** Operands: value, pattern and, where written, escape. */
    LIKE,
    /** Operands: value, then the list. */
    IN_LIST,
    /** Operands: value, query. */
    IN_QUERY,
    /** Operands: value, query; the detail is the comparison and {@code ALL} or {@code ANY}: {@code = ANY}. */
    QUANTIFIED,
    /** Operand: query. */
    EXISTS,
    /** Operand: query. */
    SCALAR_QUERY,
    /** A column that USING makes of two or more; operands: the columns; the detail is the name as written. */
    USING_COLUMN,
    /** {@code CASE a WHEN b THEN c ... ELSE d END}; operands: a, then each b and c; last d, if the detail is {@code ELSE}. */
    SIMPLE_CASE,
    /** {@code CASE WHEN b THEN c ... ELSE d END}; operands: each b and c; last d, if the detail is {@code ELSE}. */
    SEARCHED_CASE,
    COALESCE,
    NULLIF,
    /** Operands: condition, value if true and, where written, value if false. */
    IF,
    TRY,
    /** {@code format(pattern, value, ...)}. */
    FORMAT,
    /** The detail is the field in upper case, {@code YEAR}. */
    EXTRACT,
    ARRAY,
    ROW,
    /** Operands: array, map or row, and index. */
    SUBSCRIPT,
    /** A field of a row; the detail is the field's name as written. */
    FIELD,
    /** Operands: value, time zone. */
    AT_TIME_ZONE,
    /** A value of the session; the detail is {@code CURRENT_USER}, {@code CURRENT_CATALOG} and the like. */
    SESSION;

    SqlKind kind() {
        return switch (this) {
            case AND -> SqlKind.AND;
            case OR -> SqlKind.OR;
            case NOT -> SqlKind.NOT;
            default -> SqlKind.OTHER_FUNCTION;
        };
    }
}
