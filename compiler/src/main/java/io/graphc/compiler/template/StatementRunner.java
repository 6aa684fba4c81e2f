package io.graphc.compiler.template;

import io.graphc.compiler.template.library.Filters;
import io.graphc.compiler.template.syntax.Expression;
import io.graphc.compiler.template.syntax.Expression.FilterUse;
import io.graphc.compiler.template.syntax.Statement;
import io.graphc.compiler.template.syntax.Statement.Target;
import io.graphc.compiler.template.syntax.StatementVisitor;
import io.graphc.compiler.template.value.CallArguments;
import io.graphc.compiler.template.value.Namespace;
import io.graphc.compiler.template.value.Printer;
import io.graphc.compiler.template.value.TemplateFailure;
import io.graphc.compiler.template.value.Text;
import io.graphc.compiler.template.value.Undefined;
import io.graphc.compiler.template.value.Values;
import io.graphc.source.MappedText;
import io.graphc.source.Origin;
import io.graphc.source.SourceSpan;
import java.util.ArrayList;
import java.util.List;

/** Runs statements and collects what they print. Belongs to one rendering. */
final class StatementRunner implements StatementVisitor<Frame> {
    private final Render render;
    private final Evaluator evaluator;
    private MappedText.Builder out = new MappedText.Builder();

    StatementRunner(Render render, Evaluator evaluator) {
        this.render = render;
        this.evaluator = evaluator;
    }

    /** What a body prints. */
    MappedText capture(List<Statement> body, Frame frame) {
        MappedText.Builder before = out;
        out = new MappedText.Builder();
        try {
            run(body, frame);
            return out.build();
        } finally {
            out = before;
        }
    }

    /**
     * A statement that fails does not hide what is wrong with the others: they run on, without the values that it would
     * have changed.
     */
    private void run(List<Statement> body, Frame frame) {
        int depth = render.depth();
        for (Statement statement : body) {
            try {
                statement.accept(this, frame);
            } catch (TemplateFailure failure) {
                if (failure.isFinal()) {
                    throw failure;
                }
                render.restoreDepth(depth);
                render.fail(failure, render.start(), frame.calls());
                ChangedVariables.of(statement, frame).forEach(frame::poison);
            }
        }
    }

    /** Ends what needs the text of a body that a part of is missing. */
    void requireSound(int failuresBefore) {
        if (render.failures() > failuresBefore) {
            throw TemplateFailure.reported();
        }
    }

    /** Runs the body of a block, which is one level deeper. */
    private void runBlock(List<Statement> body, Frame frame, SourceSpan span) {
        try {
            render.enter();
        } catch (TemplateFailure failure) {
            throw failure.orAt(span, frame.calls());
        }
        run(body, frame);
        render.leave();
    }

    @Override
    public void visitTemplateText(Statement.TemplateText statement, Frame frame) {
        MappedText text = statement.text();
        count(text.text().length(), text.segments().get(0).origin().written(), frame);
        if (frame.calls().isEmpty()) {
            out.append(text, (segment, origin) -> origin);
        } else {
            out.append(text, (segment, origin) -> new Origin(origin.written(), frame.calls()));
        }
    }

    private void count(int characters, SourceSpan span, Frame frame) {
        try {
            render.countCharacters(characters);
        } catch (TemplateFailure failure) {
            throw failure.orAt(span, frame.calls());
        }
    }

    @Override
    public void visitPrint(Statement.Print print, Frame frame) {
        print(evaluator.evaluate(print.expression(), frame), print.expression().span(), frame);
    }

    private void print(Object value, SourceSpan span, Frame frame) {
        try {
            render.warnUndefined(value, span, frame);
            if (value instanceof Text text) {
                render.countCharacters(text.text().length());
                out.append(text.mapped(), (segment, origin) -> origin);
            } else {
                String text = Printer.print(value);
                render.countCharacters(text.length());
                out.computed(text, frame.origin(span));
            }
        } catch (TemplateFailure failure) {
            throw failure.orAt(span, frame.calls());
        }
    }

    @Override
    public void visitDo(Statement.Do statement, Frame frame) {
        evaluator.evaluate(statement.expression(), frame);
    }

    @Override
    public void visitAssign(Statement.Assign assign, Frame frame) {
        assign(assign.target(), evaluator.evaluate(assign.value(), frame), frame, frame);
    }

    /** Writes a value to a target; names of namespaces are looked up from another frame than the one written to. */
    private void assign(Target target, Object value, Frame into, Frame seen) {
        if (target instanceof Statement.VariableTarget variable) {
            into.set(variable.name(), value);
        } else if (target instanceof Statement.AttributeTarget attribute) {
            Object namespace = render.lookUp(attribute.variable(), seen, attribute.span());
            if (namespace instanceof Undefined undefined) {
                throw undefined.failure();
            }
            if (!(namespace instanceof Namespace found)) {
                throw TemplateFailure.error("only attributes of a namespace can be assigned to, `"
                                + attribute.variable() + "` is " + Values.kind(namespace))
                        .help("make it with `namespace(...)`")
                        .orAt(attribute.span(), seen.calls());
            }
            found.attributes().put(attribute.attribute(), value);
        } else if (target instanceof Statement.TupleTarget tuple) {
            unpack(tuple, value, into, seen);
        } else {
            throw new AssertionError(target);
        }
    }

