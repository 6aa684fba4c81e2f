package io.graphc.project;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.project.yaml.YamlEntry;
import io.graphc.project.yaml.YamlMapping;
import io.graphc.project.yaml.YamlNode;
import io.graphc.project.yaml.YamlScalar;
import io.graphc.project.yaml.YamlSequence;
import io.graphc.source.Located;
import io.graphc.source.MappedText;
import io.graphc.source.SourceSpan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills in the names in single braces of a tenant's settings: {@code {tenant}}, and the tenant's variables that are one value.
 * Double braces are a template's and are left alone.
 */
public final class TenantPatterns {
    private static final Pattern NAME = Pattern.compile("(?<!\\{)\\{([A-Za-z_][A-Za-z0-9_]*)}(?!})");

    private final String tenant;
    private final Map<String, String> values = new LinkedHashMap<>();
    private final DiagnosticSink sink;

    TenantPatterns(String tenant, List<YamlEntry> vars, DiagnosticSink sink) {
        this.tenant = tenant;
        this.sink = sink;
        values.put("tenant", tenant);
        for (YamlEntry entry : vars) {
            if (entry.value() instanceof YamlScalar scalar && !scalar.isNull()) {
                values.putIfAbsent(entry.name(), scalar.text());
            }
        }
    }

    /** The names in a text, in its order. */
    public static List<String> names(String text) {
        return NAME.matcher(text).results().map(found -> found.group(1)).toList();
    }

    /**
     * A text with its names filled in.
     *
     * @param later names that are filled in by others
     */
    Located<String> fill(Located<String> text, Set<String> later) {
        return Located.of(fill(text.value(), text.span(), later, true), text.span());
    }

    /** The place of files with what is known filled in; other braces may be a glob's. */
    Located<String> fillPlace(Located<String> text) {
        return Located.of(fill(text.value(), text.span(), Set.of(), false), text.span());
    }

    private String fill(String text, SourceSpan place, Set<String> later, boolean strict) {
        Matcher matcher = NAME.matcher(text);
        StringBuilder filled = new StringBuilder();
        while (matcher.find()) {
            String name = matcher.group(1);
            String value = later.contains(name) ? null : values.get(name);
            if (value == null && strict && !later.contains(name)) {
                unknown(name, place, later);
            }
            matcher.appendReplacement(filled, Matcher.quoteReplacement(value == null ? matcher.group() : value));
        }
        return matcher.appendTail(filled).toString();
    }

    private void unknown(String name, SourceSpan place, Set<String> later) {
        List<String> known = new ArrayList<>(later);
        known.addAll(values.keySet());
        known.sort(null);
        Diagnostic.of(DiagnosticCode.UNKNOWN_VAR, "`{" + name + "}` is no variable of tenant `" + tenant + "`")
                .at(place)
                .hint(name, known, "known in braces")
                .report(sink);
    }

    /** Settings with the names in all their texts filled in. */
    List<YamlEntry> fill(List<YamlEntry> settings) {
        return settings.stream()
                .map(entry -> new YamlEntry(entry.key(), fill(entry.value())))
                .toList();
    }

    private YamlNode fill(YamlNode node) {
        if (node instanceof YamlMapping mapping) {
            return new YamlMapping(mapping.span(), fill(mapping.entries()));
        }
        if (node instanceof YamlSequence sequence) {
            return new YamlSequence(
                    sequence.span(), sequence.items().stream().map(this::fill).toList());
        }
        YamlScalar scalar = (YamlScalar) node;
        String filled = fill(scalar.text(), scalar.span(), Set.of(), true);
        return filled.equals(scalar.text())
                ? scalar
                : new YamlScalar(scalar.span(), MappedText.computed(filled, scalar.span()), false);
    }
}
