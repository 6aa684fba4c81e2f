package io.graphc.compiler.sql.duckdb;

import io.graphc.compiler.sql.calcite.CastOperator;
import io.graphc.compiler.sql.calcite.DeclaredFunctionOperator;
import io.graphc.compiler.sql.calcite.FormOperator;
import io.graphc.compiler.sql.calcite.FunctionOperator;
import io.graphc.compiler.sql.calcite.JsonOperator;
import io.graphc.compiler.sql.calcite.LambdaOperator;
import io.graphc.compiler.sql.calcite.LambdaParameter;
import io.graphc.compiler.sql.calcite.LiteralOperator;
import io.graphc.compiler.sql.calcite.RelTypes;
import io.graphc.compiler.sql.calcite.TypedOperator;
import io.graphc.compiler.sql.calcite.Unnamed;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Prints the expressions of one query; what DuckDB cannot compute is reported where it stands. */
final class ExpressionPrinter {
    private static final String GENERATED = "EXPR$";

    private final PrintedQuery query;
    private final FormPrinter forms = new FormPrinter(this);
    private final CallPrinter calls = new CallPrinter(this);
    private final LambdaNames names = new LambdaNames();
    private final Map<LambdaParameter, Printed> parameters = new HashMap<>();

    ExpressionPrinter(PrintedQuery query) {
        this.query = query;
    }

    PrintedQuery query() {
        return query;
    }

    /** The expression as it stands alone in a clause: without parentheses around the whole. */
    String clause(SqlNode node) {
        return bare(print(node).text());
    }

    /** The expression as a column of a result, which can carry an instant only. */
    String column(SqlNode node) {
        Printed printed = print(node);
        return bare(guarded(node, printed.type(), printed::instant));
    }

    private static String bare(String text) {
        if (!text.startsWith("(") || !text.endsWith(")")) {
            return text;
        }
        int depth = 0;
        boolean quoted = false;
        for (int i = 0; i < text.length() - 1; i++) {
            char letter = text.charAt(i);
            if (letter == '\'') {
                quoted = !quoted;
            } else if (!quoted && letter == '(') {
                depth++;
            } else if (!quoted && letter == ')') {
                depth--;
                if (depth == 0) {
                    return text;
                }
            }
        }
        return text.startsWith("(SELECT") || text.startsWith("(WITH") ? text : text.substring(1, text.length() - 1);
    }

    Printed print(SqlNode node) {
        return print(node, typeOf(node));
    }

    private SqlType typeOf(SqlNode node) {
        if (node instanceof SqlCall call && call.getOperator() instanceof TypedOperator operator) {
            return operator.type();
        }
        RelDataType known = query.validator().getValidatedNodeTypeIfKnown(node);
        return known == null ? SqlTypes.ANY : RelTypes.toSqlType(known);
    }

    /** Prints a node whose type its parent knows. */
    Printed print(SqlNode node, SqlType type) {
        if (node instanceof SqlIdentifier identifier) {
            return column(identifier, type);
        }
        if (node instanceof SqlLiteral literal) {
            return Printed.of(String.valueOf(literal.toValue()), type);
        }
        if (!(node instanceof SqlCall call)) {
            throw new NotOnDuckDbException("the expression is not translated");
        }
        if (call.getOperator() instanceof TypedOperator operator) {
            return typed(call, operator);
        }
        if (call.getKind() == SqlKind.COALESCE) {
            return Printed.of("coalesce(" + operandTexts(call) + ")", type);
        }
        if (call.getKind() == SqlKind.GROUPING) {
            return Printed.of("CAST(grouping(" + operandTexts(call) + ") AS INTEGER)", type);
        }
        if (call.getKind() == SqlKind.AS) {
            return print(call.operand(0), type);
        }
        if (QueryPrinter.isQuery(call)) {
            return Printed.of("(" + query.nested(call) + ")", type);
        }
        throw new NotOnDuckDbException("the expression `" + call.getOperator().getName() + "` is not translated");
    }

    private String operandTexts(SqlCall call) {
        return call.getOperandList().stream()
                .map(this::print)
                .map(Printed::text)
                .collect(Collectors.joining(", "));
    }

