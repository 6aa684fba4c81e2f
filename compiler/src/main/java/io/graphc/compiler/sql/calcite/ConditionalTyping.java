package io.graphc.compiler.sql.calcite;

import io.graphc.compiler.sql.calcite.TypedOperator.Typed;
import io.graphc.plan.SqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The types of {@code CASE} and {@code IF}. */
final class ConditionalTyping {
    private ConditionalTyping() {}

    static Typed ifExpression(CallTyping call) {
        FormTyping.requireBoolean(call, 0, "the condition of `if`");
        SqlType type = FormTyping.oneType(call, FormTyping.operands(1, call.count()), "`if`");
        return new Typed(type, call.count() == 2 || call.anyNullable(1, call.count()));
    }

    static Typed caseExpression(FormOperator operator, CallTyping call) {
        boolean simple = operator.form() == Form.SIMPLE_CASE;
        boolean hasElse = !operator.detail().isEmpty();
        int first = simple ? 1 : 0;
        int last = call.count() - (hasElse ? 1 : 0);
        List<Integer> results = new ArrayList<>();
        for (int i = first; i < last; i += 2) {
            if (simple) {
                compare(call, i);
            } else {
                FormTyping.requireBoolean(call, i, "`when`");
            }
            results.add(i + 1);
        }
        if (hasElse) {
            results.add(last);
        }
        int[] indexes = results.stream().mapToInt(Integer::intValue).toArray();
        SqlType type = FormTyping.oneType(call, indexes, "`case`");
        boolean nullable = !hasElse;
        for (int index : indexes) {
            nullable |= call.nullable(index);
        }
        return new Typed(type, nullable);
    }

    private static void compare(CallTyping call, int when) {
        Optional<SqlType> common = FormTyping.common(call.type(0), call.type(when));
        if (common.isEmpty()) {
            call.report(
                    when,
                    FormTyping.mismatch("cannot compare `" + call.type(0) + "` with `" + call.type(when) + "`")
                            .caption(call.type(when).toString()));
        } else {
            call.expect(when, common.get());
        }
    }
}
