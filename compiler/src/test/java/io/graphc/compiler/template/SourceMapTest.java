package io.graphc.compiler.template;

import static io.graphc.compiler.template.TemplateFixture.template;
import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.source.MappedText;
import io.graphc.source.Origin;
import io.graphc.source.SourceSpan;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SourceMapTest {
    /** The place of the first occurrence of a part of the output, the text there, and the calls that led there. */
    private static String place(TemplateFixture fixture, String part) {
        MappedText text = fixture.map();
        int at = text.text().indexOf(part);
        assertThat(at).as(text.text()).isNotNegative();
        Origin origin = text.originOf(at, at + part.length());
        return origin.written() + " " + origin.written().text()
                + origin.calls().stream().map(SourceSpan::toString).collect(Collectors.joining(" < ", " < ", ""));
    }

    private static void maps(TemplateFixture fixture, String part, String expected) {
        assertThat(place(fixture, part).replaceAll(" < $", "")).isEqualTo(expected);
    }

    @Test
    void keepsThePlaceOfTemplateText() {
        maps(template("{{ 1 }}\nselect abc"), "abc", "models/m.sql:2:8 abc");
        maps(template("{% if true -%}\n\n  abc{% endif %}"), "bc", "models/m.sql:3:4 bc");
        maps(template("a\n{% raw %} {{ x }}{% endraw %}"), "x }}", "models/m.sql:2:14 x }}");
    }

    @Test
    void placesPrintedValuesAtTheirExpression() {
        maps(template("select {{ n + 1 }}").with("n", 41), "42", "models/m.sql:1:11 n + 1");
        maps(template("{{ name | upper }}").with("name", "ann"), "ANN", "models/m.sql:1:4 name | upper");
    }

    @Test
    void placesTextOfLiteralsInTheLiteral() {
        TemplateFixture loop = template("{% set cols = ['id', 'nmae'] %}\n{% for c in cols %}{{ c }},{% endfor %}");
        maps(loop, "nmae", "models/m.sql:1:23 nmae");
        maps(template("{{ ['aa', 'bb'] | join(', ') }}"), "bb", "models/m.sql:1:12 bb");
        maps(template("{{ 'abc'.upper()[1:] ~ 'x' }}"), "BC", "models/m.sql:1:6 bc");
        maps(template("{{ 'aXc' | replace('X', 'yy') }}"), "yy", "models/m.sql:1:26 yy");
        maps(template("{{ 'a, b'.split(', ') | last }}"), "b", "models/m.sql:1:8 b");
        maps(template("{% set s %}one {{ 1 }} two{% endset %}{{ s | trim }}"), "two", "models/m.sql:1:24 two");
    }

    @Test
    void placesTextOfAMacroInTheMacroWithItsCall() {
        TemplateFixture fixture = template("select\n  {{ cents('amout') }} as x")
                .macros("shop", "{% macro cents(c) %}\n  ({{ c }} / 100){% endmacro %}");
        maps(fixture, "/ 100", "macros/shop0.sql:2:12 / 100 < models/m.sql:2:6");
        maps(fixture, "amout", "models/m.sql:2:13 amout");
        maps(fixture, "as x", "models/m.sql:2:24 as x");
    }

    @Test
    void keepsAllCallsInnermostFirst() {
        TemplateFixture fixture = template("{% set t = outer() %}\n{{ t | trim }}")
                .macros("shop", "{% macro outer() %}<{{ inner(1) }}>{% endmacro %}")
                .macros("shop", "{% macro inner(n) %}deep{{ n + 1 }}{% endmacro %}");
        maps(fixture, "deep", "macros/shop1.sql:1:21 deep < macros/shop0.sql:1:24 < models/m.sql:1:12");
        maps(fixture, "2", "macros/shop1.sql:1:28 n + 1 < macros/shop0.sql:1:24 < models/m.sql:1:12");
    }

    @Test
    void placesTheBodyOfACallAtTheCaller() {
        TemplateFixture fixture = template("{% call wrap() %}body{% endcall %}")
                .macros("shop", "{% macro wrap() %}({{ caller() }}){% endmacro %}");
        maps(fixture, "body", "models/m.sql:1:18 body");
        maps(fixture, ")", "macros/shop0.sql:1:34 ) < models/m.sql:1:9");
    }

    @Test
    void mapsEveryCharacter() {
        MappedText text = template("a{{ 1 }}{% for i in range(3) %}{{ i }}b{% endfor %}{{ m('x') ~ 2 }}\n")
                .macros("shop", "{% macro m(v) %}[{{ v }}]{% endmacro %}")
                .map();
        assertThat(text.text()).isEqualTo("a10b1b2b[x]2");
        int covered = 0;
        for (MappedText.Segment segment : text.segments()) {
            assertThat(segment.start()).isEqualTo(covered);
            covered = segment.end();
            if (segment.verbatim()) {
                assertThat(segment.origin().written().text())
                        .isEqualTo(text.text().substring(segment.start(), segment.end()));
            }
        }
        assertThat(covered).isEqualTo(text.text().length());
    }

    @Test
    void givesEmptyOutputAPlace() {
        assertThat(template("{# nothing #}").map().spanOf(0, 0)).hasToString("models/m.sql:1:1");
    }
}
