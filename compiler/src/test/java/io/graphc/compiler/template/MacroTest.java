package io.graphc.compiler.template;

import static io.graphc.compiler.template.TemplateFixture.template;
import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.compiler.template.value.Values;
import io.graphc.diagnostic.DiagnosticBag;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.source.SourceFile;
import java.util.List;
import org.junit.jupiter.api.Test;

class MacroTest {
    @Test
    void returnsTheTrueValue() {
        template("{% if exists() %}yes{% else %}no{% endif %} {{ numbers()[1] + 1 }} {{ early(3) }}")
                .macros("shop", "{% macro exists() %} text {{ return(false) }} more {% endmacro %}")
                .macros("shop", "{% macro numbers() %}{% do return([1, 2]) %}{% endmacro %}")
                .macros(
                        "shop",
                        "{% macro early(n) %}{% for i in range(10) %}{% if i == n %}{{ return(i) }}{% endif %}{% endfor %}{% endmacro %}")
                .renders("no 3 3");
    }

    @Test
    void returnEndsTheMacroThatCalledItsBodyBack() {
        template("{% macro outer() %}a{{ caller() }}b{% endmacro %}{% call outer() %}{{ return('x') }}{% endcall %}")
                .renders("x");
    }

    @Test
    void handsListsOnWithoutCopyingThem() {
        template("{% set l = [] %}{% do fill(l) %}{{ l }}{{ same(l) is sameas l }}")
                .macros("shop", "{% macro fill(x) %}{% do x.append(1) %}{% endmacro %}")
                .macros("shop", "{% macro same(x) %}{{ return(x) }}{% endmacro %}")
                .renders("[1]True");
    }

    @Test
    void findsMacrosOfOtherFilesInAnyOrder() {
        template("{{ a() }}")
                .macros("shop", "{% macro a() %}a{{ b() }}{% endmacro %}")
                .macros("shop", "{% macro b() %}b{{ shop.c() }}{% endmacro %}")
                .macros("shop", "{% macro c() %}c{% endmacro %}")
                .renders("abc");
    }

    @Test
    void preferesTheProjectsOwnMacros() {
        template("{{ now() }} {{ pack.now() }} {{ pack.inner() }} {{ dbt.only() }} {{ only() }}")
                .macros(
                        "pack",
                        "{% macro now() %}pack{% endmacro %}{% macro inner() %}{{ own() }}{% endmacro %}{% macro own() %}own{% endmacro %}")
                .macros("shop", "{% macro now() %}shop{% endmacro %}")
                .macros("dbt", "{% macro now() %}dbt{% endmacro %}{% macro only() %}only{% endmacro %}")
                .renders("shop pack own only only");
    }

    @Test
    void seesTheContextButNotTheVariablesOfTheModel() {
        template("{% set v = 1 %}{{ m() }}")
                .with("target", "dev")
                .macros("shop", "{% macro m() %}{{ target }}{{ v is defined }}{% endmacro %}")
                .renders("devFalse");
    }

    @Test
    void macrosHideFunctionsOfTheHost() {
        template("{{ ref('a') }}")
                .with("ref", (io.graphc.compiler.template.value.TemplateCallable) call -> "host")
                .macros("shop", "{% macro ref(x) %}mine over {{ builtins.ref(x) }}{% endmacro %}")
                .renders("mine over host");
    }

    @Test
    void namesGenericTestsAsDbtDoes() {
        DiagnosticBag bag = new DiagnosticBag();
        SourceFile file = new SourceFile("macros/t.sql", "{% test positive(model, column_name) %}x{% endtest %}");
        MacroLibrary library =
                MacroLibrary.builder("shop").add("shop", file, bag).build();
        assertThat(library.macros()).singleElement().satisfies(macro -> {
            assertThat(macro.name()).isEqualTo("test_positive");
            assertThat(macro.definition().parameters()).hasSize(2);
        });
    }

    @Test
    void reportsTwoMacrosOfOneName() {
        DiagnosticBag bag = new DiagnosticBag();
        template("x")
                .macros("shop", "{% macro a() %}{% endmacro %}")
                .macros("shop", "{% macro a() %}{% endmacro %}")
                .run(bag);
        assertThat(bag.sorted()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(DiagnosticCode.DUPLICATE_NAME);
            assertThat(problem.primary().orElseThrow()).hasToString("macros/shop1.sql:1:10");
            assertThat(problem.labels()).hasSize(1);
        });
    }

    @Test
    void evaluatesASingleExpressionToItsValue() {
        assertThat(template("{{ [1, 'a'] }}").value())
                .satisfies(value -> assertThat(Values.toJava(value)).isEqualTo(List.of(1L, "a")));
        assertThat(template("{{ 1 + 1 }}").value()).isEqualTo(2L);
        assertThat(template("{{ 'true' | as_bool }}").value()).isEqualTo(true);
        assertThat(template("{{ '4' | as_number }}").value()).isEqualTo(4L);
        assertThat(template("x{{ 1 }}").value()).hasToString("x1");
        template("{{ 'true' | as_bool }}").renders("true");
    }
}
