package io.graphc.project.yaml;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.diagnostic.Spelling;
import io.graphc.source.Located;
import io.graphc.source.SourceSpan;
import java.util.List;
import java.util.Optional;

/**
 * Compares a YAML tree with its shape and reports every difference: unknown, missing, ignored and unsupported keys, wrong
 * kinds of values, words that are not allowed. Reading the tree afterwards can then be lenient and silent.
 */
public final class ShapeChecker {
    private static final String ITEM = "item of ";

    private final DiagnosticSink sink;

    public ShapeChecker(DiagnosticSink sink) {
        this.sink = sink;
    }

    /** Checks a whole document. */
    public void check(YamlNode document, ObjectShape shape) {
        if (document instanceof YamlMapping mapping) {
            object(mapping, shape);
        } else {
            Diagnostic.of(
                            DiagnosticCode.WRONG_KIND_OF_VALUE,
                            "this file holds " + document.kind() + ", expected a map of keys")
                    .at(document.span().file().top())
                    .report(sink);
        }
    }

    /** Checks one value, for instance a part of a document whose other parts belong to nobody here. */
    public void value(YamlEntry entry, ValueShape shape) {
        value(entry.value(), shape, entry.key());
    }

    /**
     * Checks settings that belong together, though they may stand at several places.
     *
     * @param owner what they are of; what is missing is reported there
     * @param required names of settings that must be there
     */
    public void settings(Located<String> owner, List<YamlEntry> settings, ObjectShape shape, List<String> required) {
        for (YamlEntry entry : settings) {
            Optional<KeyShape> key = shape.key(entry.name());
            if (key.isPresent()) {
                known(entry, key.get(), shape);
            } else {
                unknown(entry.key(), shape);
            }
        }
        for (String name : required) {
            if (!isMeant(name, settings, shape)) {
                Diagnostic.of(DiagnosticCode.MISSING_KEY, "`" + name + "` is missing in " + shape.title())
                        .at(owner.span())
                        .report(sink);
            }
        }
    }

    /** Whether a setting is there, perhaps misspelt: that has been reported as such, and is one mistake. */
    private static boolean isMeant(String name, List<YamlEntry> settings, ObjectShape shape) {
        return settings.stream()
                .anyMatch(entry -> shape.key(entry.name()).isPresent()
                        ? entry.name().equals(name) && !isNothing(entry.value())
                        : shape.meantBy(entry.name()).contains(name));
    }

    /**
     * Checks one key that was set elsewhere than in YAML.
     *
     * @param value plain data; empty for null, which any key may be set to
     */
    public void called(Located<String> name, Optional<Object> value, ObjectShape shape) {
        Optional<KeyShape> key = shape.key(name.value());
        if (key.isEmpty()) {
            unknown(name, shape);
        } else if (value.isPresent()) {
            switch (key.get().support()) {
                case IGNORED -> ignored(name, key.get(), shape);
                case NOT_SUPPORTED -> notSupported(name, key.get(), shape);
                case ACCEPTED, NO_EFFECT -> {
                    if (key.get().value() instanceof ValueShape.Choice choice && value.get() instanceof String text) {
                        word(text, name.span(), choice, name);
                    }
                }
            }
        }
    }

    private void object(YamlMapping mapping, ObjectShape shape) {
        for (YamlEntry entry : mapping.entries()) {
            Optional<KeyShape> key = shape.key(entry.name());
            if (key.isPresent()) {
                known(entry, key.get(), shape);
            } else {
                unknown(entry.key(), shape);
            }
        }
        for (KeyShape key : shape.keys()) {
            if (key.required() && mapping.entry(key.name()).isEmpty()) {
                missing(mapping, key, shape);
            }
        }
    }

    private void known(YamlEntry entry, KeyShape key, ObjectShape shape) {
        if (isNothing(entry.value())) {
            if (key.required()) {
                Diagnostic.of(DiagnosticCode.MISSING_KEY, "`" + key.name() + "` has no value")
                        .at(entry.key().span())
                        .report(sink);
            }
            return;
        }
        switch (key.support()) {
            case ACCEPTED, NO_EFFECT -> value(entry.value(), key.value(), entry.key());
            case IGNORED -> {
                if (!isEmpty(entry.value())) {
                    ignored(entry.key(), key, shape);
                }
            }
            case NOT_SUPPORTED -> notSupported(entry.key(), key, shape);
        }
    }

    /** An empty list or map asks for nothing that could be missed. */
    private static boolean isEmpty(YamlNode value) {
        return (value instanceof YamlSequence list && list.items().isEmpty())
                || (value instanceof YamlMapping map && map.entries().isEmpty());
    }

