package io.graphc.compiler.template;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.graphc.diagnostic.DiagnosticBag;
import io.graphc.source.SourceFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Whatever is written, the engine answers with text or diagnostics: no exception, no endless work. */
class TemplateFuzzTest {
    private static final long SEED = Long.getLong("graphc.fuzz.seed", 20_240_917L);
    private static final int ROUNDS = Integer.getInteger("graphc.fuzz", 6_000);
    private static final TemplateLimits LIMITS = new TemplateLimits(5_000, 50_000, 5_000, 1_000, 20);
    private static final List<String> PIECES = List.of(
            "{{",
            "}}",
            "{%",
            "%}",
            "{#",
            "#}",
            "-",
            "(",
            ")",
            "[",
            "]",
            "{",
            "}",
            "'",
            "\"",
            "|",
            ".",
            ",",
            ":",
            "=",
            "~",
            "**",
            "//",
            "%",
            " if ",
            " else ",
            " for x in ",
            "{% endfor %}",
            "{% set x = ",
            "{% raw %}",
            "{% endraw %}",
            "{% macro m(a) %}",
            "{% endmacro %}",
            "m(1)",
            "range(9)",
            "| upper",
            "| join",
            "is ",
            "not ",
            " in ",
            "1",
            "-1",
            "1e400",
            "0x",
            "none",
            "items",
            "nums",
            "d",
            ".items()",
            ".append(x)",
            "[::0]",
            "[-1]",
            "*",
            "return(1)",
            "\\",
            "\n",
            "é",
            "\uD83D",
            "loop.index",
            "namespace(a=1)",
            "caller()",
            "| map('",
            "| tojson",
            "%s",
            "{:>9}");

    private static List<String> seeds() throws IOException {
        List<String> seeds = new ArrayList<>();
        try (InputStream in = TemplateFuzzTest.class.getResourceAsStream("/template/jinja2.txt")) {
            String all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            for (String part : all.split(">>>>\n")) {
                int end = part.indexOf("\n====\n");
                if (end > 0) {
                    seeds.add(part.substring(0, end));
                }
            }
        }
        return seeds;
    }

    @Test
    void answersAnythingWithTextOrDiagnostics() throws IOException {
        List<String> seeds = seeds();
        SplittableRandom random = new SplittableRandom(SEED);
        TemplateScope scope = TemplateScope.builder()
                .limits(LIMITS)
                .global("items", List.of("b", "a"))
                .global("nums", List.of(3, 1, 2))
                .global("name", "Ann")
                .global("n", 7)
                .global("t", true)
                .build();
        for (int round = 0; round < ROUNDS; round++) {
            String text = mutate(seeds.get(random.nextInt(seeds.size())), random);
            DiagnosticBag bag = new DiagnosticBag();
            assertThatCode(() -> {
                        boolean rendered = Template.parse(new SourceFile("f.sql", text), bag)
                                .flatMap(template -> template.render(scope, bag))
                                .isPresent();
                        if (rendered == bag.hasErrors()) {
                            throw new IllegalStateException("rendered " + rendered + " with " + bag.sorted());
                        }
                    })
                    .as("round %d of seed %d: %s", round, SEED, text)
                    .doesNotThrowAnyException();
        }
    }

    private static String mutate(String seed, SplittableRandom random) {
        StringBuilder text = new StringBuilder(seed);
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(text.length() + 1);
            switch (random.nextInt(4)) {
                case 0 -> text.insert(at, PIECES.get(random.nextInt(PIECES.size())));
                case 1 -> text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(6)));
                case 2 -> {
                    int from = random.nextInt(text.length() + 1);
                    text.insert(at, text.substring(from, Math.min(text.length(), from + random.nextInt(12))));
                }
                default -> {
                    int end = Math.min(text.length(), at + 1);
                    text.replace(at, end, PIECES.get(random.nextInt(PIECES.size())));
                }
            }
        }
        return text.toString();
    }
}
