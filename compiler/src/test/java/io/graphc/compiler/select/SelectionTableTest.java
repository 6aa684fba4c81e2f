package io.graphc.compiler.select;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.compiler.CompilationResult;
import io.graphc.compiler.CompileOptions;
import io.graphc.compiler.GraphCompiler;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticBag;
import io.graphc.diagnostic.Severity;
import io.graphc.diagnostic.render.Style;
import io.graphc.diagnostic.render.TextRenderer;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.select.IndirectSelection;
import io.graphc.plan.select.PartDescriptions;
import io.graphc.plan.select.Selection;
import io.graphc.plan.select.SelectionContext;
import io.graphc.plan.select.SelectionDoubts;
import io.graphc.plan.select.SelectionExpression;
import io.graphc.plan.select.SelectionExpression.Combination;
import io.graphc.plan.select.SelectionExpression.Operation;
import io.graphc.plan.select.SelectorParser;
import io.graphc.source.SourceFile;
import io.graphc.testkit.GoldenFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every expression of a table selects what was worked out for it by hand. */
class SelectionTableTest {
    private static final Path FOLDER = Path.of("src/test/resources/selection");
    private static final List<String> MISTAKES = List.of(
            "stg_customers,",
            ",stg_customers",
            "stg_customers,,tag:staging",
            "tag:",
            "+",
            "++orders",
            "orders++",
            "@orders+",
            "tagg:daily",
            "model:orders",
            "colour:red",
            "regions config:view",
            "config.:view",
            "tag.daily:x",
            "stg_[ab",
            "resource_type:modle",
            "resource_type:x",
            "test_type:genric",
            "version:newest",
            "state:modifed",
            "state:modified",
            "result:failed",
            "result:error",
            "source_status:stale",
            "source_status:fresher",
            "source:a.b.c.d",
            "exposure:a.b.c",
            "metric:revenue",
            "selector:nigthly_as_text",
            "ordres",
            "regions ordres tag:stagging",
            "stg_*",
            "source:crm.custmers",
            "path:models/stagging",
            "file:ordrs.sql",
            "node:Custmer",
            "property:Customer.emial",
            "label:Persn",
            "exposure:sales_dashbord",
            "package:tolkit",
            "group:sale",
            "access:publc",
            "config.materialized:tabel",
            "test_name:uniqe",
            "stg_visits,regions");

    private static CompiledProject project;
    private static NamedSelectors selectors;

    @BeforeAll
    static void compileProject() {
        CompilationResult result = new GraphCompiler()
                .compile(CompileOptions.of(
                        FOLDER.resolve("project").toAbsolutePath(), Instant.parse("2026-03-01T10:00:00Z")));
        assertThat(result.diagnostics().stream().filter(Diagnostic::isError)).isEmpty();
        project = result.projects().get(0);
        DiagnosticBag bag = new DiagnosticBag();
        selectors = SelectorsFile.read(FOLDER.resolve("project"), IndirectSelection.EAGER, bag)
                .orElseThrow(() -> new AssertionError(rendered(bag)));
    }

    private static String rendered(DiagnosticBag bag) {
        StringBuilder text = new StringBuilder();
        bag.sorted().forEach(diagnostic -> text.append(new TextRenderer(Style.PLAIN).render(diagnostic)));
        return text.toString();
    }

    @Test
    void showsMistakesAtTheirPlaces() {
        StringBuilder text = new StringBuilder();
        for (String call : MISTAKES) {
            DiagnosticBag bag = new DiagnosticBag();
            SelectorParser parser =
                    new SelectorParser(IndirectSelection.EAGER, () -> Optional.of(selectors.byName()), bag);
            Optional<SelectionExpression> parsed = parser.option("--select", List.of(call));
            parsed.filter(expression -> SelectionDoubts.check(expression, SelectionContext.NONE, bag))
                    .ifPresent(expression -> Selection.of(project, expression, SelectionContext.NONE)
                            .unmatched()
                            .forEach(part -> SelectionDoubts.report(part, project, Severity.WARNING, bag)));
            assertThat(bag.sorted()).as(call).isNotEmpty();
            text.append("## ").append(call).append('\n').append(rendered(bag)).append('\n');
        }
        GoldenFile.check(GoldenFile.resource("selection/mistakes.txt"), text.toString());
    }

