package io.graphc.runtime.emit.gremlin.language;

import io.graphc.diagnostic.GraphcBugException;
import io.graphc.plan.RenderedText;
import io.graphc.runtime.emit.GraphStatement;
import io.graphc.runtime.emit.RefusedStatementException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.tinkerpop.gremlin.process.traversal.AnonymousTraversalSource;
import org.apache.tinkerpop.gremlin.process.traversal.Traversal;
import org.apache.tinkerpop.gremlin.process.traversal.dsl.graph.GraphTraversal;
import org.apache.tinkerpop.gremlin.process.traversal.dsl.graph.GraphTraversalSource;
import org.apache.tinkerpop.gremlin.process.traversal.step.Mutating;
import org.apache.tinkerpop.gremlin.process.traversal.step.ReadWriting;
import org.apache.tinkerpop.gremlin.process.traversal.util.TraversalHelper;
import org.apache.tinkerpop.gremlin.structure.util.empty.EmptyGraph;

/**
 * Reads one traversal of the language {@code gremlin-lang} (Apache TinkerPop 3.7, "Gremlin Language"). No Groovy is in it:
 * a text can name steps, values and the variables that it is given, and nothing else, so reading it runs nothing. Safe to
 * use from several threads.
 */
public final class GremlinLanguage {
    private static final Pattern PLACE =
            Pattern.compile("at line (\\d+), character position at (\\d+), error message :");
    /** Would run the traversal where it is read. */
    private static final Pattern ITERATE = Pattern.compile("\\.\\s*iterate\\s*\\(\\s*\\)\\s*;?\\s*$");

    private static final Pattern WORD = Pattern.compile("\\w+|\\S");

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

    /** Reads a traversal that is not to be run, one that only looks where it is a question. */
    public static void check(GraphStatement statement, boolean question) throws RefusedStatementException {
        GraphTraversalSource nowhere = AnonymousTraversalSource.traversal().withEmbedded(EmptyGraph.instance());
        if (question) {
            question(statement, nowhere);
        } else {
            statement(statement, nowhere);
        }
    }

    /**
     * Reads a traversal that only looks.
     *
     * @param source what it starts from
     */
    public static Traversal<?, ?> question(GraphStatement statement, GraphTraversalSource source)
            throws RefusedStatementException {
        if (ITERATE.matcher(statement.text().text()).find()) {
            throw refused("it ends with a terminal step: `iterate()`");
        }
        Traversal<?, ?> traversal = statement(statement, source);
        boolean changes = TraversalHelper.anyStepRecursively(
                step -> step instanceof Mutating || step instanceof ReadWriting, traversal.asAdmin());
        if (changes) {
            throw refused("it has a step that changes the graph or writes a file");
        }
        return traversal;
    }

    /** Reads a traversal that may change the graph; it may end with {@code iterate()}. */
    public static Traversal<?, ?> statement(GraphStatement statement, GraphTraversalSource source)
            throws RefusedStatementException {
        String text = ITERATE.matcher(statement.text().text()).replaceFirst("");
        Object result;
        try {
            result = Grammar.LOADED.read(text, source, statement.parameters());
        } catch (InvocationTargetException e) {
            throw refused(statement.text(), Objects.requireNonNull(e.getCause()));
        }
        if (result instanceof Traversal<?, ?> traversal && Grammar.LOADED.count.of(text) == 1) {
            return traversal;
        }
        throw refused("it is not one traversal, or it ends with a terminal step such as `toList()` or `next()`");
    }

    private static RefusedStatementException refused(String message) {
        return new RefusedStatementException(message, 0, 0, List.of(), null);
    }

    private static RefusedStatementException refused(RenderedText text, Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        Matcher matcher = PLACE.matcher(message);
        if (!matcher.find()) {
            return new RefusedStatementException(message, 0, 0, List.of(), cause);
        }
        int line = Integer.parseInt(matcher.group(1));
        int column = Integer.parseInt(matcher.group(2));
        String rest = text.text().lines().skip(line - 1L).findFirst().orElse("");
        Matcher word = WORD.matcher(rest.substring(Math.min(column, rest.length())));
        String said = word.find() ? "`" + word.group() + "` is not expected here" : "it ends too early";
        return new RefusedStatementException(said, line, column + 1, steps(), cause);
    }

    private static List<String> steps() {
        return Arrays.stream(GraphTraversal.Symbols.class.getFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()) && field.getType() == String.class)
                .map(GremlinLanguage::value)
                .distinct()
                .sorted()
                .toList();
    }

    private static String value(Field constant) {
        try {
            return String.valueOf(constant.get(null));
        } catch (IllegalAccessException e) {
            throw new GraphcBugException("public constants can be read", e);
        }
    }
}
