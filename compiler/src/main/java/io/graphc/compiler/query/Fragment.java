package io.graphc.compiler.query;

/** A piece of SQL that can be put into several queries. */
@FunctionalInterface
public interface Fragment {
    void addTo(SqlText sql);

    static Fragment of(String text) {
        return sql -> sql.add(text);
    }
}
