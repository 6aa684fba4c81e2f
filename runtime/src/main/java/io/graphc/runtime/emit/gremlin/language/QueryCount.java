package io.graphc.runtime.emit.gremlin.language;

import io.graphc.diagnostic.GraphcBugException;
import java.lang.reflect.Constructor;
import java.util.List;

/** Counts the queries of a text: TinkerPop's own parser runs all of them and gives the last one's result alone. */
final class QueryCount {
    private static final String ANTLR = "org.antlr.v4.runtime.";
    private static final String GRAMMAR = "org.apache.tinkerpop.gremlin.language.grammar.";

    private final ClassLoader grammar;

    QueryCount(ClassLoader grammar) {
        this.grammar = grammar;
    }

    /** The number of queries in a text that was read without a mistake. */
    int of(String text) {
        try {
            Object characters = type(ANTLR + "CharStreams")
                    .getMethod("fromString", String.class)
                    .invoke(null, text);
            Object lexer = made(GRAMMAR + "GremlinLexer", ANTLR + "CharStream", characters);
            Object tokens = made(ANTLR + "CommonTokenStream", ANTLR + "TokenSource", lexer);
            Object parser = made(GRAMMAR + "GremlinParser", ANTLR + "TokenStream", tokens);
            Object list = parser.getClass().getMethod("queryList").invoke(parser);
            return ((List<?>) list.getClass().getMethod("query").invoke(list)).size();
        } catch (ReflectiveOperationException e) {
            throw new GraphcBugException("the grammar of Gremlin is not what the build expects", e);
        }
    }

    private Class<?> type(String name) throws ClassNotFoundException {
        return grammar.loadClass(name);
    }

    private Object made(String name, String parameter, Object argument) throws ReflectiveOperationException {
        Constructor<?> constructor = type(name).getConstructor(type(parameter));
        return constructor.newInstance(argument);
    }
}
