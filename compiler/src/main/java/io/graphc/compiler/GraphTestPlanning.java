package io.graphc.compiler;

import io.graphc.compiler.context.RenderedQuery;
import io.graphc.compiler.context.TenantTemplates;
import io.graphc.compiler.datatest.TestRules;
import io.graphc.compiler.resolve.ConfigValue;
import io.graphc.compiler.resolve.ProjectNames;
import io.graphc.compiler.resolve.ResourceConfig;
import io.graphc.compiler.resolve.TenantBinding;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.plan.CountCondition;
import io.graphc.plan.ElementPlan;
import io.graphc.plan.GraphPlan;
import io.graphc.plan.GraphTest;
import io.graphc.plan.Lineage;
import io.graphc.plan.QueryLanguage;
import io.graphc.plan.RenderedText;
import io.graphc.plan.TestJudgement;
import io.graphc.plan.TestPlan;
import io.graphc.plan.WrittenPlace;
import io.graphc.project.CalledConfigs;
import io.graphc.project.SingularTestSpec;
import io.graphc.source.Located;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Plans the tests of the loaded graph: singular tests in Cypher and Gremlin. Their statements are not parsed here. */
final class GraphTestPlanning {
    /** Configs that make sense for queries of the engine only, and what becomes of them. */
    private static final Map<String, String> WITHOUT_EFFECT = Map.of(
            "where", "the statement itself says which elements it looks at",
            "fail_calc", "the rows that the statement yields are counted",
            "store_failures", "rows of the graph are not kept on the engine",
            "store_failures_as", "rows of the graph are not kept on the engine");

    private final TenantBinding tenant;
    private final TenantTemplates templates;
    private final DiagnosticSink sink;
    private final ElementNameCheck elementNames;

    GraphTestPlanning(TenantBinding tenant, TenantTemplates templates, DiagnosticSink sink) {
        this.tenant = tenant;
        this.templates = templates;
        this.sink = sink;
        this.elementNames =
                new ElementNameCheck(tenant.project(), tenant.targets().graph().type(), sink);
    }

    /** The language of a singular test of the graph; empty for one of tables. */
    static Optional<QueryLanguage> language(SingularTestSpec spec) {
        return QueryLanguage.ofFile(spec.file().path()).filter(language -> language != QueryLanguage.SQL);
    }

    List<TestPlan> plan(GraphPlan graph, ProjectNames names) {
        List<TestPlan> plans = new ArrayList<>();
        for (SingularTestSpec spec : tenant.project().singularTests()) {
            language(spec)
                    .flatMap(language -> plan(spec, language, graph, names))
                    .ifPresent(plans::add);
        }
        return plans;
    }

    private Optional<TestPlan> plan(
            SingularTestSpec spec, QueryLanguage language, GraphPlan graph, ProjectNames names) {
        RenderedQuery query = templates.renderTest(spec, names, id -> Optional.empty());
        ResourceConfig config = ResourceConfig.of(spec.config(), query.configs(), tenant.templates());
        if (!config.isEnabled()) {
            return Optional.empty();
        }
        query.diagnostics().forEach(sink::report);
        check(query, config);
        return test(spec, language, query, config).map(test -> plan(spec, config, test, graph));
    }

    /** Empty when it is no test, which is reported. */
    private Optional<GraphTest> test(
            SingularTestSpec spec, QueryLanguage language, RenderedQuery query, ResourceConfig config) {
        Optional<CountCondition> warnIf = condition(config, "warn_if");
        Optional<CountCondition> errorIf = condition(config, "error_if");
        Optional<OptionalLong> limit = limit(config);
        if (query.sql().isEmpty() || warnIf.isEmpty() || errorIf.isEmpty() || limit.isEmpty()) {
            return Optional.empty();
        }
        String text = query.sql().get().text();
        if (text.isBlank()) {
            Diagnostic.of(DiagnosticCode.NOT_ONE_QUERY, "test `" + spec.name() + "` has no statement")
                    .at(spec.file().top())
                    .help("write what yields the offending elements, or take the test out by `enabled: false`")
                    .report(sink);
            return Optional.empty();
        }
        elementNames.check(spec.name(), language, query.sql().get());
        return Optional.of(new GraphTest(
                language,
                RenderedText.of(query.sql().get()),
                parameters(config),
                limit.get(),
                warnIf.get(),
                errorIf.get()));
    }

