package io.graphc.compiler.unittest;

import io.graphc.compiler.context.TenantTemplates;
import io.graphc.compiler.resolve.ValueTemplates;
import io.graphc.compiler.resolve.YamlValues;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.project.UnitTestSpec.Overrides;
import io.graphc.project.yaml.YamlEntry;
import io.graphc.project.yaml.YamlScalar;
import io.graphc.source.Located;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a unit test overrides, read. */
record TestOverrides(Optional<TenantTemplates.Overrides> values, Optional<Instant> asOf) {
    /** Reads overrides; empty when something is wrong, which is reported. */
    static Optional<TestOverrides> read(Overrides written, TenantTemplates templates, DiagnosticSink sink) {
        if (written.isEmpty()) {
            return Optional.of(new TestOverrides(Optional.empty(), Optional.empty()));
        }
        boolean sound = true;
        for (YamlEntry macro : written.macros()) {
            if (!templates.knows(macro.name())) {
                sound = false;
                Diagnostic.of(DiagnosticCode.UNKNOWN_MACRO, "there is no macro `" + macro.name() + "` to override")
                        .at(macro.key().span())
                        .help("that of a package is named with it: `package.macro`")
                        .report(sink);
            }
        }
        Optional<Instant> asOf = written.asOf().flatMap(text -> instant(text, sink));
        if (!sound || asOf.isPresent() != written.asOf().isPresent()) {
            return Optional.empty();
        }
        ValueTemplates values = templates.values();
        Map<String, String> environment = new LinkedHashMap<>();
        for (YamlEntry entry : written.environment()) {
            if (entry.value() instanceof YamlScalar scalar) {
                environment.put(entry.name(), scalar.text());
            }
        }
        return Optional.of(new TestOverrides(
                Optional.of(new TenantTemplates.Overrides(
                        plain(written.macros(), values), plain(written.vars(), values), environment, asOf)),
                asOf));
    }

    private static Map<String, @Nullable Object> plain(List<YamlEntry> entries, ValueTemplates templates) {
        YamlValues values = new YamlValues(templates);
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        entries.forEach(
                entry -> plain.put(entry.name(), values.value(entry.value()).orElse(null)));
        return plain;
    }

    private static Optional<Instant> instant(Located<String> written, DiagnosticSink sink) {
        String text = written.value().strip().replaceFirst("(?<=[0-9])\\s+(?=[0-9])", "T");
        try {
            if (text.length() <= "2026-03-01".length()) {
                return Optional.of(LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC));
            }
            boolean zoned = text.matches(".*(Z|[-+][0-9]{2}:[0-9]{2})");
            return Optional.of(
                    zoned
                            ? OffsetDateTime.parse(text).toInstant()
                            : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            Diagnostic.of(DiagnosticCode.UNIT_TEST_VALUE, "`" + written.value() + "` is no instant")
                    .at(written.span())
                    .help("write it as 2026-03-01T14:30:00Z")
                    .report(sink);
            return Optional.empty();
        }
    }

    TenantTemplates templates(TenantTemplates own) {
        return values.map(own::with).orElse(own);
    }
}
