package io.graphc.compiler.sql.trino;

import io.graphc.compiler.sql.calcite.FunctionOperator;
import io.graphc.compiler.sql.calcite.Problems;
import io.graphc.compiler.sql.calcite.TextPosition;
import io.graphc.compiler.sql.constant.ConstantLanguage;
import io.graphc.compiler.sql.constant.Fault;
import io.graphc.compiler.sql.function.Binding;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.FunctionCall;
import io.trino.sql.tree.Query;
import io.trino.sql.tree.StringLiteral;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The text constants of a query that something reads further: units, formats, paths, patterns, time zones, text that is
 * cast. Trino finds them wrong when it has begun to run the query; here they are checked once the types are known. Not
 * safe to share between threads.
 */
final class ConstantArguments {
    private final List<Use> uses = new ArrayList<>();

    /** A constant, and why Trino refuses it, which can be asked when the query is typed. */
    private record Use(StringLiteral literal, Supplier<Optional<Fault>> fault) {}

    /** Remembers the constant that a function reads further, if it does. */
    void of(FunctionCall call, FunctionOperator operator) {
        String name = operator.shape().name();
        List<Expression> arguments = call.getArguments();
        if (name.equals("date") && arguments.size() == 1) {
            ofCast(arguments.get(0), SqlTypes.DATE);
        }
        Optional<ConstantLanguage.Use> use = ConstantLanguage.of(name);
        if (use.isPresent()
                && use.get().argument() < arguments.size()
                && arguments.get(use.get().argument()) instanceof StringLiteral literal) {
            uses.add(new Use(
                    literal,
                    () -> operator.bound()
                            .map(Binding.Bound::argumentTypes)
                            .flatMap(types -> use.get().language().check(literal.getValue(), types))));
        }
    }

    void ofZone(Expression zone) {
        if (zone instanceof StringLiteral literal) {
            uses.add(new Use(literal, () -> ConstantLanguage.ZONE.check(literal.getValue(), List.of())));
        }
    }

    void ofCast(Expression value, SqlType target) {
        if (value instanceof StringLiteral literal) {
            uses.add(new Use(literal, () -> castFault(literal.getValue(), target)));
        }
    }

    private static Optional<Fault> castFault(String text, SqlType target) {
        boolean fits;
        if (target == SqlTypes.DATE) {
            fits = TimeText.isDate(text);
        } else if (target instanceof SqlType.Timestamp) {
            fits = TimeText.isLikeTimestamp(text);
        } else if (SqlTypes.isInteger(target)
                || target == SqlTypes.DOUBLE
                || target == SqlTypes.REAL
                || target == SqlTypes.BOOLEAN) {
            fits = ConstantText.isValue(target, text);
        } else {
            fits = true;
        }
        return fits ? Optional.empty() : Optional.of(LiteralTranslator.notA(text, target.toString()));
    }

    /** Reports what Trino certainly refuses. */
    void check(Query query, Tokens tokens, Problems problems) {
        for (Use use : uses) {
            Optional<Fault> fault = use.fault().get();
            if (fault.isPresent() && !DeadBranches.mayHide(use.literal(), query)) {
                Diagnostic.Builder problem =
                        Diagnostic.of(DiagnosticCode.BAD_LITERAL, fault.get().message());
                fault.get().notes().forEach(problem::note);
                fault.get().helps().forEach(problem::help);
                int start = tokens.offsetOf(use.literal());
                problems.report(TextPosition.of(start, tokens.endAfter(start, 0)), problem);
            }
        }
    }
}
