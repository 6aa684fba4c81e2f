package io.graphc.testkit.neptune;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.graphc.testkit.neptune.ElementStore.Rules;
import io.graphc.testkit.neptune.LoadedFiles.LoadedFile;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The jobs of the bulk loader: one runs at a time, up to 64 wait. A job goes one step on each time that a status is asked
 * for, so that no test depends on a clock. Callers synchronize.
 */
final class LoaderQueue {
    private static final int LIMIT = 64;
    private static final Pattern SOURCE =
            Pattern.compile("s3://([^/]+)/(.*)|https://s3(?:\\.[a-z0-9-]+)?\\.amazonaws\\.com/([^/]+)/(.*)");
    private static final Set<String> FORMATS = Set.of("csv", "opencypher", "ntriples", "nquads", "rdfxml", "turtle");
    private static final Set<String> MODES = Set.of("NEW", "RESUME", "AUTO");
    private static final Set<String> PARALLELISM = Set.of("LOW", "MEDIUM", "HIGH", "OVERSUBSCRIBE");
    /** End states in which nothing of a job stays or anything was begun. */
    private static final Set<String> WITHOUT_TRACE = Set.of(
            "LOAD_DATA_DEADLOCK",
            "LOAD_FAILED_INVALID_REQUEST",
            "LOAD_FAILED_BECAUSE_DEPENDENCY_NOT_SATISFIED",
            "LOAD_S3_ACCESS_DENIED_ERROR");

    private final LoadedFiles files;
    private final ElementStore store;
    private final Map<String, LoaderJob> jobs = new LinkedHashMap<>();
    private final Deque<LoaderJob> waiting = new ArrayDeque<>();
    private final Deque<String> ends = new ArrayDeque<>();
    private final Set<String> troubles = new LinkedHashSet<>();
    private String region = "";
    private boolean held;
    private int steps = 1;

    LoaderQueue(LoadedFiles files, ElementStore store) {
        this.files = files;
        this.store = store;
    }

    /** The states in which the next jobs end; an empty text stands for what the files deserve. */
    void end(List<String> states) {
        ends.addAll(states);
    }

    int endsLeft() {
        return ends.size();
    }

    /** Somebody is told of the state of a job. */
    void told(LoaderJob job) {
        boolean good = job.status().equals("LOAD_COMPLETED") && job.forced().isEmpty();
        if (job.isOver() && !good) {
            troubles.add(job.id());
        }
    }

    /** The ids of the jobs whose end, a bad or a scripted one, somebody was told. */
    List<String> troubles() {
        return List.copyOf(troubles);
    }

    void hold(boolean on) {
        held = on;
    }

    void forget() {
        jobs.clear();
        waiting.clear();
    }

    void steps(int number) {
        steps = number;
    }

    /** The region that a request must name; empty for any. */
    void region(String name) {
        region = name;
    }

    List<LoaderJob> jobs() {
        return List.copyOf(jobs.values());
    }

    /** The ids of jobs, the newest first. */
    List<String> listed(int limit, boolean queued) {
        List<LoaderJob> all = new ArrayList<>(jobs.values());
        Collections.reverse(all);
        return all.stream()
                .filter(job -> queued || !job.status().equals("LOAD_IN_QUEUE"))
                .limit(limit)
                .map(LoaderJob::id)
                .toList();
    }

    /** Starts a job as another client would. */
    LoaderJob startElsewhere(String source) {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        request.put("source", source).put("format", "csv").put("iamRoleArn", "arn:aws:iam::1:role/other");
        request.put("region", "eu-central-1").put("queueRequest", "TRUE").put("mode", "NEW");
        try {
            return start(request);
        } catch (Refusal e) {
            throw new IllegalStateException(e);
        }
    }

