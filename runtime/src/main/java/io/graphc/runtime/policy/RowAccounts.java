package io.graphc.runtime.policy;

import io.graphc.plan.ElementPlan;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** The accounts of one run's element types. Safe to use from several threads. */
public final class RowAccounts {
    private final Map<String, RowAccount> accounts = new ConcurrentHashMap<>();

    /** Opens the account of an element type with the rows that its query gave. */
    public void staged(ElementPlan element, long rows) {
        accounts.put(element.id(), RowAccount.of(rows));
    }

    /** The account as it stands; of no rows for an element type that was not staged. */
    public RowAccount of(ElementPlan element) {
        return accounts.getOrDefault(element.id(), RowAccount.of(0));
    }

    void change(ElementPlan element, UnaryOperator<RowAccount> change) {
        accounts.compute(element.id(), (id, account) -> change.apply(account == null ? RowAccount.of(0) : account));
    }
}
