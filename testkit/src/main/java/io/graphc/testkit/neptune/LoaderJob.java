package io.graphc.testkit.neptune;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.graphc.testkit.neptune.LoadedFiles.LoadedFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A job of the bulk loader. Callers synchronize. */
final class LoaderJob {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> RUNNING = Set.of("LOAD_NOT_STARTED", "LOAD_IN_QUEUE", "LOAD_IN_PROGRESS");

    private final String id;
    private final JsonNode request;
    private final List<LoadedFile> files;
    private final LoadCounts counts = new LoadCounts();
    private final Map<String, String> feeds = new LinkedHashMap<>();
    private String status = "LOAD_NOT_STARTED";
    private String forced = "";
    private int runs = 1;
    private int ticks;

    LoaderJob(String id, JsonNode request, List<LoadedFile> files) {
        this.id = id;
        this.request = request;
        this.files = List.copyOf(files);
        files.forEach(file -> feeds.put(file.uri(), "LOAD_NOT_STARTED"));
    }

    String id() {
        return id;
    }

    List<LoadedFile> files() {
        return files;
    }

    LoadCounts counts() {
        return counts;
    }

    /** The state of each file. */
    Map<String, String> feeds() {
        return feeds;
    }

    String status() {
        return status;
    }

    void status(String next) {
        status = next;
    }

    boolean isOver() {
        return !RUNNING.contains(status);
    }

    /** The state in which it has to end, whatever it does; empty where it does what it is told. */
    String forced() {
        return forced;
    }

    void force(String state) {
        forced = state;
    }

    void runs(int number) {
        runs = number;
    }

    /** How often its status was asked for while it ran. */
    int tick() {
        return ++ticks;
    }

    String source() {
        return request.path("source").asText();
    }

    String text(String parameter, String usual) {
        return request.path(parameter).asText(usual);
    }

    /** A parameter that is on or off: JSON's word or a text, which the loader takes both. */
    boolean flag(String parameter, boolean usual) {
        JsonNode value = request.path(parameter);
        return value.isMissingNode() ? usual : value.asText().equalsIgnoreCase("true");
    }

    boolean allowsEmptyStrings() {
        return request.path("parserConfiguration")
                .path("allowEmptyStrings")
                .asText()
                .equalsIgnoreCase("true");
    }

    List<String> dependencies() {
        List<String> ids = new ArrayList<>();
        request.path("dependencies").forEach(one -> ids.add(one.asText()));
        return ids;
    }

    /** The answer to a question for its status. */
    ObjectNode payload(boolean details, boolean errors, int page, int perPage) {
        ObjectNode payload = JSON.createObjectNode();
        Map<String, Integer> numbers = new LinkedHashMap<>();
        feeds.values().forEach(state -> numbers.merge(state, 1, Integer::sum));
        ArrayNode feedCount = payload.putArray("feedCount");
        numbers.forEach((state, number) -> feedCount.addObject().put(state, number));
        ObjectNode overall = payload.putObject("overallStatus");
        overall.put("fullUri", source());
        overall.put("runNumber", runs);
        overall.put("retryNumber", runs - 1);
        overall.put("status", status);
        overall.put("totalTimeSpent", 3);
        overall.put("startTime", 1_700_000_000L);
        overall.put("totalRecords", counts.records());
        overall.put("totalDuplicates", counts.duplicates());
        overall.put("parsingErrors", counts.parsing());
        overall.put("datatypeMismatchErrors", counts.datatypes());
        overall.put("insertErrors", counts.inserts());
        if (details) {
            failed(payload.putArray("failedFeeds"));
        }
        if (errors) {
            log(payload.putObject("errors"), page, perPage);
        }
        return payload;
    }

    private void failed(ArrayNode failed) {
        feeds.forEach((uri, state) -> {
            if (isOver() && !state.equals("LOAD_COMPLETED")) {
                failed.addObject().put("fullUri", uri).put("status", state);
            }
        });
    }

    private void log(ObjectNode log, int page, int perPage) {
        int first = Math.min((page - 1) * perPage, counts.errors().size());
        int last = Math.min(first + perPage, counts.errors().size());
        log.put("startIndex", first == last ? 0 : first + 1);
        log.put("endIndex", first == last ? 0 : last);
        log.put("loadId", id);
        ArrayNode entries = log.putArray("errorLogs");
        counts.errors()
                .subList(first, last)
                .forEach(error -> entries.addObject()
                        .put("errorCode", error.code())
                        .put("errorMessage", error.message())
                        .put("fileName", error.file())
                        .put("recordNum", error.record()));
    }
}
