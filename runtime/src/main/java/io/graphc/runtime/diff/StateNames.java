package io.graphc.runtime.diff;

import io.graphc.plan.ElementPlan;
import io.graphc.plan.RelationName;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/** How the tables of the state are called. */
final class StateNames {
    private static final int NAME_LENGTH = 40;
    private static final String LEDGER = "graphc_ledger_";
    private static final String LEASES = "graphc_lease_";

    /** What engines put behind the name of a table while they replace it: the new one is not in its place yet. */
    private static final Pattern NEW = Pattern.compile("__graphc_(?:built|new)$");

    /** The same of the old one, which for a moment is the only one there is. */
    private static final Pattern OLD = Pattern.compile("__graphc_old$");

    private StateNames() {}

    /** Ledgers without those that are not in their place yet, or no more. */
    static List<RelationName> inPlace(List<RelationName> ledgers) {
        return ledgers.stream()
                .filter(ledger -> !NEW.matcher(ledger.identifier()).find())
                .filter(ledger -> {
                    String settled = settled(ledger.identifier());
                    return settled.equals(ledger.identifier()) || !ledgers.contains(ledger.withIdentifier(settled));
                })
                .toList();
    }

    private static String settled(String ledger) {
        return OLD.matcher(ledger).replaceFirst("");
    }

    /** A relation without a name in the schema of the state, which lies beside that of a staged table. */
    static RelationName schema(RelationName staged) {
        return new RelationName(staged.database(), staged.schema() + "__state", "");
    }

    /** A name of its own for the element type of a target and tenant. */
    static String table(StateKey key, ElementPlan element) {
        String plain = element.name().replaceAll("[^A-Za-z0-9_]", "_");
        return plain.substring(0, Math.min(plain.length(), NAME_LENGTH))
                + "_"
                + sum(key.target() + "\n" + key.tenant() + "\n" + element.id());
    }

    /**
     * The ledger of a project's state of a target and tenant. Whoever looks for some reads only those whose names say that they
     * concern it: a catalog also shows tables that it cannot read.
     */
    static String ledger(StateKey key) {
        return ledgersOf(key.project()) + sum(key.graph()) + "_" + state(key);
    }

    /** What the ledgers of a project begin with, wherever its graphs are or were. */
    static String ledgersOf(String project) {
        return LEDGER + sum(project) + "_";
    }

    /** What the names of all ledgers begin with. */
    static String ledgers() {
        return LEDGER;
    }

    /** What the names of ledgers of one graph are like, whatever the projects are called. */
    static String ledgersOfGraphOfAnyProject(StateKey key) {
        return LEDGER + "%_" + sum(key.graph()) + "_%";
    }

    /** Whether two ledgers are of the same target and tenant, whatever the projects are called. */
    static boolean isSameState(String ledger, String other) {
        return withoutProject(ledger).equals(withoutProject(other));
    }

    private static String withoutProject(String ledger) {
        String settled = settled(ledger);
        return settled.substring(Math.max(0, settled.indexOf('_', LEDGER.length())));
    }

    /** What the names of leases begin with, which keep out also a project of another name. */
    static String leases(StateKey key) {
        return LEASES + sum(key.graph()) + "_" + state(key) + "__";
    }

    private static String state(StateKey key) {
        return sum(key.target() + "\n" + key.tenant());
    }

    private static String sum(String text) {
        CRC32C sum = new CRC32C();
        sum.update(text.getBytes(StandardCharsets.UTF_8));
        return Long.toHexString(sum.getValue());
    }
}
