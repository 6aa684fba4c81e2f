package io.graphc.compiler.sql.trino;

import io.graphc.diagnostic.GraphcBugException;
import io.trino.grammar.sql.SqlBaseBaseVisitor;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.Statement;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;

/**
 * Makes Trino's syntax tree out of what its grammar read. Trino's own builder can only be had together with Trino's way of
 * driving the grammar, which is made for single statements; the version of Trino is fixed, so it is taken out of it.
 */
final class SyntaxTreeBuilder {
    private static final MethodHandle BUILDER = builder();

    private SyntaxTreeBuilder() {}

    private static MethodHandle builder() {
        try {
            Class<?> type = Class.forName("io.trino.sql.parser.AstBuilder");
            return MethodHandles.privateLookupIn(type, MethodHandles.lookup())
                    .findConstructor(type, MethodType.methodType(void.class, Optional.class));
        } catch (ReflectiveOperationException e) {
            throw new GraphcBugException("Trino's parser has no builder of trees", e);
        }
    }

    @SuppressWarnings("unchecked")
    static Statement statement(ParserRuleContext read) {
        SqlBaseBaseVisitor<Node> builder;
        try {
            builder = (SqlBaseBaseVisitor<Node>) BUILDER.invoke(Optional.empty());
        } catch (Throwable e) {
            throw new GraphcBugException("Trino's builder of trees cannot be made", e);
        }
        return (Statement) builder.visit(read);
    }
}
