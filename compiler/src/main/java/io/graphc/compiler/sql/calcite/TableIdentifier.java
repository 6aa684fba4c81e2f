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
    private final transient String moment;

    /**
     * @param table what the name stands for
     * @param written the parts of the name as written, without quotes
     * @param moment what is written after {@code FOR}: which earlier state is read; empty for the table as it is
     */
    public TableIdentifier(TableSchema table, List<String> written, String moment, SqlParserPos position) {
        super(List.of(PREFIX, written.get(written.size() - 1)), position);
        this.table = table;
        this.written = List.copyOf(written);
        this.moment = moment;
    }

    public TableSchema table() {
        return table;
    }

    /** The parts of the name as written, without quotes. */
    public List<String> written() {
        return written;
    }

    /** Which earlier state of the table is read, as written; empty for the table as it is. */
    public String moment() {
        return moment;
    }

    @Override
    public SqlNode clone(SqlParserPos position) {
        return new TableIdentifier(table, written, moment, position);
    }
}
