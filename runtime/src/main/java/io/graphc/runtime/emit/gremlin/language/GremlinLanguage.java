package io.graphc.runtime.emit.gremlin.language;

import io.graphc.diagnostic.GraphcBugException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.tinkerpop.gremlin.process.traversal.Traversal;
import org.apache.tinkerpop.gremlin.process.traversal.dsl.graph.GraphTraversalSource;
import org.apache.tinkerpop.gremlin.process.traversal.step.Mutating;
import org.apache.tinkerpop.gremlin.process.traversal.step.ReadWriting;
import org.apache.tinkerpop.gremlin.process.traversal.util.TraversalHelper;

/**
 * Reads one traversal of the language {@code gremlin-lang} (Apache TinkerPop 3.7, "Gremlin Language"). No Groovy is in it:
 * a text can name steps, values and the variables that it is given, and nothing else, so reading it runs nothing. Safe to
 * use from several threads.
 */
public final class GremlinLanguage {
    private static final Pattern PLACE = Pattern.compile(
            "Query parsing failed at line (\\d+), character position at (\\d+), error message : (.*)", Pattern.DOTALL);

    private GremlinLanguage() {}

    /** The grammar, loaded when the first text is read. */
    private static final class Grammar {
        private static final Grammar LOADED = new Grammar();

        private final Constructor<?> visitor;
        private final Constructor<?> variables;
        private final Method parse;
        private final QueryCount count;

        private Grammar() {
            String prefix = "org.apache.tinkerpop.gremlin.language.grammar.";
            try {
                ClassLoader loader = new GrammarLoader(Objects.requireNonNull(GremlinLanguage.class.getClassLoader()));
                count = new QueryCount(loader);
                Class<?> resolver = loader.loadClass(prefix + "VariableResolver");
                variables = loader.loadClass(prefix + "VariableResolver$DefaultVariableResolver")
                        .getConstructor(Map.class);
                visitor = loader.loadClass(prefix + "GremlinAntlrToJava")
                        .getConstructor(GraphTraversalSource.class, resolver);
                parse = loader.loadClass(prefix + "GremlinQueryParser")
                        .getMethod("parse", String.class, loader.loadClass(prefix + "GremlinVisitor"));
            } catch (ReflectiveOperationException e) {
                throw new GraphcBugException("the grammar of Gremlin is not where the build puts it", e);
            }
        }

        Object read(String text, GraphTraversalSource source, Map<String, Object> parameters)
                throws InvocationTargetException {
            try {
                Object made = visitor.newInstance(source, variables.newInstance(parameters));
                return parse.invoke(null, text, made);
            } catch (InstantiationException | IllegalAccessException e) {
                throw new GraphcBugException("the grammar of Gremlin is not what the build expects", e);
            }
        }
    }

    /**
     * Reads a traversal that only looks.
     *
     * @param source what it starts from
     * @param parameters the values of its variables by their names
     */
    public static Traversal<?, ?> question(String text, GraphTraversalSource source, Map<String, Object> parameters)
            throws GremlinTextException {
        Traversal<?, ?> traversal = statement(text, source, parameters);
        if (traversal.asAdmin().isLocked()) {
            throw new GremlinTextException("the traversal ends with a terminal step such as `iterate()`");
        }
        boolean changes = TraversalHelper.anyStepRecursively(
                step -> step instanceof Mutating || step instanceof ReadWriting, traversal.asAdmin());
        if (changes) {
            throw new GremlinTextException("the traversal has a step that changes the graph or writes a file");
        }
        return traversal;
    }

    /** Reads a traversal that may change the graph; it may end with {@code iterate()}. */
    public static Traversal<?, ?> statement(String text, GraphTraversalSource source, Map<String, Object> parameters)
            throws GremlinTextException {
        Object result;
        try {
            result = Grammar.LOADED.read(text, source, parameters);
        } catch (InvocationTargetException e) {
            throw refused(Objects.requireNonNull(e.getCause()));
        }
        if (result instanceof Traversal<?, ?> traversal && Grammar.LOADED.count.of(text) == 1) {
            return traversal;
        }
        throw new GremlinTextException(
                "the text is not one traversal, or it ends with a terminal step such as `toList()` or `next()`");
    }

    private static GremlinTextException refused(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        Matcher matcher = PLACE.matcher(message);
        if (matcher.find()) {
            return new GremlinTextException(
                    matcher.group(3).strip(),
                    Integer.parseInt(matcher.group(1)),
                    Integer.parseInt(matcher.group(2)) + 1,
                    cause);
        }
        return new GremlinTextException(message, 0, 0, cause);
    }
}
