package io.graphc.compiler.sql.duckdb;

import io.graphc.plan.SqlType;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/**
 * A call of one of Trino's functions, its arguments printed for DuckDB.
 *
 * @param name the function's name in lower case
 * @param arguments the arguments in order
 * @param type the type of the result in Trino
 * @param clauses what goes with an aggregate or window function
 * @param names for lambda parameters
 */
record PrintedCall(String name, List<Printed> arguments, SqlType type, AggregateClauses clauses, LambdaNames names) {
    PrintedCall {
        arguments = List.copyOf(arguments);
    }

    int size() {
        return arguments.size();
    }

    Printed argument(int index) {
        return arguments.get(index);
    }

    /** The text of an argument; refuses a timestamp whose zone would be lost. */
    String text(int index) {
        return argument(index).instant();
    }

    SqlType type(int index) {
        return argument(index).type();
    }

    /** The argument's literal value. */
    Optional<String> constant(int index) {
        return argument(index).constant();
    }

    /** The value of an argument that must be a literal. */
    String literal(int index, String what) {
        return constant(index)
                .orElseThrow(() -> refuse("the " + what + " of `" + name + "` must be a literal to be translated"));
    }

    /** The value of an argument that must be a literal whole number. */
    int integer(int index, String what) {
        String value = literal(index, what);
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw refuse("the " + what + " of `" + name + "` is out of range");
        }
    }

    /** All argument texts between commas. */
    String texts() {
        return textsFrom(0);
    }

    String textsFrom(int first) {
        return String.join(
                ", ",
                arguments.subList(first, size()).stream().map(Printed::instant).toList());
    }

    String local(int index) {
        return argument(index).local();
    }

    Printed.Lambda lambda(int index) {
        return argument(index).lambda().orElseThrow(() -> refuse("`" + name + "` needs a lambda"));
    }

    /** {@code lambda p: body} for a lambda argument of one parameter. */
    String lambdaOfOne(int index) {
        String parameter = names.next();
        return "lambda " + parameter + ": "
                + lambda(index).body(List.of(parameter)).instant();
    }

    /** An expression that needs a text several times: a longer text is computed once and given a name. */
    String once(String text, UnaryOperator<String> body) {
        if (DuckDbText.isSimple(text)) {
            return body.apply(text);
        }
        String parameter = names.next();
        return "list_transform([" + text + "], lambda " + parameter + ": " + body.apply(parameter) + ")[1]";
    }

    /** As {@link #once(String, UnaryOperator)} for two texts. */
    String once(String first, String second, BinaryOperator<String> body) {
        return once(first, one -> once(second, two -> body.apply(one, two)));
    }

    /** The text with the type that Trino gives the result. */
    String castToResult(String text) {
        return "CAST(" + text + " AS " + typeName(type) + ")";
    }

    String typeName(SqlType wanted) {
        return DuckDbTypes.name(wanted).orElseThrow(() -> refuse("DuckDB has no type for `" + wanted + "`"));
    }

    /** The call as an aggregate or window function of DuckDB. */
    String aggregate(String function, String argumentTexts) {
        return clauses.around(function, argumentTexts);
    }

    NotOnDuckDbException refuse(String reason) {
        return new NotOnDuckDbException(reason);
    }
}
