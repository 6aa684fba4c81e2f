package io.graphc.compiler.elementtest;

import io.graphc.compiler.query.SqlTemplates;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.plan.RejectLimit;
import io.graphc.project.yaml.MapReader;
import io.graphc.project.yaml.YamlEntry;
import io.graphc.project.yaml.YamlNode;
import io.graphc.project.yaml.YamlScalar;
import io.graphc.project.yaml.YamlSequence;
import io.graphc.source.Located;
import io.graphc.source.SourceSpan;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Reads the arguments of tests, and reports those that make no sense. What has the wrong shape was reported with the file. */
final class Arguments {
    private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]{1,18}");
    private static final Pattern LIMIT = Pattern.compile("[0-9]{1,18}|[0-9]{1,6}(\\.[0-9]{1,9})?\\s*%");
    private static final BigDecimal ALL = BigDecimal.valueOf(100);

    /** Arguments that stand beside bounds. */
    private static final List<String> OTHERS = List.of("property", "direction", "types");

    private final SqlTemplates templates;
    private final DiagnosticSink sink;

    Arguments(SqlTemplates templates, DiagnosticSink sink) {
        this.templates = templates;
        this.sink = sink;
    }

    /** A single value, its template rendered. */
    Optional<Located<String>> text(Optional<YamlNode> node) {
        return node.filter(YamlScalar.class::isInstance)
                .map(YamlScalar.class::cast)
                .filter(scalar -> !scalar.isNull())
                .flatMap(scalar -> templates
                        .render(scalar.content())
                        .map(text -> Located.of(text.text().strip(), scalar.span())));
    }

    /** The values of a list, or one in its place. */
    List<Located<String>> texts(Optional<YamlNode> node) {
        if (node.isPresent() && node.get() instanceof YamlSequence list) {
            List<Located<String>> texts = new ArrayList<>();
            list.items().forEach(item -> text(Optional.of(item)).ifPresent(texts::add));
            return texts;
        }
        return text(node).stream().toList();
    }

    /** The bounds that a test has; empty when they bound nothing or make no sense. */
    Optional<Bounds> bounds(TestSubject subject) {
        return bounds(subject, subject.span(), subject.spec().arguments());
    }

    /** The bounds in an argument of a test. */
    Optional<Bounds> bounds(TestSubject subject, YamlEntry argument) {
        return bounds(
                subject, argument.key().span(), MapReader.of(argument.value()).entries());
    }

    private Optional<Bounds> bounds(TestSubject subject, SourceSpan at, List<YamlEntry> arguments) {
        Optional<YamlNode> least = value(arguments, "min");
        Optional<YamlNode> most = value(arguments, "max");
        if (least.isEmpty() && most.isEmpty()) {
            neither(subject, at, arguments, List.of("min", "max"));
            return Optional.empty();
        }
        Optional<Located<String>> min = text(least);
        Optional<Located<String>> max = text(most);
        boolean whole = min.isPresent() == least.isPresent() && max.isPresent() == most.isPresent();
        boolean few = isCount(least, min, "min");
        boolean many = isCount(most, max, "max");
        return whole && few && many ? bounds(min, max) : Optional.empty();
    }

    private Optional<Bounds> bounds(Optional<Located<String>> min, Optional<Located<String>> max) {
        OptionalLong least = number(min);
        OptionalLong most = number(max);
        if (least.isPresent() && most.isPresent() && least.getAsLong() > most.getAsLong()) {
            reversed(min.orElseThrow(), max.orElseThrow());
            return Optional.empty();
        }
        if (most.isEmpty() && least.isPresent() && least.getAsLong() == 0) {
            Diagnostic.of(DiagnosticCode.TEST_BOUNDS, "no number is less than 0, so this test always passes")
                    .at(min.orElseThrow().span())
                    .help("give it a `max`, or a greater `min`")
                    .report(sink);
            return Optional.empty();
        }
        return Optional.of(new Bounds(least, most));
    }

    /** Says that no value can be right. */
    void reversed(Located<String> min, Located<String> max) {
        Diagnostic.of(DiagnosticCode.TEST_BOUNDS, "`min` is more than `max`, so nothing passes")
                .at(min.span())
                .label(max.span(), "`max`")
                .report(sink);
    }

    /** Says that a test has none of its bounds, unless there is an unknown key in their place. */
    void neither(TestSubject subject, SourceSpan at, List<YamlEntry> written, List<String> names) {
        if (written.stream().allMatch(entry -> OTHERS.contains(entry.name()) || names.contains(entry.name()))) {
            Diagnostic.of(
                            DiagnosticCode.MISSING_KEY,
                            "test `" + subject.kind() + "` has neither `" + names.get(0) + "` nor `" + names.get(1)
                                    + "`")
                    .at(at)
                    .report(sink);
        }
    }

    private static Optional<YamlNode> value(List<YamlEntry> entries, String name) {
        return entries.stream()
                .filter(entry -> entry.name().equals(name))
                .map(YamlEntry::value)
                .filter(value -> !(value instanceof YamlScalar scalar && scalar.isNull()))
                .findFirst();
    }

    private boolean isCount(Optional<YamlNode> node, Optional<Located<String>> written, String name) {
        if (written.isEmpty()) {
            return true;
        }
        String text = written.get().value();
        boolean count = WHOLE.matcher(text).matches() && Long.parseLong(text) >= 0;
        // What is no number at all was reported with the file, unless a template hid it.
        boolean unsaid = node.filter(
                        value -> value instanceof YamlScalar scalar && (scalar.isInteger() || scalar.isTemplate()))
                .isPresent();
        if (!count && unsaid) {
            Diagnostic.of(DiagnosticCode.TEST_BOUNDS, "`" + name + "` is no number of 0 or more")
                    .at(written.get().span())
                    .report(sink);
        }
        return count;
    }

    private static OptionalLong number(Optional<Located<String>> text) {
        return text.map(found -> OptionalLong.of(Long.parseLong(found.value()))).orElse(OptionalLong.empty());
    }

    /**
     * A number of elements, or a percentage of them; empty when there is none or it is wrong.
     *
     * @param bounded whether it cannot be more than all of them
     */
    Optional<RejectLimit> limit(TestSubject subject, String argument, boolean bounded) {
        Optional<Located<String>> written = text(subject.spec().argument(argument));
        if (written.isEmpty()) {
            return Optional.empty();
        }
        String text = written.get().value();
        if (!LIMIT.matcher(text).matches()) {
            Diagnostic.of(DiagnosticCode.TEST_BOUNDS, "`" + argument + "` is neither a whole number nor a percentage")
                    .at(written.get().span())
                    .help("write a number of elements, as `" + argument + ": 25`, or a percentage, as `" + argument
                            + ": 0.1%`")
                    .report(sink);
            return Optional.empty();
        }
        RejectLimit limit = RejectLimit.parse(text.replaceAll("\\s", ""));
        if (bounded && limit.percent() && limit.amount().compareTo(ALL) > 0) {
            Diagnostic.of(DiagnosticCode.TEST_BOUNDS, "`" + argument + "` is more than all elements")
                    .at(written.get().span())
                    .report(sink);
            return Optional.empty();
        }
        return Optional.of(limit);
    }
}
