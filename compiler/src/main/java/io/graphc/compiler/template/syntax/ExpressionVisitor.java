package io.graphc.compiler.template.syntax;

/**
 * One method per kind of expression.
 *
 * @param <C> what the visit is given along the way
 * @param <R> what it yields
 */
public interface ExpressionVisitor<C, R> {
    R visitConstant(Expression.Constant constant, C context);

    R visitText(Expression.TextLiteral literal, C context);

    R visitName(Expression.Name name, C context);

    R visitSequence(Expression.Sequence sequence, C context);

    R visitDict(Expression.Dict dict, C context);

    R visitUnary(Expression.Unary unary, C context);

    R visitBinary(Expression.Binary binary, C context);

    R visitLogical(Expression.Logical logical, C context);

    R visitChain(Expression.Chain chain, C context);

    R visitConcatenation(Expression.Concatenation concatenation, C context);

    R visitConditional(Expression.Conditional conditional, C context);

    R visitAttribute(Expression.Attribute attribute, C context);

    R visitItem(Expression.Item item, C context);

    R visitSlice(Expression.Slice slice, C context);

    R visitCall(Expression.Call call, C context);

    R visitFiltered(Expression.Filtered filtered, C context);

    R visitTested(Expression.Tested tested, C context);
}
