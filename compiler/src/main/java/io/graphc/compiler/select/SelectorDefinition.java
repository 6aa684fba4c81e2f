package io.graphc.compiler.select;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.plan.select.IndirectSelection;
import io.graphc.plan.select.SelectionExpression;
import io.graphc.plan.select.SelectionExpression.Combination;
import io.graphc.plan.select.SelectionExpression.Criterion;
import io.graphc.plan.select.SelectionExpression.Operation;
import io.graphc.plan.select.SelectionExpression.Reach;
import io.graphc.plan.select.SelectorParser;
import io.graphc.project.yaml.MapReader;
import io.graphc.project.yaml.YamlEntry;
import io.graphc.project.yaml.YamlMapping;
import io.graphc.project.yaml.YamlNode;
import io.graphc.project.yaml.YamlScalar;
import io.graphc.project.yaml.YamlSequence;
import io.graphc.source.Located;
import io.graphc.source.SourceFile;
import io.graphc.source.SourceSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads what a selector with a name selects. What is wrong is reported; what depends on it is then left out. */
final class SelectorDefinition {
    private static final List<String> KEYS = List.of(
            "method",
            "value",
            "children",
            "parents",
            "children_depth",
            "parents_depth",
            "childrens_parents",
            "indirect_selection",
            "exclude");

    private final IndirectSelection indirect;
    private final SelectorParser parser;
    private final DiagnosticSink sink;

    /** @param known the selectors that were defined before */
    SelectorDefinition(Map<String, SelectionExpression> known, IndirectSelection indirect, DiagnosticSink sink) {
        this.indirect = indirect;
        this.sink = sink;
        this.parser = new SelectorParser(indirect, () -> Optional.of(known), sink);
    }

    /** A whole definition. */
    Optional<SelectionExpression> root(YamlNode definition) {
        if (definition instanceof YamlMapping mapping && mapping.entries().size() > 1) {
            Optional<YamlEntry> group = mapping.entry("union").or(() -> mapping.entry("intersection"));
            Optional<YamlEntry> other = group.flatMap(found -> mapping.entries().stream()
                    .filter(entry -> !entry.name().equals(found.name()))
                    .findFirst());
            if (other.isPresent()) {
                wrong(
                                "`" + other.get().name() + "` cannot stand beside `"
                                        + group.get().name() + "`",
                                other.get().key().span())
                        .help("write it as an item of `" + group.get().name() + "`")
                        .report(sink);
                return Optional.empty();
            }
        }
        return expression(definition);
    }

    private Optional<SelectionExpression> expression(YamlNode node) {
        if (node instanceof YamlScalar scalar && !scalar.isNull()) {
            return isTemplate(scalar) ? Optional.empty() : parser.union(text(scalar));
        }
        if (!(node instanceof YamlMapping mapping)) {
            wrong("expected a selector, found " + node.kind(), node.span())
                    .help("write a text such as `tag:nightly`, a method with its value, `union:` or `intersection:`")
                    .report(sink);
            return Optional.empty();
        }
        Optional<YamlEntry> union = mapping.entry("union");
        Optional<YamlEntry> group = union.or(() -> mapping.entry("intersection"));
        if (group.isPresent()) {
            return group(union.isPresent() ? Operation.UNION : Operation.INTERSECTION, group.get());
        }
        return mapping.entries().size() == 1 ? pair(mapping.entries().get(0)) : criterion(mapping);
    }

