package io.graphc.compiler.sql.function;

import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypeParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Types written as text in tests. */
final class TypeText {
    private TypeText() {}

    static SqlType type(String text) {
        return SqlTypeParser.parse(text).orElseThrow(() -> new AssertionError("not a type: " + text));
    }

    /** The types of a list with commas, brackets minded. */
    static List<SqlType> types(String list) {
        return list.isEmpty() ? List.of() : ((SqlType.Function) type("function(" + list + ",any)")).arguments();
    }

    /** The lines of a resource beside this class, comments left out. */
    static List<String> lines(String resource) {
        try (InputStream stream = Objects.requireNonNull(TypeText.class.getResourceAsStream(resource))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
