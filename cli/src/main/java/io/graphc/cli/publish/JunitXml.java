package io.graphc.cli.publish;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.Severity;
import io.graphc.diagnostic.render.Style;
import io.graphc.diagnostic.render.TextRenderer;
import io.graphc.runtime.RunReport;
import io.graphc.runtime.StepResult;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * JUnit's XML as build servers read it: one suite for what was compiled, and for each tenant one for the models, one for
 * the tests and so on. Which attributes there are is told by the schema of Jenkins' xUnit plugin, {@code junit-10.xsd}.
 */
final class JunitXml {
    private final Findings findings;
    private final TextRenderer renderer = new TextRenderer(Style.PLAIN);

    JunitXml(Findings findings) {
        this.findings = findings;
    }

    /**
     * A case of a suite.
     *
     * @param end the element that says how it ended: {@code failure}, {@code error}, {@code skipped}; empty where it passed
     */
    private record Case(
            String type, String name, Duration time, String end, String code, String message, String detail) {
        boolean ended(String how) {
            return end.equals(how);
        }
    }

    private record Suite(String name, Instant startedAt, List<Case> cases) {
        long count(String how) {
            return cases.stream().filter(one -> one.ended(how)).count();
        }

        Duration time() {
            return cases.stream().map(Case::time).reduce(Duration.ZERO, Duration::plus);
        }
    }

    String text() {
        List<Suite> suites = suites();
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        xml.append("<testsuites name=\"graphc ")
                .append(XmlText.attribute(findings.command()))
                .append('"');
        counts(xml, suites.stream().flatMap(suite -> suite.cases().stream()).toList());
        Duration time = suites.stream().map(Suite::time).reduce(Duration.ZERO, Duration::plus);
        xml.append(" time=\"").append(seconds(time)).append("\">\n");
        suites.forEach(suite -> append(xml, suite));
        return xml.append("</testsuites>\n").toString();
    }

    private static void counts(StringBuilder xml, List<Case> cases) {
        xml.append(" tests=\"").append(cases.size()).append('"');
        for (String how : List.of("failure", "error")) {
            long count = cases.stream().filter(one -> one.ended(how)).count();
            xml.append(' ').append(how).append("s=\"").append(count).append('"');
        }
    }

    private List<Suite> suites() {
        List<Suite> suites = new ArrayList<>();
        suites.add(compiled());
        for (RunReport run : findings.runs()) {
            String whose = run.tenant().map(name -> name + ": ").orElse("");
            if (!run.diagnostics().isEmpty()) {
                String type = type(run.tenant(), "run");
                suites.add(new Suite(
                        whose + "run",
                        run.startedAt(),
                        run.diagnostics().stream()
                                .map(problem -> problem(type, problem))
                                .toList()));
            }
            for (Map.Entry<String, List<StepResult>> suite : Suites.of(run).entrySet()) {
                String type = type(run.tenant(), suite.getKey());
                suites.add(new Suite(
                        whose + suite.getKey(),
                        suite.getValue().stream()
                                .map(StepResult::startedAt)
                                .min(Instant::compareTo)
                                .orElse(run.startedAt()),
                        suite.getValue().stream()
                                .map(result -> of(run, type, result))
                                .toList()));
            }
        }
        return suites;
    }

    /** Build servers show what stands behind the last dot as the class and what stands before it as the package. */
    private String type(Optional<String> tenant, String suite) {
        return findings.project() + "." + tenant.map(name -> name + ".").orElse("") + suite.replace(' ', '_');
    }

    /** One case for all that is right, one for each mistake. */
    private Suite compiled() {
        List<Case> cases = new ArrayList<>();
        String type = type(Optional.empty(), "compile");
        StringBuilder warnings = new StringBuilder();
        for (Diagnostic problem : findings.problems()) {
            if (problem.isError()) {
                cases.add(problem(type, problem));
            } else {
                warnings.append(renderer.render(problem)).append('\n');
            }
        }
        if (cases.isEmpty()) {
            cases.add(new Case(type, findings.project(), Duration.ZERO, "", "", "", warnings.toString()));
        }
        return new Suite("compile", findings.startedAt(), cases);
    }

    private Case problem(String type, Diagnostic problem) {
        String place = problem.primary().map(span -> span + " ").orElse("");
        return new Case(
                type,
                place + problem.code().id(),
                Duration.ZERO,
                problem.isError() ? "error" : "",
                problem.code().id(),
                problem.message(),
                renderer.render(problem));
    }

    private Case of(RunReport run, String type, StepResult result) {
        String end = switch (result.outcome()) {
            case FAIL -> "failure";
            case ERROR -> "error";
            case SKIPPED, OMITTED -> "skipped";
            case SUCCESS, PASS, PROVED, WARN -> "";
        };
        StringBuilder detail = new StringBuilder();
        result.diagnostics().forEach(problem -> detail.append(renderer.render(problem)));
        String code = result.diagnostics().stream()
                .filter(problem -> problem.severity() != Severity.NOTE)
                .map(problem -> problem.code().id())
                .findFirst()
                .orElse("graphc");
        boolean said = !detail.isEmpty() || !end.isEmpty() || result.message().isEmpty();
        return new Case(
                type,
                Suites.name(run, result),
                result.duration(),
                end,
                code,
                result.message(),
                said ? detail.toString() : result.message());
    }

    private void append(StringBuilder xml, Suite suite) {
        xml.append("  <testsuite name=\"")
                .append(XmlText.attribute(suite.name()))
                .append('"');
        counts(xml, suite.cases());
        xml.append(" skipped=\"").append(suite.count("skipped")).append('"');
        xml.append(" time=\"").append(seconds(suite.time())).append('"');
        // Without a zone: the schema's word for it is ISO 8601, and readers take it for UTC.
        String timestamp = suite.startedAt().truncatedTo(ChronoUnit.SECONDS).toString();
        xml.append(" timestamp=\"").append(timestamp.replace("Z", "")).append("\">\n");
        suite.cases().forEach(one -> append(xml, one));
        xml.append("  </testsuite>\n");
    }

    private static void append(StringBuilder xml, Case one) {
        xml.append("    <testcase classname=\"")
                .append(XmlText.attribute(one.type()))
                .append("\" name=\"")
                .append(XmlText.attribute(one.name()))
                .append("\" time=\"")
                .append(seconds(one.time()))
                .append('"');
        if (one.end().isEmpty() && one.detail().isEmpty()) {
            xml.append("/>\n");
            return;
        }
        xml.append(">\n");
        if (one.ended("skipped")) {
            xml.append("      <skipped message=\"")
                    .append(XmlText.attribute(one.message()))
                    .append("\"/>\n");
        } else if (one.end().isEmpty()) {
            xml.append("      <system-out>")
                    .append(XmlText.content(one.detail()))
                    .append("</system-out>\n");
        } else {
            xml.append("      <")
                    .append(one.end())
                    .append(" type=\"")
                    .append(XmlText.attribute(one.code()))
                    .append("\" message=\"")
                    .append(XmlText.attribute(one.message()))
                    .append("\">")
                    .append(XmlText.content(one.detail()))
                    .append("</")
                    .append(one.end())
                    .append(">\n");
        }
        xml.append("    </testcase>\n");
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.3f", time.toNanos() / 1e9);
    }
}
