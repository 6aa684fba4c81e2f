package io.graphc.compiler.template;

import io.graphc.compiler.template.library.Access;
import io.graphc.compiler.template.library.Filters;
import io.graphc.compiler.template.library.PercentFormat;
import io.graphc.compiler.template.library.Tests;
import io.graphc.compiler.template.syntax.Expression;
import io.graphc.compiler.template.syntax.ExpressionVisitor;
import io.graphc.compiler.template.value.Arithmetic;
import io.graphc.compiler.template.value.CallArguments;
import io.graphc.compiler.template.value.CallArguments.Argument;
import io.graphc.compiler.template.value.Comparison;
import io.graphc.compiler.template.value.EngineCallable;
import io.graphc.compiler.template.value.None;
import io.graphc.compiler.template.value.Printer;
import io.graphc.compiler.template.value.TemplateCallable;
import io.graphc.compiler.template.value.TemplateFailure;
import io.graphc.compiler.template.value.Text;
import io.graphc.compiler.template.value.Texts;
import io.graphc.compiler.template.value.Tuple;
import io.graphc.compiler.template.value.Undefined;
import io.graphc.compiler.template.value.Values;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.Spelling;
import io.graphc.source.MappedText;
import io.graphc.source.Origin;
import io.graphc.source.SourceSpan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Evaluates expressions. Belongs to one rendering. */
final class Evaluator implements ExpressionVisitor<Frame, Object> {
    /** Filters that are there for values which may be missing. */
    private static final Set<String> TAKES_UNDEFINED =
            Set.of("default", "d", "items", "list", "length", "count", "first", "last");

    private final Render render;

    Evaluator(Render render) {
        this.render = render;
    }

    /** The value of an expression; a failure that has no place yet is placed at the expression. */
    Object evaluate(Expression expression, Frame frame) {
        try {
            render.enter();
            Object value = expression.accept(this, frame);
            render.leave();
            return value;
        } catch (TemplateFailure failure) {
            throw failure.isPlaced() ? failure : failure.orAt(expression.span(), frame.calls());
        }
    }

    @Override
    public Object visitConstant(Expression.Constant constant, Frame frame) {
        return constant.value();
    }

    @Override
    public Object visitText(Expression.TextLiteral literal, Frame frame) {
        if (frame.calls().isEmpty()) {
            return new Text(literal.text());
        }
        return new Text(new MappedText.Builder()
                .append(literal.text(), (segment, origin) -> new Origin(origin.written(), frame.calls()))
                .build());
    }

    @Override
    public Object visitName(Expression.Name name, Frame frame) {
        return render.lookUp(name.name(), frame, name.span());
    }

    @Override
    public Object visitSequence(Expression.Sequence sequence, Frame frame) {
        List<Object> elements = new ArrayList<>(sequence.elements().size());
        for (Expression element : sequence.elements()) {
            elements.add(evaluate(element, frame));
        }
        render.countElements(elements.size());
        return sequence.tuple() ? Tuple.of(elements) : elements;
    }

    @Override
    public Object visitDict(Expression.Dict dict, Frame frame) {
        Map<Object, Object> entries = new LinkedHashMap<>();
        for (Expression.Dict.Entry entry : dict.entries()) {
            Object key = Values.key(evaluate(entry.key(), frame));
            entries.put(key, evaluate(entry.value(), frame));
        }
        render.countElements(entries.size());
        return entries;
    }

    @Override
    public Object visitUnary(Expression.Unary unary, Frame frame) {
        Object operand = evaluate(unary.operand(), frame);
        return switch (unary.operator()) {
            case "not" -> !Values.isTrue(operand);
            case "-" -> Arithmetic.negate(operand);
            default -> Arithmetic.plus(operand);
        };
    }

    @Override
    public Object visitBinary(Expression.Binary binary, Frame frame) {
        Object left = evaluate(binary.left(), frame);
        Object right = evaluate(binary.right(), frame);
        return switch (binary.operator()) {
            case ADD -> Arithmetic.add(left, right, place(binary, frame));
            case SUBTRACT -> Arithmetic.subtract(left, right);
            case MULTIPLY -> Arithmetic.multiply(left, right, place(binary, frame));
            case DIVIDE -> Arithmetic.divide(left, right);
            case FLOOR_DIVIDE -> Arithmetic.floorDivide(left, right);
            case MODULO ->
                Texts.isText(left)
                        ? PercentFormat.format(Texts.of(left), right, render)
                        : Arithmetic.modulo(left, right);
            case POWER -> Arithmetic.power(left, right);
        };
    }

    private CallArguments place(Expression expression, Frame frame) {
        return new CallArguments(List.of(), Map.of(), frame.origin(expression.span()), render);
    }

    @Override
    public Object visitLogical(Expression.Logical logical, Frame frame) {
        Object value = None.NONE;
        for (Expression operand : logical.operands()) {
            value = evaluate(operand, frame);
            if (Values.isTrue(value) != logical.and()) {
                return value;
            }
        }
        return value;
    }

