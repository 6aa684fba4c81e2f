package io.graphc.runtime.engine;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.ModelPlan;

/** Why a snapshot is not taken: its table stays as it is. */
public record SnapshotRefusals(ModelPlan snapshot) {
    /** Throws where a row cannot be told from another. */
    public void checkKeys(long doubled, long without) {
        String keys =
                String.join(", ", snapshot.build().snapshot().orElseThrow().uniqueKey());
        if (doubled > 0) {
            throw new GraphcException(Diagnostic.of(
                            DiagnosticCode.DUPLICATE_KEY,
                            "the query of snapshot `" + snapshot.name() + "` gives several rows for "
                                    + (doubled == 1 ? "one key" : doubled + " keys"))
                    .note("the unique key is " + keys)
                    .help("make the query give one row for each key, or add columns to `unique_key`")
                    .build());
        }
        if (without > 0) {
            throw new GraphcException(Diagnostic.of(
                            DiagnosticCode.NULL_KEY,
                            (without == 1 ? "1 row" : without + " rows") + " of snapshot `" + snapshot.name() + "` "
                                    + (without == 1 ? "has" : "have") + " null in the unique key")
                    .note("the unique key is " + keys + "; a row without it would be added in every run")
                    .help("leave such rows out of the query, or give them a key: `coalesce(...)`")
                    .build());
        }
    }

    /** The place of the table is taken by something else, or the table is of a kind that cannot change. */
    public GraphcException notATable(String why) {
        return new GraphcException(Diagnostic.of(
                        DiagnosticCode.SNAPSHOT_REFUSED, "snapshot `" + snapshot.name() + "` cannot be taken")
                .note(why)
                .help("nothing was changed; name another table by `alias` or `schema`, or move the one that is there")
                .build());
    }

    /** A column of the table is not what the snapshot has. */
    public GraphcException differs(String how) {
        return new GraphcException(Diagnostic.of(
                        DiagnosticCode.SNAPSHOT_REFUSED,
                        "the table of snapshot `" + snapshot.name() + "` does not fit the snapshot")
                .note(how)
                .help("cast the column in the query, or change the table; nothing was changed")
                .build());
    }
}
