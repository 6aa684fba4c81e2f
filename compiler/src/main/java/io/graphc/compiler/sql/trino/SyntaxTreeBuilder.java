package io.graphc.compiler.sql.trino;

import io.graphc.diagnostic.GraphcBugException;
import io.trino.grammar.sql.SqlBaseBaseVisitor;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.Statement;
import java.lang.reflect.Constructor;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;

/**
 * Makes Trino's syntax tree out of what its grammar read. Trino's own builder can only be had together with Trino's way of
 * driving the grammar, which is made for single statements; the version of Trino is fixed, so it is taken out of it.
 */
final class SyntaxTreeBuilder {
    private static final Constructor<?> BUILDER = builder();

    private SyntaxTreeBuilder() {}

    private static Constructor<?> builder() {
        try {
            Constructor<?> builder =
                    Class.forName("io.trino.sql.parser.AstBuilder").getDeclaredConstructor(Optional.class);
            builder.setAccessible(true);
            return builder;
        } catch (ReflectiveOperationException e) {
            throw new GraphcBugException("Trino's parser has no builder of trees", e);
        }
    }

    @SuppressWarnings("unchecked")
    static Statement statement(ParserRuleContext read) {
        SqlBaseBaseVisitor<Node> builder;
        try {
            builder = (SqlBaseBaseVisitor<Node>) BUILDER.newInstance(Optional.empty());
        } catch (ReflectiveOperationException e) {
            throw new GraphcBugException("Trino's builder of trees cannot be made", e);
        }
        return (Statement) builder.visit(read);
    }
}
