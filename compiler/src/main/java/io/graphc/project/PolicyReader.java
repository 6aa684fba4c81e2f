package io.graphc.project;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.project.yaml.MapReader;
import io.graphc.project.yaml.YamlMapping;
import io.graphc.project.yaml.YamlNode;
import io.graphc.project.yaml.YamlScalar;
import io.graphc.source.Located;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the policies of a mapping, and reports settings that do not go with their action. */
final class PolicyReader {
    private static final Pattern LIMIT = Pattern.compile("[0-9]{1,18}|[0-9]{1,3}(\\.[0-9]{1,9})?\\s*%");
    private static final Set<String> LIMITED = Set.of("reject", "create");
    private static final BigDecimal ALL = BigDecimal.valueOf(100);

    private final DiagnosticSink sink;

    PolicyReader(DiagnosticSink sink) {
        this.sink = sink;
    }

    PoliciesSpec read(MapReader mapping) {
        return new PoliciesSpec(
                policy(mapping, "on_null_key"),
                policy(mapping, "on_bad_value"),
                policy(mapping, "on_duplicate_key"),
                policy(mapping, "on_missing_endpoint"));
    }

    private Optional<PolicySpec> policy(MapReader mapping, String key) {
        Optional<YamlNode> written = mapping.node(key);
        if (written.isPresent() && written.get() instanceof YamlMapping map) {
            MapReader reader = MapReader.of(map);
            return reader.text("action").map(action -> policy(key, action, reader));
        }
        return written.filter(YamlScalar.class::isInstance)
                .map(YamlScalar.class::cast)
                .map(word -> policy(key, word.located(), MapReader.of(word)));
    }

    private PolicySpec policy(String key, Located<String> action, MapReader reader) {
        if (!PolicyShapes.hasAction(key, action.value())) {
            return new PolicySpec(action, Optional.empty(), List.of(), Optional.empty());
        }
        Optional<Located<String>> conflict = reader.text("on_conflict");
        boolean rejects = LIMITED.contains(action.value())
                || conflict.filter(word -> word.value().equals("reject")).isPresent();
        if (reader.entry("max").isPresent() && reader.text("max").isEmpty()) {
            // What was to be a limit must not become none.
            reader.entry("max")
                    .filter(entry -> entry.value() instanceof YamlScalar)
                    .ifPresent(
                            entry -> Diagnostic.of(DiagnosticCode.VALUE_NOT_ALLOWED, "`max` of `" + key + "` is empty")
                                    .at(entry.key().span())
                                    .help(
                                            "write a whole number of rows, as `max: 25`, or a percentage of the rows, as `max: 0.1%`")
                                    .report(sink));
        }
        Optional<Located<String>> max = reader.text("max").filter(written -> isLimit(key, action, written, rejects));
        List<Located<String>> order = reader.texts("order_by");
        orderFits(key, action, order);
        conflict.filter(word -> !action.value().equals("merge"))
                .ifPresent(word -> notFor("`on_conflict` is for rows that `merge` cannot make one", word, action)
                        .help("leave it out, or write `action: merge`")
                        .report(sink));
        return new PolicySpec(action, max.map(PolicyReader::withoutBlanks), order, conflict);
    }

    private static Located<String> withoutBlanks(Located<String> max) {
        return Located.of(max.value().replaceAll("\\s", ""), max.span());
    }

    private static Diagnostic.Builder notFor(String message, Located<String> setting, Located<String> action) {
        return Diagnostic.of(DiagnosticCode.VALUE_NOT_ALLOWED, message)
                .at(setting.span())
                .label(action.span(), "the action is `" + action.value() + "`");
    }

    private boolean isLimit(String key, Located<String> action, Located<String> max, boolean rejects) {
        String text = max.value();
        if (!LIMIT.matcher(text).matches()) {
            Diagnostic.of(DiagnosticCode.VALUE_NOT_ALLOWED, "`max` of `" + key + "` cannot be `" + text + "`")
                    .at(max.span())
                    .help("write a whole number of rows, as `max: 25`, or a percentage of the rows, as `max: 0.1%`")
                    .report(sink);
            return false;
        }
        if (text.endsWith("%") && percent(text).compareTo(ALL) > 0) {
            Diagnostic.of(DiagnosticCode.VALUE_NOT_ALLOWED, "`max` of `" + key + "` is more than all rows")
                    .at(max.span())
                    .help("leave `max` out where it may be any number of rows")
                    .report(sink);
            return false;
        }
        if (!rejects) {
            boolean error = action.value().equals("error");
            notFor("`max` of `" + key + "` has nothing to limit", max, action)
                    .help(error ? "write `action: reject`, or leave `max` out" : "leave `max` out")
                    .report(sink);
            return false;
        }
        return true;
    }

    private static BigDecimal percent(String text) {
        return new BigDecimal(text.substring(0, text.length() - 1).strip());
    }

    private void orderFits(String key, Located<String> action, List<Located<String>> order) {
        boolean first = action.value().equals("first");
        if (first && order.isEmpty()) {
            Diagnostic.of(DiagnosticCode.MISSING_KEY, "`order_by` is missing in `" + key + "`")
                    .at(action.span())
                    .note("only an order makes it the same row each time")
                    .help("write `" + key + ": {action: first, order_by: [<column> desc]}`")
                    .report(sink);
        } else if (!first && !order.isEmpty()) {
            notFor("`order_by` is for the action `first`", order.get(0), action)
                    .help("leave it out, or write `action: first`")
                    .report(sink);
        }
    }
}
