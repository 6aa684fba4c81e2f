package io.graphc.runtime.diff;

import io.graphc.plan.ElementPlan;
import io.graphc.plan.RelationName;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/** How the tables of the state are called. */
final class StateNames {
    private static final int NAME_LENGTH = 40;

    private StateNames() {}

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

    /** A few letters and digits that the states of one graph begin with. */
    static String graph(StateKey key) {
        return sum(key.graph()) + "_";
    }

    /** The same with more behind them, for the state of a target and tenant. */
    static String state(StateKey key) {
        return graph(key) + sum(key.target() + "\n" + key.tenant());
    }

    private static String sum(String text) {
        CRC32C sum = new CRC32C();
        sum.update(text.getBytes(StandardCharsets.UTF_8));
        return Long.toHexString(sum.getValue());
    }
}
