package io.graphc.compiler.sql.corpus;

import io.graphc.compiler.sql.TestTables;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** Statements written by hand in {@code /sql/corpus}, each ending in a line of {@code ;}, over the tables of a shop. */
final class WrittenCorpus {
    private WrittenCorpus() {}

    static Corpus of(String name) {
        return new Corpus(name, tables(), statements(name));
    }

    static List<String> statements(String name) {
        return Stream.of(read(name + ".sql").split("\n;(\n|$)"))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    static CorpusTables tables() {
        TestTables tables = TestTables.none();
        for (String line : read("shop.tables").lines().toList()) {
            if (!line.startsWith("#")) {
                int colon = line.indexOf(':');
                tables = tables.with(line.substring(0, colon), line.substring(colon + 2));
            }
        }
        return new CorpusTables("shop", tables);
    }

    private static String read(String resource) {
        try (InputStream in = WrittenCorpus.class.getResourceAsStream("/sql/corpus/" + resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
