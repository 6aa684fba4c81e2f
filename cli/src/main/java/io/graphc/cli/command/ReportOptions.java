package io.graphc.cli.command;

import io.graphc.cli.Invocation;
import io.graphc.cli.publish.Findings;
import io.graphc.cli.publish.ReportRequest;
import io.graphc.cli.publish.Reports;
import io.graphc.diagnostic.GraphcException;
import io.graphc.diagnostic.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options of commands whose findings other tools read. */
public final class ReportOptions {
    @Option(
            names = "--report",
            paramLabel = "KIND[=FILE]",
            description = {
                "Write what was found for another tool: junit=FILE, sarif=FILE, markdown=FILE or github, which prints"
                        + " annotations. May be given several times. Default files: target/junit.xml,"
                        + " target/graphc.sarif, target/summary.md."
            })
    List<String> reports = List.of();

    /** Whether reports will be written, so that what is known from before is not enough. */
    boolean wanted(Invocation invocation, ProjectCompilation compilation) {
        return !reports.isEmpty() || new Reports(invocation, List.of(), compilation.logsJson()).wanted();
    }

    /**
     * Does the work of a command and writes its reports, also when the work breaks off.
     *
     * @param compilation asked for the folder of artifacts when the work is done
     */
    int around(CommandLine line, Invocation invocation, ProjectCompilation compilation, ToIntFunction<Findings> work) {
        List<ReportRequest> requests = requests(line);
        Findings findings =
                new Findings(line.getCommandName(), invocation.clock().instant());
        if (!wanted(invocation, compilation)) {
            return work.applyAsInt(findings);
        }
        Optional<GraphcException> broken = Optional.empty();
        int exit = 0;
        try {
            exit = work.applyAsInt(findings);
        } catch (GraphcException e) {
            findings.problems(List.of(e.diagnostic()));
            broken = Optional.of(e);
        }
        write(new Reports(invocation, requests, compilation.logsJson()), findings, compilation, broken);
        if (broken.isPresent()) {
            throw broken.get();
        }
        return exit;
    }

    /** Where the work broke off, that is what is told, also when a report cannot be written. */
    private static void write(
            Reports reports, Findings findings, ProjectCompilation compilation, Optional<GraphcException> broken) {
        try {
            reports.write(findings, compilation.directory(), compilation.lastTargetFolder());
        } catch (GraphcException e) {
            if (broken.isEmpty()) {
                throw e;
            }
            broken.get().addSuppressed(e);
        }
    }

    private List<ReportRequest> requests(CommandLine line) {
        List<ReportRequest> requests = new ArrayList<>();
        for (String text : reports) {
            requests.add(ReportRequest.parse(text).orElseThrow(() -> new ParameterException(line, refusal(text))));
        }
        return requests;
    }

    private static String refusal(String text) {
        String word = text.replaceFirst("=.*", "");
        List<String> near = Spelling.nearest(word, ReportRequest.words());
        if (ReportRequest.words().contains(word)) {
            return "--report " + text + ": "
                    + (word.equals("github") ? "github is printed and takes no file" : "a file is missing behind `=`");
        }
        return "--report " + text + ": "
                + (near.isEmpty()
                        ? "expected junit, sarif, github or markdown, all but github with =FILE if you like"
                        : "did you mean " + Spelling.alternatives(near) + "?");
    }
}
