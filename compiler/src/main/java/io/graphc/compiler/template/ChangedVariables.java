package io.graphc.compiler.template;

import io.graphc.compiler.template.syntax.Expression;
import io.graphc.compiler.template.syntax.Statement;
import io.graphc.compiler.template.syntax.StatementVisitor;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The variables that a statement would have set or changed: those that it assigns to, and those whose methods it calls, as
 * in {@code do names.append(x)}.
 */
final class ChangedVariables implements StatementVisitor<Frame> {
    private final Set<String> names = new TreeSet<>();

    private ChangedVariables() {}

    /** The names for a statement that failed in a frame. */
    static Set<String> of(Statement statement, Frame frame) {
        ChangedVariables changed = new ChangedVariables();
        statement.accept(changed, frame);
        return changed.names;
    }

    private void all(List<Statement> body, Frame frame) {
        body.forEach(statement -> statement.accept(this, frame));
    }

    private void target(Statement.Target target) {
        if (target instanceof Statement.VariableTarget variable) {
            names.add(variable.name());
        } else if (target instanceof Statement.AttributeTarget attribute) {
            names.add(attribute.variable());
        } else if (target instanceof Statement.TupleTarget tuple) {
            tuple.targets().forEach(this::target);
        } else {
            throw new AssertionError(target);
        }
    }

    private void owner(Expression expression, Frame frame) {
        if (expression instanceof Expression.Call call && call.callee() instanceof Expression.Attribute method) {
            Expression object = method.object();
            while (object instanceof Expression.Attribute || object instanceof Expression.Item) {
                object = object instanceof Expression.Attribute attribute
                        ? attribute.object()
                        : ((Expression.Item) object).object();
            }
            if (object instanceof Expression.Name name && frame.isVariable(name.name())) {
                names.add(name.name());
            }
        }
    }

    @Override
    public void visitTemplateText(Statement.TemplateText statement, Frame frame) {}

    @Override
    public void visitPrint(Statement.Print print, Frame frame) {
        owner(print.expression(), frame);
    }

    @Override
    public void visitDo(Statement.Do statement, Frame frame) {
        owner(statement.expression(), frame);
    }

    @Override
    public void visitAssign(Statement.Assign assign, Frame frame) {
        owner(assign.value(), frame);
        target(assign.target());
    }

    @Override
    public void visitCapture(Statement.Capture capture, Frame frame) {
        target(capture.target());
    }

    @Override
    public void visitIf(Statement.If statement, Frame frame) {
        statement.branches().forEach(branch -> {
            owner(branch.test(), frame);
            all(branch.body(), frame);
        });
        all(statement.otherwise(), frame);
    }

    @Override
    public void visitFor(Statement.For loop, Frame frame) {
        owner(loop.iterable(), frame);
        all(loop.body(), frame);
        all(loop.otherwise(), frame);
    }

    @Override
    public void visitDefine(Statement.Define definition, Frame frame) {
        names.add(definition.macro().name());
    }

    @Override
    public void visitCallBlock(Statement.CallBlock block, Frame frame) {
        owner(block.call(), frame);
        all(block.caller().body(), frame);
    }

    @Override
    public void visitFilterBlock(Statement.FilterBlock block, Frame frame) {
        all(block.body(), frame);
    }

    @Override
    public void visitWith(Statement.With with, Frame frame) {
        with.variables().forEach(variable -> owner(variable.value(), frame));
        all(with.body(), frame);
    }
}
