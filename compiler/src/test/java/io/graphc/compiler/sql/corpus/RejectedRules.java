package io.graphc.compiler.sql.corpus;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Statements written by hand, a line each, about one rule each, wrong ones beside right ones. */
final class RejectedRules {
    private RejectedRules() {}

    static List<RejectedStatement> statements() {
        List<RejectedStatement> statements = new ArrayList<>();
        String group = "";
        for (String line : text().split("\n")) {
            if (line.startsWith("-- ")) {
                group = line.substring(3);
            } else if (!line.isBlank()) {
                statements.add(new RejectedStatement(group, line));
            }
        }
        return statements;
    }

    private static String text() {
        try (InputStream in = RejectedRules.class.getResourceAsStream("/sql/rejected-rules.sql")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
