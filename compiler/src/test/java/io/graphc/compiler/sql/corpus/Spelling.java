package io.graphc.compiler.sql.corpus;

import java.util.Locale;

/** Names and types in one spelling: Trino shows them with the case of their writing and all names of fields quoted. */
final class Spelling {
    private Spelling() {}

    static String of(String type) {
        return lower(type).replace("\"", "");
    }

    static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
