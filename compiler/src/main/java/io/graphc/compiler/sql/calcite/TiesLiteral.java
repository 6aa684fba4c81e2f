package io.graphc.compiler.sql.calcite;

import java.math.BigDecimal;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/** The number of rows of {@code FETCH FIRST n ROWS WITH TIES}: rows that sort like the last one count as one with it. */
public final class TiesLiteral extends SqlNumericLiteral {
    private final long rows;

    public TiesLiteral(long rows, SqlParserPos position) {
        super(BigDecimal.valueOf(rows), null, null, true, position);
        this.rows = rows;
    }

    public long rows() {
        return rows;
    }

    @Override
    public void unparse(SqlWriter writer, int left, int right) {
        super.unparse(writer, left, right);
        writer.keyword("WITH TIES");
    }

    @Override
    public TiesLiteral clone(SqlParserPos position) {
        return new TiesLiteral(rows, position);
    }
}
