package io.graphc.compiler.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticBag;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.source.MappedText;
import io.graphc.source.SourceFile;
import io.graphc.source.SourceSpan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A template under test, with what it sees. Immutable; carets in the text mark the place of the expected problem. */
final class TemplateFixture {
    private final String text;
    private final Map<String, Object> globals;
    private final Map<String, String> macroFiles;
    private final TemplateLimits limits;

    private TemplateFixture(
            String text, Map<String, Object> globals, Map<String, String> macroFiles, TemplateLimits limits) {
        this.text = text;
        this.globals = globals;
        this.macroFiles = macroFiles;
        this.limits = limits;
    }

    static TemplateFixture template(String text) {
        return new TemplateFixture(text, Map.of(), Map.of(), TemplateLimits.STANDARD);
    }

    TemplateFixture with(String name, @Nullable Object value) {
        Map<String, Object> more = new LinkedHashMap<>(globals);
        more.put(name, io.graphc.compiler.template.value.Values.of(value));
        return new TemplateFixture(text, more, macroFiles, limits);
    }

    /** Adds a macro file to a package; its name is {@code macros/<package><number>.sql}. */
    TemplateFixture macros(String packageName, String content) {
        Map<String, String> more = new LinkedHashMap<>(macroFiles);
        more.put(packageName + "/" + more.size(), content);
        return new TemplateFixture(text, globals, more, limits);
    }

    TemplateFixture limits(TemplateLimits value) {
        return new TemplateFixture(text, globals, macroFiles, value);
    }

    TemplateScope scope(DiagnosticBag bag) {
        MacroLibrary.Builder library = MacroLibrary.builder("shop");
        macroFiles.forEach((key, content) -> {
            String name = "macros/" + key.replace("/", "") + ".sql";
            library.add(key.substring(0, key.indexOf('/')), new SourceFile(name, content.replace("^", "")), bag);
        });
        TemplateScope.Builder scope = TemplateScope.builder()
                .packageName("shop")
                .macros(library.build())
                .limits(limits);
        globals.forEach(scope::global);
        return scope.build();
    }

    Optional<MappedText> run(DiagnosticBag bag) {
        TemplateScope scope = scope(bag);
        return Template.parse(new SourceFile("models/m.sql", text.replace("^", "")), bag)
                .flatMap(template -> template.render(scope, bag));
    }

    MappedText map() {
        DiagnosticBag bag = new DiagnosticBag();
        Optional<MappedText> result = run(bag);
        assertThat(bag.sorted()).as(text).isEmpty();
        return result.orElseThrow();
    }

    void renders(String expected) {
        assertThat(map().text()).as(text).isEqualTo(expected);
    }

    Object value() {
        DiagnosticBag bag = new DiagnosticBag();
        TemplateScope scope = scope(bag);
        Optional<Object> value = Template.parse(new SourceFile("models/m.sql", text), bag)
                .flatMap(template -> template.evaluate(scope, bag));
        assertThat(bag.sorted()).as(text).isEmpty();
        return value.orElseThrow();
    }

    List<Diagnostic> problems() {
        DiagnosticBag bag = new DiagnosticBag();
        assertThat(run(bag)).as(text).isEmpty();
        return bag.sorted();
    }

    /** One problem, between the two carets of the template or of the only macro file that has some. */
    Diagnostic fails(DiagnosticCode code, String message) {
        return only(problems(), code, message);
    }

    /** One doubt at the carets, in spite of which the template renders. */
    Diagnostic warns(DiagnosticCode code, String message) {
        DiagnosticBag bag = new DiagnosticBag();
        assertThat(run(bag)).as(text).isPresent();
        assertThat(bag.hasErrors()).as(text).isFalse();
        return only(bag.sorted(), code, message);
    }

    private Diagnostic only(List<Diagnostic> problems, DiagnosticCode code, String message) {
        assertThat(problems).as(text).hasSize(1);
        Diagnostic problem = problems.get(0);
        assertThat(problem.code()).isEqualTo(code);
        assertThat(problem.message()).isEqualTo(message);
        String marked = text.indexOf('^') >= 0
                ? text
                : macroFiles.values().stream()
                        .filter(content -> content.indexOf('^') >= 0)
                        .findFirst()
                        .orElseThrow();
        int start = marked.indexOf('^');
        int end = marked.indexOf('^', start + 1) - 1;
        SourceSpan span = problem.primary().orElseThrow();
        assertThat(span.file().text()).isEqualTo(marked.replace("^", ""));
        assertThat(List.of(span.startOffset(), span.endOffset()))
                .as("place of %s: found `%s`", marked, span.text())
                .isEqualTo(List.of(start, end));
        return problem;
    }
}
