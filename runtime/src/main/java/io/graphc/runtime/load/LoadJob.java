package io.graphc.runtime.load;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Optional;

/**
 * One job of a loader, as its last known status says.
 *
 * @param kind {@code nodes} or {@code relationships}
 * @param id the loader's, empty as long as it is not known
 * @param source where the files are
 * @param state the loader's word; {@code UNCLEAR} where a start was not answered, {@code FORGOTTEN} where the loader does not
 *     know the job any more
 * @param records what the loader counts: labels, property values and relationships, not rows
 * @param startedAt an ISO instant
 * @param endedAt an ISO instant, empty while it is not over
 */
public record LoadJob(
        String kind,
        String id,
        String source,
        String state,
        long records,
        long duplicates,
        long parsingErrors,
        long datatypeErrors,
        long insertErrors,
        long seconds,
        String startedAt,
        String endedAt) {
    /** The state of a job whose start was sent and not answered. */
    public static final String UNCLEAR = "UNCLEAR";

    /** The state of a job that the loader does not know any more: how it ended cannot be told. */
    public static final String FORGOTTEN = "FORGOTTEN";

    /** A job that is about to be started. */
    public static LoadJob starting(String kind, String source, String now) {
        return new LoadJob(kind, "", source, UNCLEAR, 0, 0, 0, 0, 0, 0, now, "");
    }

    public LoadJob withId(String known, String word) {
        return new LoadJob(
                kind,
                known,
                source,
                word,
                records,
                duplicates,
                parsingErrors,
                datatypeErrors,
                insertErrors,
                seconds,
                startedAt,
                endedAt);
    }

    public LoadJob endedAt(String now) {
        return new LoadJob(
                kind,
                id,
                source,
                state,
                records,
                duplicates,
                parsingErrors,
                datatypeErrors,
                insertErrors,
                seconds,
                startedAt,
                now);
    }

    /** The number of entries that were not loaded. */
    @JsonIgnore
    public long errors() {
        return parsingErrors + datatypeErrors + insertErrors;
    }

    /** The id, where it is known. */
    @JsonIgnore
    public Optional<String> knownId() {
        return id.isEmpty() ? Optional.empty() : Optional.of(id);
    }
}