    private void unpack(Statement.TupleTarget tuple, Object value, Frame into, Frame seen) {
        List<Object> elements;
        try {
            elements = Values.elements(value);
        } catch (TemplateFailure failure) {
            throw failure.orAt(tuple.span(), seen.calls());
        }
        if (elements.size() != tuple.targets().size()) {
            throw TemplateFailure.error("there are " + tuple.targets().size() + " names for " + elements.size()
                            + (elements.size() == 1 ? " value" : " values"))
                    .orAt(tuple.span(), seen.calls());
        }
        for (int i = 0; i < elements.size(); i++) {
            assign(tuple.targets().get(i), elements.get(i), into, seen);
        }
    }

    @Override
    public void visitCapture(Statement.Capture capture, Frame frame) {
        Object value = captured(capture.body(), capture.filters(), frame, capture.span());
        assign(capture.target(), value, frame, frame);
    }

    private Object captured(List<Statement> body, List<FilterUse> filters, Frame frame, SourceSpan span) {
        MappedText.Builder before = out;
        out = new MappedText.Builder();
        Object value;
        int failures = render.failures();
        try {
            runBlock(body, frame.inner(), span);
            requireSound(failures);
            value = new Text(out.build());
        } finally {
            out = before;
        }
        for (FilterUse filter : filters) {
            CallArguments call = evaluator.arguments(filter.arguments(), frame, filter.nameSpan());
            try {
                value = Filters.apply(filter.name(), filter.nameSpan(), value, call);
            } catch (TemplateFailure failure) {
                throw failure.orAt(filter.nameSpan(), frame.calls());
            }
        }
        return value;
    }

    @Override
    public void visitIf(Statement.If statement, Frame frame) {
        for (Statement.If.Branch branch : statement.branches()) {
            if (Values.isTrue(evaluator.evaluate(branch.test(), frame))) {
                runBlock(branch.body(), frame, branch.test().span());
                return;
            }
        }
        run(statement.otherwise(), frame);
    }

    @Override
    public void visitFor(Statement.For loop, Frame frame) {
        run(loop, evaluator.evaluate(loop.iterable(), frame), frame, 0);
    }

    /** Runs a loop over a value; a recursive one may run again over another, one level deeper. */
    private void run(Statement.For loop, Object value, Frame frame, int depth) {
        SourceSpan span = loop.iterable().span();
        List<Object> elements;
        try {
            render.warnUndefined(value, span, frame);
            elements = Values.elements(value);
            render.countElements(elements.size());
        } catch (TemplateFailure failure) {
            throw failure.orAt(span, frame.calls());
        }
        if (loop.condition().isPresent()) {
            elements = selected(loop, loop.condition().get(), elements, frame);
        }
        if (elements.isEmpty()) {
            run(loop.otherwise(), frame.inner());
            return;
        }
        LoopValue variable = loop.recursive()
                ? new RecursiveLoop(elements, depth, inner -> again(loop, inner, frame, depth + 1))
                : new LoopValue(elements, depth);
        for (int i = 0; i < elements.size(); i++) {
            Frame round = frame.inner();
            variable.moveTo(i);
            round.set("loop", variable);
            assign(loop.target(), elements.get(i), round, round);
            runBlock(loop.body(), round, span);
        }
    }

    private Object again(Statement.For loop, Object value, Frame frame, int depth) {
        MappedText.Builder before = out;
        out = new MappedText.Builder();
        int failures = render.failures();
        try {
            render.enterMacro("loop");
            run(loop, value, frame, depth);
            requireSound(failures);
            return new Text(out.build());
        } finally {
            render.leaveMacro();
            out = before;
        }
    }

    private List<Object> selected(Statement.For loop, Expression condition, List<Object> elements, Frame frame) {
        List<Object> selected = new ArrayList<>();
        for (Object element : elements) {
            Frame round = frame.inner();
            assign(loop.target(), element, round, round);
            if (Values.isTrue(evaluator.evaluate(condition, round))) {
                selected.add(element);
            }
        }
        return selected;
    }

    @Override
    public void visitDefine(Statement.Define definition, Frame frame) {
        frame.set(definition.macro().name(), MacroCall.inline(definition.macro(), render, frame));
    }

    @Override
    public void visitCallBlock(Statement.CallBlock block, Frame frame) {
        MacroCall body = MacroCall.body(block.caller(), render, frame);
        print(evaluator.callWithBody(block.call(), body, frame), block.call().span(), frame);
    }

    @Override
    public void visitFilterBlock(Statement.FilterBlock block, Frame frame) {
        print(captured(block.body(), block.filters(), frame, block.span()), block.span(), frame);
    }

    @Override
    public void visitWith(Statement.With with, Frame frame) {
        Frame inner = frame.inner();
        for (Statement.Assign variable : with.variables()) {
            assign(variable.target(), evaluator.evaluate(variable.value(), frame), inner, frame);
        }
        run(with.body(), inner);
    }
}
