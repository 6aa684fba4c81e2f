package io.graphc.project.yaml;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.diagnostic.Spelling;
import io.graphc.source.Located;
import io.graphc.source.SourceSpan;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Words and reports what a YAML tree has that its shape does not, or lacks. */
final class ShapeMistakes {
    private static final String ITEM = "item of ";

    private final DiagnosticSink sink;
    private final boolean written;

    /**
     * For values of one kind.
     *
     * @param written whether they stand where they are placed, so that they could be put in quotes there; an expression
     *     that yields one could not
     */
    ShapeMistakes(DiagnosticSink sink, boolean written) {
        this.sink = sink;
        this.written = written;
    }

    /** The name that messages have for an item of a list. */
    static Located<String> itemOf(Located<String> list) {
        return Located.of(ITEM + list.value(), list.span());
    }

    void notAMap(YamlNode document) {
        Diagnostic.of(
                        DiagnosticCode.WRONG_KIND_OF_VALUE,
                        "this file holds " + document.kind() + ", expected a map of keys")
                .at(document.span().file().top())
                .report(sink);
    }

    void empty(Located<String> key) {
        Diagnostic.of(DiagnosticCode.MISSING_KEY, "`" + key.value() + "` has no value")
                .at(key.span())
                .report(sink);
    }

    void missing(String name, ObjectShape owner, SourceSpan place) {
        Diagnostic.Builder problem = Diagnostic.of(
                        DiagnosticCode.MISSING_KEY, "`" + name + "` is missing in " + owner.title())
                .at(place);
        owner.key(name).ifPresent(key -> problem.note("`" + name + "`: " + asNote(key.sentence())));
        problem.report(sink);
    }

    /** A sentence in the form of a note: it goes on from its subject, and has no full stop. */
    private static String asNote(String sentence) {
        String first = sentence.split("\\W", 2)[0];
        boolean name = first.length() > 1 && Character.isUpperCase(first.charAt(1));
        String begun = name ? sentence : sentence.substring(0, 1).toLowerCase(Locale.ROOT) + sentence.substring(1);
        return begun.endsWith(".") ? begun.substring(0, begun.length() - 1) : begun;
    }

    void untyped(Located<String> name, Collection<String> types) {
        Diagnostic.of(DiagnosticCode.MISSING_KEY, "`type` is missing in `" + name.value() + "`")
                .at(name.span())
                .hint("", types, "types")
                .report(sink);
    }

    void besideTest(YamlEntry setting, YamlEntry kind) {
        Diagnostic.of(DiagnosticCode.WRONG_KIND_OF_VALUE, "a test is one key with its settings below it")
                .at(setting.key().span())
                .help("indent this below `" + kind.name() + ":`")
                .report(sink);
    }

    void ignored(Located<String> name, KeyShape key, ObjectShape shape) {
        Diagnostic.of(DiagnosticCode.KEY_IGNORED, "`" + key.name() + "` in " + shape.title() + " is ignored")
                .at(name.span())
                .note(key.reason())
                .report(sink);
    }

    void notSupported(Located<String> name, KeyShape key, ObjectShape shape) {
        Diagnostic.of(
                        DiagnosticCode.NOT_SUPPORTED,
                        "`" + key.name() + "` in " + shape.title() + " is not supported yet")
                .at(name.span())
                .help(key.reason())
                .report(sink);
    }

    void unknown(Located<String> key, ObjectShape shape) {
        List<String> near = shape.meantBy(key.value());
        if (shape.others() == ObjectShape.Others.REFUSED
                || (shape.others() == ObjectShape.Others.DOUBTED && !near.isEmpty())) {
            Diagnostic.Builder problem = Diagnostic.of(
                            DiagnosticCode.UNKNOWN_KEY, "unknown key `" + key.value() + "` in " + shape.title())
                    .at(key.span());
            String elsewhere = shape.strangers().get(key.value());
            if (elsewhere == null) {
                problem.hint(key.value(), shape.names(), "known keys");
            } else {
                problem.help(near.contains(elsewhere) ? "did you mean `" + elsewhere + "`?" : elsewhere);
            }
            if (near.isEmpty() && elsewhere == null && shape.key("meta").isPresent()) {
                problem.help("put keys of your own under `meta`");
            }
            problem.report(sink);
        } else if (shape.others() == ObjectShape.Others.DOUBTED) {
            Diagnostic.of(DiagnosticCode.KEY_IGNORED, "`" + key.value() + "` in " + shape.title() + " is not known")
                    .at(key.span())
                    .help("put keys of your own under `meta`")
                    .report(sink);
        }
    }

