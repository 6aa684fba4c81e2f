package io.graphc.compiler.sql.calcite;

import io.graphc.compiler.sql.calcite.TypedOperator.Typed;
import io.graphc.compiler.sql.dialect.ForeignFunctions;
import io.graphc.compiler.sql.function.Argument;
import io.graphc.compiler.sql.function.Binding;
import io.graphc.compiler.sql.function.ClosestOverload;
import io.graphc.compiler.sql.function.FunctionSignature;
import io.graphc.compiler.sql.function.LambdaArgument;
import io.graphc.compiler.sql.function.TypeCoercion;
import io.graphc.compiler.sql.function.TypePattern;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.Severity;
import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.parser.SqlParserPos;

/** The types of calls of named functions and of arithmetic: both are looked up in Trino's catalogue. */
final class FunctionTyping {
    private static final int MOST_SIGNATURES = 4;

    /** These count or number rows: they have a value for any rows, none included. */
    private static final Set<String> NEVER_NULL = Set.of(
            "count", "count_if", "approx_distinct", "row_number", "rank", "dense_rank", "percent_rank", "cume_dist");

    private FunctionTyping() {}

    static Typed arithmetic(FormOperator operator, CallTyping call) {
        List<SqlType> types = call.types(0, call.count());
        if (types.stream().anyMatch(FormTyping::isAny)) {
            return Typed.UNKNOWN;
        }
        String symbol = operator.form() == Form.NEGATE ? "-" : operator.detail();
        Binding binding = call.validator().functions().bindOperator(operatorName(operator), types);
        if (binding instanceof Binding.Bound bound) {
            expect(call, bound);
            return new Typed(bound.result(), call.anyNullable(0, call.count()));
        }
        String shown = types.size() == 1
                ? "`" + symbol + "` does not apply to `" + types.get(0) + "`"
                : "`" + symbol + "` does not apply to `" + types.get(0) + "` and `" + types.get(1) + "`";
        Diagnostic.Builder problem = FormTyping.mismatch(shown)
                .caption(types.stream().map(SqlType::toString).collect(Collectors.joining(" and ")));
        wayOut(symbol, types).ifPresent(problem::help);
        call.report(problem);
        return Typed.UNKNOWN;
    }

    private static Optional<String> wayOut(String symbol, List<SqlType> types) {
        if (types.size() != 2 || !(symbol.equals("+") || symbol.equals("-"))) {
            return Optional.empty();
        }
        SqlType left = types.get(0);
        SqlType right = types.get(1);
        if (FormTyping.isMoment(left) && SqlTypes.isInteger(right)) {
            return Optional.of("write `" + symbol + " interval '1' day`, or `date_add('day', n, ...)`");
        }
        return symbol.equals("+") && SqlTypes.isText(left) && SqlTypes.isText(right)
                ? Optional.of("texts are joined with `||`")
                : Optional.empty();
    }

    private static String operatorName(FormOperator operator) {
        if (operator.form() == Form.NEGATE) {
            return "negation";
        }
        return switch (operator.detail()) {
            case "+" -> "add";
            case "-" -> "subtract";
            case "*" -> "multiply";
            case "/" -> "divide";
            case "%" -> "modulus";
            default -> throw new AssertionError(operator.detail());
        };
    }

    static Typed call(FunctionOperator operator, CallTyping call) {
        FunctionShape shape = operator.shape();
        List<Argument> arguments = new ArrayList<>();
        for (int i = 0; i < shape.arguments(); i++) {
            arguments.add(argument(call, i));
        }
        if (shape.filtered()) {
            FormTyping.requireBoolean(call, shape.filterAt(), "`filter`");
        }
        checkKeys(shape, call);
        if (shape.name().equals("listagg")) {
            return listagg(call);
        }
        Binding binding = call.validator().functions().bind(shape.name(), arguments);
        if (binding instanceof Binding.Bound bound) {
            operator.bind(bound);
            expect(call, bound);
            typeLambdas(call, bound);
            return new Typed(bound.result(), nullable(shape, operator.isAggregator(), bound, call));
        }
        typeLambdas(call, List.of());
        if (binding instanceof Binding.Unknown) {
            reportUnknown(shape.name(), call);
        } else if (binding instanceof Binding.Mismatch mismatch) {
            reportMismatch(shape, call, mismatch.candidates(), "does not take ");
        } else if (binding instanceof Binding.Ambiguous ambiguous) {
            reportMismatch(shape, call, ambiguous.candidates(), "is ambiguous for ");
        }
        return Typed.UNKNOWN;
    }