    private Optional<SelectionExpression> group(Operation operation, YamlEntry group) {
        if (!(group.value() instanceof YamlSequence sequence)) {
            wrong("`" + group.name() + "` is not a list", group.value().span()).report(sink);
            return Optional.empty();
        }
        List<SelectionExpression> included = new ArrayList<>();
        List<YamlEntry> excluded = new ArrayList<>();
        boolean sound = true;
        for (YamlNode item : sequence.items()) {
            Optional<YamlEntry> exclusion =
                    item instanceof YamlMapping mapping && mapping.entries().size() == 1
                            ? mapping.entry("exclude")
                            : Optional.empty();
            exclusion.ifPresent(excluded::add);
            Optional<SelectionExpression> part = exclusion.isPresent() ? Optional.empty() : expression(item);
            part.ifPresent(included::add);
            sound &= part.isPresent() || exclusion.isPresent();
        }
        if (excluded.size() > 1) {
            wrong("`exclude` stands twice in one list", excluded.get(1).key().span())
                    .label(excluded.get(0).key().span(), "the first one")
                    .help("write all that is excluded into one `exclude`")
                    .report(sink);
            return Optional.empty();
        }
        SelectionExpression whole = combination(operation, included, sequence.span());
        Optional<SelectionExpression> left = excluded.isEmpty() ? Optional.of(whole) : without(whole, excluded.get(0));
        return sound ? left : Optional.empty();
    }

    private Combination combination(Operation operation, List<SelectionExpression> parts, SourceSpan at) {
        return new Combination(operation, parts, indirect, false, at);
    }

    private Optional<SelectionExpression> without(SelectionExpression base, YamlEntry exclude) {
        if (!(exclude.value() instanceof YamlSequence sequence)) {
            wrong("`exclude` is not a list", exclude.value().span()).report(sink);
            return Optional.empty();
        }
        List<SelectionExpression> parts = new ArrayList<>();
        parts.add(base);
        boolean sound = true;
        for (YamlNode item : sequence.items()) {
            Optional<SelectionExpression> part = expression(item);
            part.ifPresent(parts::add);
            sound &= part.isPresent();
        }
        return sound ? Optional.of(combination(Operation.DIFFERENCE, parts, sequence.span())) : Optional.empty();
    }

    /** {@code tag: nightly}. */
    private Optional<SelectionExpression> pair(YamlEntry entry) {
        if (entry.name().equals("exclude")
                || entry.name().equals("method")
                || entry.name().equals("value")) {
            wrong("`" + entry.name() + "` stands alone", entry.key().span())
                    .help(
                            entry.name().equals("exclude")
                                    ? "write it into a `union` or `intersection`, beside what it is taken from"
                                    : "write `method` and `value`, or the method itself: `tag: nightly`")
                    .report(sink);
            return Optional.empty();
        }
        return value(entry.value())
                .flatMap(value -> criterion(
                        entry.key(),
                        value,
                        Reach.NONE,
                        indirect,
                        entry.key().span().to(value.span())));
    }

    private Optional<SelectionExpression> criterion(YamlMapping mapping) {
        boolean sound = true;
        for (YamlEntry entry : mapping.entries()) {
            if (!KEYS.contains(entry.name())) {
                Diagnostic.of(DiagnosticCode.UNKNOWN_KEY, "key `" + entry.name() + "` not found in a selector")
                        .at(entry.key().span())
                        .hint(entry.name(), KEYS, "keys")
                        .report(sink);
                sound = false;
            }
        }
        MapReader reader = MapReader.of(mapping);
        Optional<Located<String>> method = reader.text("method");
        Optional<Located<String>> value = reader.node("value").flatMap(this::value);
        if (sound && (method.isEmpty() || reader.node("value").isEmpty())) {
            Diagnostic.of(
                            DiagnosticCode.MISSING_KEY,
                            "`" + (method.isEmpty() ? "method" : "value") + "` is missing in a selector")
                    .at(mapping.top())
                    .report(sink);
            return Optional.empty();
        }
        Optional<IndirectSelection> mode = mode(reader);
        Optional<Integer> parents = steps(reader, "parents");
        Optional<Integer> children = steps(reader, "children");
        if (!sound || value.isEmpty() || mode.isEmpty() || parents.isEmpty() || children.isEmpty()) {
            return Optional.empty();
        }
        boolean all = reader.isTrue("childrens_parents");
        if (all && children.get() > 0) {
            wrong(
                            "`childrens_parents` and `children` cannot be combined",
                            reader.entry("childrens_parents")
                                    .orElseThrow()
                                    .key()
                                    .span())
                    .help("`childrens_parents` takes in all that is made of it already")
                    .report(sink);
            return Optional.empty();
        }
        Reach reach = new Reach(all, parents.get(), children.get());
        Optional<SelectionExpression> base = criterion(
                method.orElseThrow(),
                value.get(),
                reach,
                mode.get(),
                value.get().span());
        Optional<YamlEntry> exclude = reader.entry("exclude");
        return exclude.isPresent() ? base.flatMap(found -> without(found, exclude.get())) : base;
    }

