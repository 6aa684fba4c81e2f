package io.graphc.runtime.load.neptune;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.graphc.diagnostic.GraphcBugException;
import io.graphc.diagnostic.GraphcException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.document.Document;

/**
 * Sends statements in openCypher and Gremlin that may all be repeated: they read, take away what is named by its id, or are
 * somebody's who was told so. What another transaction had in the way is sent again, what is too big in halves (Amazon Neptune user guide, "Exceptions in Neptune
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
        List<Map<String, Object>> rows = new ArrayList<>();
        halved(work, ids, some -> rows.addAll(openCypher(statement, Map.of("ids", some))));
        return rows;
    }

    /**
     * The results of a Gremlin text about elements, in GraphSON 3.0; of several where Neptune finds one too big.
     *
     * @param work what it does, in words for messages
     * @param script the text about some of the elements
     */
    public List<String> gremlin(String work, List<String> ids, Function<List<String>, String> script) {
        List<String> results = new ArrayList<>();
        halved(work, ids, some -> results.add(gremlin(script.apply(some))));
        return results;
    }

    /** A call about elements. */
    @FunctionalInterface
    private interface Call {
        void about(List<String> ids) throws NeptuneCallException;
    }

    private void halved(String work, List<String> ids, Call call) {
        try {
            call.about(ids);
        } catch (NeptuneCallException e) {
            if (e.failure().kind() != NeptuneFailure.Kind.TOO_BIG || ids.size() <= 1) {
                throw problems.failed(work, e);
            }
            halved(work, ids.subList(0, ids.size() / 2), call);
            halved(work, ids.subList(ids.size() / 2, ids.size()), call);
        }
    }

    /** What a failed call is to people. */
    public GraphcException failed(String work, NeptuneCallException thrown) {
        return problems.failed(work, thrown);
    }

    /** The number that a statement gives as {@code total}. */
    public long count(String work, String statement, String prefix) {
        try {
            List<Map<String, Object>> rows = openCypher(statement, Map.of("prefix", prefix));
            if (rows.size() == 1 && rows.get(0).get("total") instanceof Number total) {
                return total.longValue();
            }
            throw new GraphcBugException("a count gave " + rows);
        } catch (NeptuneCallException e) {
            throw problems.failed(work, e);
        }
    }

    /** The rows that a statement gives, without what is null in them. */
    public List<Map<String, Object>> openCypher(String statement, Map<String, Object> parameters)
            throws NeptuneCallException {
        String json = json(parameters);
        return repeat(() -> client.query(statement, json)).stream()
                .map(row -> plain(row.asMap()))
                .toList();
    }

    /** The results of a Gremlin text, in GraphSON 3.0. */
    public String gremlin(String script) throws NeptuneCallException {
        return json(whole(repeat(() -> client.gremlin(script))));
    }

    private static String json(@Nullable Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new GraphcBugException("writing to memory", e);
        }
    }

    /** A call that is made again where that may help. */
    @FunctionalInterface
    private interface Attempt<T> {
        T run() throws NeptuneCallException;
    }

    private <T> T repeat(Attempt<T> attempt) throws NeptuneCallException {
        int failures = 0;
        while (true) {
            try {
                return attempt.run();
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

    /** All of it, as JSON is written from. */
    private static @Nullable Object whole(Document value) {
        if (value.isMap()) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            value.asMap().forEach((name, held) -> map.put(name, whole(held)));
            return map;
        }
        if (value.isList()) {
            List<@Nullable Object> list = new ArrayList<>();
            value.asList().forEach(held -> list.add(whole(held)));
            return list;
        }
        return value.isNull() ? null : plain(value);
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
