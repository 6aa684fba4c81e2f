package io.graphc.compiler.sql.calcite;

import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * Ranges of the rendered text as Calcite's positions: everything stands on line 1, the column is the offset. So a position
 * says where in the text a node stands without a line index, and unions of positions are unions of ranges.
 */
public final class TextPosition {
    private TextPosition() {}

    /** The half-open range of offsets as a position. */
    public static SqlParserPos of(int start, int end) {
        return new SqlParserPos(1, start + 1, 1, Math.max(end, start + 1));
    }

    /** The offset of the first character. */
    public static int start(SqlParserPos position) {
        return Math.max(position.getColumnNum() - 1, 0);
    }

    /** The offset after the last character. */
    public static int end(SqlParserPos position) {
        return Math.max(position.getEndColumnNum(), start(position));
    }

    /** The smallest position that holds both; one that says nothing is left out. */
    public static SqlParserPos union(SqlParserPos left, SqlParserPos right) {
        if (isNowhere(left)) {
            return right;
        }
        if (isNowhere(right)) {
            return left;
        }
        return of(Math.min(start(left), start(right)), Math.max(end(left), end(right)));
    }

    /** True for the position of a node that was made by the validator. */
    public static boolean isNowhere(SqlParserPos position) {
        return position.getLineNum() == 0;
    }
}
