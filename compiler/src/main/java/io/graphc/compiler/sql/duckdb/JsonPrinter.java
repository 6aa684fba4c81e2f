package io.graphc.compiler.sql.duckdb;

import io.graphc.compiler.sql.calcite.JsonOperator;
import io.graphc.compiler.sql.calcite.JsonShape;
import io.graphc.compiler.sql.calcite.LiteralOperator;
import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;

/**
 * Prints the JSON functions of the SQL standard. A path is followed item by item, as a list, because in its lax mode it
 * goes into arrays by itself and DuckDB's paths do not.
 */
final class JsonPrinter {
    /** Up to here a hash map of Java, in whose order Trino writes members, has its first size. */
    private static final int MOST_MEMBERS = 12;

    private final ExpressionPrinter expressions;

    JsonPrinter(ExpressionPrinter expressions) {
        this.expressions = expressions;
    }

    Printed print(SqlCall call, JsonOperator operator) {
        JsonShape shape = operator.shape();
        String text = switch (shape.function()) {
            case JSON_EXISTS -> exists(call, shape);
            case JSON_VALUE -> value(call, operator);
            case JSON_QUERY -> query(call, operator);
            case JSON_OBJECT -> object(call, operator);
            case JSON_ARRAY -> array(call, operator);
        };
        return Printed.of(text, operator.type());
    }

    /** What to do with the input, and with the list of items that the path finds in it; null where it breaks off. */
    private String onPath(SqlCall call, JsonShape shape, String failed, String found) {
        boolean plain = shape.parameters().isEmpty() && shape.formats().get(0).equals("JSON");
        Printed input = expressions.print(call.operand(0));
        if (!plain || input.type() == SqlTypes.VARBINARY) {
            throw new NotOnDuckDbException("parameters of a path and bytes as input are not translated");
        }
        String items = JsonItems.of(shape.path(), "\"$x\"");
        return "list_transform([" + input.instant() + "], lambda \"$x\": CASE WHEN \"$x\" IS NULL THEN NULL"
                + " WHEN NOT json_valid(\"$x\") THEN " + failed
                + " ELSE list_transform([" + items + "], lambda \"$l\": CASE WHEN \"$l\" IS NULL THEN " + failed
                + " " + found + " END)[1] END)[1]";
    }

    private String exists(SqlCall call, JsonShape shape) {
        String failed = switch (shape.onError()) {
            case "TRUE" -> "TRUE";
            case "FALSE" -> "FALSE";
            case "UNKNOWN" -> "CAST(NULL AS BOOLEAN)";
            default -> error("BOOLEAN");
        };
        return onPath(call, shape, failed, "ELSE len(\"$l\") > 0");
    }

    private static String error(String type) {
        return "CAST(error('the JSON path finds no such value') AS " + type + ")";
    }

    private String value(SqlCall call, JsonOperator operator) {
        JsonShape shape = operator.shape();
        SqlType type = operator.type();
        if (type != SqlTypes.VARCHAR
                && type != SqlTypes.BIGINT
                && type != SqlTypes.INTEGER
                && type != SqlTypes.DOUBLE) {
            throw new NotOnDuckDbException(
                    "`json_value` is translated for `varchar`, `integer`, `bigint` and `double` only");
        }
        int at = shape.defaultsAt();
        String empty = otherwise(call, operator, shape.onEmpty(), at);
        String failed =
                otherwise(call, operator, shape.onError(), shape.onEmpty().equals("DEFAULT") ? at + 1 : at);
        String name = DuckDbCasts.name(type);
        String item = "json_extract_string(\"$l\"[1], '$')";
        String kind = "json_type(\"$l\"[1])";
        // What Trino makes of these it spells or rounds in its own way: better no value than another one.
        String others =
                type == SqlTypes.VARCHAR ? "'DOUBLE'" : type == SqlTypes.DOUBLE ? "'BOOLEAN'" : "'DOUBLE', 'BOOLEAN'";
        String huge = type == SqlTypes.DOUBLE
                ? " OR (" + kind + " = 'DOUBLE' AND abs(CAST(" + item + " AS DOUBLE)) >= 1e19)"
                : "";
        String read = "WHEN " + kind + " IN (" + others + ")" + huge
                + " THEN CAST(error('`json_value` is not translated for such a value') AS "
                + name + ") WHEN " + kind + " = 'UBIGINT' AND TRY_CAST(" + item + " AS BIGINT) IS NULL THEN " + failed
                + " ELSE "
                + (type == SqlTypes.VARCHAR
                        ? item
                        : "coalesce(TRY_CAST(" + item + " AS " + name + "), " + failed + ")");
        return onPath(
                call,
                shape,
                failed,
                "WHEN len(\"$l\") = 0 THEN " + empty
                        + " WHEN len(\"$l\") > 1 OR json_type(\"$l\"[1]) IN ('OBJECT', 'ARRAY') THEN " + failed
                        + " WHEN json_type(\"$l\"[1]) = 'NULL' THEN NULL " + read);
    }

