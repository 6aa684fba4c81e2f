package io.graphc.project.yaml;

import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.source.Located;
import java.util.List;
import java.util.Optional;

/**
 * Compares a YAML tree with its shape and reports every difference: unknown, missing, ignored and unsupported keys, wrong
 * kinds of values, words that are not allowed. Reading the tree afterwards can then be lenient and silent.
 */
public final class ShapeChecker {
    private final DiagnosticSink sink;
    private final ShapeMistakes mistakes;

    public ShapeChecker(DiagnosticSink sink) {
        this(sink, true);
    }

    private ShapeChecker(DiagnosticSink sink, boolean written) {
        this.sink = sink;
        this.mistakes = new ShapeMistakes(sink, written);
    }

    /** Checks a whole document. */
    public void check(YamlNode document, ObjectShape shape) {
        if (document instanceof YamlMapping mapping) {
            object(mapping, shape);
        } else {
            mistakes.notAMap(document);
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
        settings.forEach(entry -> entry(entry.key(), entry, shape));
        for (String name : required) {
            if (!isMeant(name, settings, shape)) {
                mistakes.missing(name, shape, owner.span());
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
    public void called(Located<String> name, Located<Optional<Object>> value, ObjectShape shape) {
        Optional<KeyShape> key = shape.key(name.value());
        if (key.isEmpty()) {
            mistakes.unknown(name, shape);
        } else if (value.value().isPresent()) {
            Object plain = value.value().get();
            boolean written = value.span().text().equals(plain.toString());
            YamlNode node = PlainData.node(plain, value.span(), key.get().value());
            new ShapeChecker(sink, written).known(new YamlEntry(name, node), key.get(), shape);
        }
    }

    private void object(YamlMapping mapping, ObjectShape shape) {
        mapping.entries().forEach(entry -> entry(entry.key(), entry, shape));
        for (KeyShape key : shape.keys()) {
            if (key.required() && mapping.entry(key.name()).isEmpty()) {
                mistakes.missing(mapping, key, shape);
            }
        }
    }

    /**
     * Checks a key and its value.
     *
     * @param name the key as the shape has it
     */
    private void entry(Located<String> name, YamlEntry entry, ObjectShape shape) {
        shape.key(name.value()).ifPresentOrElse(key -> known(entry, key, shape), () -> mistakes.unknown(name, shape));
    }

    private void known(YamlEntry entry, KeyShape key, ObjectShape shape) {
        if (isNothing(entry.value())) {
            if (key.required()) {
                mistakes.empty(entry.key());
            }
            return;
        }
        switch (key.support()) {
            case ACCEPTED, NO_EFFECT -> value(entry.value(), key.value(), entry.key());
            case IGNORED -> {
                if (!isEmpty(entry.value())) {
                    mistakes.ignored(entry.key(), key, shape);
                }
            }
            case NOT_SUPPORTED -> mistakes.notSupported(entry.key(), key, shape);
        }
    }

    /** An empty list or map asks for nothing that could be missed. */
    private static boolean isEmpty(YamlNode value) {
        return (value instanceof YamlSequence list && list.items().isEmpty())
                || (value instanceof YamlMapping map && map.entries().isEmpty());
    }

    private static boolean isNothing(YamlNode value) {
        return value instanceof YamlScalar scalar && scalar.isNull();
    }

    private void value(YamlNode value, ValueShape shape, Located<String> name) {
        if (PlainData.isUnknown(value)) {
            return;
        }
        if (shape instanceof ValueShape.Single single) {
            single(value, single, name);
        } else if (shape instanceof ValueShape.Choice choice) {
            choice(value, choice, name);
        } else if (shape instanceof ValueShape.WholeNumber || shape instanceof ValueShape.Formatted) {
            narrowed(value, shape, name);
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
            mistakes.wrongKind(value, shape, name);
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
        if (shape instanceof ValueShape.Single
                || shape instanceof ValueShape.Choice
                || shape instanceof ValueShape.WholeNumber
                || shape instanceof ValueShape.Formatted) {
            return value instanceof YamlScalar || shape == ValueShape.Single.ANYTHING;
        }
        return shape instanceof ValueShape.Test || value instanceof YamlMapping;
    }

    private void structure(YamlNode value, ValueShape shape, Located<String> name) {
        boolean list = shape instanceof ValueShape.ListOf;
        if (list != value instanceof YamlSequence || value instanceof YamlScalar) {
            mistakes.wrongKind(value, shape, name);
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
                value(element, item, ShapeMistakes.itemOf(name));
            }
        }
    }

    private void single(YamlNode value, ValueShape.Single shape, Located<String> name) {
        if (shape == ValueShape.Single.ANYTHING) {
            return;
        }
        if (!(value instanceof YamlScalar scalar)) {
            mistakes.wrongKind(value, shape, name);
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
            mistakes.wrongKind(value, shape, name);
        }
    }

    /** A single value of which not every one is allowed. */
    private void narrowed(YamlNode value, ValueShape shape, Located<String> name) {
        boolean number = shape instanceof ValueShape.WholeNumber;
        if (!(value instanceof YamlScalar scalar) || scalar.isNull() || (number && !scalar.isInteger())) {
            if (!(value instanceof YamlScalar template && template.isTemplate())) {
                mistakes.wrongKind(value, shape, name);
            }
        } else if (!scalar.isTemplate() && !isAllowed(scalar, shape)) {
            mistakes.notAllowed(scalar, shape, name);
        }
    }

    private static boolean isAllowed(YamlScalar value, ValueShape shape) {
        if (shape instanceof ValueShape.WholeNumber range) {
            return value.toValue() instanceof Long number && number >= range.least() && number <= range.most();
        }
        return shape instanceof ValueShape.Formatted format
                && value.text().strip().matches(format.pattern());
    }

    private void choice(YamlNode value, ValueShape.Choice shape, Located<String> name) {
        if (!(value instanceof YamlScalar scalar) || scalar.isNull()) {
            mistakes.wrongKind(value, shape, name);
            return;
        }
        if (!scalar.isTemplate()) {
            mistakes.word(scalar.text(), scalar.span(), shape, name);
        }
    }

    private void byType(YamlMapping mapping, ValueShape.ByType shape, Located<String> name) {
        Optional<YamlEntry> type = mapping.entry("type").filter(entry -> !isNothing(entry.value()));
        if (type.isEmpty()) {
            mistakes.untyped(name, shape.shapes().keySet());
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
                mistakes.wrongKind(entry.value(), new ValueShape.MapOf(ValueShape.Single.ANYTHING), entry.key());
            }
        } else if (value instanceof YamlMapping mapping && !mapping.entries().isEmpty()) {
            // The key is what names a test, wherever it stands; where none does, the first one meant to.
            List<YamlEntry> entries = mapping.entries();
            YamlEntry kind = entries.stream()
                    .filter(entry -> shape.kinds().containsKey(entry.name()))
                    .findFirst()
                    .orElse(entries.get(0));
            mistakes.besideTest(entries.get(entries.indexOf(kind) == 0 ? 1 : 0), kind);
        } else {
            mistakes.wrongKind(value, shape, name);
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
                entry(Located.of(name, entry.key().span()), entry, configs);
            }
        }
    }
}