    private static Printed column(SqlIdentifier identifier, SqlType type) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < identifier.names.size(); i++) {
            String part = identifier.names.get(i);
            parts.add(i < identifier.names.size() - 1 ? relation(part) : name(part));
        }
        String text = String.join(".", parts);
        return Printed.of(text, type);
    }

    /** A quoted name; columns that nobody named have the name that Trino shows. */
    static String name(String name) {
        if (Unnamed.is(name)) {
            return DuckDbText.identifier("_" + name.substring(1).replace(name.charAt(0), '_'));
        }
        return DuckDbText.identifier(isGenerated(name) ? "_col" + name.substring(GENERATED.length()) : name);
    }

    /** The quoted name of a relation; queries that nobody named have one of ours. */
    static String relation(String name) {
        if (Unnamed.is(name)) {
            return DuckDbText.identifier("_" + name.substring(1));
        }
        return DuckDbText.identifier(isGenerated(name) ? "_query" + name.substring(GENERATED.length()) : name);
    }

    /** True for a name that the validator made up. */
    static boolean isGenerated(String name) {
        return name.startsWith(GENERATED);
    }

    private Printed typed(SqlCall call, TypedOperator operator) {
        int mark = names.mark();
        Printed printed = guarded(call, operator);
        names.reset(mark);
        return printed;
    }

    private Printed guarded(SqlCall call, TypedOperator operator) {
        try {
            return dispatch(call, operator);
        } catch (NotOnDuckDbException e) {
            report(call.getParserPosition(), subject(operator), e.reason());
            return Printed.of("NULL", operator.type());
        }
    }

    /** A text that can be refused; refused, it is a null of the same type. */
    private String guarded(SqlNode node, SqlType type, Supplier<String> text) {
        try {
            return text.get();
        } catch (NotOnDuckDbException e) {
            report(node.getParserPosition(), "a column of type `" + type + "`", e.reason());
            return "NULL";
        }
    }

    private static String subject(TypedOperator operator) {
        if (operator instanceof FunctionOperator function) {
            return "`" + function.shape().name() + "`";
        }
        if (operator instanceof CastOperator cast) {
            return "the cast to `" + cast.target() + "`";
        }
        return "the expression";
    }

    void report(SqlParserPos position, String subject, String reason) {
        query.problems()
                .report(
                        position,
                        Diagnostic.of(
                                        DiagnosticCode.NOT_ON_ENGINE,
                                        subject + " gives other rows on DuckDB than on Trino, or none")
                                .caption("not on DuckDB")
                                .note(reason)
                                .help(
                                        "write it with a function that docs/reference/duckdb-functions.md lists, or choose a target on Athena or Trino"));
    }

    private Printed dispatch(SqlCall call, TypedOperator operator) {
        if (operator instanceof LiteralOperator literal) {
            return LiteralPrinter.print(literal.literalType(), literal.value());
        }
        if (operator instanceof FormOperator form) {
            return forms.print(call, form);
        }
        if (operator instanceof FunctionOperator function) {
            return calls.print(call, function);
        }
        if (operator instanceof CastOperator cast) {
            Printed value = print(call.operand(0), operator.operandTypes().get(0));
            return DuckDbCasts.convert(value, cast.target(), cast.safe());
        }
        if (operator instanceof LambdaParameter parameter) {
            Printed bound = parameters.get(parameter);
            return bound == null ? Printed.of("NULL", operator.type()) : bound.as(operator.type());
        }
        if (operator instanceof LambdaOperator lambda) {
            return Printed.lambda(lambda.type(), texts -> body(call, lambda, texts));
        }
        if (operator instanceof DeclaredFunctionOperator function) {
            throw new NotOnDuckDbException(
                    "the function `" + function.declaredName() + "` is written in Trino's language");
        }
        if (operator instanceof JsonOperator json) {
            return new JsonPrinter(this).print(call, json);
        }
        throw new NotOnDuckDbException("the expression is not translated");
    }

    private Printed body(SqlCall call, LambdaOperator lambda, List<String> texts) {
        for (int i = 0; i < texts.size() && i < lambda.parameters().size(); i++) {
            LambdaParameter parameter = lambda.parameters().get(i);
            parameters.put(parameter, Printed.of(texts.get(i), parameter.type()));
        }
        return print(call.operand(0));
    }

    /** The operand, not converted. */
    Printed operand(SqlCall call, TypedOperator operator, int index) {
        return print(call.operand(index), operator.operandTypes().get(index));
    }

    /** The operand, converted as Trino converts it without being told. */
    Printed coerced(SqlCall call, TypedOperator operator, int index) {
        return Coercions.apply(
                operand(call, operator, index), operator.expectedTypes().get(index));
    }

    List<Printed> coercedFrom(SqlCall call, TypedOperator operator, int first) {
        List<Printed> operands = new ArrayList<>();
        for (int i = first; i < call.operandCount(); i++) {
            operands.add(coerced(call, operator, i));
        }
        return operands;
    }

    PrintedCall context(String name, List<Printed> arguments, SqlType type, AggregateClauses clauses) {
        return new PrintedCall(name, arguments, type, clauses, names);
    }
}
