package io.graphc.compiler.mapping;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.plan.PolicyPlan.Action;
import io.graphc.plan.RejectLimit;
import io.graphc.plan.RelationName;
import io.graphc.plan.SqlType;
import io.graphc.project.PoliciesSpec;
import io.graphc.project.PolicySpec;
import io.graphc.source.Located;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Binds the policies of an element type to the relations that its rows come from. */
final class PolicyBinder {
    private final DiagnosticSink sink;
    private final ElementUnion union;

    PolicyBinder(ElementUnion union, DiagnosticSink sink) {
        this.union = union;
        this.sink = sink;
    }

    /**
     * The policies that hold for all mappings of an element type; empty when one is wrong, which is reported.
     *
     * @param specs of each mapping; what one of them says holds for all, and no two say different things
     */
    Optional<ElementPolicies> bind(List<PoliciesSpec> specs, List<MappedRows> parts) {
        Optional<Policy> nullKey = policy(specs, PoliciesSpec::onNullKey, parts);
        Optional<Policy> badValue = policy(specs, PoliciesSpec::onBadValue, parts);
        Optional<Policy> duplicateKey = policy(specs, PoliciesSpec::onDuplicateKey, parts);
        Optional<Policy> missingEndpoint = policy(specs, PoliciesSpec::onMissingEndpoint, parts);
        return nullKey.isPresent() && badValue.isPresent() && duplicateKey.isPresent() && missingEndpoint.isPresent()
                ? Optional.of(
                        new ElementPolicies(nullKey.get(), badValue.get(), duplicateKey.get(), missingEndpoint.get()))
                : Optional.empty();
    }

    private Optional<Policy> policy(
            List<PoliciesSpec> specs, Function<PoliciesSpec, Optional<PolicySpec>> which, List<MappedRows> parts) {
        List<PolicySpec> written =
                specs.stream().flatMap(spec -> which.apply(spec).stream()).toList();
        if (written.isEmpty()) {
            return Optional.of(Policy.ERROR);
        }
        PolicySpec first = written.get(0);
        for (PolicySpec other : written) {
            if (!words(other).equals(words(first))) {
                union.misfit(
                                "have different policies",
                                other.action().span(),
                                words(other),
                                first.action().span(),
                                words(first))
                        .help("say it once, in one of the mappings")
                        .report(sink);
                return Optional.empty();
            }
        }
        return bind(first, parts);
    }

    private static String words(PolicySpec spec) {
        List<String> words = new ArrayList<>();
        words.add(spec.action().value());
        spec.max().ifPresent(max -> words.add("max " + max.value()));
        spec.onConflict().ifPresent(conflict -> words.add("on_conflict " + conflict.value()));
        spec.orderBy().forEach(column -> words.add("by " + column.value()));
        return String.join(", ", words);
    }

    private Optional<Policy> bind(PolicySpec spec, List<MappedRows> parts) {
        Optional<Action> action = Arrays.stream(Action.values())
                .filter(known -> spec.is(known.name().toLowerCase(Locale.ROOT)))
                .findFirst();
        List<String> order = new ArrayList<>();
        for (Located<String> item : spec.orderBy()) {
            order(item, parts).ifPresent(order::add);
        }
        if (action.isEmpty() || order.size() < spec.orderBy().size()) {
            return Optional.empty();
        }
        return Optional.of(new Policy(
                action.get(),
                spec.max().map(max -> RejectLimit.parse(max.value())),
                order,
                spec.onConflict().filter(word -> word.value().equals("reject")).isPresent()));
    }

    private Optional<String> order(Located<String> item, List<MappedRows> parts) {
        List<OrderItem> items = new ArrayList<>();
        for (MappedRows part : parts) {
            Optional<OrderItem> order = OrderItem.of(item, part.relation(), sink);
            if (order.isEmpty()) {
                return Optional.empty();
            }
            items.add(order.get());
        }
        OrderItem first = items.get(0);
        Optional<SqlType> type = Optional.of(first.column().type());
        for (OrderItem other : items) {
            SqlType second = other.column().type();
            Optional<SqlType> common = type.flatMap(found -> CommonTypes.ordered(found, second));
            if (common.isEmpty()) {
                notOrderedTogether(item, parts, items);
                return Optional.empty();
            }
            type = common;
        }
        return Optional.of(
                "s." + RelationName.quote(first.column().name()) + (first.descending() ? " DESC" : "") + " NULLS LAST");
    }

    private void notOrderedTogether(Located<String> written, List<MappedRows> parts, List<OrderItem> items) {
        List<String> types = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            types.add("`" + items.get(i).column().type() + "` in `"
                    + parts.get(i).relation().label() + "`");
        }
        Diagnostic.of(
                        DiagnosticCode.VALUE_NOT_ALLOWED,
                        "`" + items.get(0).column().name() + "` has types that have no order together")
                .at(written.span())
                .note(String.join(", ", types))
                .help("give the columns one type in the models, or order by another")
                .report(sink);
    }
}
