package io.graphc.compiler.elementtest;

import io.graphc.compiler.query.SqlText;

/** A piece of SQL that can be put into several queries. */
@FunctionalInterface
interface Fragment {
    void addTo(SqlText sql);

    static Fragment of(String text) {
        return sql -> sql.add(text);
    }
}