    @Override
    public Object visitChain(Expression.Chain chain, Frame frame) {
        Object left = evaluate(chain.first(), frame);
        for (Expression.Chain.Link link : chain.links()) {
            Object right = evaluate(link.right(), frame);
            if (!holds(link.operator(), left, right)) {
                return false;
            }
            left = right;
        }
        return true;
    }

    private static boolean holds(String operator, Object left, Object right) {
        return switch (operator) {
            case "==" -> Comparison.equal(left, right);
            case "!=" -> !Comparison.equal(left, right);
            case "in" -> Comparison.contains(right, left);
            case "not in" -> !Comparison.contains(right, left);
            default -> {
                int order = Comparison.compare(left, right);
                yield !Comparison.isUnordered(left, right)
                        && switch (operator) {
                            case "<" -> order < 0;
                            case "<=" -> order <= 0;
                            case ">" -> order > 0;
                            default -> order >= 0;
                        };
            }
        };
    }

    @Override
    public Object visitConcatenation(Expression.Concatenation concatenation, Frame frame) {
        List<Object> parts = new ArrayList<>(concatenation.parts().size());
        Origin origin = frame.origin(concatenation.span());
        for (Expression part : concatenation.parts()) {
            Object value = evaluate(part, frame);
            render.warnUndefined(value, part.span(), frame);
            Object text = Texts.isText(value) ? value : printed(value, part, frame);
            render.countCharacters(Texts.of(text).length());
            parts.add(text);
        }
        return Texts.concatenate(parts, origin);
    }

    private static Object printed(Object value, Expression part, Frame frame) {
        try {
            return Printer.print(value);
        } catch (TemplateFailure failure) {
            throw failure.orAt(part.span(), frame.calls());
        }
    }

    /** Without {@code else} the value is undefined, which prints nothing and is rarely a mistake. */
    @Override
    public Object visitConditional(Expression.Conditional conditional, Frame frame) {
        if (Values.isTrue(evaluate(conditional.test(), frame))) {
            return evaluate(conditional.then(), frame);
        }
        return conditional.otherwise().isPresent()
                ? evaluate(conditional.otherwise().get(), frame)
                : Undefined.ofCondition();
    }

    @Override
    public Object visitAttribute(Expression.Attribute attribute, Frame frame) {
        Object object = evaluate(attribute.object(), frame);
        requireDefined(object);
        Object found = Access.attribute(object, attribute.name());
        if (found != null) {
            return found;
        }
        return new Undefined(
                attribute.name(),
                owner(object) + " has no `" + attribute.name() + "`",
                () -> Access.names(object),
                "names",
                Optional.of(frame.origin(attribute.nameSpan())));
    }

    private static String owner(Object object) {
        return object instanceof PackageObject found ? "the package `" + found.name() + "`" : Values.kind(object);
    }

    private static void requireDefined(Object value) {
        if (value instanceof Undefined undefined) {
            throw undefined.failure();
        }
    }

    @Override
    public Object visitItem(Expression.Item item, Frame frame) {
        Object object = evaluate(item.object(), frame);
        Object key = evaluate(item.key(), frame);
        requireDefined(object);
        Object found = Access.item(object, key);
        if (found != null) {
            return found;
        }
        requireDefined(key);
        String name = Texts.isText(key) || key instanceof Number ? Printer.print(key) : Values.kind(key);
        String shown = name.length() > 60 ? name.substring(0, 60) + "…" : name;
        return new Undefined(
                name,
                Values.kind(object) + " has no element `" + shown + "`",
                () -> object instanceof Map<?, ?> ? Access.names(object) : List.of(),
                "names",
                Optional.of(frame.origin(item.key().span())));
    }

    @Override
    public Object visitSlice(Expression.Slice slice, Frame frame) {
        Object object = evaluate(slice.object(), frame);
        Long start = bound(slice.start(), frame);
        Long stop = bound(slice.stop(), frame);
        Long step = bound(slice.step(), frame);
        return Access.slice(object, start, stop, step);
    }

    private @Nullable Long bound(Optional<Expression> written, Frame frame) {
        if (written.isEmpty()) {
            return null;
        }
        Object value = evaluate(written.get(), frame);
        if (value == None.NONE) {
            return null;
        }
        if (value instanceof Long number) {
            return Math.max(Math.min(number, Integer.MAX_VALUE), -Integer.MAX_VALUE);
        }
        throw TemplateFailure.error("the bound of a slice must be an integer, found " + Values.kind(value))
                .orAt(written.get().span(), frame.calls());
    }

    @Override
    public Object visitCall(Expression.Call call, Frame frame) {
        return call(call, null, frame);
    }

    /** Calls a macro with the body of a {@code call} tag. */
    Object callWithBody(Expression.Call call, MacroCall body, Frame frame) {
        try {
            return call(call, body, frame);
        } catch (TemplateFailure failure) {
            throw failure.orAt(call.span(), frame.calls());
        }
    }

