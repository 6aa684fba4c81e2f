package io.graphc.compiler.query;

import io.graphc.source.MappedText;
import io.graphc.source.SourceSpan;

/** Writes generated SQL, every piece of it placed at the part of the mapping that asked for it. */
public final class SqlText {
    private final MappedText.Builder text = new MappedText.Builder();
    private final SourceSpan home;

    /**
     * An empty text.
     *
     * @param home the place of all text that no smaller part of the YAML accounts for
     */
    public SqlText(SourceSpan home) {
        this.home = home;
    }

    public SqlText add(String sql) {
        return add(sql, home);
    }

    public SqlText add(String sql, SourceSpan span) {
        text.append(MappedText.computed(sql, span));
        return this;
    }

    /** A text that was written before, as it is. */
    public SqlText add(MappedText sql) {
        text.append(sql);
        return this;
    }

    /** SQL that the user wrote, in parentheses. */
    public SqlText addWritten(MappedText sql) {
        add("(");
        text.append(sql);
        return add(closing(sql.text()));
    }

    /** The parenthesis behind SQL that the user wrote, on a line of its own where a comment would swallow it. */
    public static String closing(String sql) {
        return sql.contains("--") ? "\n)" : ")";
    }

    public MappedText build() {
        return text.build();
    }

    /** A text literal. */
    public static String literal(String value) {
        return "'" + value.replace("'", "''") + "'";
    }
}
