package io.graphc.runtime.catalog;

import io.graphc.plan.ColumnDifference;
import io.graphc.plan.SourceTable;
import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a source table differs from its declaration.
 *
 * @param missing whether there is no such table or file; then nothing else is said
 * @param added columns that are there and not declared
 * @param removed declared columns that are not there
 * @param changed columns whose type is another
 * @param hidden declared columns that are not among those that whoever asks may see
 * @param unread why the type of a column is not known, by column
 */
public record SourceChange(
        SourceTable table,
        boolean missing,
        List<CatalogColumn> added,
        List<String> removed,
        List<Retyped> changed,
        List<String> hidden,
        List<String> unread) {
    public SourceChange {
        added = List.copyOf(added);
        removed = List.copyOf(removed);
        changed = List.copyOf(changed);
        hidden = List.copyOf(hidden);
        unread = List.copyOf(unread);
    }

    /** A column whose type is not the declared one. */
    public record Retyped(String column, SqlType declared, SqlType actual) {}

    /** Whether the declaration is not that of the table. */
    public boolean isDrift() {
        return missing || !added.isEmpty() || !removed.isEmpty() || !changed.isEmpty();
    }

    static SourceChange missing(SourceTable table) {
        return new SourceChange(table, true, List.of(), List.of(), List.of(), List.of(), List.of());
    }

    /** A table that a catalog describes, column by column. A declared column without a type is compared by name. */
    static SourceChange of(SourceTable table, CatalogTable actual) {
        List<String> gone = new ArrayList<>();
        List<Retyped> changed = new ArrayList<>();
        table.columns().forEach(declared -> {
            Optional<CatalogColumn> found = actual.columns().stream()
                    .filter(column -> column.name().equalsIgnoreCase(declared.name()))
                    .findFirst();
            if (found.isEmpty()) {
                gone.add(declared.name());
            } else if (!isSame(declared.type(), found.get().type())) {
                changed.add(new Retyped(
                        declared.name(), declared.type(), found.get().type()));
            }
        });
        List<String> unread = actual.columns().stream()
                .flatMap(column -> column.problem().stream().map(problem -> "`" + column.name() + "`: " + problem))
                .toList();
        return new SourceChange(
                table,
                false,
                added(table, actual.columns()),
                actual.filtered() ? List.of() : gone,
                changed,
                actual.filtered() ? gone : List.of(),
                unread);
    }

    /** Files, or a table that DuckDB looks at: what a run would settle without losing a value is no difference. */
    static SourceChange of(SourceTable table, List<CatalogColumn> actual, List<ColumnDifference> differences) {
        List<String> gone = new ArrayList<>();
        List<Retyped> changed = new ArrayList<>();
        for (ColumnDifference difference : differences) {
            difference
                    .actual()
                    .ifPresentOrElse(
                            type -> changed.add(new Retyped(difference.column(), declared(table, difference), type)),
                            () -> gone.add(difference.column()));
        }
        return new SourceChange(table, false, added(table, actual), gone, changed, List.of(), List.of());
    }

    private static SqlType declared(SourceTable table, ColumnDifference difference) {
        return table.columns().stream()
                .filter(column -> column.name().equals(difference.column()))
                .findFirst()
                .orElseThrow()
                .type();
    }

    /** A source without declared columns takes those that there are, so none of them is new. */
    private static List<CatalogColumn> added(SourceTable table, List<CatalogColumn> actual) {
        return table.columns().isEmpty()
                ? List.of()
                : actual.stream()
                        .filter(column -> table.columns().stream()
                                .noneMatch(declared -> declared.name().equalsIgnoreCase(column.name())))
                        .toList();
    }

    /** Lengths of texts and digits of moments are no difference: catalogs and people write them as they like. */
    private static boolean isSame(SqlType declared, SqlType actual) {
        if (declared.equals(actual) || declared.equals(SqlTypes.ANY) || actual.equals(SqlTypes.ANY)) {
            return true;
        }
        if (declared instanceof SqlType.Timestamp one && actual instanceof SqlType.Timestamp other) {
            return one.withZone() == other.withZone();
        }
        return declared instanceof SqlType.Varchar && actual instanceof SqlType.Varchar;
    }
}
