package io.graphc.compiler;

import io.graphc.compiler.context.RenderedQuery;
import io.graphc.compiler.query.BoundRelation;
import io.graphc.compiler.resolve.ConfigValue;
import io.graphc.compiler.resolve.ProjectNames;
import io.graphc.compiler.resolve.ProjectNames.Entry;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.plan.BatchPlan;
import io.graphc.plan.BatchSize;
import io.graphc.plan.Column;
import io.graphc.plan.Instants;
import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import io.graphc.plan.TimeWindow;
import io.graphc.source.Located;
import io.graphc.source.SourceSpan;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Checks a model that is made batch by batch (docs.getdbt.com, "Microbatch"): its settings, and the columns with the times
 * of its own rows and of those that it reads.
 */
record BatchedModels(RenderedModel model, ProjectNames names, DiagnosticSink sink) {
    /** Whether the times of all that is read can be compared; what cannot is reported. */
    boolean readsTimes(List<BoundRelation> reads) {
        boolean timed = false;
        boolean sound = true;
        for (BoundRelation read : reads) {
            Optional<Located<String>> written = eventTime(read.id());
            timed |= written.isPresent();
            sound &= written.isEmpty()
                    || column(written.get(), read.columns(), read.label()).isPresent();
        }
        boolean asksForTime = model.incremental()
                .flatMap(RenderedQuery::sql)
                .filter(sql -> !TimeWindow.isIn(sql.text()))
                .isEmpty();
        if (!timed && !asksForTime) {
            Diagnostic.of(
                            DiagnosticCode.BATCHES_READ_ALL,
                            "each batch of `" + model.spec().name() + "` reads all rows of what it reads")
                    .at(model.placeOf("incremental_strategy"))
                    .note("nothing that it reads has an `event_time`")
                    .help("say which column has the time: `config: {event_time: <column>}` of a model, seed or source")
                    .report(sink);
        }
        return sound;
    }

    /** The column with the time of its own rows; empty when something is wrong, which is reported. */
    Optional<Column> ownTime(List<Column> columns) {
        Optional<Located<String>> written = eventTime(model.id());
        if (written.isEmpty()) {
            IncrementalModels.missing(model, "event_time", "it names the column with the time of a row", sink);
        }
        return written.flatMap(name -> column(name, columns, model.spec().name()));
    }

    private Optional<Located<String>> eventTime(String id) {
        return names.byId(id).flatMap(Entry::eventTime);
    }

    private Optional<Column> column(Located<String> written, List<Column> columns, String relation) {
        String name = written.value().strip().replaceAll("^[\"`]|[\"`]$", "");
        Optional<Column> found = columns.stream()
                .filter(column -> column.name().equalsIgnoreCase(name))
                .findFirst();
        if (found.isEmpty()) {
            Diagnostic.of(
                            DiagnosticCode.UNKNOWN_COLUMN,
                            "column `" + name + "` of `event_time` not found in `" + relation + "`")
                    .at(written.span())
                    .hint(name, columns.stream().map(Column::name).toList(), "columns of `" + relation + "`")
                    .report(sink);
        }
        return found.filter(column -> isTime(column, written.span(), relation));
    }

    private boolean isTime(Column column, SourceSpan place, String relation) {
        SqlType type = column.type();
        boolean day = type == SqlTypes.DATE;
        if (day && size().filter(BatchSize.HOUR::equals).isPresent()) {
            Diagnostic.of(
                            DiagnosticCode.TYPE_MISMATCH,
                            "`event_time` of `" + relation + "` is a date, which is in no hour")
                    .at(place)
                    .label(model.placeOf("batch_size"), "batches of an hour")
                    .help("name a column that is a timestamp, or make batches of a `day`: `" + column.name()
                            + "` is a date")
                    .report(sink);
            return false;
        }
        if (!day && type != SqlTypes.ANY && !(type instanceof SqlType.Timestamp)) {
            Diagnostic.of(
                            DiagnosticCode.TYPE_MISMATCH,
                            "`event_time` of `" + relation + "` is `" + type + "`, which is no time")
                    .at(place)
                    .help("name a column that is a date or a timestamp, or cast it in the SQL")
                    .report(sink);
            return false;
        }
        return true;
    }

    /**
     * The settings.
     *
     * @param first the engine's statement for the batch that makes the table
     * @param asOf the instant of the run
     * @return empty when something is wrong, which is reported
     */
    Optional<BatchPlan> plan(String first, Instant asOf) {
        // Another word was reported with the configs.
        Optional<BatchSize> size = required(
                        "batch_size", "how long a batch is: " + String.join(", ", BatchSize.words()))
                .flatMap(said -> size());
        Optional<Instant> begin = required("begin", "the time of the first row, for a table that is built anew")
                .flatMap(written -> begin(written, asOf));
        Optional<Integer> lookback =
                model.config().value("lookback").map(this::lookback).orElse(Optional.of(1));
        return size.flatMap(length -> begin.flatMap(start ->
                lookback.map(batches -> new BatchPlan(length, length.floor(start), batches, first, Optional.empty()))));
    }

    private Optional<BatchSize> size() {
        return model.config()
                .text("batch_size")
                .flatMap(word -> BatchSize.of(word.value().strip()));
    }

    private Optional<Instant> begin(ConfigValue written, Instant asOf) {
        Optional<Instant> begin = Instants.parse(text(written));
        if (begin.isEmpty()) {
            if (written.value().orElse("") instanceof Collection) {
                // It was reported where the configs were looked at.
                return begin;
            }
            Diagnostic.of(DiagnosticCode.WRONG_KIND_OF_VALUE, "`begin` is not a time")
                    .at(written.span())
                    .help("write it like `2026-01-31` or `2026-01-31 12:00:00`; without a zone it is in UTC")
                    .report(sink);
        } else if (!size().map(size -> size.floor(begin.get()))
                .orElse(begin.get())
                .isBefore(asOf)) {
            Diagnostic.of(
                            DiagnosticCode.BEGIN_TO_COME,
                            "`begin` of `" + model.spec().name() + "` is still to come")
                    .at(written.span())
                    .note("a run makes the batches from `begin` to its own instant, and until then there are none")
                    .help("write the time of the first row; `--as-of` sets the instant of the run")
                    .report(sink);
        }
        return begin;
    }

    private Optional<Integer> lookback(ConfigValue written) {
        String number = text(written);
        if (number.matches("\\d{1,5}")) {
            return Optional.of(Integer.valueOf(number));
        }
        // What is no number at all was reported where the configs were looked at.
        if (number.matches("[-+]?\\d+")) {
            Diagnostic.of(DiagnosticCode.WRONG_KIND_OF_VALUE, "`lookback` is not a number of batches")
                    .at(written.span())
                    .help("write how many batches before the current one are made again: 0, 1, 2 ...")
                    .report(sink);
        }
        return Optional.empty();
    }

    private static String text(ConfigValue written) {
        return String.valueOf(written.value().orElseThrow()).strip();
    }

    private Optional<ConfigValue> required(String config, String meaning) {
        Optional<ConfigValue> value = model.config().value(config);
        if (value.isEmpty()) {
            IncrementalModels.missing(model, config, "it says " + meaning, sink);
        }
        return value;
    }
}
