package io.graphc.cli.source;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A source that is to be declared.
 *
 * @param schema the schema of its tables, where it is not the source's name
 * @param tables sorted by name
 */
public record SourceDraft(String name, Optional<String> schema, List<TableDraft> tables) {
    public SourceDraft {
        tables = tables.stream().sorted(Comparator.comparing(TableDraft::name)).toList();
    }

    /**
     * A table.
     *
     * @param location where its rows lie, when they lie in files
     * @param columns in the order of the table
     */
    public record TableDraft(
            String name, Optional<String> description, Optional<String> location, List<ColumnDraft> columns) {
        public TableDraft {
            columns = List.copyOf(columns);
        }
    }

    /**
     * A column.
     *
     * @param type its type as queries name it; empty where it is not known
     * @param remark why the type is not known
     */
    public record ColumnDraft(
            String name, Optional<String> type, Optional<String> description, Optional<String> remark) {}
}
