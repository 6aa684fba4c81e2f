package io.graphc.compiler.template.syntax;

import io.graphc.source.MappedText;
import io.graphc.source.SourceSpan;
import java.util.List;
import java.util.Optional;

/** An expression as written. Immutable. */
public sealed interface Expression {
    SourceSpan span();

    <C, R> R accept(ExpressionVisitor<C, R> visitor, C context);

    /** A number, a boolean or none. */
    record Constant(Object value, SourceSpan span) implements Expression {
        @Override
        public <C, R> R accept(ExpressionVisitor<C, R> visitor, C context) {
            return visitor.visitConstant(this, context);
        }
    }

    record TextLiteral(MappedText text, SourceSpan span) implements Expression {
        @Override
        public <C, R> R accept(ExpressionVisitor<C, R> visitor, C context) {
            return visitor.visitText(this, context);
        }
    }

    record Name(String name, SourceSpan span) implements Expression {
        @Override
        public <C, R> R accept(ExpressionVisitor<C, R> visitor, C context) {
            return visitor.visitName(this, context);
        }
    }

    /** A list or a tuple. */
    record Sequence(boolean tuple, List<Expression> elements, SourceSpan span) implements Expression {
        public Sequence {
            elements = List.copyOf(elements);
        }

        @Override
        public <C, R> R accept(ExpressionVisitor<C, R> visitor, C context) {
            return visitor.visitSequence(this, context);
        }
    }

    record Dict(List<Entry> entries, SourceSpan span) implements Expression {
        public Dict {
            entries = List.copyOf(entries);
        }

        public record Entry(Expression key, Expression value) {}

        @Override
        public <C, R> R accept(ExpressionVisitor<C, R> visitor, C context) {
            return visitor.visitDict(this, context);
        }
    }

    /** {@code -x}, {@code +x}, {@code not x}. */
    record Unary(String operator, Expression operand, SourceSpan span) implements Expression {
        @Override
        public <C, R> R accept(ExpressionVisitor<C, R> visitor, C context) {
            return visitor.visitUnary(this, context);
        }
    }

    record Binary(Operator operator, Expression left, Expression right, SourceSpan span) implements Expression {
        /** Arithmetic operators. */
        public enum Operator {
            ADD,
            SUBTRACT,
            MULTIPLY,
            DIVIDE,
            FLOOR_DIVIDE,
            MODULO,
            POWER
        }

        @Override
        public <C, R> R accept(ExpressionVisitor<C, R> visitor, C context) {
            return visitor.visitBinary(this, context);
        }
    }

    /** {@code a and b and c} or {@code a or b or c}: the value of the operand that decides. */
    record Logical(boolean and, List<Expression> operands, SourceSpan span) implements Expression {
        public Logical {
            operands = List.copyOf(operands);
        }

        @Override
        public <C, R> R accept(ExpressionVisitor<C, R> visitor, C context) {
            return visitor.visitLogical(this, context);
        }
    }

    /** {@code a < b <= c}. */
    record Chain(Expression first, List<Link> links, SourceSpan span) implements Expression {
        public Chain {
            links = List.copyOf(links);
        }

        /** One comparison of a chain; the operators are {@code == != < <= > >= in} and {@code not in}. */
        public record Link(String operator, Expression right) {}

        @Override
        public <C, R> R accept(ExpressionVisitor<C, R> visitor, C context) {
            return visitor.visitChain(this, context);
        }
    }

    /** {@code a ~ b ~ c}. */
    record Concatenation(List<Expression> parts, SourceSpan span) implements Expression {
        public Concatenation {
            parts = List.copyOf(parts);
        }

        @Override
        public <C, R> R accept(ExpressionVisitor<C, R> visitor, C context) {
            return visitor.visitConcatenation(this, context);
        }
    }

    record Conditional(Expression test, Expression then, Optional<Expression> otherwise, SourceSpan span)
            implements Expression {
        @Override
        public <C, R> R accept(ExpressionVisitor<C, R> visitor, C context) {
            return visitor.visitConditional(this, context);
        }
    }

    /** {@code object.name}. */
    record Attribute(Expression object, String name, SourceSpan nameSpan, SourceSpan span) implements Expression {
        @Override
        public <C, R> R accept(ExpressionVisitor<C, R> visitor, C context) {
            return visitor.visitAttribute(this, context);
        }
    }

    /** {@code object[key]}. */
    record Item(Expression object, Expression key, SourceSpan span) implements Expression {
        @Override
        public <C, R> R accept(ExpressionVisitor<C, R> visitor, C context) {
            return visitor.visitItem(this, context);
        }
    }

    /** {@code object[start:stop:step]}. */
    record Slice(
            Expression object,
            Optional<Expression> start,
            Optional<Expression> stop,
            Optional<Expression> step,
            SourceSpan span)
            implements Expression {
        @Override
        public <C, R> R accept(ExpressionVisitor<C, R> visitor, C context) {
            return visitor.visitSlice(this, context);
        }
    }

    record Call(Expression callee, Arguments arguments, SourceSpan span) implements Expression {
        @Override
        public <C, R> R accept(ExpressionVisitor<C, R> visitor, C context) {
            return visitor.visitCall(this, context);
        }
    }

    /** {@code value | filter(arguments)}. */
    record Filtered(Expression value, FilterUse filter, SourceSpan span) implements Expression {
        @Override
        public <C, R> R accept(ExpressionVisitor<C, R> visitor, C context) {
            return visitor.visitFiltered(this, context);
        }
    }

    /** {@code value is test(arguments)}; {@code negated} for {@code is not}. */
    record Tested(Expression value, FilterUse test, boolean negated, SourceSpan span) implements Expression {
        @Override
        public <C, R> R accept(ExpressionVisitor<C, R> visitor, C context) {
            return visitor.visitTested(this, context);
        }
    }

    /** The name and the further arguments of a filter or test. */
    record FilterUse(String name, SourceSpan nameSpan, Arguments arguments) {}

    /** The arguments of a call; {@code rest} and {@code restNamed} are those behind {@code *} and {@code **}. */
    record Arguments(
            List<Expression> positional,
            List<NamedArgument> named,
            Optional<Expression> rest,
            Optional<Expression> restNamed) {
        public static final Arguments NONE = new Arguments(List.of(), List.of(), Optional.empty(), Optional.empty());

        public Arguments {
            positional = List.copyOf(positional);
            named = List.copyOf(named);
        }

        public boolean isEmpty() {
            return positional.isEmpty() && named.isEmpty() && rest.isEmpty() && restNamed.isEmpty();
        }
    }

    /** {@code name=value} in a call. */
    record NamedArgument(String name, SourceSpan nameSpan, Expression value) {}
}