    @TestFactory
    Stream<DynamicTest> showsMistakesInSelectorsAtTheirPlaces() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER.resolve("selectors"))) {
            List<Path> wrong = files.filter(file -> file.toString().endsWith(".yml"))
                    .sorted()
                    .toList();
            return wrong.stream()
                    .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> {
                        DiagnosticBag bag = new DiagnosticBag();
                        String text = Files.readString(file, StandardCharsets.UTF_8);
                        assertThat(SelectorsFile.parse(
                                        new SourceFile("selectors.yml", text), IndirectSelection.EAGER, bag))
                                .isEmpty();
                        String golden = file.getFileName().toString().replace(".yml", ".txt");
                        GoldenFile.check(GoldenFile.resource("selection/selectors/" + golden), rendered(bag));
                    }));
        }
    }

    @Test
    void projectHasAllKindsOfParts() {
        assertThat(Selection.all(project).ids()).hasSizeGreaterThanOrEqualTo(30);
    }

    @TestFactory
    Stream<DynamicTest> selects() throws IOException {
        List<String> lines = Files.readAllLines(FOLDER.resolve("expressions.txt"), StandardCharsets.UTF_8).stream()
                .filter(line -> !line.startsWith("#") && line.contains("=>"))
                .toList();
        assertThat(lines).hasSizeGreaterThan(240);
        return lines.stream().map(line -> {
            int arrow = line.indexOf("=>");
            String call = line.substring(0, arrow).strip();
            String names = line.substring(arrow + 2).strip();
            return DynamicTest.dynamicTest(
                    call, () -> assertThat(String.join(" ", selected(call))).isEqualTo(names));
        });
    }

    /** The short names of what a call selects, sorted. */
    private static TreeSet<String> selected(String call) {
        Map<String, List<String>> options = new LinkedHashMap<>();
        String option = "--select";
        for (String word : call.split(" ")) {
            if (word.startsWith("--")) {
                option = word;
            } else {
                options.computeIfAbsent(option, key -> new ArrayList<>()).add(word);
            }
        }
        IndirectSelection indirect = IndirectSelection.of(options.getOrDefault("--indirect-selection", List.of("eager"))
                        .get(0))
                .orElseThrow();
        DiagnosticBag bag = new DiagnosticBag();
        SelectorParser parser = new SelectorParser(indirect, () -> Optional.of(selectors.byName()), bag);
        Optional<SelectionExpression> included = Optional.of(SelectorParser.everything(new SourceFile("*", "*").top()));
        if (options.containsKey("--selector")) {
            included = parser.named(
                    new SourceFile("--selector", options.get("--selector").get(0)).top());
        } else if (options.containsKey("--select")) {
            included = parser.option("--select", options.get("--select"));
        }
        assertThat(rendered(bag)).isEmpty();
        SelectionExpression whole = included.orElseThrow();
        if (options.containsKey("--exclude")) {
            SelectionExpression excluded =
                    parser.option("--exclude", options.get("--exclude")).orElseThrow();
            whole = new Combination(
                    Operation.DIFFERENCE, List.of(whole, excluded), IndirectSelection.EAGER, false, whole.at());
        }
        Selection selection = Selection.of(project, whole, SelectionContext.NONE);
        TreeSet<String> names = new TreeSet<>();
        for (Map<String, Object> part : PartDescriptions.of(project, selection.ids())) {
            Object source = part.get("source_name");
            names.add(source == null ? String.valueOf(part.get("name")) : source + "." + part.get("name"));
        }
        return names;
    }
}