    LoaderJob start(JsonNode request) throws Refusal {
        check(request);
        boolean busy = jobs.values().stream().anyMatch(job -> !job.isOver());
        if (busy && !request.path("queueRequest").asText().equalsIgnoreCase("true")) {
            throw bad("Max concurrent load limit breached. Limit is 1");
        }
        long queued = jobs.values().stream().filter(job -> !job.isOver()).count() - (busy ? 1 : 0);
        if (queued >= LIMIT) {
            throw bad("Failed to start new load for the source "
                    + request.path("source").asText() + ". Max load task queue size limit breached. Limit is " + LIMIT);
        }
        for (JsonNode dependency : request.path("dependencies")) {
            if (!jobs.containsKey(dependency.asText())) {
                throw bad("Unknown dependency " + dependency.asText());
            }
        }
        LoaderJob job = new LoaderJob(UUID.randomUUID().toString(), request, found(request));
        if (!ends.isEmpty()) {
            job.force(ends.pop());
        }
        job.status(busy ? "LOAD_IN_QUEUE" : "LOAD_NOT_STARTED");
        jobs.put(job.id(), job);
        waiting.add(job);
        return job;
    }

    private void check(JsonNode request) throws Refusal {
        for (String required : List.of("source", "format", "iamRoleArn", "region")) {
            if (request.path(required).asText().isEmpty()) {
                throw new Refusal(400, "MissingParameterException", "Missing required parameter " + required);
            }
        }
        boolean known = FORMATS.contains(request.path("format").asText())
                && MODES.contains(request.path("mode").asText("AUTO"))
                && PARALLELISM.contains(request.path("parallelism").asText("HIGH"));
        if (!known) {
            throw new Refusal(400, "InvalidParameterException", "A parameter has an unknown value");
        }
        if (!region.isEmpty() && !region.equals(request.path("region").asText())) {
            throw bad("Bucket is not in provided Region ("
                    + request.path("region").asText() + ")");
        }
    }

    private List<LoadedFile> found(JsonNode request) throws Refusal {
        String source = request.path("source").asText();
        Matcher matcher = SOURCE.matcher(source);
        if (!matcher.matches()) {
            throw bad("The source " + source + " does not exist/not reachable");
        }
        boolean path = matcher.group(1) != null;
        String bucket = path ? matcher.group(1) : matcher.group(3);
        try {
            if (!files.hasBucket(bucket)) {
                throw bad("S3 bucket not found for source: " + source);
            }
            List<LoadedFile> found = files.list(bucket, path ? matcher.group(2) : matcher.group(4));
            if (found.isEmpty()) {
                throw bad("The source " + source + " does not exist/not reachable");
            }
            return found;
        } catch (IOException e) {
            throw new Refusal(500, "InternalFailureException", "Unable to connect to S3 endpoint. " + e.getMessage());
        }
    }

    private static Refusal bad(String message) {
        return new Refusal(400, "BadRequestException", message);
    }

    LoaderJob job(String id) throws Refusal {
        LoaderJob job = jobs.get(id);
        if (job == null) {
            throw new Refusal(404, "BulkLoadIdNotFoundException", "The load with id = " + id + " does not exist");
        }
        return job;
    }

    void cancel(String id) throws Refusal {
        LoaderJob job = jobs.get(id);
        if (job == null || job.isOver()) {
            throw new Refusal(
                    404, "BulkLoadIdNotFoundException", "The load with id = " + id + " does not exist or not active");
        }
        if (job.status().equals("LOAD_IN_PROGRESS")) {
            loadHalf(job, "LOAD_CANCELLED_BY_USER");
        }
        waiting.remove(job);
        job.status("LOAD_CANCELLED_BY_USER");
    }

    /** Goes one step on. */
    void advance() {
        LoaderJob first = waiting.peek();
        if (held || first == null) {
            return;
        }
        if (!first.dependencies().stream().allMatch(this::isComplete)) {
            end(first, "LOAD_FAILED_BECAUSE_DEPENDENCY_NOT_SATISFIED");
        } else if (!first.status().equals("LOAD_IN_PROGRESS")) {
            first.status("LOAD_IN_PROGRESS");
        } else if (first.tick() >= steps) {
            finish(first);
        }
    }

    private boolean isComplete(String id) {
        LoaderJob job = jobs.get(id);
        return job != null && job.status().equals("LOAD_COMPLETED");
    }

    private void end(LoaderJob job, String state) {
        job.status(state);
        job.feeds().replaceAll((uri, feed) -> feed.equals("LOAD_COMPLETED") ? feed : state);
        waiting.remove(job);
    }