    private String otherwise(SqlCall call, JsonOperator operator, String behaviour, int at) {
        return switch (behaviour) {
            case "NULL" -> "NULL";
            case "DEFAULT" -> expressions.coerced(call, operator, at).instant();
            default -> error(DuckDbCasts.name(operator.type()));
        };
    }

    private String query(SqlCall call, JsonOperator operator) {
        JsonShape shape = operator.shape();
        if (operator.type() != SqlTypes.VARCHAR) {
            throw new NotOnDuckDbException("`json_query` is translated for `varchar` only");
        }
        String failed = made(shape.onError());
        String array = "CAST(to_json(\"$l\") AS VARCHAR)";
        String item = "CAST(\"$l\"[1] AS VARCHAR)";
        String one = shape.wrapping().endsWith("OMIT")
                ? "CASE WHEN json_type(\"$l\"[1]) = 'VARCHAR' THEN json_extract_string(\"$l\"[1], '$') ELSE " + item
                        + " END"
                : item;
        String several = shape.wrapping().startsWith("WITHOUT") ? failed : array;
        String scalar = shape.wrapping().startsWith("CONDITIONAL")
                ? "CASE WHEN json_type(\"$l\"[1]) IN ('OBJECT', 'ARRAY') THEN " + item + " ELSE " + array + " END"
                : shape.wrapping().startsWith("WITHOUT") ? one : array;
        return onPath(
                call,
                shape,
                failed,
                "WHEN len(\"$l\") = 0 THEN " + made(shape.onEmpty()) + " WHEN len(\"$l\") > 1 THEN " + several
                        + " ELSE " + scalar);
    }

    private static String made(String behaviour) {
        return switch (behaviour) {
            case "NULL" -> "NULL";
            case "EMPTY_ARRAY" -> "'[]'";
            case "EMPTY_OBJECT" -> "'{}'";
            default -> error("VARCHAR");
        };
    }

    private String array(SqlCall call, JsonOperator operator) {
        List<String> items = new ArrayList<>();
        for (int i = 0; i < call.operandCount(); i++) {
            items.add(member(call, operator, i, ""));
        }
        return joined("[", items, "]", operator);
    }

    private String object(SqlCall call, JsonOperator operator) {
        Map<String, String> members = new HashMap<>();
        for (int i = 0; i < call.operandCount(); i += 2) {
            SqlNode key = call.operand(i);
            if (!(key instanceof SqlCall constant && constant.getOperator() instanceof LiteralOperator literal)
                    || members.containsKey(literal.value())
                    || i >= 2 * MOST_MEMBERS) {
                throw new NotOnDuckDbException("`json_object` is translated for up to " + MOST_MEMBERS
                        + " members with constant keys: the order of others is not known");
            }
            String name = "CAST(to_json(" + DuckDbText.literal(literal.value()) + ") AS VARCHAR) || ':' || ";
            members.put(literal.value(), member(call, operator, i + 1, name));
        }
        // Trino writes the members in the order of such a map.
        return joined("{", List.copyOf(members.values()), "}", operator);
    }

    private static String joined(String open, List<String> items, String close, JsonOperator operator) {
        if (operator.type() != SqlTypes.VARCHAR) {
            throw new NotOnDuckDbException("JSON is written as `varchar` only");
        }
        if (items.isEmpty()) {
            return "'" + open + close + "'";
        }
        return "('" + open + "' || array_to_string(list_filter([" + String.join(", ", items)
                + "], lambda \"$m\": \"$m\" IS NOT NULL), ',') || '" + close + "')";
    }

    /** A value as JSON text; a null one is left out where it is. */
    private String member(SqlCall call, JsonOperator operator, int index, String key) {
        JsonShape shape = operator.shape();
        Printed value = expressions.operand(call, operator, index);
        SqlType type = value.type();
        boolean exact = SqlTypes.isInteger(type)
                || type instanceof SqlType.Varchar
                || type == SqlTypes.BOOLEAN
                || type == SqlTypes.DATE
                || type == SqlTypes.UNKNOWN;
        String written = shape.formats().get(index).isEmpty()
                ? "CAST(to_json(" + value.instant() + ") AS VARCHAR)"
                : "CAST(json(" + value.instant() + ") AS VARCHAR)";
        if (!exact) {
            throw new NotOnDuckDbException("DuckDB writes `" + type + "` as JSON differently than Trino");
        }
        String text = type == SqlTypes.UNKNOWN ? "CAST(NULL AS VARCHAR)" : written;
        boolean kept = shape.onEmpty().equals("NULL");
        return key + (kept ? "coalesce(nullif(" + text + ", 'null'), 'null')" : "nullif(" + text + ", 'null')");
    }
}