    private TestPlan plan(SingularTestSpec spec, ResourceConfig config, GraphTest test, GraphPlan graph) {
        String text = test.text().text();
        return new TestPlan(
                "test." + tenant.projectName() + "." + spec.name(),
                spec.name(),
                test.language().word(),
                new TestRules(config::text).severity(),
                "",
                "",
                new WrittenPlace(spec.file().path(), 1, 1, 0),
                text,
                text,
                Lineage.NONE,
                about(text, graph),
                config.tags(),
                Optional.empty(),
                TestJudgement.PLAIN,
                Optional.of(test),
                Optional.empty());
    }

    private void check(RenderedQuery query, ResourceConfig config) {
        CalledConfigs called = CalledConfigs.ofTests(sink);
        query.configs().forEach(value -> called.check(value.named(), value.placed()));
        config.rendered().forEach(value -> called.checkValue(value.named(), value.placed()));
        for (ConfigValue value : query.configs()) {
            String reason = WITHOUT_EFFECT.get(value.name());
            if (reason != null) {
                Diagnostic.of(DiagnosticCode.KEY_IGNORED, "`" + value.name() + "` has no effect on a test of the graph")
                        .at(value.nameSpan())
                        .note(reason)
                        .report(sink);
            }
        }
    }

    /** Any offence unless set; empty where it is no condition, which is reported. */
    private Optional<CountCondition> condition(ResourceConfig config, String name) {
        Optional<Located<String>> written = config.text(name);
        if (written.isEmpty()) {
            return Optional.of(CountCondition.ANY);
        }
        Optional<CountCondition> condition = CountCondition.parse(written.get().value());
        if (condition.isEmpty()) {
            Diagnostic.of(
                            DiagnosticCode.VALUE_NOT_ALLOWED,
                            "`" + name + "` of a test of the graph is a comparison with a whole number")
                    .at(written.get().span())
                    .help("write for example `\"> 10\"`")
                    .report(sink);
        }
        return condition;
    }

    /** None unless set; empty where it is no limit, which is reported. */
    private Optional<OptionalLong> limit(ResourceConfig config) {
        Optional<Located<String>> written = config.text("limit");
        if (written.isEmpty()) {
            return Optional.of(OptionalLong.empty());
        }
        String text = written.get().value().strip();
        if (text.matches("\\d{1,18}")) {
            return Optional.of(OptionalLong.of(Long.parseLong(text)));
        }
        Diagnostic.of(DiagnosticCode.VALUE_NOT_ALLOWED, "`limit` of a test of the graph is the number of rows to count")
                .at(written.get().span())
                .help("write for example `100`, or leave it out to count all")
                .report(sink);
        return Optional.empty();
    }

    private static Map<String, Object> parameters(ResourceConfig config) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        config.value("parameters").flatMap(ConfigValue::value).ifPresent(value -> {
            if (value instanceof Map<?, ?> map) {
                map.forEach((name, set) -> {
                    if (set != null) {
                        parameters.put(String.valueOf(name), set);
                    }
                });
            }
        });
        return parameters;
    }

    /** The element types whose names the statement holds as words; all where it holds none. */
    private static List<String> about(String text, GraphPlan graph) {
        List<String> named = graph.elements().stream()
                .filter(element -> isNamed(element.name(), text))
                .map(ElementPlan::id)
                .sorted()
                .toList();
        return named.isEmpty()
                ? graph.elements().stream().map(ElementPlan::id).sorted().toList()
                : named;
    }

    private static boolean isNamed(String name, String text) {
        return Pattern.compile("(?<![\\w$])" + Pattern.quote(name) + "(?![\\w$])")
                .matcher(text)
                .find();
    }
}