    private void finish(LoaderJob job) {
        if (job.forced().isEmpty()) {
            end(job, load(job, job.files().size()));
        } else if (WITHOUT_TRACE.contains(job.forced())) {
            end(job, job.forced());
        } else if (job.forced().equals("LOAD_COMPLETED")) {
            load(job, job.files().size());
            end(job, job.forced());
        } else {
            loadHalf(job, job.forced());
            end(job, job.forced());
        }
    }

    /** A job that breaks off leaves what it has loaded. */
    private void loadHalf(LoaderJob job, String state) {
        load(job, job.files().size() / 2);
        job.counts().log("INTERNAL_ERROR", "The load ended with " + state, job.source());
    }

    private String load(LoaderJob job, int limit) {
        Set<String> done = loadedBefore(job);
        if (job.text("mode", "AUTO").equals("RESUME") && job.status().equals("LOAD_FAILED")) {
            return "LOAD_FAILED";
        }
        List<FileLoad> loads = new ArrayList<>();
        List<String> uris = new ArrayList<>();
        for (LoadedFile file : job.files()) {
            if (done.contains(file.uri())) {
                job.feeds().put(file.uri(), "LOAD_COMPLETED");
                continue;
            }
            try {
                if (!isUnchanged(file)) {
                    job.counts().log("FILE_MODIFICATION_OR_DELETION_ERROR", "File changed during the load", file.uri());
                    return "LOAD_DATA_FAILED_DUE_TO_FEED_MODIFIED_OR_DELETED";
                }
                String text = NeptuneGraph.text(file.uri(), files.read(file));
                loads.add(new FileLoad(file.uri(), text, job.text("format", ""), job.counts()));
                uris.add(file.uri());
            } catch (IOException e) {
                job.counts().log("S3_ACCESS_DENIED_ERROR", String.valueOf(e.getMessage()), file.uri());
                return "LOAD_FAILED";
            } catch (NeptuneFormatException e) {
                job.counts().error("PARSING_ERROR", String.valueOf(e.getMessage()), file.uri());
                if (job.flag("failOnError", true)) {
                    return "LOAD_FAILED";
                }
            }
        }
        return loadAll(job, loads, uris, limit);
    }

    private boolean isUnchanged(LoadedFile file) throws IOException {
        String bucketAndKey = file.uri().substring("s3://".length());
        int slash = bucketAndKey.indexOf('/');
        return files.list(bucketAndKey.substring(0, slash), bucketAndKey.substring(slash + 1))
                .contains(file);
    }

    private String loadAll(LoaderJob job, List<FileLoad> loads, List<String> uris, int limit) {
        boolean openCypher = job.text("format", "").equals("opencypher");
        boolean updates = job.flag("updateSingleCardinalityProperties", false) && !openCypher;
        Rules rules = new Rules(updates, openCypher, new HashSet<>());
        boolean failOnError = job.flag("failOnError", true);
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < loads.size(); i++) {
            order.add(i);
        }
        if (!job.flag("edgeOnlyLoad", false)) {
            order.sort((left, right) ->
                    Boolean.compare(loads.get(left).edges(), loads.get(right).edges()));
        }
        for (int i : order.subList(0, Math.min(limit, order.size()))) {
            boolean whole = loads.get(i).into(store, rules, failOnError, job.allowsEmptyStrings());
            job.feeds().put(uris.get(i), whole ? "LOAD_COMPLETED" : "LOAD_FAILED");
            if (!whole && failOnError) {
                return "LOAD_FAILED";
            }
        }
        return "LOAD_COMPLETED";
    }

    /** In the modes RESUME and AUTO, the files that the last job from the same source has loaded. */
    private Set<String> loadedBefore(LoaderJob job) {
        if (job.text("mode", "AUTO").equals("NEW")) {
            return Set.of();
        }
        LoaderJob before = null;
        int number = 1;
        for (LoaderJob other : jobs.values()) {
            if (other != job && other.source().equals(job.source())) {
                before = other;
                number++;
            }
        }
        job.runs(number);
        if (before == null) {
            if (job.text("mode", "AUTO").equals("RESUME")) {
                job.status("LOAD_FAILED");
            }
            return Set.of();
        }
        Set<String> done = new HashSet<>();
        before.feeds().forEach((uri, state) -> {
            if (state.equals("LOAD_COMPLETED")) {
                done.add(uri);
            }
        });
        return Collections.unmodifiableSet(done);
    }
}
