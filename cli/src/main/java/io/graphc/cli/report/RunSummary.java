package io.graphc.cli.report;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.runtime.ElementReport;
import io.graphc.runtime.RunReport;
import io.graphc.runtime.Step;
import io.graphc.runtime.StepOutcome;
import io.graphc.runtime.StepResult;
import io.graphc.runtime.policy.RowAccount;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToLongFunction;

/** The closing words of a run: the graph, the counts, and what went wrong. */
public final class RunSummary {
    private static final Set<Step.Kind> CHECKS = EnumSet.of(Step.Kind.UNIT_TEST, Step.Kind.TEST, Step.Kind.CHECK);

    private final Report report;

    public RunSummary(Report report) {
        this.report = report;
    }

    public void print(RunReport run) {
        report.line("");
        report.diagnostics(run.allDiagnostics());
        String whose = run.tenant().map(name -> " of " + name).orElse("");
        printGraph(run, whose);
        printCounts(run, whose);
        report.event(LogEvent.ended(run));
    }

    private void printGraph(RunReport run, String whose) {
        List<ElementReport> elements = run.elements();
        if (elements.isEmpty()) {
            if (isKept(run)) {
                report.line("graph" + whose + ": nothing was written, because of what failed");
            }
            return;
        }
        report.line("graph" + whose + " in " + run.location() + ":");
        int width = elements.stream()
                .mapToInt(element -> element.element().pattern().length())
                .max()
                .orElse(0);
        for (ElementReport element : elements) {
            report.line("  " + element.element().pattern()
                    + " ".repeat(width - element.element().pattern().length() + 2) + Words.number(element.accepted())
                    + detail(element));
        }
        long nodes = total(elements, true);
        long relationships = total(elements, false);
        report.line("  " + Words.count(nodes, "node") + ", " + Words.count(relationships, "relationship")
                + changes(elements));
    }

    /** Whether elements were to be written and none was, because something before them failed. */
    private static boolean isKept(RunReport run) {
        List<StepOutcome> writes = run.results().stream()
                .filter(result -> result.step().kind() == Step.Kind.WRITE)
                .map(StepResult::outcome)
                .toList();
        return writes.contains(StepOutcome.SKIPPED)
                && writes.stream().allMatch(outcome -> outcome == StepOutcome.SKIPPED || outcome == StepOutcome.OMITTED)
                && !run.succeeded()
                && !run.interrupted();
    }

    /** Nothing where all of it is new. */
    private static String changes(List<ElementReport> elements) {
        long created = sum(elements, ElementReport::created);
        long updated = sum(elements, ElementReport::updated);
        long unchanged = sum(elements, ElementReport::unchanged);
        long deleted = sum(elements, ElementReport::deleted);
        long rejected = sum(elements, element -> element.account().rejectedRows());
        if (updated + unchanged + deleted + rejected == 0) {
            return "";
        }
        return ": " + Words.number(created + updated) + " written, " + Words.number(unchanged) + " unchanged, "
                + Words.number(deleted) + " deleted, " + Words.number(rejected) + " rejected";
    }

    private static long sum(List<ElementReport> elements, ToLongFunction<ElementReport> figure) {
        return elements.stream().mapToLong(figure).sum();
    }

    private static String detail(ElementReport element) {
        List<String> details = new ArrayList<>();
        if (element.updated() != 0 || element.unchanged() != 0) {
            details.add(Words.number(element.created()) + " new");
            details.add(Words.number(element.updated()) + " changed");
            details.add(Words.number(element.unchanged()) + " unchanged");
        }
        RowAccount account = element.account();
        add(
                details,
                element.deleted(),
                element.retired() ? "deleted, for the project has the type no more" : "deleted");
        add(details, element.kept(), "kept though the project has them no more");
        details.addAll(made(element));
        add(details, account.merged(), "merged");
        add(details, account.rejectedRows(), "rejected");
        add(details, element.repeated(), element.repeated() == 1 ? "transaction repeated" : "transactions repeated");
        return details.isEmpty() ? "" : " (" + String.join(", ", details) + ")";
    }

    /** How many nodes relationships made; nothing where they made none. */
    public static List<String> made(ElementReport element) {
        List<String> made = new ArrayList<>();
        add(made, element.account().made(), "made for relationships");
        add(made, element.emptied(), "of them emptied, for their rows are gone");
        return made;
    }

    private static void add(List<String> details, long count, String what) {
        if (count != 0) {
            details.add(Words.number(count) + " " + what);
        }
    }

    private static long total(List<ElementReport> elements, boolean nodes) {
        return elements.stream()
                .filter(element -> element.element().node() == nodes)
                .mapToLong(ElementReport::accepted)
                .sum();
    }

    private void printCounts(RunReport run, String whose) {
        long models = built(run, Step.Kind.MODEL);
        long seeds = built(run, Step.Kind.SEED);
        long tests = run.results().stream().filter(RunSummary::tested).count();
        long proved = run.count(StepOutcome.PROVED);
        report.line((run.interrupted() ? "stopped" : "finished") + whose + " in " + Words.seconds(run.elapsed()) + ": "
                + Words.count(models, "model") + (seeds == 0 ? "" : " and " + Words.count(seeds, "seed")) + " built, "
                + Words.count(tests, "check") + (proved == 0 ? "" : ", " + proved + " of them proved")
                + (run.cost().statements() == 0
                        ? ""
                        : "; " + Words.bytes(run.cost().bytesScanned()) + " scanned"));
        report.line("PASS=" + (run.count(StepOutcome.PASS) + proved + run.count(StepOutcome.SUCCESS))
                + " WARN=" + run.count(StepOutcome.WARN)
                + " FAIL=" + run.count(StepOutcome.FAIL)
                + " ERROR=" + errors(run)
                + " SKIP=" + (run.count(StepOutcome.SKIPPED) + run.count(StepOutcome.OMITTED)));
    }

    /** What kept the run from its steps, a file that is locked say, is an error as a step's is. */
    private static long errors(RunReport run) {
        return run.count(StepOutcome.ERROR)
                + run.diagnostics().stream().filter(Diagnostic::isError).count();
    }

    private static long built(RunReport run, Step.Kind kind) {
        return run.results().stream()
                .filter(result -> result.outcome() == StepOutcome.SUCCESS)
                .filter(result -> result.step().kind() == kind)
                .count();
    }

    private static boolean tested(StepResult result) {
        return CHECKS.contains(result.step().kind())
                && result.outcome() != StepOutcome.SKIPPED
                && result.outcome() != StepOutcome.OMITTED;
    }
}
