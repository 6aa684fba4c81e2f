package io.graphc.compiler.template.library;

import io.graphc.compiler.template.value.Arithmetic;
import io.graphc.compiler.template.value.BoundArguments;
import io.graphc.compiler.template.value.CallArguments;
import io.graphc.compiler.template.value.Comparison;
import io.graphc.compiler.template.value.None;
import io.graphc.compiler.template.value.Printer;
import io.graphc.compiler.template.value.TemplateCallable;
import io.graphc.compiler.template.value.TemplateFailure;
import io.graphc.compiler.template.value.TemplateObject;
import io.graphc.compiler.template.value.TemplateSequence;
import io.graphc.compiler.template.value.Texts;
import io.graphc.compiler.template.value.Undefined;
import io.graphc.compiler.template.value.Values;
import io.graphc.source.SourceSpan;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;

/** The tests behind {@code is}. */
public final class Tests {
    private static final OperationTable ALL = new OperationTable()
            .add("defined", (value, a) -> !(value instanceof Undefined))
            .add("undefined", (value, a) -> value instanceof Undefined)
            .add("none", (value, a) -> value == None.NONE)
            .add("string", (value, a) -> Texts.isText(value))
            .add("number", (value, a) -> value instanceof Number || value instanceof Boolean)
            .add("integer", (value, a) -> value instanceof Long || value instanceof BigInteger)
            .add("float", (value, a) -> value instanceof Double)
            .add("boolean", (value, a) -> value instanceof Boolean)
            .add("true", (value, a) -> Boolean.TRUE.equals(value))
            .add("false", (value, a) -> Boolean.FALSE.equals(value))
            .add(
                    "mapping",
                    (value, a) -> value instanceof Map<?, ?>
                            || (value instanceof TemplateObject object && object.isMapping()))
            .add("iterable", (value, a) -> Values.isIterable(value))
            .add(
                    "sequence",
                    (value, a) -> value instanceof List<?>
                            || value instanceof Map<?, ?>
                            || value instanceof TemplateSequence
                            || Texts.isText(value))
            .add("callable", (value, a) -> value instanceof TemplateCallable)
            .add("lower", (value, a) -> TextChecks.isLower(Printer.print(value)))
            .add("upper", (value, a) -> TextChecks.isUpper(Printer.print(value)))
            .add("odd", (value, a) -> isMultiple(value, 2L, 1L))
            .add("even", (value, a) -> isMultiple(value, 2L, 0L))
            .add("divisibleby", (value, a) -> isMultiple(value, a.value("num"), 0L), "num")
            .add("sameas", (value, a) -> isSame(value, a.value("other")), "other")
            .add("in", (value, a) -> Comparison.contains(a.value("seq"), value), "seq")
            .add("eq", (value, a) -> Comparison.equal(value, a.value("other")), "other")
            .alias("equalto", "eq")
            .alias("==", "eq")
            .add("ne", (value, a) -> !Comparison.equal(value, a.value("other")), "other")
            .alias("!=", "ne")
            .add("lt", (value, a) -> order(value, a) < 0, "other")
            .alias("lessthan", "lt")
            .alias("<", "lt")
            .add("le", (value, a) -> order(value, a) <= 0, "other")
            .alias("<=", "le")
            .add("gt", (value, a) -> order(value, a) > 0, "other")
            .alias("greaterthan", "gt")
            .alias(">", "gt")
            .add("ge", (value, a) -> order(value, a) >= 0, "other")
            .alias(">=", "ge")
            .add("escaped", (value, a) -> false)
            .add("filter", (value, a) -> Filters.find(Printer.print(value)).isPresent())
            .add("test", (value, a) -> isTest(Printer.print(value)));

    private Tests() {}

    private static boolean isTest(String name) {
        return ALL.find(name) != null;
    }

    /** Applies a test; an unknown one is a failure at its name. */
    public static boolean apply(String name, SourceSpan nameSpan, Object value, CallArguments call) {
        Operation operation = ALL.find(name);
        if (operation == null) {
            throw TemplateFailure.error("the test `" + name + "` is not known")
                    .at(nameSpan)
                    .hint(name, ALL.names(), "tests");
        }
        return (Boolean) operation.apply(value, call);
    }

    private static boolean isMultiple(Object value, Object divisor, Object rest) {
        return Comparison.equal(Arithmetic.modulo(value, divisor), rest);
    }

    private static boolean isSame(Object left, Object right) {
        boolean plain = left instanceof Number || left instanceof Boolean || Texts.isText(left);
        boolean sameKind = left.getClass() == right.getClass() || (Texts.isText(left) && Texts.isText(right));
        return left == right || (plain && sameKind && Comparison.equal(left, right));
    }

    private static int order(Object value, BoundArguments a) {
        return Comparison.compare(value, a.value("other"));
    }
}
