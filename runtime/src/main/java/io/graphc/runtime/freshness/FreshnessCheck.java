package io.graphc.runtime.freshness;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.Column;
import io.graphc.plan.FileLocation;
import io.graphc.plan.SourceCatalog;
import io.graphc.plan.SourceFreshness;
import io.graphc.plan.SourceTable;
import io.graphc.plan.SqlTypes;
import io.graphc.runtime.catalog.CatalogTable;
import io.graphc.runtime.catalog.TableCatalog;
import io.graphc.runtime.engine.LocalFiles;
import io.graphc.runtime.engine.QueryEngine;
import io.graphc.runtime.engine.RowCursor;
import io.graphc.runtime.freshness.FreshnessResult.Status;
import io.graphc.runtime.freshness.FreshnessResult.Timing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells how old the newest row of a source is: by one query of its {@code loaded_at_query} or {@code loaded_at_field}; where
 * it has neither, by when its catalog says that the table was changed, or when its newest file was. Safe to use from several
 * threads.
 */
public final class FreshnessCheck {
    private final Supplier<QueryEngine> engine;
    private final Optional<TableCatalog> catalog;
    private final SourceCatalog files;
    private final Path projectFolder;
    private final Clock clock;
    private final Instant judgedAt;

    /**
     * A check on an engine.
     *
     * @param engine gives it, open; asked where there is something to query, and not before
     * @param catalog what tells when tables were changed, where something does
     * @param files what tells the columns of files, where they are not declared
     * @param judgedAt the moment that ages are counted to
     */
    public FreshnessCheck(
            Supplier<QueryEngine> engine,
            Optional<TableCatalog> catalog,
            SourceCatalog files,
            Path projectFolder,
            Clock clock,
            Instant judgedAt) {
        this.engine = engine;
        this.catalog = catalog;
        this.files = files;
        this.projectFolder = projectFolder;
        this.clock = clock;
        this.judgedAt = judgedAt;
    }

    /** Looks at one table. What keeps it from being looked at is part of the result. */
    public FreshnessResult check(SourceTable table, SourceFreshness limits) {
        Instant started = clock.instant();
        Optional<Instant> newest = Optional.empty();
        @Nullable Diagnostic problem;
        Status status;
        try {
            Instant moment = newest(table, limits);
            newest = Optional.of(moment);
            Duration age = Duration.between(moment, judgedAt);
            status = status(age, limits);
            problem = status == Status.PASS ? null : tooOld(table, limits, status, moment, age);
        } catch (GraphcException e) {
            status = Status.RUNTIME_ERROR;
            problem = e.diagnostic();
        }
        return new FreshnessResult(
                table,
                limits,
                status,
                newest,
                judgedAt,
                new Timing(started, clock.instant(), Thread.currentThread().getName()),
                Optional.ofNullable(problem));
    }

    private static Status status(Duration age, SourceFreshness limits) {
        if (isOver(age, limits.errorAfter())) {
            return Status.ERROR;
        }
        return isOver(age, limits.warnAfter()) ? Status.WARN : Status.PASS;
    }

    private static boolean isOver(Duration age, Optional<SourceFreshness.Age> limit) {
        return limit.isPresent() && age.compareTo(limit.get().duration()) > 0;
    }

    private static Diagnostic tooOld(
            SourceTable table, SourceFreshness limits, Status status, Instant moment, Duration age) {
        boolean error = status == Status.ERROR;
        SourceFreshness.Age limit = (error ? limits.errorAfter() : limits.warnAfter()).orElseThrow();
        return Diagnostic.of(
                        error ? DiagnosticCode.SOURCE_STALE : DiagnosticCode.SOURCE_AGEING,
                        "the newest row of source `" + table.label() + "` is " + words(age) + " old, more than "
                                + count(limit.count(), limit.period()))
                .note("it is of " + moment)
                .build();
    }

    private static String words(Duration age) {
        if (age.toDays() >= 2) {
            return count(age.toDays(), "day");
        }
        return age.toHours() >= 2 ? count(age.toHours(), "hour") : count(age.toMinutes(), "minute");
    }

    private static String count(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    private Instant newest(SourceTable table, SourceFreshness limits) {
        if (table.absent()) {
            throw unknown(table, "the tenant has no such table");
        }
        if (limits.query().isPresent() || limits.moment().isPresent()) {
            return queried(table, limits);
        }
        Optional<Instant> changed =
                table.files().isPresent() ? ofFiles(table, table.files().get()) : ofCatalog(table);
        return changed.orElseThrow(
                () -> unknown(table, "it has no `loaded_at_field`, and nothing else tells when it was changed"));
    }

    private Instant queried(SourceTable table, SourceFreshness limits) {
        engine.get().provideSource(withColumns(table));
        // The line breaks keep a comment at the end of what people wrote from reaching further.
        String sql = limits.query().isPresent()
                ? "SELECT (\n" + limits.query().get() + "\n) AS max_loaded_at"
                : "SELECT max(\n" + limits.moment().orElseThrow() + "\n) AS max_loaded_at FROM "
                        + table.relation().quoted()
                        + limits.filter()
                                .map(filter -> " WHERE (\n" + filter + "\n)")
                                .orElse("");
        try (RowCursor rows = engine.get().query(sql)) {
            Object value = rows.next() ? rows.getValue(0) : null;
            if (value == null) {
                throw unknown(table, "it has no rows, or none with a moment");
            }
            return Moments.of(value)
                    .orElseThrow(() -> unknown(
                            table,
                            "what it has for moments are of type "
                                    + rows.columns().get(0).type()));
        }
    }

    /** Files are read by their columns, so those that have no declared type are looked up. */
    private SourceTable withColumns(SourceTable table) {
        boolean complete = table.files().isEmpty()
                || (!table.columns().isEmpty()
                        && table.columns().stream()
                                .noneMatch(column -> column.type().equals(SqlTypes.ANY)));
        if (complete) {
            return table;
        }
        List<Column> columns = files.columnsOf(table).orElseThrow(() -> unknown(table, "its files are not there"));
        return new SourceTable(
                table.id(),
                table.source(),
                table.name(),
                table.relation(),
                table.files(),
                table.absent(),
                columns,
                table.places());
    }

    private Optional<Instant> ofCatalog(SourceTable table) {
        return catalog.flatMap(known -> known.table(table.relation())).flatMap(CatalogTable::changed);
    }

    private Optional<Instant> ofFiles(SourceTable table, FileLocation location) {
        Optional<Instant> newest = Optional.empty();
        try {
            for (Path file : LocalFiles.find(projectFolder, location.path())) {
                Instant changed = Files.getLastModifiedTime(file).toInstant();
                newest = newest.filter(changed::isBefore).or(() -> Optional.of(changed));
            }
            return newest;
        } catch (IOException | UncheckedIOException | InvalidPathException e) {
            throw unknown(table, "its files cannot be looked at: " + e.getMessage());
        }
    }

    private static GraphcException unknown(SourceTable table, String why) {
        return new GraphcException(Diagnostic.of(
                        DiagnosticCode.FRESHNESS_UNKNOWN, "how fresh source `" + table.label() + "` is cannot be told")
                .note(why)
                .help("give it a `loaded_at_field` or a `loaded_at_query` with moments, or no `freshness`")
                .build());
    }
}