    private void ignored(Located<String> name, KeyShape key, ObjectShape shape) {
        Diagnostic.of(DiagnosticCode.KEY_IGNORED, "`" + key.name() + "` in " + shape.title() + " is ignored")
                .at(name.span())
                .note(key.reason())
                .report(sink);
    }

    private void notSupported(Located<String> name, KeyShape key, ObjectShape shape) {
        Diagnostic.of(
                        DiagnosticCode.NOT_SUPPORTED,
                        "`" + key.name() + "` in " + shape.title() + " is not supported yet")
                .at(name.span())
                .help(key.reason())
                .report(sink);
    }

    private static boolean isNothing(YamlNode value) {
        return value instanceof YamlScalar scalar && scalar.isNull();
    }

    private void unknown(Located<String> key, ObjectShape shape) {
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

    private void missing(YamlMapping mapping, KeyShape key, ObjectShape shape) {
        SourceSpan at = mapping.top();
        boolean misspelt = mapping.entries().stream()
                .filter(entry -> shape.key(entry.name()).isEmpty())
                .anyMatch(entry -> shape.meantBy(entry.name()).contains(key.name()));
        // A misspelt key has been reported as such; that is one mistake.
        if (!misspelt) {
            Diagnostic.of(DiagnosticCode.MISSING_KEY, "`" + key.name() + "` is missing in " + shape.title())
                    .at(at)
                    .report(sink);
        }
    }

    private void value(YamlNode value, ValueShape shape, Located<String> name) {
        if (shape instanceof ValueShape.Single single) {
            single(value, single, name);
        } else if (shape instanceof ValueShape.Choice choice) {
            choice(value, choice, name);
        } else if (shape instanceof ValueShape.OneOrMany many) {
            if (value instanceof YamlSequence) {
                items(value, many.item(), name);
            } else {
                value(value, many.item(), name);
            }
        } else if (shape instanceof ValueShape.Either either) {
            either(value, either, name);
        } else if (shape instanceof ValueShape.Test test) {
            test(value, test, name);
        } else {
            structure(value, shape, name);
        }
    }

    private void either(YamlNode value, ValueShape.Either shape, Located<String> name) {
        if (isOfKind(value, shape.single())) {
            value(value, shape.single(), name);
        } else if (isOfKind(value, shape.structured())) {
            value(value, shape.structured(), name);
        } else {
            wrongKind(value, shape, name);
        }
    }

    /** Whether a value is built as a shape is, whatever its parts are. */
    private static boolean isOfKind(YamlNode value, ValueShape shape) {
        if (shape instanceof ValueShape.Either either) {
            return isOfKind(value, either.single()) || isOfKind(value, either.structured());
        }
        if (shape instanceof ValueShape.OneOrMany many) {
            return value instanceof YamlSequence || isOfKind(value, many.item());
        }
        if (shape instanceof ValueShape.ListOf) {
            return value instanceof YamlSequence;
        }
        if (shape instanceof ValueShape.Single || shape instanceof ValueShape.Choice) {
            return value instanceof YamlScalar || shape == ValueShape.Single.ANYTHING;
        }
        return shape instanceof ValueShape.Test || value instanceof YamlMapping;
    }

    private void structure(YamlNode value, ValueShape shape, Located<String> name) {
        boolean list = shape instanceof ValueShape.ListOf;
        if (list != value instanceof YamlSequence || value instanceof YamlScalar) {
            wrongKind(value, shape, name);
        } else if (shape instanceof ValueShape.ListOf of) {
            items(value, of.item(), name);
        } else if (value instanceof YamlMapping mapping) {
            if (shape instanceof ValueShape.Nested nested) {
                object(mapping, nested.shape());
            } else if (shape instanceof ValueShape.MapOf of) {
                mapping.entries().stream()
                        .filter(entry -> !isNothing(entry.value()))
                        .forEach(entry -> value(entry.value(), of.value(), entry.key()));
            } else if (shape instanceof ValueShape.ByType by) {
                byType(mapping, by, name);
            } else if (shape instanceof ValueShape.ConfigTree tree) {
                configTree(mapping, tree.configs());
            }
        }
    }

    private void items(YamlNode value, ValueShape item, Located<String> name) {
        if (value instanceof YamlSequence sequence) {
            for (YamlNode element : sequence.items()) {
                value(element, item, Located.of(ITEM + name.value(), name.span()));
            }
        }
    }

    private void single(YamlNode value, ValueShape.Single shape, Located<String> name) {
        if (shape == ValueShape.Single.ANYTHING) {
            return;
        }
        if (!(value instanceof YamlScalar scalar)) {
            wrongKind(value, shape, name);
            return;
        }
        boolean fits = switch (shape) {
            case TEXT -> !scalar.isNull() && !scalar.isBoolean() && !scalar.isNumber();
            case BOOLEAN -> scalar.isBoolean();
            case INTEGER -> scalar.isInteger();
            case NUMBER -> scalar.isNumber();
            case LITERAL -> !scalar.isNull();
            case ANYTHING -> true;
        };
        if (!fits && !scalar.isTemplate()) {
            wrongKind(value, shape, name);
        }
    }

    private void wrongKind(YamlNode value, ValueShape shape, Located<String> name) {
        boolean empty = value.span().startOffset() == value.span().endOffset();
        Diagnostic.Builder problem = Diagnostic.of(
                        DiagnosticCode.WRONG_KIND_OF_VALUE,
                        subject(name) + " is " + value.kind() + ", expected " + shape.expected())
                .at(empty ? name.span() : value.span());
        if (shape == ValueShape.Single.TEXT && value instanceof YamlScalar scalar && !scalar.isNull()) {
            problem.help("put it in quotes: `\"" + scalar.span().text() + "\"`");
        }
        if (shape instanceof ValueShape.ListOf && value instanceof YamlMapping) {
            problem.help("put `- ` before each item");
        }
        problem.report(sink);
    }

    private void choice(YamlNode value, ValueShape.Choice shape, Located<String> name) {
        if (!(value instanceof YamlScalar scalar) || scalar.isNull()) {
            wrongKind(value, shape, name);
            return;
        }
        if (!scalar.isTemplate()) {
            word(scalar.text(), scalar.span(), shape, name);
        }
    }

    private void word(String text, SourceSpan place, ValueShape.Choice shape, Located<String> name) {
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

    private void byType(YamlMapping mapping, ValueShape.ByType shape, Located<String> name) {
        Optional<YamlEntry> type = mapping.entry("type").filter(entry -> !isNothing(entry.value()));
        if (type.isEmpty()) {
            Diagnostic.of(DiagnosticCode.MISSING_KEY, "`type` is missing in `" + name.value() + "`")
                    .at(name.span())
                    .hint("", shape.shapes().keySet(), "types")
                    .report(sink);
            return;
        }
        choice(
                type.get().value(),
                new ValueShape.Choice(List.copyOf(shape.shapes().keySet()), List.of()),
                type.get().key());
        if (type.get().value() instanceof YamlScalar scalar && shape.shapes().containsKey(scalar.text())) {
            object(mapping, shape.shapes().get(scalar.text()));
        }
    }

    private void test(YamlNode value, ValueShape.Test shape, Located<String> name) {
        if (value instanceof YamlScalar scalar) {
            single(scalar, ValueShape.Single.TEXT, name);
        } else if (value instanceof YamlMapping mapping
                && mapping.entry("test_name").isPresent()) {
            value(mapping.entry("test_name").get(), ValueShape.Single.TEXT);
        } else if (value instanceof YamlMapping mapping && mapping.entries().size() == 1) {
            YamlEntry entry = mapping.entries().get(0);
            if (entry.value() instanceof YamlMapping settings) {
                object(settings, shape.kinds().getOrDefault(entry.name(), shape.other()));
            } else if (!isNothing(entry.value())) {
                wrongKind(entry.value(), new ValueShape.MapOf(ValueShape.Single.ANYTHING), entry.key());
            }
        } else if (value instanceof YamlMapping mapping && !mapping.entries().isEmpty()) {
            // The key is what names a test, wherever it stands; where none does, the first one meant to.
            List<YamlEntry> entries = mapping.entries();
            YamlEntry kind = entries.stream()
                    .filter(entry -> shape.kinds().containsKey(entry.name()))
                    .findFirst()
                    .orElse(entries.get(0));
            YamlEntry setting = entries.get(entries.indexOf(kind) == 0 ? 1 : 0);
            Diagnostic.of(DiagnosticCode.WRONG_KIND_OF_VALUE, "a test is one key with its settings below it")
                    .at(setting.key().span())
                    .help("indent this below `" + kind.name() + ":`")
                    .report(sink);
        } else {
            wrongKind(value, shape, name);
        }
    }

    private void configTree(YamlMapping mapping, ObjectShape configs) {
        for (YamlEntry entry : mapping.entries()) {
            boolean marked = entry.name().startsWith("+");
            if (!marked && entry.value() instanceof YamlMapping folder) {
                // What is named like a config and reaches nothing is told once, by who knows the folders.
                if (configs.key(entry.name()).isEmpty()) {
                    configTree(folder, configs);
                }
            } else if (!isNothing(entry.value())) {
                String name = marked ? entry.name().substring(1).strip() : entry.name();
                Optional<KeyShape> key = configs.key(name);
                if (key.isPresent()) {
                    known(entry, key.get(), configs);
                } else {
                    unknown(Located.of(name, entry.key().span()), configs);
                }
            }
        }
    }
}
