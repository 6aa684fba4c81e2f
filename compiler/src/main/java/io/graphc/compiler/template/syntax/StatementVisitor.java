package io.graphc.compiler.template.syntax;

/**
 * One method per kind of statement.
 *
 * @param <C> what the visit is given along the way
 */
public interface StatementVisitor<C> {
    void visitTemplateText(Statement.TemplateText text, C context);

    void visitPrint(Statement.Print print, C context);

    void visitDo(Statement.Do statement, C context);

    void visitAssign(Statement.Assign assign, C context);

    void visitCapture(Statement.Capture capture, C context);

    void visitIf(Statement.If statement, C context);

    void visitFor(Statement.For loop, C context);

    void visitDefine(Statement.Define definition, C context);

    void visitCallBlock(Statement.CallBlock block, C context);

    void visitFilterBlock(Statement.FilterBlock block, C context);

    void visitWith(Statement.With with, C context);
}
