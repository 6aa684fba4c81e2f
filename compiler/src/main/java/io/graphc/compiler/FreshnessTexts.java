package io.graphc.compiler;

import io.graphc.compiler.resolve.BoundSource;
import io.graphc.compiler.resolve.TenantBinding;
import io.graphc.compiler.resolve.YamlValues;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.diagnostic.Severity;
import io.graphc.plan.RelationName;
import io.graphc.plan.SourceFreshness;
import io.graphc.plan.SourceFreshness.Age;
import io.graphc.project.FreshnessSpec;
import io.graphc.source.Located;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads how old the rows of source tables may be, templates rendered as one tenant has them. */
final class FreshnessTexts {
    private static final Pattern THIS = Pattern.compile("\\{\\{-?\\s*this\\s*-?}}");

    private FreshnessTexts() {}

    /** What is written of a table; empty when something in it is wrong, which is reported. */
    static Optional<SourceFreshness> of(BoundSource source, TenantBinding tenant, DiagnosticSink sink) {
        FreshnessSpec spec = source.spec().freshness();
        Reading reading = new Reading(source.table().relation(), new YamlValues(tenant.templates()), sink);
        SourceFreshness read = new SourceFreshness(
                spec.warnAfter().flatMap(reading::age),
                spec.errorAfter().flatMap(reading::age),
                spec.filter().flatMap(reading::text),
                spec.loadedAtField().flatMap(reading::text),
                spec.loadedAtQuery().flatMap(reading::text));
        return reading.wrong ? Optional.empty() : Optional.of(read);
    }

    /** Reads the values of one table. */
    private static final class Reading {
        private final RelationName relation;
        private final YamlValues values;
        private final DiagnosticSink sink;
        private boolean wrong;

        private Reading(RelationName relation, YamlValues values, DiagnosticSink sink) {
            this.relation = relation;
            this.values = values;
            this.sink = sink;
        }

        /** The one name that only this text sees is the table itself. */
        private Optional<String> text(Located<String> written) {
            String named = THIS.matcher(written.value()).replaceAll(Matcher.quoteReplacement(relation.quoted()));
            Optional<String> text = values.text(Located.of(named, written.span()));
            wrong |= text.isEmpty();
            return text.map(String::strip).filter(found -> !found.isEmpty());
        }

        private Optional<Age> age(FreshnessSpec.Age written) {
            if (written.count().isEmpty() || written.period().isEmpty()) {
                warnOfHalf(written);
                return Optional.empty();
            }
            Located<String> writtenCount = written.count().get();
            Located<String> writtenPeriod = written.period().get();
            boolean wrongBefore = wrong;
            Optional<String> count = text(writtenCount);
            Optional<String> period = text(writtenPeriod).map(text -> text.toLowerCase(Locale.ROOT));
            if (wrong && !wrongBefore) {
                return Optional.empty();
            }
            if (count.filter(text -> text.matches("[0-9]{1,9}")).isEmpty()) {
                refuse(writtenCount, "`count` is no whole number of 0 or more");
                return Optional.empty();
            }
            if (period.filter(Age.PERIODS::contains).isEmpty()) {
                refuse(writtenPeriod, "`period` is none of `" + String.join("`, `", Age.PERIODS) + "`");
                return Optional.empty();
            }
            return Optional.of(new Age(Long.parseLong(count.get()), period.get()));
        }

        /** dbt takes it for no limit, without a word. */
        private void warnOfHalf(FreshnessSpec.Age written) {
            boolean counted = written.count().isPresent();
            Located<String> half = written.count().or(written::period).orElseThrow();
            Diagnostic.of(
                            DiagnosticCode.MISSING_KEY,
                            counted
                                    ? "`count` has no `period`, so it is no limit"
                                    : "`period` has no `count`, so it is no limit")
                    .at(half.span())
                    .severity(Severity.WARNING)
                    .help("write both, for example `{count: 12, period: hour}`")
                    .report(sink);
        }

        private void refuse(Located<String> written, String message) {
            Diagnostic.of(DiagnosticCode.VALUE_NOT_ALLOWED, message)
                    .at(written.span())
                    .report(sink);
            wrong = true;
        }
    }
}
