package io.graphc.compiler.template;

import static io.graphc.compiler.template.TemplateFixture.template;
import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateLimitTest {
    private static final TemplateLimits SMALL = new TemplateLimits(20_000, 10_000, 5_000, 1_000, 20);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{% for i in range(900) %}{% for j in range(900) %}{% endfor %}{% set x = i %}{% set x = i %}{% endfor %}",
                "{{ range(100000000) }}",
                "{{ range(1001) }}",
                "{{ 'a' * 1000000000 }}",
                "{{ [1] * 1000000000 }}",
                "{{ 'ab' | center(1000000) }}",
                "{{ '%1000000d' % 1 }}",
                "{{ '{:1000000}'.format(1) }}",
                "{{ 'a'.zfill(2000000000) }}",
                "{{ 'a'.ljust(2000000000) }}",
                "{{ 'a' | indent(2000000000) }}",
                "{{ ('a' * 100).replace('', 'b' * 1000) }}",
                "{{ 2 ** 100000000 }}",
                "{{ 10 ** (10 ** 10) }}",
                "{% set ns = namespace(x='aaaaaaaaaa') %}{% for i in range(100) %}{% set ns.x = ns.x ~ ns.x %}{% endfor %}",
                "{% set ns = namespace(x=[1]) %}{% for i in range(100) %}{% set ns.x = ns.x + ns.x %}{% endfor %}",
                "{% set l = [1] %}{% for i in range(900) %}{% do l.extend(l) %}{% endfor %}",
                "{% set l = [] %}{% do l.append(l) %}{{ l }}",
                "{% set l = [] %}{% do l.append(l) %}{{ l == [l] }}{{ l == [[l]] }}{{ [l] == [[[l]]] }}{{ l | tojson }}",
                "{% set ns = namespace(x=[]) %}{% for i in range(900) %}{% set ns.x = [ns.x] %}{% endfor %}{{ ns.x }}",
                "{% set ns = namespace(x=[1]) %}{% for i in range(60) %}{% set ns.x = [ns.x, ns.x] %}{% endfor %}{{ toyaml(ns.x) }}",
                "{% set ns = namespace(x=1) %}{% for i in range(60) %}{% set ns.x = {'a': ns.x, 'b': ns.x} %}{% endfor %}{{ toyaml(ns.x) }}",
                "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
                "{% macro m(n) %}{% if true %}{% for i in [1] %}{{ m(n + 1) | upper }}{% endfor %}{% endif %}{% endmacro %}{{ m(1) }}",
                "{% set l = [1,2,3,4,5,6,7] | slice(1000000000) %}",
                "{{ [1] | batch(1000000000, 'x') }}"
            })
    void endsWhatTakesTooMuch(String text) {
        assertThat(template(text).limits(SMALL).problems())
                .singleElement()
                .extracting(Diagnostic::code)
                .isEqualTo(DiagnosticCode.TEMPLATE_LIMIT);
    }

    @Test
    void marksThePlaceThatMetTheLimit() {
        template("{{ 'a' ~ ^'b' * 1000000^ }}")
                .limits(SMALL)
                .fails(DiagnosticCode.TEMPLATE_LIMIT, "rendering makes more than 10,000 characters of text");
    }

    @Test
    void showsOnlyTheInnermostCallsOfADeepRecursion() {
        Diagnostic problem = template("{{ m() }}")
                .macros("shop", "{% macro m() %}{{ ^m()^ }}{% endmacro %}")
                .fails(
                        DiagnosticCode.TEMPLATE_LIMIT,
                        "macros call one another more than 200 deep, the last one is `m`");
        assertThat(problem.labels()).hasSize(6);
        assertThat(problem.notes()).containsExactly("194 more calls lead there");
    }

    @Test
    void staysWithinASmallStack() throws InterruptedException {
        TemplateFixture deep = template("{{ m(0) }}")
                .macros(
                        "shop",
                        "{% macro m(n) %}{% for i in [1] %}{% if true %}{{ ('a' ~ (n + (m(n + 1) | length))) | upper }}{% endif %}{% endfor %}{% endmacro %}");
        AtomicReference<List<Diagnostic>> problems = new AtomicReference<>(List.of());
        Thread thread = new Thread(null, () -> problems.set(deep.problems()), "small stack", 512 * 1024);
        thread.start();
        thread.join();
        assertThat(problems.get())
                .singleElement()
                .extracting(Diagnostic::code)
                .isEqualTo(DiagnosticCode.TEMPLATE_LIMIT);
    }

    @Test
    void readsManyWordsThatMakeNoSenseInOneGo() {
        List<Diagnostic> problems = template("{{ source('a') " + "date '2024-02-30'".repeat(20_000) + "}}")
                .problems();
        assertThat(problems).hasSize(1);
    }
}
