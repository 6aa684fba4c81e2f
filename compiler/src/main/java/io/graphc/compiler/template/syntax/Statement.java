package io.graphc.compiler.template.syntax;

import io.graphc.source.MappedText;
import io.graphc.source.SourceSpan;
import java.util.List;
import java.util.Optional;

/** A part of a template as written: text, an expression to print, or a tag with its body. Immutable. */
public sealed interface Statement {
    <C> void accept(StatementVisitor<C> visitor, C context);

    /** Text outside of tags. */
    record TemplateText(MappedText text) implements Statement {
        @Override
        public <C> void accept(StatementVisitor<C> visitor, C context) {
            visitor.visitTemplateText(this, context);
        }
    }

    /** {@code {{ expression }}}. */
    record Print(Expression expression) implements Statement {
        @Override
        public <C> void accept(StatementVisitor<C> visitor, C context) {
            visitor.visitPrint(this, context);
        }
    }

    /** {@code do}: evaluates and prints nothing. */
    record Do(Expression expression) implements Statement {
        @Override
        public <C> void accept(StatementVisitor<C> visitor, C context) {
            visitor.visitDo(this, context);
        }
    }

    /** {@code set target = value}. */
    record Assign(Target target, Expression value) implements Statement {
        @Override
        public <C> void accept(StatementVisitor<C> visitor, C context) {
            visitor.visitAssign(this, context);
        }
    }

    /** {@code set target} with a body. */
    record Capture(Target target, List<Expression.FilterUse> filters, List<Statement> body, SourceSpan span)
            implements Statement {
        public Capture {
            filters = List.copyOf(filters);
            body = List.copyOf(body);
        }

        @Override
        public <C> void accept(StatementVisitor<C> visitor, C context) {
            visitor.visitCapture(this, context);
        }
    }

    record If(List<Branch> branches, List<Statement> otherwise) implements Statement {
        public If {
            branches = List.copyOf(branches);
            otherwise = List.copyOf(otherwise);
        }

        /** {@code if} or {@code elif}. */
        public record Branch(Expression test, List<Statement> body) {
            public Branch {
                body = List.copyOf(body);
            }
        }

        @Override
        public <C> void accept(StatementVisitor<C> visitor, C context) {
            visitor.visitIf(this, context);
        }
    }

    /**
     * {@code for}.
     *
     * @param recursive whether its body may call {@code loop}
     */
    record For(
            Target target,
            Expression iterable,
            Optional<Expression> condition,
            List<Statement> body,
            List<Statement> otherwise,
            boolean recursive)
            implements Statement {
        public For {
            body = List.copyOf(body);
            otherwise = List.copyOf(otherwise);
        }

        @Override
        public <C> void accept(StatementVisitor<C> visitor, C context) {
            visitor.visitFor(this, context);
        }
    }

    /** A macro's definition, where it stands. */
    record Define(MacroDefinition macro) implements Statement {
        @Override
        public <C> void accept(StatementVisitor<C> visitor, C context) {
            visitor.visitDefine(this, context);
        }
    }

    /** {@code call}: calls a macro that can call the body back as {@code caller}. */
    record CallBlock(MacroDefinition caller, Expression.Call call) implements Statement {
        @Override
        public <C> void accept(StatementVisitor<C> visitor, C context) {
            visitor.visitCallBlock(this, context);
        }
    }

    /** A block whose printed body goes through filters. */
    record FilterBlock(List<Expression.FilterUse> filters, List<Statement> body, SourceSpan span) implements Statement {
        public FilterBlock {
            filters = List.copyOf(filters);
            body = List.copyOf(body);
        }

        @Override
        public <C> void accept(StatementVisitor<C> visitor, C context) {
            visitor.visitFilterBlock(this, context);
        }
    }

    /** {@code with}: variables for the body alone. */
    record With(List<Assign> variables, List<Statement> body) implements Statement {
        public With {
            variables = List.copyOf(variables);
            body = List.copyOf(body);
        }

        @Override
        public <C> void accept(StatementVisitor<C> visitor, C context) {
            visitor.visitWith(this, context);
        }
    }

    /** What an assignment or a loop writes to. */
    sealed interface Target {
        SourceSpan span();
    }

    record VariableTarget(String name, SourceSpan span) implements Target {}

    /** An attribute of a namespace. */
    record AttributeTarget(String variable, String attribute, SourceSpan span) implements Target {}

    record TupleTarget(List<Target> targets, SourceSpan span) implements Target {
        public TupleTarget {
            targets = List.copyOf(targets);
        }
    }
}
