package io.graphc.compiler.sql.trino;

import io.trino.grammar.jsonpath.JsonPathLexer;
import io.trino.grammar.jsonpath.JsonPathParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.jspecify.annotations.Nullable;

/** Reads paths of SQL's JSON functions with Trino's own grammar. */
final class JsonPathReader {
    private JsonPathReader() {}

    /** What is wrong with a path; empty when it can be read. */
    static Optional<String> problem(String path) {
        List<String> problems = new ArrayList<>();
        BaseErrorListener listener = new BaseErrorListener() {
            @Override
            public void syntaxError(
                    Recognizer<?, ?> recognizer,
                    @Nullable Object symbol,
                    int line,
                    int column,
                    String message,
                    @Nullable RecognitionException exception) {
                problems.add("the path cannot be read from its character " + (column + 1) + " on");
            }
        };
        JsonPathLexer lexer = new JsonPathLexer(CharStreams.fromString(path));
        lexer.removeErrorListeners();
        lexer.addErrorListener(listener);
        JsonPathParser parser = new JsonPathParser(new CommonTokenStream(lexer));
        parser.removeErrorListeners();
        parser.addErrorListener(listener);
        parser.path();
        if (!problems.isEmpty() && !path.strip().toLowerCase(Locale.ROOT).matches("(lax|strict)\\b.*")) {
            return Optional.of("a path starts with `lax` or `strict`");
        }
        return problems.stream().findFirst();
    }
}
