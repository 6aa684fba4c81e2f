package io.graphc.cli.command;

import io.graphc.compiler.resolve.Inputs;
import io.graphc.diagnostic.DiagnosticBag;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.Instants;
import io.graphc.plan.ModelPlan;
import io.graphc.plan.TimeWindow;
import io.graphc.project.yaml.MapReader;
import io.graphc.project.yaml.YamlParser;
import io.graphc.source.Located;
import io.graphc.source.SourceFile;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that say where models read, and how much of it. */
public final class InputOptions {
    private static final Pattern BACK =
            Pattern.compile("(\\d{1,6})\\s+(hour|day|month|year)s?", Pattern.CASE_INSENSITIVE);

    @Option(
            names = "--empty",
            description = "Build models without reading a row of what they read; the graph is left as it is.")
    boolean empty;

    @Option(
            names = "--sample",
            paramLabel = "TIME",
            description =
                    "Read only rows of a time, where an event_time is configured: '3 days', or '{start: 2026-01-01,"
                            + " end: 2026-02-01}'; the graph is left as it is.")
    Optional<String> sample = Optional.empty();

    @Option(
            names = "--defer",
            description = "Where a model that is not selected is not built, read the relation that it has in --state.")
    boolean defer;

    @Option(
            names = "--favor-state",
            description = "With --defer, read the relations of --state also where there are others.")
    boolean favorState;

    @Option(
            names = "--defer-state",
            paramLabel = "DIR",
            description = "The folder whose manifest --defer reads. Default: that of --state.")
    Optional<String> deferState = Optional.empty();

    @Option(
            names = "--event-time-start",
            paramLabel = "TIME",
            description = "With --event-time-end: make the batches of microbatch models from this time on.")
    Optional<String> eventTimeStart = Optional.empty();

    @Option(
            names = "--event-time-end",
            paramLabel = "TIME",
            description = "The end of the time whose batches are made, itself not in it.")
    Optional<String> eventTimeEnd = Optional.empty();

    /** Whether models do not read all there is, so that what they give is not to reach a graph. */
    boolean isPart() {
        return empty || sample.isPresent();
    }

    /** Refuses options that contradict each other. */
    void checkUse(CommandLine line, Optional<String> state, boolean fullRefresh) {
        if (empty && sample.isPresent()) {
            throw new ParameterException(line, "--empty reads no rows and --sample some: choose one");
        }
        if (eventTimeStart.isPresent() != eventTimeEnd.isPresent()) {
            throw new ParameterException(line, "--event-time-start and --event-time-end belong together");
        }
        if (fullRefresh && eventTimeStart.isPresent()) {
            throw new ParameterException(
                    line,
                    "--full-refresh makes tables anew from their `begin`, --event-time-start the batches of a time in"
                            + " the tables that are there: choose one");
        }
        batches(line);
        if (defer && deferState.or(() -> state).isEmpty()) {
            throw new ParameterException(line, "--defer: name the folder of another compilation with --state");
        }
        if (!defer && (favorState || deferState.isPresent())) {
            throw new ParameterException(line, "--favor-state and --defer-state say how to --defer, which is missing");
        }
    }

    /** What these options say of the rows that are read. */
    Inputs inputs(Instant asOf, CommandLine line) {
        return new Inputs(empty, sample.map(text -> window(text, asOf, line)), Map.of());
    }

    /** The time whose batches are made, where it is said. */
    Optional<TimeWindow> batches(CommandLine line) {
        return eventTimeStart.map(start -> {
            TimeWindow time = new TimeWindow(
                    instant("--event-time-start", start, line),
                    instant("--event-time-end", eventTimeEnd.orElseThrow(), line));
            if (!time.start().isBefore(time.end())) {
                throw new ParameterException(line, "--event-time-start is not before --event-time-end");
            }
            return time;
        });
    }

    private static Instant instant(String option, String text, CommandLine line) {
        return Instants.parse(text)
                .orElseThrow(() -> new ParameterException(
                        line, option + ": `" + text + "` is no time; expected for example 2026-01-31"));
    }

    private static TimeWindow window(String text, Instant asOf, CommandLine line) {
        Matcher back = BACK.matcher(text.strip());
        if (back.matches()) {
            return new TimeWindow(before(asOf, Integer.parseInt(back.group(1)), back.group(2)), asOf);
        }
        DiagnosticBag bag = new DiagnosticBag();
        Optional<MapReader> written =
                YamlParser.parse(new SourceFile("--sample", text), bag).map(MapReader::of);
        Optional<Instant> start =
                written.flatMap(map -> map.text("start")).map(Located::value).flatMap(Instants::parse);
        Optional<Instant> end =
                written.flatMap(map -> map.text("end")).map(Located::value).flatMap(Instants::parse);
        if (start.isEmpty() || end.isEmpty() || !start.get().isBefore(end.get())) {
            throw new ParameterException(
                    line,
                    "--sample: `" + text + "` is no span of time; expected for example '3 days' or"
                            + " '{start: 2026-01-01, end: 2026-02-01}'");
        }
        return new TimeWindow(start.get(), end.get());
    }

    private static Instant before(Instant end, int count, String grain) {
        ZonedDateTime time = end.atZone(ZoneOffset.UTC);
        ZonedDateTime start = switch (grain.toLowerCase(Locale.ROOT)) {
            case "hour" -> time.minusHours(count);
            case "day" -> time.minusDays(count);
            case "month" -> time.minusMonths(count);
            default -> time.minusYears(count);
        };
        return start.toInstant();
    }

    /**
     * What of a selection is built when not all rows are read: tables and their tests, but no graph and no snapshots, whose
     * history would end every row that was not read.
     */
    SortedSet<String> withoutHistory(CompiledProject project, SortedSet<String> ids) {
        if (!isPart()) {
            return ids;
        }
        Set<String> left = new TreeSet<>();
        project.models().stream().filter(ModelPlan::isSnapshot).forEach(snapshot -> left.add(snapshot.id()));
        project.graph().elements().forEach(element -> left.add(element.id()));
        project.tests().stream()
                .filter(test -> test.graph().isPresent() || test.element().isPresent())
                .forEach(test -> left.add(test.id()));
        SortedSet<String> tables = new TreeSet<>(ids);
        tables.removeAll(left);
        return tables;
    }

    /** What these options say, for the results of a run; folders are left out, as they may be anywhere. */
    Map<String, String> arguments() {
        Map<String, String> arguments = new LinkedHashMap<>();
        if (empty) {
            arguments.put("empty", "true");
        }
        sample.ifPresent(text -> arguments.put("sample", text));
        if (defer) {
            arguments.put("defer", "true");
        }
        eventTimeStart.ifPresent(text -> arguments.put("event_time_start", text));
        eventTimeEnd.ifPresent(text -> arguments.put("event_time_end", text));
        return arguments;
    }
}
