package io.graphc.runtime.policy;

import io.graphc.plan.ElementPlan;
import io.graphc.plan.RelationName;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The accounts of one run's element types. Safe to use from several threads. */
public final class RowAccounts {
    private final Map<String, RowAccount> accounts = new ConcurrentHashMap<>();
    private final Map<String, List<RelationName>> madeIn = new ConcurrentHashMap<>();

    /** Opens the account of an element type with the rows that its query gave. */
    public void staged(ElementPlan element, long rows) {
        accounts.put(element.id(), RowAccount.of(rows));
    }

    /** The account as it stands; of no rows for an element type that was not staged. */
    public RowAccount of(ElementPlan element) {
        return accounts.getOrDefault(element.id(), RowAccount.of(0));
    }

    /** Tables of the ids of the nodes of a type that were made for relationships, each id once. */
    public List<RelationName> madeIn(ElementPlan node) {
        return madeIn.getOrDefault(node.id(), List.of());
    }

    /** Enters nodes that were made; their ids are in a table. */
    void made(ElementPlan node, long count, RelationName ids) {
        change(node, account -> account.withMade(count));
        madeIn.merge(
                node.id(),
                List.of(ids),
                (all, one) -> Stream.concat(all.stream(), one.stream()).toList());
    }

    void change(ElementPlan element, UnaryOperator<RowAccount> change) {
        accounts.compute(element.id(), (id, account) -> change.apply(account == null ? RowAccount.of(0) : account));
    }
}
