package io.graphc.runtime.diff;

import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.RelationName;
import io.graphc.runtime.diff.Ledger.Page;
import io.graphc.runtime.engine.OwnTables;
import io.graphc.runtime.engine.QueryEngine;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The ledgers of other tenants' states of the same graph, those that no run under the project's new name has taken over, too.
 * What they say keeps nodes from being deleted, so none is passed over because it cannot be read. Other tenants may load
 * meanwhile.
 */
final class OtherLedgers {
    private final QueryEngine engine;
    private final OwnTables tables;
    private final RelationName own;
    private final StateKey key;

    OtherLedgers(QueryEngine engine, OwnTables tables, RelationName own, StateKey key) {
        this.engine = engine;
        this.tables = tables;
        this.own = own;
        this.key = key;
    }

    /** What holds in each of them, by where they are. */
    Map<RelationName, Page> read() {
        Map<RelationName, Page> pages = new LinkedHashMap<>();
        Map<RelationName, GraphcException> gone = new LinkedHashMap<>();
        // Each ledger may vanish once, so this ends.
        while (!readAll(pages, gone)) {
            // What is not there any more counts where it went to.
            pages.values().removeIf(page -> page.load() == 0);
        }
        gone.forEach((place, failure) -> {
            if (!isFound(place, pages)) {
                throw failure;
            }
        });
        Map<RelationName, Page> others = new LinkedHashMap<>(pages);
        others.entrySet().removeIf(other -> !counts(other.getKey(), other.getValue(), pages));
        return others;
    }

    /** Reads those that are there and were not read yet, until one has vanished; tells whether all were read. */
    private boolean readAll(Map<RelationName, Page> pages, Map<RelationName, GraphcException> gone) {
        List<RelationName> found =
                Ledger.find(engine, own.database(), StateNames.ledgersOfGraphOfAnyProject(key)).stream()
                        // The same name in another schema is this tenant's own graph, made from another copy of the
                        // project.
                        .filter(place -> !place.identifier().equals(own.identifier()))
                        .toList();
        // Another name has taken it over. One that is missing otherwise may be about to be made anew.
        pages.keySet()
                .removeIf(place -> !found.contains(place) && found.stream().anyMatch(isStateOf(place)));
        for (RelationName place : found) {
            if (!pages.containsKey(place)) {
                try {
                    Ledger known = new Ledger(engine, tables, place);
                    known.know();
                    pages.put(place, known.read());
                } catch (GraphcException e) {
                    boolean there = tables.beginningWith(place).contains(place);
                    if (!Ledger.isRefused(e) || gone.containsKey(place) || there) {
                        throw e;
                    }
                    gone.put(place, e);
                    return false;
                }
            }
        }
        return true;
    }

    /**
     * Whether the state that a ledger had was read after all: it has another name now, or the table was only made anew. One of
     * which this is not known may say what others still have.
     */
    private static boolean isFound(RelationName gone, Map<RelationName, Page> pages) {
        return pages.entrySet().stream()
                .anyMatch(other ->
                        isStateOf(gone).test(other.getKey()) && other.getValue().load() > 0);
    }

    /** Ledgers of the same target and tenant, under any name. */
    private static Predicate<RelationName> isStateOf(RelationName ledger) {
        return other -> other.schema().equals(ledger.schema())
                && StateNames.isSameState(other.identifier(), ledger.identifier());
    }

    private boolean counts(RelationName place, Page page, Map<RelationName, Page> pages) {
        @Nullable String from = page.from();
        @Nullable Page before = from == null ? null : pages.get(place.withIdentifier(from));
        return !page.tenant().equals(key.tenant())
                && key.isGraphOf(page.target(), page.tenant())
                && !page.isCopy(place.identifier(), before);
    }
}