    private Optional<SelectionExpression> criterion(
            Located<String> method, Located<String> value, Reach reach, IndirectSelection mode, SourceSpan at) {
        List<String> words = List.of(method.value().split("\\.", -1));
        return parser.checked(
                new Criterion(
                        words.get(0), words.subList(1, words.size()), value.value(), reach, mode, at, value.span()),
                method.span());
    }

    private Optional<IndirectSelection> mode(MapReader reader) {
        Optional<Located<String>> written = reader.text("indirect_selection");
        if (written.isEmpty()) {
            return Optional.of(indirect);
        }
        Optional<IndirectSelection> mode = IndirectSelection.of(written.get().value());
        if (mode.isEmpty()) {
            wrong(
                            "`" + written.get().value() + "` is no way to select tests",
                            written.get().span())
                    .hint(written.get().value().toLowerCase(Locale.ROOT), IndirectSelection.words(), "ways")
                    .report(sink);
        }
        return mode;
    }

    /** How many steps a selector takes in; empty when that is wrong, which is reported. */
    private Optional<Integer> steps(MapReader reader, String direction) {
        Optional<YamlNode> flag = reader.node(direction);
        if (flag.isPresent() && reader.bool(direction).isEmpty()) {
            wrong("`" + direction + "` is not true or false", flag.get().span()).report(sink);
            return Optional.empty();
        }
        Optional<YamlNode> depth = reader.node(direction + "_depth");
        if (!reader.isTrue(direction)) {
            return Optional.of(0);
        }
        if (depth.isEmpty()) {
            return Optional.of(Reach.ALL);
        }
        if (depth.get() instanceof YamlScalar scalar
                && scalar.isInteger()
                && scalar.toValue() instanceof Long number
                && number >= 0) {
            return Optional.of((int) Math.min(number, Reach.ALL));
        }
        wrong("`" + direction + "_depth` is not a number of steps", depth.get().span())
                .report(sink);
        return Optional.empty();
    }

    /** A single value as text. */
    private Optional<Located<String>> value(YamlNode node) {
        if (!(node instanceof YamlScalar scalar)
                || scalar.isNull()
                || scalar.text().isEmpty()) {
            wrong("expected a value to select by", node.span()).report(sink);
            return Optional.empty();
        }
        return isTemplate(scalar) ? Optional.empty() : Optional.of(Located.of(scalar.text(), text(scalar)));
    }

    private boolean isTemplate(YamlScalar scalar) {
        if (scalar.isTemplate()) {
            Diagnostic.of(DiagnosticCode.NOT_SUPPORTED, "selectors with templates are not supported")
                    .at(scalar.span())
                    .help("give the selector as `--select`, where a shell can fill in what changes")
                    .report(sink);
        }
        return scalar.isTemplate();
    }

    /** The place of a text without its quotes; a text that is written otherwise, say with escapes, is a file of its own. */
    private static SourceSpan text(YamlScalar scalar) {
        SourceSpan span = scalar.span();
        int from = span.startOffset() + span.text().indexOf(scalar.text());
        if (from >= span.startOffset()) {
            return span.file().span(from, from + scalar.text().length());
        }
        SourceFile own = new SourceFile(span.file().path() + ":" + span.startLine(), scalar.text());
        return own.span(0, own.text().length());
    }

    private static Diagnostic.Builder wrong(String message, SourceSpan at) {
        return Diagnostic.of(DiagnosticCode.BAD_SELECTOR, message).at(at);
    }
}
