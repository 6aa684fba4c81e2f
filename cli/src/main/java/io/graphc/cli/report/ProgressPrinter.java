package io.graphc.cli.report;

import io.graphc.cli.Terminal;
import io.graphc.runtime.RunListener;
import io.graphc.runtime.Step;
import io.graphc.runtime.StepOutcome;
import io.graphc.runtime.StepResult;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Shows the steps of a run: on a terminal a block at the bottom that is drawn anew with what is under way, above it the
 * finished ones; elsewhere one plain line when a step ends. Safe to call from several threads.
 */
public final class ProgressPrinter implements RunListener {
    private static final int SHOWN = 6;

    /** How long to wait with word of a load: on a terminal, in a log for tools, in a log for people. */
    private static final Duration OFTEN = Duration.ofMillis(200);

    private static final Duration SELDOM = Duration.ofSeconds(5);
    private static final Duration RARELY = Duration.ofSeconds(30);
    private static final int LABEL_WIDTH = 62;

    private final Report report;
    private final Terminal terminal;
    private final Optional<String> tenant;
    private final Clock clock;
    private final Statements statements;
    private final Map<String, Step> running = new LinkedHashMap<>();
    private final Map<String, LoadPace> paces = new HashMap<>();
    private final LiveBlock block;
    private int steps;
    private int ended;

    /**
     * A printer for one run.
     *
     * @param statements what every step runs; {@link Statements#NONE} for those who do not want to see it
     */
    public ProgressPrinter(Report report, Optional<String> tenant, Clock clock, Statements statements) {
        this.statements = statements;
        this.clock = clock;
        this.report = report;
        this.terminal = report.terminal();
        this.block = new LiveBlock(terminal);
        this.tenant = tenant;
    }

    @Override
    public synchronized void started(Step step, int index, int total) {
        if (report.json() && report.showsProgress()) {
            report.event(LogEvent.started(tenant, step, index, total, clock.instant()));
        }
        if (step.kind() == Step.Kind.WRITE) {
            paces.put(step.id(), new LoadPace(clock.instant()));
        }
        steps = total;
        if (live()) {
            block.erase();
            running.put(step.id(), step);
            draw(ended, total);
        }
    }

    @Override
    public synchronized void progressed(String id, long done, long total) {
        Instant now = clock.instant();
        LoadPace pace = paces.computeIfAbsent(id, step -> new LoadPace(now));
        if (!report.showsProgress() || !pace.due(now, live() ? OFTEN : report.json() ? SELDOM : RARELY)) {
            return;
        }
        pace.reached(done, total, now);
        if (report.json()) {
            report.event(LogEvent.progressed(tenant, id, done, total, now));
        } else if (live()) {
            block.erase();
            draw(ended, steps);
        } else {
            report.line("  " + id + ": " + pace.words());
        }
    }

    @Override
    public synchronized void finished(StepResult result, int index, int total) {
        if (live()) {
            block.erase();
            running.remove(result.step().id());
        }
        // Steps end in another order than they begin; people expect the numbers to rise.
        ended++;
        if (report.json() && report.showsProgress()) {
            report.event(LogEvent.finished(tenant, result, ended, total));
        }
        if (report.showsProgress() && (statements != Statements.NONE || worthALine(result))) {
            report.line(line(result, ended, total));
            detail(result);
        }
        if (live()) {
            draw(ended, total);
        }
    }

    private boolean live() {
        return terminal.live() && report.showsProgress();
    }

    /** Sources, samples, the state and deletes of nothing only when they fail; what follows from a failure only for models, seeds, tests. */
    private static boolean worthALine(StepResult result) {
        Step.Kind kind = result.step().kind();
        if (result.outcome() == StepOutcome.SKIPPED || result.outcome() == StepOutcome.OMITTED) {
            return kind == Step.Kind.MODEL
                    || kind == Step.Kind.SEED
                    || kind == Step.Kind.TEST
                    || kind == Step.Kind.UNIT_TEST;
        }
        boolean plain = kind == Step.Kind.SOURCE
                || kind == Step.Kind.SAMPLE
                || kind == Step.Kind.STATE
                || (kind == Step.Kind.DELETE && result.rows().orElse(0) == 0);
        return !plain || (result.outcome() != StepOutcome.SUCCESS && result.outcome() != StepOutcome.PASS);
    }

    private String line(StepResult result, int index, int total) {
        String who = tenant.map(name -> "[" + name + "] ").orElse("");
        String head = index + " of " + total + " " + who + word(result) + " "
                + result.step().label() + " ";
        String end = end(result);
        int room = terminal.live() ? Math.max(0, terminal.width() - end.length()) : Integer.MAX_VALUE;
        StringBuilder line = new StringBuilder(head);
        while (line.length() < Math.min(LABEL_WIDTH + total / 10, room)) {
            line.append('.');
        }
        return line.append(end).toString();
    }

    private static String end(StepResult result) {
        StringBuilder end = new StringBuilder(" [").append(status(result));
        if (result.outcome() == StepOutcome.OMITTED || result.outcome() == StepOutcome.SKIPPED) {
            end.append(result.message().isEmpty() ? "" : ": ").append(result.message());
        } else {
            end.append(" in ").append(Words.seconds(result.duration()));
        }
        return end.append(']').toString();
    }

    /** What the step ran, with what it cost, for those who want to see all of it. */
    private void detail(StepResult result) {
        if (result.cost().statements() > 0) {
            report.line("  " + Words.count(result.cost().statements(), "statement") + ", "
                    + Words.bytes(result.cost().bytesScanned()) + " scanned, waited "
                    + Words.seconds(Duration.ofMillis(result.cost().queuedMillis())));
        }
        statements
                .of(result.step().id())
                .ifPresent(sql -> sql.strip().lines().map(line -> "  | " + line).forEach(report::line));
    }

    private static String word(StepResult result) {
        return switch (result.outcome()) {
            case SUCCESS -> "OK";
            case PASS, PROVED -> "PASS";
            case WARN -> "WARN " + result.failures().orElse(0);
            case FAIL -> "FAIL " + result.failures().orElse(0);
            case ERROR -> result.status().equals(StepResult.PARTIAL) ? "PARTIAL SUCCESS" : "ERROR";
            case SKIPPED, OMITTED -> "SKIP";
        };
    }

    private static String status(StepResult result) {
        if (result.outcome() == StepOutcome.SUCCESS && result.rows().isPresent()) {
            return Words.count(result.rows().getAsLong(), "row");
        }
        return result.outcome() == StepOutcome.PROVED ? "PROVED" : word(result).split(" ", 2)[0];
    }

    private void draw(int index, int total) {
        if (running.isEmpty()) {
            return;
        }
        List<String> lines = new ArrayList<>();
        for (Step step : running.values()) {
            if (lines.size() == SHOWN) {
                lines.add("  ... and " + (running.size() - SHOWN) + " more");
                break;
            }
            LoadPace pace = paces.get(step.id());
            lines.add("  > " + step.label() + (pace == null || pace.words().isEmpty() ? "" : "  " + pace.words()));
        }
        lines.add("  " + index + " of " + total);
        block.draw(lines);
    }
}
