package io.graphc.compiler.template;

import io.graphc.compiler.template.library.MacroReturn;
import io.graphc.compiler.template.syntax.Expression;
import io.graphc.compiler.template.syntax.TemplateTree;
import io.graphc.compiler.template.value.CallArguments;
import io.graphc.compiler.template.value.CallArguments.Argument;
import io.graphc.compiler.template.value.TemplateFailure;
import io.graphc.compiler.template.value.Text;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.source.MappedText;
import io.graphc.source.Origin;
import io.graphc.source.SourceFile;
import io.graphc.source.SourceSpan;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A parsed template: a model, a macro file, or a value of a YAML file. Immutable and safe to share between threads; every
 * rendering has its own state.
 */
public final class Template {
    private final TemplateTree tree;

    private Template(TemplateTree tree) {
        this.tree = tree;
    }

    /**
     * Parses a file; every mistake that can be told apart is reported. With mistakes in printed expressions alone there is
     * a template, so that rendering tells what else is wrong, and gives nothing; with any other there is none.
     */
    public static Optional<Template> parse(SourceFile file, DiagnosticSink sink) {
        return parse(MappedText.of(file), sink);
    }

    /** Parses a part of a file. */
    public static Optional<Template> parse(SourceSpan span, DiagnosticSink sink) {
        return parse(MappedText.of(span), sink);
    }

    /** Parses text that was cut out of a file, such as a value of a YAML file. */
    public static Optional<Template> parse(MappedText text, DiagnosticSink sink) {
        return TemplateTree.parse(text, sink).map(Template::new);
    }

    /** Whether it has no mistakes of syntax. */
    public boolean isSound() {
        return tree.sound();
    }

    /**
     * Renders the text with its source map. Every problem that is not the consequence of another is reported, and any of
     * them empties the result.
     */
    public Optional<MappedText> render(TemplateScope scope, DiagnosticSink sink) {
        Optional<MappedText> text = run(new Render(scope, sink, false, tree.start()), tree.start(), this::text);
        return tree.sound() ? text : Optional.empty();
    }

    /**
     * The value of a template that is a single expression, such as {@code {{ var('x') }}}: a template value as
     * {@link io.graphc.compiler.template.value.Values} lists them. Any other template yields its text.
     */
    public Optional<Object> evaluate(TemplateScope scope, DiagnosticSink sink) {
        Optional<Expression> single = tree.singleExpression();
        Optional<Object> value = run(
                new Render(scope, sink, true, tree.start()),
                tree.start(),
                render -> single.isPresent() ? render.evaluate(single.get()) : new Text(text(render)));
        return tree.sound() ? value : Optional.empty();
    }

    /**
     * Calls a macro: the value that it returns, or its text. Problems are reported as called from a place, and empty the
     * result.
     */
    public static Optional<Object> call(
            Macro macro, Map<String, Argument> arguments, TemplateScope scope, SourceSpan place, DiagnosticSink sink) {
        return run(
                new Render(scope, sink, false, place),
                place,
                render -> MacroCall.of(macro, render)
                        .call(new CallArguments(List.of(), arguments, Origin.of(place), render)));
    }

    private MappedText text(Render render) {
        MappedText text = render.render(tree.body());
        return text.segments().isEmpty() ? MappedText.computed("", tree.start()) : text;
    }

    private static <T> Optional<T> run(Render render, SourceSpan place, Function<Render, T> work) {
        TemplateFailure failure;
        try {
            T result = work.apply(render);
            return render.isSound() ? Optional.of(result) : Optional.empty();
        } catch (TemplateFailure problem) {
            failure = problem;
        } catch (MacroReturn outside) {
            failure = TemplateFailure.error("`return` has a meaning in macros only")
                    .at(outside.origin());
        } catch (StackOverflowError tooDeep) {
            // the depth limits come first; this is for threads with a very small stack
            failure = TemplateFailure.limit("the template is nested too deep to be rendered");
        }
        render.fail(failure, place, List.of());
        return Optional.empty();
    }
}