    void missing(YamlMapping mapping, KeyShape key, ObjectShape shape) {
        boolean misspelt = mapping.entries().stream()
                .filter(entry -> shape.key(entry.name()).isEmpty())
                .anyMatch(entry -> shape.meantBy(entry.name()).contains(key.name()));
        // A misspelt key has been reported as such; that is one mistake.
        if (!misspelt) {
            missing(key.name(), shape, mapping.top());
        }
    }

    void wrongKind(YamlNode value, ValueShape shape, Located<String> name) {
        boolean empty = value.span().startOffset() == value.span().endOffset();
        Diagnostic.Builder problem = Diagnostic.of(
                        DiagnosticCode.WRONG_KIND_OF_VALUE,
                        subject(name) + " is " + value.kind() + ", expected " + shape.expected())
                .at(empty ? name.span() : value.span());
        if (written && shape == ValueShape.Single.TEXT && value instanceof YamlScalar scalar && !scalar.isNull()) {
            problem.help("put it in quotes: `\"" + scalar.span().text() + "\"`");
        }
        if (shape instanceof ValueShape.ListOf && value instanceof YamlMapping) {
            problem.help("put `- ` before each item");
        }
        if (shape instanceof ValueShape.Nested nested
                && nested.shape().key("node").isPresent()
                && value instanceof YamlScalar scalar
                && !scalar.isNull()) {
            problem.help("name the node and the columns that lead to it: `" + name.value() + ": {node: "
                    + brief(scalar.text()) + ", key: [...]}`");
        }
        problem.report(sink);
    }

    void notAllowed(YamlScalar value, ValueShape shape, Located<String> name) {
        Diagnostic.of(
                        DiagnosticCode.VALUE_NOT_ALLOWED,
                        subject(name) + " is `" + brief(value.text()) + "`, expected " + shape.expected())
                .at(value.span())
                .report(sink);
    }

    void word(String text, SourceSpan place, ValueShape.Choice shape, Located<String> name) {
        if (shape.values().contains(text)) {
            return;
        }
        if (shape.later().contains(text)) {
            Diagnostic.of(DiagnosticCode.NOT_SUPPORTED, "`" + name.value() + ": " + text + "` is not supported yet")
                    .at(place)
                    .help("possible now: " + Spelling.alternatives(shape.values()))
                    .report(sink);
            return;
        }
        Diagnostic.Builder problem = Diagnostic.of(
                        DiagnosticCode.VALUE_NOT_ALLOWED, subject(name) + " cannot be `" + brief(text) + "`")
                .at(place)
                .hint(text, shape.values(), "allowed values");
        String why = shape.elsewhere().get(text);
        if (why != null) {
            problem.note(why);
        }
        if (shape.values().size() > 8 && Spelling.nearest(text, shape.values()).isEmpty()) {
            problem.note("allowed values: " + Spelling.listing(shape.values()));
        }
        problem.report(sink);
    }

    /** A key in backticks, or an item of its list. */
    private static String subject(Located<String> name) {
        boolean item = name.value().startsWith(ITEM);
        return item ? "an " + ITEM + "`" + name.value().substring(ITEM.length()) + "`" : "`" + name.value() + "`";
    }

    private static String brief(String text) {
        String line = text.lines().findFirst().orElse("");
        return line.length() > 40 ? line.substring(0, 40) + "..." : line;
    }
}
