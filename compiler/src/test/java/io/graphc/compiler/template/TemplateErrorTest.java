package io.graphc.compiler.template;

import static io.graphc.compiler.template.TemplateFixture.template;
import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticBag;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.Severity;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateErrorTest {
    private static Diagnostic error(String text, String message) {
        return template(text)
                .with("customer", "x")
                .with("n", 1)
                .with("list", List.of(1))
                .with("d", Map.of("alpha", 1))
                .fails(DiagnosticCode.TEMPLATE_ERROR, message);
    }

    private static Diagnostic warning(String text, String message) {
        return template(text)
                .with("customer", "x")
                .with("list", List.of(1))
                .with("d", Map.of("alpha", 1))
                .warns(DiagnosticCode.UNDEFINED_IN_TEMPLATE, message + ", so nothing is printed");
    }

    @Test
    void neverPrintsAnUndefinedNameAsNothingInSilence() {
        assertThat(warning("select {{ ^custmer^ }}", "`custmer` is not defined").helps())
                .containsExactly("did you mean `customer`?");
        warning("{% for x in ^lst^ %}{% endfor %}", "`lst` is not defined");
        warning("{{ 'a' ~ ^custmer^ }}", "`custmer` is not defined");
        warning("{{ ^custmer^ | upper }}", "`custmer` is not defined");
        warning("{% set y = ^custmer^ %}{{ y }}{{ y }}", "`custmer` is not defined");
        warning("{{ d.^alhpa^ }}", "a dict has no `alhpa`");
        warning("{{ d[^'zzz'^] }}", "a dict has no element `zzz`");
        warning("{{ list[^5^] }}", "a list has no element `5`");
        warning("{{ none.^columns^ }}", "none has no `columns`");
    }

    @Test
    void refusesToGoOnWithAnUndefinedName() {
        assertThat(error("{{ ^custmer^.name }}", "`custmer` is not defined").helps())
                .containsExactly("did you mean `customer`?");
        error("{{ 1 + ^custmer^ }}", "`custmer` is not defined");
        error("{{ ^custmer^[0] }}", "`custmer` is not defined");
        error("{{ d.^alhpa^.x }}", "a dict has no `alhpa`");
    }

    @Test
    void letsUndefinedNamesBeTested() {
        template("{{ x is defined }}{{ x | default('a') }}{% if x %}b{% endif %}{{ x == 1 }}{{ not x }}")
                .renders("FalseaFalseTrue");
    }

    @Test
    void suggestsMacrosForACallOfNothing() {
        Diagnostic problem = template("{{ ^cents_to_dolars^('a') }}")
                .macros("shop", "{% macro cents_to_dollars(c) %}{% endmacro %}")
                .fails(DiagnosticCode.UNKNOWN_MACRO, "there is no macro or function `cents_to_dolars`");
        assertThat(problem.helps()).containsExactly("did you mean `cents_to_dollars`?");
    }

    @Test
    void saysWhichPackageHasTheMacro() {
        Diagnostic problem = template("{{ ^star^() }}")
                .macros("dbt_utils", "{% macro star() %}*{% endmacro %}")
                .fails(DiagnosticCode.UNKNOWN_MACRO, "there is no macro or function `star`");
        assertThat(problem.helps()).containsExactly("write `dbt_utils.star`, its package comes first");
        Diagnostic other = template("{{ dbt_utils.^stra^() }}")
                .macros("dbt_utils", "{% macro star() %}*{% endmacro %}")
                .fails(DiagnosticCode.UNKNOWN_MACRO, "the package `dbt_utils` has no `stra`");
        assertThat(other.helps()).containsExactly("did you mean `star`?");
    }

    @Test
    void marksTheOperationThatCannotBeDone() {
        error("{{ ^'a' + 1^ }}", "`+` cannot be applied to text and an integer");
        error("{{ 2 * (^1 - 'a'^) }}", "`-` cannot be applied to an integer and text");
        error("{{ ^1 < 'a'^ }}", "an integer and text have no order");
        error("{{ ^-'a'^ }}", "`-` cannot be applied to text");
        error("{{ ^n^() }}", "an integer cannot be called");
        error("{{ 'a'.^uper^() }}", "text has no `uper`");
        error("{{ n | ^uper^ }}", "the filter `uper` is not known");
        error("{{ n is ^od^ }}", "the test `od` is not known");
        error("{% for x in ^n^ %}{% endfor %}", "a loop needs a list, a dict or text, found an integer");
        error("{% set ^a, b^ = [1] %}", "there are 2 names for 1 value");
        error("{% set ^n.x^ = 1 %}", "only attributes of a namespace can be assigned to, `n` is an integer");
        error("{{ ^{[1]: 2}^ }}", "a list cannot be the key of a dict or an element of a set");
        error("{{ ^range^ }}", "a function or macro cannot be printed");
        error("{{ ^return(1)^ }}", "`return` has a meaning in macros only");
    }

    @Test
    void checksArguments() {
        error("{{ 'a'.replace('b', ^1^) }}", "`new` of `replace` must be text, found an integer");
        error("{{ ^'a'.replace('b')^ }}", "`replace` needs a value for `new`");
        error("{{ 'a' | upper(^1^) }}", "`upper` takes no arguments, found 1");
        error("{{ 'a' | trim(chrs=^'x'^) }}", "`trim` has no parameter `chrs`");
        error("{{ range(^'a'^) }}", "`start` of `range` must be an integer, found text");
    }

    @Test
    void checksArgumentsOfMacros() {
        TemplateFixture macros = template("{{ m(1, ^2^) }}").macros("shop", "{% macro m(a) %}{{ a }}{% endmacro %}");
        Diagnostic problem = macros.fails(DiagnosticCode.TEMPLATE_ERROR, "`m` takes 1 argument, found 2");
        assertThat(problem.labels()).extracting(label -> label.span().text()).containsExactly("m");
        template("{{ m(alpha=^1^) }}")
                .macros("shop", "{% macro m(alpa) %}{% endmacro %}")
                .fails(DiagnosticCode.TEMPLATE_ERROR, "`m` has no parameter `alpha`");
        template("{% call ^m()^ %}{% endcall %}")
                .macros("shop", "{% macro m() %}{% endmacro %}")
                .fails(DiagnosticCode.TEMPLATE_ERROR, "`m` does not call `caller`, so it cannot take a body");
        template("{{ m() }}")
                .macros("shop", "{% macro m(a) %}{{ ^a^ }}{% endmacro %}")
                .warns(
                        DiagnosticCode.UNDEFINED_IN_TEMPLATE,
                        "`m` is called without a value for its parameter `a`, so nothing is printed");
    }

    @Test
    void showsTheCallsThatLedToAProblem() {
        Diagnostic problem = template("select\n  {{ outer() }}")
                .macros("shop", "{% macro outer() %}{{ inner() }}{% endmacro %}")
                .macros("shop", "{% macro inner() %}{{ ^nope^.x }}{% endmacro %}")
                .fails(DiagnosticCode.TEMPLATE_ERROR, "`nope` is not defined");
        assertThat(problem.labels())
                .extracting(label -> label.span() + " " + label.text())
                .containsExactly("macros/shop0.sql:1:23 called from here", "models/m.sql:2:6 called from here");
    }

    /** What was not done with it is the consequence of the one mistake. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{% set unused = cols.append(nope()) %}",
                "{% if cols.append(nope()) %}{% endif %}",
                "{% if false %}{% elif cols.append(nope()) %}{% endif %}",
                "{% for x in cols.append(nope()) %}{% endfor %}",
                "{% with x = cols.append(nope()) %}{% endwith %}",
                "{% do cols.append(nope()) %}"
            })
    void saysNothingMoreOfWhatAFailedStatementWouldHaveChanged(String statement) {
        assertThat(template("{% set cols = [] %}" + statement + "{{ cols[0] }}").problems())
                .hasSize(1);
    }

    @Test
    void reportsWhatATemplateRaises() {
        Diagnostic problem = template("{{ check(0) }}")
                .macros(
                        "shop",
                        "{% macro check(x) %}{% if not x %}{{ ^exceptions.raise_compiler_error('no x\ngiven')^ }}{% endif %}{% endmacro %}")
                .fails(DiagnosticCode.RAISED_BY_TEMPLATE, "no x");
        assertThat(problem.notes()).containsExactly("given");
        assertThat(problem.labels()).hasSize(1);
    }

    @Test
    void reportsWhatATemplateWarnsOfAndGoesOn() {
        DiagnosticBag bag = new DiagnosticBag();
        assertThat(template("a{{ exceptions.warn('careful') }}b")
                        .run(bag)
                        .orElseThrow()
                        .text())
                .isEqualTo("ab");
        assertThat(bag.sorted()).hasSize(1);
        assertThat(bag.sorted().get(0).severity()).isEqualTo(Severity.WARNING);
        assertThat(bag.sorted().get(0).code()).isEqualTo(DiagnosticCode.WARNED_BY_TEMPLATE);
    }
}
