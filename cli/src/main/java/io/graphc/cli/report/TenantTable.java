package io.graphc.cli.report;

import io.graphc.runtime.RunListener;
import io.graphc.runtime.RunReport;
import io.graphc.runtime.Step;
import io.graphc.runtime.StepOutcome;
import io.graphc.runtime.StepResult;
import io.graphc.runtime.tenant.TenantSummary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Shows the runs of several tenants on a terminal: at the bottom a table with a line for each that is under way, above it a line
 * for each that ended and for each step that failed. Safe to call from several threads.
 */
public final class TenantTable {
    private static final int SHOWN = 12;
    private static final int BAR = 20;

    private final Report report;
    private final LiveBlock block;
    private final int tenants;
    private final int width;
    private final Map<String, Running> running = new LinkedHashMap<>();
    private int ended;
    private int failed;

    /** @param names of all tenants that are to run */
    public TenantTable(Report report, List<String> names) {
        this.report = report;
        this.block = new LiveBlock(report.terminal());
        this.tenants = names.size();
        this.width = names.stream().mapToInt(String::length).max().orElse(0);
    }

    /** Whether the table can be shown: elsewhere plain lines tell of each step. */
    public static boolean fits(Report report, int tenants) {
        return tenants > 1 && report.terminal().live() && report.showsProgress();
    }

    private static final class Running {
        private int done;
        private int total;
        private String step = "";
    }

    /** Hears of the steps of one tenant. */
    public RunListener listener(String tenant) {
        return new RunListener() {
            @Override
            public void started(Step step, int index, int total) {
                change(() -> {
                    Running own = own(tenant);
                    own.total = total;
                    own.step = step.label();
                });
            }

            @Override
            public void finished(StepResult result, int index, int total) {
                change(() -> {
                    Running own = own(tenant);
                    own.done++;
                    own.total = total;
                    if (result.outcome() == StepOutcome.ERROR || result.outcome() == StepOutcome.FAIL) {
                        report.line(pad(tenant) + "  FAILED " + result.step().label() + ": " + result.message());
                    }
                });
            }
        };
    }

    private Running own(String tenant) {
        return running.computeIfAbsent(tenant, name -> new Running());
    }

    private synchronized void change(Runnable change) {
        block.erase();
        change.run();
        draw();
    }

    /** A tenant's run is over. */
    public synchronized void ended(RunReport run) {
        block.erase();
        String tenant = run.tenant().orElse("");
        running.remove(tenant);
        ended++;
        TenantSummary.Line line = TenantSummary.Line.of(run);
        if (!run.succeeded()) {
            failed++;
        }
        String word = run.succeeded() ? "done" : line.status().equals("not_run") ? "not run" : "failed";
        report.line(pad(tenant) + "  " + word + " in " + Words.seconds(run.elapsed())
                + (line.nodes() + line.relationships() == 0
                        ? ""
                        : ", " + Words.count(line.nodes(), "node") + ", "
                                + Words.count(line.relationships(), "relationship"))
                + line.message()
                        .filter(text -> !run.succeeded())
                        .map(text -> ": " + text)
                        .orElse(""));
        draw();
    }

    private String pad(String tenant) {
        return tenant + " ".repeat(Math.max(0, width - tenant.length()));
    }

    private void draw() {
        if (ended == tenants) {
            return;
        }
        List<String> lines = new ArrayList<>();
        running.forEach((tenant, own) -> {
            if (lines.size() < SHOWN) {
                int filled = own.total == 0 ? 0 : Math.min(BAR, own.done * BAR / own.total);
                lines.add("  " + pad(tenant) + " [" + "#".repeat(filled) + "-".repeat(BAR - filled) + "] " + own.done
                        + " of " + own.total + "  " + own.step);
            }
        });
        if (running.size() > SHOWN) {
            lines.add("  ... and " + (running.size() - SHOWN) + " more");
        }
        lines.add("  " + ended + " of " + Words.count(tenants, "tenant") + " done"
                + (failed == 0 ? "" : ", " + failed + " failed"));
        block.draw(lines);
    }
}
