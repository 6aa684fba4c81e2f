package io.graphc.cli.publish;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcBugException;
import io.graphc.diagnostic.Label;
import io.graphc.plan.manifest.ManifestWriter;
import io.graphc.runtime.RunReport;
import io.graphc.source.SourceSpan;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Problems as SARIF 2.1.0 (OASIS, "Static Analysis Results Interchange Format", errata 01): one run, a rule for each code
 * that occurs with the text of its page, a result for each problem; what several tenants have in common stands there once.
 */
final class SarifJson {
    private static final String SCHEMA =
            "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

    private final Findings findings;
    private final FilePaths paths;
    private final String version;

    SarifJson(Findings findings, FilePaths paths, String version) {
        this.findings = findings;
        this.paths = paths;
        this.version = version;
    }

    String text() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.setPrettyPrinter(ManifestWriter.printer());
            write(json);
        } catch (IOException e) {
            throw new GraphcBugException("writing to memory", e);
        }
        return text.append('\n').toString();
    }

    private void write(JsonGenerator json) throws IOException {
        Map<Diagnostic, Set<String>> problems = problems();
        SortedSet<DiagnosticCode> codes = new TreeSet<>();
        problems.keySet().forEach(problem -> codes.add(problem.code()));
        List<DiagnosticCode> rules = new ArrayList<>(codes);
        json.writeStartObject();
        json.writeStringField("$schema", SCHEMA);
        json.writeStringField("version", "2.1.0");
        json.writeArrayFieldStart("runs");
        json.writeStartObject();
        json.writeObjectFieldStart("tool");
        json.writeObjectFieldStart("driver");
        json.writeStringField("name", "graphc");
        json.writeStringField("version", version);
        json.writeArrayFieldStart("rules");
        for (DiagnosticCode rule : rules) {
            rule(rule, json);
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndObject();
        json.writeStringField("columnKind", "utf16CodeUnits");
        json.writeArrayFieldStart("invocations");
        json.writeStartObject();
        json.writeBooleanField("executionSuccessful", !findings.failed());
        json.writeEndObject();
        json.writeEndArray();
        json.writeArrayFieldStart("results");
        for (Map.Entry<Diagnostic, Set<String>> problem : problems.entrySet()) {
            result(
                    problem.getKey(),
                    problem.getValue(),
                    rules.indexOf(problem.getKey().code()),
                    json);
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
    }

    /** Every problem once, with the tenants that have it. */
    private Map<Diagnostic, Set<String>> problems() {
        Map<Diagnostic, Set<String>> problems = new LinkedHashMap<>();
        findings.problems().forEach(problem -> problems.put(problem, new LinkedHashSet<>()));
        for (RunReport run : findings.runs()) {
            for (Diagnostic problem : run.allDiagnostics()) {
                Set<String> tenants = problems.computeIfAbsent(problem, found -> new LinkedHashSet<>());
                run.tenant().ifPresent(tenants::add);
            }
        }
        return problems;
    }

    private static void rule(DiagnosticCode code, JsonGenerator json) throws IOException {
        String page = page(code);
        json.writeStartObject();
        json.writeStringField("id", code.id());
        json.writeStringField("name", code.slug());
        json.writeObjectFieldStart("shortDescription");
        json.writeStringField("text", title(page, code));
        json.writeEndObject();
        json.writeObjectFieldStart("help");
        json.writeStringField("text", "graphc explain " + code.id());
        json.writeStringField("markdown", page.isEmpty() ? "`graphc explain " + code.id() + "`" : page);
        json.writeEndObject();
        json.writeObjectFieldStart("defaultConfiguration");
        json.writeStringField("level", code.severity().word());
        json.writeEndObject();
        json.writeObjectFieldStart("properties");
        json.writeStringField("page", "docs/errors/" + code.id() + ".md");
        json.writeEndObject();
        json.writeEndObject();
    }

    private static String page(DiagnosticCode code) {
        try (InputStream page = SarifJson.class.getResourceAsStream("/io/graphc/cli/errors/" + code.id() + ".md")) {
            return page == null ? "" : new String(page.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The words behind the code in the first line of a page. */
    private static String title(String page, DiagnosticCode code) {
        String head = "# " + code.id() + ": ";
        String first = page.lines().findFirst().orElse("");
        return first.startsWith(head)
                ? first.substring(head.length())
                : code.slug().replace('-', ' ');
    }

    private void result(Diagnostic problem, Set<String> tenants, int rule, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("ruleId", problem.code().id());
        json.writeNumberField("ruleIndex", rule);
        json.writeStringField("level", problem.severity().word());
        json.writeObjectFieldStart("message");
        json.writeStringField("text", message(problem, tenants));
        json.writeEndObject();
        Optional<SourceSpan> place = problem.primary().filter(FilePaths::isInFile);
        if (place.isPresent()) {
            json.writeArrayFieldStart("locations");
            json.writeStartObject();
            place(place.get(), json);
            json.writeEndObject();
            json.writeEndArray();
        }
        List<Label> labels = problem.labels().stream()
                .filter(label -> FilePaths.isInFile(label.span()))
                .toList();
        if (!labels.isEmpty()) {
            labels(labels, json);
        }
        if (!tenants.isEmpty()) {
            json.writeObjectFieldStart("properties");
            json.writeArrayFieldStart("tenants");
            for (String tenant : tenants) {
                json.writeString(tenant);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static String message(Diagnostic problem, Set<String> tenants) {
        StringBuilder text = new StringBuilder(problem.message());
        if (!tenants.isEmpty()) {
            text.append(" (tenant ").append(String.join(", ", tenants)).append(')');
        }
        problem.notes().forEach(note -> text.append("\nnote: ").append(note));
        problem.helps().forEach(help -> text.append("\nhelp: ").append(help));
        return text.toString();
    }

    private void labels(List<Label> labels, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("relatedLocations");
        for (int i = 0; i < labels.size(); i++) {
            json.writeStartObject();
            json.writeNumberField("id", i + 1);
            place(labels.get(i).span(), json);
            json.writeObjectFieldStart("message");
            json.writeStringField("text", labels.get(i).text());
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void place(SourceSpan span, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("physicalLocation");
        json.writeObjectFieldStart("artifactLocation");
        json.writeStringField("uri", uri(paths.of(span.file().path())));
        json.writeEndObject();
        json.writeObjectFieldStart("region");
        json.writeNumberField("startLine", span.startLine());
        json.writeNumberField("startColumn", span.startColumn());
        json.writeNumberField("endLine", span.endLine());
        json.writeNumberField("endColumn", span.endColumn());
        json.writeEndObject();
        json.writeEndObject();
    }

    private static String uri(String path) {
        try {
            // A colon in the first folder would end a scheme.
            boolean colon = path.indexOf(':') >= 0 && path.indexOf(':') < (path + "/").indexOf('/');
            return new URI(null, null, colon ? "./" + path : path, null).toASCIIString();
        } catch (URISyntaxException impossible) {
            throw new GraphcBugException("a path that is no reference: " + path, impossible);
        }
    }
}
