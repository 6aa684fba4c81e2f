package io.graphc.runtime.diff;

import io.graphc.plan.RelationName;
import io.graphc.runtime.diff.Ledger.Page;
import io.graphc.runtime.engine.OwnTables;
import io.graphc.runtime.engine.QueryEngine;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The ledgers of one target and tenant that a project has written under the names that it had before. Only who has the lease
 * uses it: the lease keeps out projects of all names.
 */
final class FormerLedgers {
    private final QueryEngine engine;
    private final OwnTables tables;
    private final RelationName own;
    private final StateKey key;
    private final Set<String> elements;

    /**
     * Those beside a ledger.
     *
     * @param own the ledger of the project's present name
     * @param elements the ids of the project's element types
     */
    FormerLedgers(QueryEngine engine, OwnTables tables, RelationName own, StateKey key, Set<String> elements) {
        this.engine = engine;
        this.tables = tables;
        this.own = own;
        this.key = key;
        this.elements = new TreeSet<>(elements);
    }

    /** A page that is in force, and the ledger that it is in. */
    private record Found(RelationName place, Page page) {}

    /**
     * A project that was renamed goes on with what was written down under its old name, as on engines with transactions. The
     * page that is taken over names the ledger that it comes from until that ledger is gone: a run that is
     * killed before it could drop it leaves the old one in force, whatever name comes next.
     *
     * @param page what the ledger of the present name says
     * @return whether there is another page now
     */
    boolean takeOver(Page page, Ledger ledger) {
        Optional<Found> former = page.from() == null ? latest(page) : begun(page);
        former.ifPresent(found -> {
            Page taken = found.page().takenOver(key, found.place().identifier());
            ledger.write(taken);
            dropCopies(found.place());
            tables.drop(found.place());
            ledger.write(taken.settled());
        });
        if (former.isEmpty() && page.from() != null) {
            // A run was killed just after it had dropped the old one.
            ledger.write(page.settled());
        }
        return former.isPresent();
    }

    /**
     * Drops what runs under further names have left that were killed while they took a ledger over: once that is gone, nothing
     * would tell that theirs does not count.
     */
    void dropCopies(RelationName ledger) {
        others().stream()
                .filter(found -> ledger.identifier().equals(found.page().from()))
                .forEach(found -> tables.drop(found.place()));
    }

    /** What a run has taken over without coming to the end of it: that it is this project's is settled. */
    private Optional<Found> begun(Page page) {
        RelationName place = own.withIdentifier(Objects.requireNonNull(page.from()));
        return tables.exists(place) ? Optional.of(read(place)).filter(this::isOfTarget) : Optional.empty();
    }

    private Optional<Found> latest(Page page) {
        if (page.load() > 0) {
            return Optional.empty();
        }
        List<Found> others = others();
        Map<String, Page> pages = new HashMap<>();
        others.forEach(found -> pages.put(found.place().identifier(), found.page()));
        Optional<Found> last = Optional.empty();
        for (Found found : others) {
            boolean inForce = !found.page()
                    .isCopy(found.place().identifier(), pages.get(found.page().from()));
            long newest = last.map(before -> before.page().load()).orElse(0L);
            if (inForce && isOfTarget(found) && found.page().load() > newest && isOwn(found.page())) {
                last = Optional.of(found);
            }
        }
        return last;
    }

    private List<Found> others() {
        return StateNames.inPlace(tables.beginningWith(own.withIdentifier(StateNames.ledgers()))).stream()
                .filter(place -> StateNames.isSameState(place.identifier(), own.identifier()))
                .filter(place -> !place.identifier().equals(own.identifier()))
                .map(this::read)
                .toList();
    }

    private Found read(RelationName place) {
        Ledger known = new Ledger(engine, tables, place);
        known.know();
        return new Found(place, known.read());
    }

    private boolean isOfTarget(Found found) {
        return found.page().load() > 0 && found.page().target().equals(key.target());
    }

    /** A project that has none of its element types is another one, which goes on with them beside this one. */
    private boolean isOwn(Page page) {
        return page.lines().stream().anyMatch(line -> elements.contains(key.own(line.element())));
    }
}
