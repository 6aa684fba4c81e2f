package io.graphc.runtime.load.neptune;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.graphc.diagnostic.GraphcBugException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.document.Document;

/**
 * Sends openCypher statements that may all be repeated: they read, or take away what is named by its id. What another
 * transaction had in the way is sent again, what is too big in halves (Amazon Neptune user guide, "Exceptions in Neptune
 * transactions"). Used by one thread.
 */
public final class NeptuneQueries {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ATTEMPTS = 10;

    private final NeptuneClient client;
    private final NeptuneProblems problems;
    private final Pace pace;
    private long repeated;

    NeptuneQueries(NeptuneClient client, NeptuneOutput output, Pace pace) {
        this.client = client;
        this.problems = new NeptuneProblems(output);
        this.pace = pace;
    }

    /** How many statements were sent again so far. */
    public long repeated() {
        return repeated;
    }

    /**
     * The rows that a statement about elements gives.
     *
     * @param work what it does, in words for messages
     * @param ids what {@code $ids} stands for
     */
    public List<Map<String, Object>> about(String work, String statement, List<String> ids) {
        try {
            return send(statement, Map.of("ids", ids));
        } catch (NeptuneCallException e) {
            if (e.failure().kind() == NeptuneFailure.Kind.TOO_BIG && ids.size() > 1) {
                List<Map<String, Object>> rows =
                        new ArrayList<>(about(work, statement, ids.subList(0, ids.size() / 2)));
                rows.addAll(about(work, statement, ids.subList(ids.size() / 2, ids.size())));
                return rows;
            }
            throw problems.failed(work, e);
        }
    }

    /** The number that a statement gives as {@code total}. */
    public long count(String work, String statement, String prefix) {
        try {
            List<Map<String, Object>> rows = send(statement, Map.of("prefix", prefix));
            if (rows.size() == 1 && rows.get(0).get("total") instanceof Number total) {
                return total.longValue();
            }
            throw new GraphcBugException("a count gave " + rows);
        } catch (NeptuneCallException e) {
            throw problems.failed(work, e);
        }
    }

    private List<Map<String, Object>> send(String statement, Map<String, Object> parameters)
            throws NeptuneCallException {
        String json;
        try {
            json = JSON.writeValueAsString(parameters);
        } catch (JsonProcessingException e) {
            throw new GraphcBugException("writing to memory", e);
        }
        int failures = 0;
        while (true) {
            try {
                List<Map<String, Object>> rows = new ArrayList<>();
                client.query(statement, json).forEach(row -> rows.add(plain(row.asMap())));
                return rows;
            } catch (NeptuneCallException e) {
                NeptuneFailure.Kind kind = e.failure().kind();
                // A replica may be what the cluster's name led to after the writer changed.
                boolean passes = kind == NeptuneFailure.Kind.BUSY
                        || kind == NeptuneFailure.Kind.LOST
                        || (kind == NeptuneFailure.Kind.READ_ONLY && failures < 2);
                if (!passes || ++failures >= ATTEMPTS) {
                    throw e;
                }
                repeated++;
                pace.pause(failures);
            }
        }
    }

    private static Map<String, Object> plain(Map<String, Document> map) {
        Map<String, Object> plain = new LinkedHashMap<>();
        map.forEach((name, value) -> {
            if (!value.isNull()) {
                plain.put(name, plain(value));
            }
        });
        return plain;
    }

    private static Object plain(Document value) {
        if (value.isMap()) {
            return plain(value.asMap());
        }
        if (value.isList()) {
            return value.asList().stream()
                    .filter(item -> !item.isNull())
                    .map(NeptuneQueries::plain)
                    .toList();
        }
        if (value.isNumber()) {
            String text = value.asNumber().stringValue();
            return text.matches("-?\\d+") ? (Object) new BigDecimal(text) : Double.valueOf(text);
        }
        return value.isBoolean() ? (Object) value.asBoolean() : value.asString();
    }
}
