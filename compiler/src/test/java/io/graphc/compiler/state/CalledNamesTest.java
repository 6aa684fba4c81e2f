package io.graphc.compiler.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.source.SourceFile;
import org.junit.jupiter.api.Test;

class CalledNamesTest {
    private static final String MACROS = """
            {% macro cents(column) %}round({{ column }} * {{ factor() }}){% endmacro %}
            {%- macro factor() -%}{{ var('factor') }}{%- endmacro -%}
            {% macro round(x) %}{{ x }}{% endmacro %}
            {% macro duckdb__label() %}'d'{% endmacro %}
            """;

    private static CalledNames.Called called(String template) {
        CalledNames names = new CalledNames();
        names.addMacros(new SourceFile("macros/m.sql", MACROS));
        return names.in(template);
    }

    @Test
    void followsMacrosIntoMacros() {
        CalledNames.Called called = called("select {{ cents('amount') }} from {{ ref('x') }}");
        assertThat(called.macros().keySet()).containsExactly("cents", "factor");
        assertThat(called.vars()).containsExactly("factor");
    }

    @Test
    void wordsOfSqlCallNothing() {
        assertThat(called("select round(1.5), var('factor')").macros()).isEmpty();
        assertThat(called("select round(1.5), var('factor')").vars()).isEmpty();
    }

    @Test
    void namesOfDispatchMeanTheirVariants() {
        assertThat(called("{{ adapter.dispatch('label')() }} {% if var(\"on\", false) %}{% endif %}"))
                .satisfies(called -> {
                    assertThat(called.macros().keySet()).containsExactly("duckdb__label");
                    assertThat(called.vars()).containsExactly("on");
                });
    }

    @Test
    void readsBehindBracesOfDictsAndOfTexts() {
        assertThat(called("{{ f({'a': {'b': 1}}, cents('x')) }} {% set x = '}} %}' ~ round(1) %}")
                        .macros()
                        .keySet())
                .containsExactly("cents", "factor", "round");
        assertThat(called("{# don't {{ round(1) }} #}{{ cents('x') }}").macros().keySet())
                .containsExactly("cents", "factor");
        assertThat(called("{{ don't }}{{ {'a' }}{{ cents(1) }}").macros().keySet())
                .containsExactly("cents", "factor");
    }

    @Test
    void readsTagsThatAreOnlyHalfThere() {
        assertThat(called("{%}").macros()).isEmpty();
        assertThat(called("{{}").macros()).isEmpty();
        assertThat(called("{").macros()).isEmpty();
    }
}
