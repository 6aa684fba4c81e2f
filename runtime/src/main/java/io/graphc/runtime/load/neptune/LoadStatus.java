package io.graphc.runtime.load.neptune;

import io.graphc.runtime.load.LoadError;
import io.graphc.runtime.load.LoadJob;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.document.Document;

/**
 * The status of a load job as Neptune tells it: Amazon Neptune user guide, "Neptune loader Get-Status responses".
 *
 * @param source what it loads
 * @param state Neptune's word
 * @param seconds how long it took so far
 */
record LoadStatus(
        String source,
        String state,
        long records,
        long duplicates,
        long parsingErrors,
        long datatypeErrors,
        long insertErrors,
        long seconds,
        List<LoadError> errors) {
    LoadStatus {
        errors = List.copyOf(errors);
    }

    static LoadStatus of(Document payload) {
        Map<String, Document> overall = map(payload, "overallStatus");
        List<LoadError> errors = new ArrayList<>();
        Document logs = map(payload, "errors").get("errorLogs");
        if (logs != null && logs.isList()) {
            for (Document log : logs.asList()) {
                Map<String, Document> entry = log.asMap();
                errors.add(new LoadError(
                        text(entry, "errorCode"),
                        text(entry, "errorMessage"),
                        text(entry, "fileName"),
                        number(entry, "recordNum")));
            }
        }
        return new LoadStatus(
                text(overall, "fullUri"),
                text(overall, "status"),
                number(overall, "totalRecords"),
                number(overall, "totalDuplicates"),
                number(overall, "parsingErrors"),
                number(overall, "datatypeMismatchErrors"),
                number(overall, "insertErrors"),
                number(overall, "totalTimeSpent"),
                errors);
    }

    private static Map<String, Document> map(Document document, String key) {
        Document found = document.isMap() ? document.asMap().get(key) : null;
        return found != null && found.isMap() ? found.asMap() : Map.of();
    }

    private static String text(Map<String, Document> map, String key) {
        Document found = map.get(key);
        return found != null && found.isString() ? found.asString() : "";
    }

    private static long number(Map<String, Document> map, String key) {
        Document found = map.get(key);
        if (found == null) {
            return 0;
        }
        if (found.isNumber()) {
            return found.asNumber().bigDecimalValue().longValue();
        }
        return found.isString() && found.asString().matches("\\d{1,18}") ? Long.parseLong(found.asString()) : 0;
    }

    LoadState.Outcome outcome() {
        return LoadState.outcome(state);
    }

    /** The job with this for its last known status. */
    LoadJob on(LoadJob job) {
        return new LoadJob(
                job.kind(),
                job.id(),
                job.source(),
                state,
                records,
                duplicates,
                parsingErrors,
                datatypeErrors,
                insertErrors,
                seconds,
                job.startedAt(),
                job.endedAt());
    }
}
