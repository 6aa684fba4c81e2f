package io.graphc.compiler.sql.trino;

import org.apache.calcite.sql.parser.SqlParserPos;

/** A construct of the grammar that is not translated; makes the query opaque. Never leaves this package. */
final class UnsupportedConstruct extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient SqlParserPos position;

    /** @param construct how the grammar calls it, {@code match_recognize} */
    UnsupportedConstruct(String construct, SqlParserPos position) {
        super(construct, null, false, false);
        this.position = position;
    }

    String construct() {
        return String.valueOf(getMessage());
    }

    SqlParserPos position() {
        return position;
    }
}
