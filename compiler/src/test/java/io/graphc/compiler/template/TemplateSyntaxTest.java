package io.graphc.compiler.template;

import static io.graphc.compiler.template.TemplateFixture.template;
import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticBag;
import io.graphc.diagnostic.DiagnosticCode;
import java.util.List;
import org.junit.jupiter.api.Test;

class TemplateSyntaxTest {
    private static Diagnostic syntax(String text, String message) {
        return template(text).fails(DiagnosticCode.TEMPLATE_SYNTAX, message);
    }

    @Test
    void marksWhatStandsWhereSomethingElseBelongs() {
        syntax("a {{ 1 + ^}}^ b", "expected an expression, found `}}`");
        syntax("{{ a ^b^ }}", "expected `}}`, found `b`");
        syntax("{{ [1, 2^)^ }}", "expected `,` or `]`, found `)`");
        syntax("{{ f(a=1, ^2^) }}", "a positional argument cannot follow a keyword argument");
        syntax("{{ f(a=1, ^a^=2) }}", "the argument `a` is given twice");
        syntax("{{ x.^'a'^ }}", "expected a name behind `.`, found text");
        syntax("{{ {'a' ^1^} }}", "expected `:`, found a number");
        syntax("{% if ^%}^x{% endif %}", "expected an expression, found `%}`");
        syntax("{% for ^1^ in x %}{% endfor %}", "expected the name of a variable, found a number");
        syntax("{% for a ^of^ x %}{% endfor %}", "expected `in`, found `of`");
        syntax("{% set ^true^ = 1 %}", "`true` cannot be assigned to");
        syntax("{% macro m(a, ^a^) %}{% endmacro %}", "the parameter `a` is declared twice");
        syntax("{% macro m(a=1, ^b^) %}{% endmacro %}", "the parameter `b` needs a default, as the one before it");
        syntax("{% call ^x^ %}{% endcall %}", "`call` needs the call of a macro");
        syntax("{{ x is defined ^is^ string }}", "a test cannot follow a test; join them with `and`");
        syntax("{% ^'if'^ %}", "expected the name of a tag, found text");
    }

    @Test
    void marksWhatIsNeverClosed() {
        syntax("a ^{{^ b", "the tag is never closed");
        syntax("^{%^ if x", "the tag is never closed");
        syntax("^{{^ x\nselect {{ 1 }}", "the tag is never closed");
        syntax("a ^{#^ b", "the comment is never closed");
        syntax("{{ ^'^abc }}", "the text is never closed");
        syntax("{{ f^(^1 }}", "`(` is never closed");
        syntax("{{ ^[^1, 2 }}", "`[` is never closed");
        syntax("^{% raw %}^ x {% endra %}", "`raw` is never closed");
        syntax("{% ^if^ x %} y", "`if` is never closed");
        syntax("{% ^macro^ m() %} y", "`macro` is never closed");
    }

    @Test
    void marksWrongEndsOfTags() {
        syntax("{{ a ^%}^", "a tag that begins with `{{` ends with `}}`");
        syntax("{% set a = 1 ^}}^", "a tag that begins with `{%` ends with `%}`");
    }

    @Test
    void marksCharactersWithoutMeaning() {
        syntax("{{ a ^$^ b }}", "`$` has no meaning inside of a tag");
        syntax("{{ ^1abc^ }}", "`1abc` is neither a number nor a name");
    }

    @Test
    void namesTheTagThatAnEndBelongsTo() {
        Diagnostic problem = syntax("{% if a %}{% ^for^ b in c %}{% endif %}", "`for` is never closed");
        assertThat(problem.helps()).containsExactly("close it with `{% endfor %}`");
        assertThat(problem.labels()).hasSize(1);
        syntax("{% ^endif^ %}", "`endif` has no tag that it belongs to");
        syntax("{% ^else^ %}", "`else` has no tag that it belongs to");
    }

    @Test
    void suggestsTheTagThatWasMeant() {
        Diagnostic problem = syntax("{% ^sett^ a = 1 %}", "the tag `sett` is not known");
        assertThat(problem.helps()).containsExactly("did you mean `set`?");
    }

    @Test
    void saysWhatIsNotSupported() {
        template("{% ^extends^ 'x' %}").fails(DiagnosticCode.NOT_SUPPORTED, "the tag `extends` is not supported");
        template("{% ^block^ a %}b{% endblock %}")
                .fails(DiagnosticCode.NOT_SUPPORTED, "the tag `block` is not supported");
    }

    @Test
    void leavesCustomMaterializationsOutWithAWarning() {
        DiagnosticBag bag = new DiagnosticBag();
        TemplateFixture file = template(
                "{% macro a() %}{% endmacro %}{% materialization m, adapter='x' %}{{ f() }}{% endmaterialization %}b");
        assertThat(file.run(bag).orElseThrow().text()).isEqualTo("b");
        assertThat(bag.sorted()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(DiagnosticCode.NOT_SUPPORTED);
            assertThat(problem.isError()).isFalse();
            assertThat(problem.primary().orElseThrow().text()).isEqualTo("materialization");
        });
    }

    @Test
    void reportsEveryTagThatIsWrong() {
        List<Diagnostic> problems = template(
                        "{{ 1 + }}\n{% if %}{{ ) }}{% endif %}\n{% foo %}{% endfoo %}\n{% for x %}{% endfor %}\n{{ a b }}")
                .problems();
        assertThat(problems)
                .extracting(problem -> problem.primary().orElseThrow().startLine())
                .containsExactly(1, 2, 2, 3, 4, 5);
    }

    @Test
    void boundsTheDepthOfWhatItParses() {
        assertThat(template("{{ " + "(".repeat(5000) + " }}").problems())
                .singleElement()
                .extracting(Diagnostic::code)
                .isEqualTo(DiagnosticCode.TEMPLATE_LIMIT);
        assertThat(template("{{ " + "not ".repeat(5000) + "1 }}").problems())
                .singleElement()
                .extracting(Diagnostic::code)
                .isEqualTo(DiagnosticCode.TEMPLATE_LIMIT);
        assertThat(template("{% if 1 %}".repeat(3000)).problems())
                .isNotEmpty()
                .first()
                .extracting(Diagnostic::code)
                .isEqualTo(DiagnosticCode.TEMPLATE_LIMIT);
        assertThat(template("{{ 1" + " + 1".repeat(5000) + " }}").problems())
                .singleElement()
                .extracting(Diagnostic::code)
                .isEqualTo(DiagnosticCode.TEMPLATE_LIMIT);
        template("{{ '' " + "~ 'a'".repeat(5000) + " }}").renders("a".repeat(5000));
    }

    @Test
    void leavesTextWithoutTagsAlone() {
        template("select 1\n").renders("select 1\n");
        template("").renders("");
        template("{ not a tag }\n").renders("{ not a tag }\n");
    }
}
