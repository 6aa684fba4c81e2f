package io.graphc.compiler.sql.calcite;

import io.graphc.compiler.sql.TableSchema;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/** A relation outside of the query, already looked up. */
public final class TableIdentifier extends SqlIdentifier {
    /** Keeps the name in two parts: Calcite looks names of one part up among the aliases. */
    private static final String PREFIX = "table";

    private final transient TableSchema table;
    private final transient List<String> written;
    private final transient boolean earlier;

    /**
     * @param table what the name stands for
     * @param written the parts of the name as written, without quotes
     * @param earlier true for {@code FOR TIMESTAMP AS OF} and {@code FOR VERSION AS OF}
     */
    public TableIdentifier(TableSchema table, List<String> written, boolean earlier, SqlParserPos position) {
        super(List.of(PREFIX, written.get(written.size() - 1)), position);
        this.table = table;
        this.written = List.copyOf(written);
        this.earlier = earlier;
    }

    public TableSchema table() {
        return table;
    }

    /** The parts of the name as written, without quotes. */
    public List<String> written() {
        return written;
    }

    /** True when an earlier state of the table is read. */
    public boolean earlier() {
        return earlier;
    }

    @Override
    public SqlNode clone(SqlParserPos position) {
        return new TableIdentifier(table, written, earlier, position);
    }
}