    /** Not in the catalogue: the grammar knows it, with its overflow clause as arguments three to five. */
    private static Typed listagg(CallTyping call) {
        SqlType type = call.type(0);
        if (!FormTyping.isAny(type) && type != SqlTypes.UNKNOWN && !(type instanceof SqlType.Varchar)) {
            call.report(
                    0,
                    FormTyping.mismatch("`listagg` needs `varchar`, found `" + type + "`")
                            .caption(type.toString()));
        }
        call.expect(0, SqlTypes.VARCHAR);
        return new Typed(SqlTypes.VARCHAR, true);
    }

    private static void checkKeys(FunctionShape shape, CallTyping call) {
        for (int i = 0; i < shape.arguments() && shape.distinct(); i++) {
            requireComparable(call, i, "make `distinct`");
        }
        for (int i = shape.ordersAt(); i < call.count(); i++) {
            boolean sorts = i < shape.partitionsAt() || (i >= shape.windowOrdersAt() && i < shape.frameAt());
            SqlType type = call.type(i);
            if (sorts && !FormTyping.isAny(type) && !FormTyping.comparable(type, true)) {
                call.report(i, FormTyping.mismatch("cannot order values of type `" + type + "`"));
            } else if (i >= shape.partitionsAt() && i < shape.windowOrdersAt()) {
                requireComparable(call, i, "partition by");
            }
        }
        FrameTyping.check(shape, call);
    }

    private static void requireComparable(CallTyping call, int index, String what) {
        if (call.operand(index) instanceof SqlCall inner && inner.getOperator() instanceof LambdaOperator) {
            return;
        }
        SqlType type = call.type(index);
        if (!FormTyping.isAny(type) && !FormTyping.comparable(type, false)) {
            call.report(index, FormTyping.mismatch("cannot " + what + " values of type `" + type + "`"));
        }
    }

    private static Argument argument(CallTyping call, int index) {
        if (call.operand(index) instanceof SqlCall inner && inner.getOperator() instanceof LambdaOperator lambda) {
            return new LambdaArgument(lambda.parameters().size(), types -> tryBody(call, index, lambda, types));
        }
        return new Argument.Value(call.type(index));
    }

    private static SqlType tryBody(CallTyping call, int index, LambdaOperator lambda, List<SqlType> types) {
        int before = call.validator().problems().count();
        SqlType typed = typeBody(call, index, lambda, types);
        call.validator().problems().forgetSince(before);
        return typed instanceof SqlType.Function function ? function.result() : SqlTypes.ANY;
    }

    private static SqlType typeBody(CallTyping call, int index, LambdaOperator lambda, List<SqlType> types) {
        for (int i = 0; i < lambda.parameters().size(); i++) {
            lambda.parameters().get(i).assign(i < types.size() ? types.get(i) : SqlTypes.ANY);
        }
        return call.retype(index);
    }

    /** Types the bodies for good, so that their problems are reported and their operators know their types. */
    private static void typeLambdas(CallTyping call, Binding.Bound bound) {
        typeLambdas(call, bound.argumentTypes());
    }

    private static void typeLambdas(CallTyping call, List<SqlType> argumentTypes) {
        for (int i = 0; i < call.count(); i++) {
            if (call.operand(i) instanceof SqlCall inner && inner.getOperator() instanceof LambdaOperator lambda) {
                boolean known = i < argumentTypes.size() && argumentTypes.get(i) instanceof SqlType.Function;
                List<SqlType> types = known ? ((SqlType.Function) argumentTypes.get(i)).arguments() : List.of();
                typeBody(call, i, lambda, types);
            }
        }
    }

    private static void expect(CallTyping call, Binding.Bound bound) {
        for (int i = 0; i < bound.argumentTypes().size() && i < call.count(); i++) {
            call.expect(i, bound.argumentTypes().get(i));
        }
    }

