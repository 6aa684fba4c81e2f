package io.graphc.runtime.emit.gremlin.language;

import io.graphc.diagnostic.GraphcBugException;
import io.graphc.plan.QueryLanguage;
import io.graphc.plan.RenderedText;
import io.graphc.runtime.emit.GraphStatement;
import io.graphc.runtime.emit.RefusedStatementException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.tinkerpop.gremlin.process.traversal.AnonymousTraversalSource;
import org.apache.tinkerpop.gremlin.process.traversal.Bytecode;
import org.apache.tinkerpop.gremlin.process.traversal.Traversal;
import org.apache.tinkerpop.gremlin.process.traversal.translator.GroovyTranslator;
import org.apache.tinkerpop.gremlin.structure.VertexProperty;
import org.apache.tinkerpop.gremlin.structure.io.graphson.GraphSONMapper;
import org.apache.tinkerpop.gremlin.structure.io.graphson.GraphSONVersion;
import org.apache.tinkerpop.gremlin.structure.io.graphson.GraphSONXModuleV3;
import org.apache.tinkerpop.gremlin.structure.util.empty.EmptyGraph;
import org.apache.tinkerpop.shaded.jackson.databind.ObjectMapper;

/**
 * Traversals as texts of the language {@code gremlin-lang}, and answers to them, which are GraphSON 3.0. Values are literals of
 * the text, because Neptune knows no variables in one (Amazon Neptune user guide, "Gremlin standards compliance"). Safe to use
 * from several threads.
 */
public final class GremlinText {
    private GremlinText() {}

    /** Made when the first answer is read. */
    private static final class Reader {
        private static final ObjectMapper MAPPER = GraphSONMapper.build()
                .version(GraphSONVersion.V3_0)
                .addCustomModule(GraphSONXModuleV3.build())
                .create()
                .createMapper();
    }

    /** The translator's literals, but for those that it writes for Groovy: texts with a quotation mark or a dollar, for instance. */
    private static final class Literals extends GroovyTranslator.LanguageTypeTranslator {
        Literals() {
            super(false);
        }

        @Override
        protected String getSyntax(String text) {
            StringBuilder literal = new StringBuilder("\"");
            text.chars().forEach(character -> {
                boolean plain = character >= ' ' && character < 127 && character != '"' && character != '\\';
                literal.append(plain ? (char) character : String.format(Locale.ROOT, "\\u%04x", character));
            });
            return literal.append('"').toString();
        }

        @Override
        protected String getSyntax(Number number) {
            return number instanceof Integer ? number.toString() : super.getSyntax(number);
        }

        /** By its own name: the longer one that Groovy needs is not in the grammar. */
        @Override
        protected String getSyntax(VertexProperty.Cardinality cardinality) {
            return cardinality.name();
        }
    }

    /** The text of a traversal. */
    public static String of(Traversal<?, ?> traversal) {
        return GroovyTranslator.of("g", new Literals())
                .translate(traversal.asAdmin().getBytecode())
                .getScript();
    }

    /** The text of a traversal that somebody wrote; refused where it would not say the same. */
    public static String ofWritten(Traversal<?, ?> traversal) throws RefusedStatementException {
        String text = of(traversal);
        Bytecode written = traversal.asAdmin().getBytecode();
        GraphStatement again =
                new GraphStatement("a statement", QueryLanguage.GREMLIN, new RenderedText(text, List.of()), Map.of());
        Traversal<?, ?> read = GremlinLanguage.statement(
                again, AnonymousTraversalSource.traversal().withEmbedded(EmptyGraph.instance()));
        if (!read.asAdmin().getBytecode().equals(written)) {
            throw new RefusedStatementException(
                    "it has a value that cannot be written as a text", 0, 0, List.of(), null);
        }
        return text;
    }

    /** The results in an answer. */
    public static List<Object> results(String answer) {
        try {
            Object read = Reader.MAPPER.readValue(answer, Object.class);
            return read instanceof Collection<?> several ? new ArrayList<>(several) : List.of(read);
        } catch (IOException e) {
            throw new GraphcBugException("an answer is no GraphSON: " + e.getMessage(), e);
        }
    }
}
