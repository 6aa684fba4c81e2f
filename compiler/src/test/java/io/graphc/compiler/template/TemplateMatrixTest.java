package io.graphc.compiler.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.compiler.template.python.PythonModules;
import io.graphc.diagnostic.DiagnosticBag;
import io.graphc.source.MappedText;
import io.graphc.source.SourceFile;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Renders what Jinja2 rendered and compares every character. */
class TemplateMatrixTest {
    private static final TemplateScope SCOPE = scope();

    private static TemplateScope scope() {
        TemplateScope.Builder scope = TemplateScope.builder()
                .global("name", "Ann")
                .global("n", 7)
                .global("neg", -7)
                .global("f", 2.5)
                .global("big", BigInteger.TWO.pow(70))
                .global("t", true)
                .global("no", false)
                .global("nothing", null)
                .global("empty", "")
                .global("items", List.of("b", "a", "C", "a"))
                .global("nums", List.of(3, 1, 2))
                .global("d", dict("a", 1, "b", 2, "Z", 0))
                .global("words", "the quick brown fox jumps over the lazy dog")
                .global("html", "<a href=\"x\">&'</a>")
                .global("lines", "one\ntwo\n\nthree")
                .global("uni", "héllo wörld")
                .global("csv", "a,b,,c");
        scope.global(
                "pairs",
                List.of(
                        io.graphc.compiler.template.value.Tuple.of("x", 1L),
                        io.graphc.compiler.template.value.Tuple.of("y", 2L)));
        scope.global(
                "people",
                List.of(
                        dict("name", "Bob", "age", 30, "city", "Rome"),
                        dict("name", "amy", "age", 25, "city", "Oslo"),
                        dict("name", "Cid", "age", 30, "city", "rome")));
        scope.global("tree", List.of(branch("a", branch("b", branch("c")), branch("d")), branch("e")));
        scope.global("modules", new PythonModules(() -> Instant.parse("2026-01-15T12:30:45.123456Z")));
        scope.global("nested", dict("list", List.of(1, List.of(2, 3), dict("k", "v")), "text", "it's"));
        return scope.build();
    }

    private static Map<String, Object> dict(Object... entries) {
        Map<String, Object> dict = new LinkedHashMap<>();
        for (int i = 0; i < entries.length; i += 2) {
            dict.put((String) entries[i], entries[i + 1]);
        }
        return dict;
    }

    private static Map<String, Object> branch(String name, Object... children) {
        return dict("n", name, "c", List.of(children));
    }

    private record Case(String template, String expected) {}

    private static List<Case> cases() throws IOException {
        List<Case> cases = new ArrayList<>();
        try (InputStream in = TemplateMatrixTest.class.getResourceAsStream("/template/jinja2.txt")) {
            String all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            for (int at = all.indexOf(">>>>\n"); at >= 0; at = all.indexOf(">>>>\n", at)) {
                int middle = all.indexOf("\n====\n", at);
                int end = all.indexOf("\n<<<<\n", middle);
                cases.add(new Case(all.substring(at + 5, middle), all.substring(middle + 6, end)));
                at = end;
            }
        }
        return cases;
    }

    @TestFactory
    Stream<DynamicTest> rendersAsJinja2() throws IOException {
        List<Case> cases = cases();
        assertThat(cases).hasSizeGreaterThan(170);
        return cases.stream()
                .map(found -> DynamicTest.dynamicTest(
                        "`" + found.template().lines().findFirst().orElse("") + "`", () -> {
                            DiagnosticBag bag = new DiagnosticBag();
                            Optional<MappedText> rendered = Template.parse(
                                            new SourceFile("models/case.sql", found.template()), bag)
                                    .flatMap(template -> template.render(SCOPE, bag));
                            assertThat(bag.hasErrors())
                                    .as(found.template() + bag.sorted())
                                    .isFalse();
                            assertThat(rendered.orElseThrow().text())
                                    .as(found.template())
                                    .isEqualTo(found.expected());
                        }));
    }
}