    private static boolean nullable(FunctionShape shape, boolean aggregate, Binding.Bound bound, CallTyping call) {
        if (NEVER_NULL.contains(shape.name())) {
            return false;
        }
        if (aggregate || shape.window().isPresent() || bound.nullable()) {
            return true;
        }
        return call.anyNullable(0, shape.arguments());
    }

    private static void reportUnknown(String name, CallTyping call) {
        Diagnostic.Builder problem =
                Diagnostic.of(DiagnosticCode.UNKNOWN_FUNCTION, "function `" + name + "` is not known");
        Optional<String> foreign = ForeignFunctions.help(name, call.count());
        if (foreign.isPresent()) {
            problem.help(foreign.get());
        } else {
            problem.hint(name, call.validator().functionNames(), "functions");
        }
        if (call.validator().refusesUnknown()) {
            problem.severity(Severity.ERROR);
        }
        call.validator().problems().report(namePosition(name, call), problem);
    }

    private static SqlParserPos namePosition(String name, CallTyping call) {
        int start = TextPosition.start(call.position());
        return TextPosition.of(start, Math.min(start + name.length(), TextPosition.end(call.position())));
    }

    /** Says of a lambda with another number of parameters than every overload wants just that. */
    private static boolean reportLambda(FunctionShape shape, CallTyping call, List<FunctionSignature> candidates) {
        for (int i = 0; i < shape.arguments(); i++) {
            if (call.operand(i) instanceof SqlCall inner && inner.getOperator() instanceof LambdaOperator lambda) {
                int index = i;
                List<Integer> wanted = candidates.stream()
                        .flatMap(candidate ->
                                candidate.lambdaParameters(index).stream().boxed())
                        .distinct()
                        .sorted()
                        .toList();
                int found = lambda.parameters().size();
                if (!wanted.isEmpty() && !wanted.contains(found)) {
                    String count = wanted.stream().map(String::valueOf).collect(Collectors.joining(" or "));
                    call.report(
                            i,
                            Diagnostic.of(
                                    DiagnosticCode.WRONG_ARGUMENTS,
                                    "`" + shape.name() + "` wants a lambda of " + count
                                            + (count.equals("1") ? " parameter" : " parameters")
                                            + " here, found one of "
                                            + found));
                    return true;
                }
            }
        }
        return false;
    }

    private static void reportMismatch(
            FunctionShape shape, CallTyping call, List<FunctionSignature> candidates, String verb) {
        if (reportLambda(shape, call, candidates)) {
            return;
        }
        List<SqlType> types = call.types(0, shape.arguments());
        String shown = types.stream().map(SqlType::toString).collect(Collectors.joining(", ", "`(", ")`"));
        Diagnostic.Builder problem =
                Diagnostic.of(DiagnosticCode.WRONG_ARGUMENTS, "`" + shape.name() + "` " + verb + shown);
        boolean lambdas = candidates.stream()
                .anyMatch(one -> one.arguments().stream().anyMatch(TypePattern.Lambda.class::isInstance));
        List<FunctionSignature> nearest = lambdas ? candidates : ClosestOverload.sorted(candidates, types);
        nearest.stream().limit(MOST_SIGNATURES).forEach(candidate -> problem.note("`" + candidate + "` exists"));
        if (nearest.size() > MOST_SIGNATURES) {
            problem.note("and " + (nearest.size() - MOST_SIGNATURES) + " more");
        }
        if (!lambdas) {
            nearest.stream()
                    .flatMap(one -> ClosestOverload.onlyMisfit(one, types).stream())
                    .flatMap(misfit -> conversion(types, misfit).stream())
                    .findFirst()
                    .ifPresent(problem::help);
        }
        call.report(problem);
    }

    private static Optional<String> conversion(List<SqlType> types, ClosestOverload.Misfit misfit) {
        SqlType from = types.get(misfit.index());
        String which = types.size() == 1 ? "it" : "argument " + (misfit.index() + 1);
        if (SqlTypes.isText(from) && misfit.wanted() == SqlTypes.VARBINARY) {
            return Optional.of("make bytes of " + which + ": `to_utf8(...)`");
        }
        return TypeCoercion.canCast(from, misfit.wanted())
                ? Optional.of("cast " + which + ": `cast(... as " + misfit.wanted() + ")`")
                : Optional.empty();
    }
}