    private Object call(Expression.Call call, @Nullable MacroCall body, Frame frame) {
        requirePackage(call.callee(), frame);
        Object callee = evaluate(call.callee(), frame);
        if (callee instanceof Undefined undefined) {
            throw unknown(undefined, call.callee());
        }
        if (!(callee instanceof TemplateCallable callable)) {
            throw TemplateFailure.error(Values.kind(callee) + " cannot be called")
                    .orAt(call.callee().span(), frame.calls());
        }
        CallArguments arguments = arguments(call.arguments(), frame, call.span());
        if (body != null) {
            Map<String, Argument> named = new LinkedHashMap<>(arguments.named());
            named.put("caller", new Argument(body, call.span()));
            arguments = new CallArguments(arguments.positional(), named, arguments.origin(), render);
        }
        Object result = callable.call(arguments);
        return callable instanceof EngineCallable ? result : Values.of(result);
    }

    /** What {@code name.macro()} calls with a name that is like no other one is a macro of a package that is not there. */
    private void requirePackage(Expression callee, Frame frame) {
        if (callee instanceof Expression.Attribute attribute
                && attribute.object() instanceof Expression.Name name
                && render.lookUp(name.name(), frame, name.span()) instanceof Undefined undefined
                && undefined.message().endsWith("is not defined")
                && Spelling.nearest(name.name(), undefined.candidates().get()).isEmpty()) {
            throw TemplateFailure.of(
                            DiagnosticCode.MISSING_PACKAGE, "there is no package or variable `" + name.name() + "`")
                    .at(frame.origin(name.span()))
                    .help("if it is a package, list it in `packages.yml` and run `dbt deps`");
        }
    }

    /** What is called but not there is a macro that was misspelt, or one of a package that is not named. */
    private TemplateFailure unknown(Undefined undefined, Expression callee) {
        boolean ofPackage =
                callee instanceof Expression.Attribute && undefined.message().startsWith("the package");
        boolean plain = callee instanceof Expression.Name && undefined.message().endsWith("is not defined");
        if (!ofPackage && !plain) {
            return undefined.failure();
        }
        String message = plain ? "there is no macro or function `" + undefined.name() + "`" : undefined.message();
        TemplateFailure failure = TemplateFailure.of(DiagnosticCode.UNKNOWN_MACRO, message);
        undefined.origin().ifPresent(failure::at);
        List<String> packages = plain ? render.packagesWith(undefined.name()) : List.of();
        if (!packages.isEmpty()) {
            return failure.help("write `" + packages.get(0) + "." + undefined.name() + "`, its package comes first");
        }
        return failure.hint(undefined.name(), undefined.candidates().get(), plain ? "names" : "macros");
    }

    /** The values of arguments as a call sees them. */
    CallArguments arguments(Expression.Arguments written, Frame frame, SourceSpan span) {
        Origin origin = frame.origin(span);
        if (written.isEmpty()) {
            return new CallArguments(List.of(), Map.of(), origin, render);
        }
        List<Argument> positional = new ArrayList<>(written.positional().size());
        for (Expression argument : written.positional()) {
            positional.add(new Argument(evaluate(argument, frame), argument.span()));
        }
        if (written.rest().isPresent()) {
            SourceSpan place = written.rest().get().span();
            List<Object> rest = Values.elements(evaluate(written.rest().get(), frame));
            rest.forEach(value -> positional.add(new Argument(value, place)));
        }
        Map<String, Argument> named = new LinkedHashMap<>();
        for (Expression.NamedArgument argument : written.named()) {
            named.put(
                    argument.name(),
                    new Argument(
                            evaluate(argument.value(), frame), argument.value().span(), argument.nameSpan()));
        }
        written.restNamed().ifPresent(rest -> addNamed(rest, named, frame));
        return new CallArguments(positional, named, origin, render);
    }

    private void addNamed(Expression rest, Map<String, Argument> named, Frame frame) {
        Object value = evaluate(rest, frame);
        requireDefined(value);
        if (!(value instanceof Map<?, ?> map)) {
            throw TemplateFailure.error("`**` needs a dict, found " + Values.kind(value))
                    .orAt(rest.span(), frame.calls());
        }
        map.forEach((key, element) -> named.put(Printer.print(key), new Argument(element, rest.span())));
    }

    @Override
    public Object visitFiltered(Expression.Filtered filtered, Frame frame) {
        Object value = evaluate(filtered.value(), frame);
        if (!TAKES_UNDEFINED.contains(filtered.filter().name())) {
            render.warnUndefined(value, filtered.value().span(), frame);
        }
        CallArguments call = arguments(filtered.filter().arguments(), frame, filtered.span());
        return Filters.apply(filtered.filter().name(), filtered.filter().nameSpan(), value, call);
    }

    @Override
    public Object visitTested(Expression.Tested tested, Frame frame) {
        Object value = evaluate(tested.value(), frame);
        CallArguments call = arguments(tested.test().arguments(), frame, tested.span());
        return Tests.apply(tested.test().name(), tested.test().nameSpan(), value, call) != tested.negated();
    }
}
