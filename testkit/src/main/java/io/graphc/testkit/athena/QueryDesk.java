package io.graphc.testkit.athena;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.graphc.testkit.athena.SqlBackend.Answer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;

/** The queries of a stand-in for Athena, and what is asked about them. Safe to use from several threads. */
final class QueryDesk {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int STATEMENT_LIMIT = 262_144;

    private final AthenaRules rules;
    private final ObjectShelf objects;
    private final ExecutorService threads;
    private final Map<String, FakeWorkgroup> workgroups = new TreeMap<>();
    private final Map<String, FakeQuery> queries = new LinkedHashMap<>();
    private final Map<String, String> tokens = new TreeMap<>();
    private final Map<String, Deque<AthenaFault>> faults = new LinkedHashMap<>();
    private final Set<String> badEnds = new LinkedHashSet<>();
    private List<String> states = List.of("QUEUED", "RUNNING");
    private int pageSize = 1000;
    private long bytesPerQuery = 1_000;

    QueryDesk(AthenaRules rules, ObjectShelf objects, ExecutorService threads) {
        this.rules = rules;
        this.objects = objects;
        this.threads = threads;
        workgroup(FakeWorkgroup.open("primary"));
    }

    synchronized void workgroup(FakeWorkgroup workgroup) {
        workgroups.put(workgroup.name(), workgroup);
    }

    synchronized void states(List<String> shown) {
        states = shown;
    }

    synchronized void pageSize(int rows) {
        pageSize = rows;
    }

    synchronized void bytesPerQuery(long bytes) {
        bytesPerQuery = bytes;
    }

    synchronized void failStatement(String text, AthenaFault... next) {
        faults.computeIfAbsent(text, key -> new ArrayDeque<>()).addAll(List.of(next));
    }

    synchronized int faultsLeft() {
        return faults.values().stream().mapToInt(Deque::size).sum();
    }

    /** The ids of the queries whose end, a bad one, somebody was told. */
    synchronized List<String> badEnds() {
        return List.copyOf(badEnds);
    }

    synchronized List<String> statements() {
        return queries.values().stream().map(query -> query.statement.sql()).toList();
    }

    synchronized ObjectNode answer(String operation, JsonNode request) {
        return switch (operation) {
            case "StartQueryExecution" -> start(request);
            case "GetQueryExecution" ->
                JSON.createObjectNode()
                        .set(
                                "QueryExecution",
                                describe(query(request.path("QueryExecutionId").asText())));
            case "BatchGetQueryExecution" -> several(request);
            case "StopQueryExecution" -> stop(request);
            case "GetQueryResults" -> results(request);
            case "GetWorkGroup" -> workgroup(request);
            default ->
                throw new ServiceException(
                        new AthenaFault.Refusal(400, "UnknownOperationException", "no operation " + operation));
        };
    }

    private FakeWorkgroup workgroupNamed(String name) {
        FakeWorkgroup workgroup = workgroups.get(name);
        if (workgroup == null) {
            throw ServiceException.invalid("WORKGROUP_NOT_FOUND", "WorkGroup " + name + " is not found.");
        }
        return workgroup;
    }

    private FakeQuery query(String id) {
        FakeQuery query = queries.get(id);
        if (query == null) {
            throw ServiceException.invalid("INVALID_INPUT", "QueryExecution " + id + " was not found");
        }
        return query;
    }

    private ObjectNode start(JsonNode request) {
        String token = request.path("ClientRequestToken").asText();
        if (token.length() < 32 || token.length() > 128) {
            throw ServiceException.invalid("INVALID_INPUT", "ClientRequestToken must have 32 to 128 characters");
        }
        ObjectNode parameters = request.deepCopy();
        parameters.remove("ClientRequestToken");
        String asked = parameters.toString();
        String before = tokens.get(token);
        if (before != null) {
            String id = before.substring(0, before.indexOf(' '));
            if (!before.equals(id + " " + asked)) {
                throw ServiceException.invalid("INVALID_INPUT", "Idempotent parameters do not match");
            }
            return started(id);
        }
        FakeQuery query = newQuery(request);
        queries.put(query.id, query);
        tokens.put(token, query.id + " " + asked);
        begin(query);
        return started(query.id);
    }

    private static ObjectNode started(String id) {
        return JSON.createObjectNode().put("QueryExecutionId", id);
    }

    private FakeQuery newQuery(JsonNode request) {
        String sql = request.path("QueryString").asText();
        int bytes = sql.getBytes(StandardCharsets.UTF_8).length;
        if (bytes == 0 || bytes > STATEMENT_LIMIT) {
            throw ServiceException.invalid("INVALID_INPUT", "QueryString must have 1 to 262144 bytes");
        }
        FakeWorkgroup workgroup = workgroupNamed(request.path("WorkGroup").asText("primary"));
        if (!workgroup.enabled()) {
            throw ServiceException.invalid("INVALID_INPUT", "WorkGroup " + workgroup.name() + " is disabled.");
        }
        String output = output(request, workgroup);
        Optional<AthenaFault> fault = fault(sql);
        if (fault.orElse(null) instanceof AthenaFault.Refusal refusal) {
            throw new ServiceException(refusal);
        }
        String id = UUID.randomUUID().toString();
        return new FakeQuery(id, StatementText.of(sql), workgroup.name(), output, fault, states);
    }

    private static String output(JsonNode request, FakeWorkgroup workgroup) {
        Optional<String> asked = Optional.of(request.path("ResultConfiguration")
                        .path("OutputLocation")
                        .asText())
                .filter(text -> !text.isEmpty());
        if (workgroup.managed()) {
            if (asked.isPresent()) {
                throw ServiceException.invalid(
                        "INVALID_INPUT", "ResultConfiguration cannot be set with managed query results");
            }
            return "";
        }
        return (workgroup.enforced() ? workgroup.output() : asked.or(workgroup::output))
                .map(place -> place.endsWith("/") ? place : place + "/")
                .orElseThrow(() -> ServiceException.invalid(
                        "INVALID_INPUT",
                        "No output location provided. An output location is required either through the Workgroup "
                                + "result configuration setting or as an API input."));
    }

    private Optional<AthenaFault> fault(String sql) {
        for (Map.Entry<String, Deque<AthenaFault>> entry : faults.entrySet()) {
            if (sql.contains(entry.getKey()) && !entry.getValue().isEmpty()) {
                return Optional.of(entry.getValue().removeFirst());
            }
        }
        return Optional.empty();
    }

    private void begin(FakeQuery query) {
        Optional<AthenaFault> fault = query.fault;
        boolean nothing = fault.filter(found -> found instanceof AthenaFault.Endless
                        || (found instanceof AthenaFault.BadEnd end && !end.afterwards()))
                .isPresent();
        if (nothing) {
            query.work = CompletableFuture.completedFuture(Answer.updated(0));
            return;
        }
        FakeWorkgroup workgroup = workgroupNamed(query.workgroup);
        query.work = threads.submit(() -> {
            List<String> before = rules.filesBeside(query.statement);
            Answer answer = rules.run(query.statement, workgroup, query.output + "tables/" + query.id + "/");
            if (!query.output.isEmpty()) {
                ResultFile.write(query, answer, objects);
                List<String> written = new ArrayList<>(rules.filesBeside(query.statement));
                written.removeAll(before);
                ResultFile.manifest(query, written, objects);
            }
            return answer;
        });
    }

    private ObjectNode describe(FakeQuery query) {
        QueryStatus status = QueryStatus.of(query, workgroupNamed(query.workgroup), bytesPerQuery);
        if (status.isBadEnd()) {
            badEnds.add(query.id);
        }
        query.ended |= status.isEnd();
        return status.toJson();
    }

    private ObjectNode several(JsonNode request) {
        JsonNode ids = request.path("QueryExecutionIds");
        if (ids.isEmpty() || ids.size() > 50) {
            throw ServiceException.invalid("INVALID_INPUT", "1 to 50 ids are taken");
        }
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode found = answer.putArray("QueryExecutions");
        ArrayNode missing = answer.putArray("UnprocessedQueryExecutionIds");
        for (JsonNode id : ids) {
            if (queries.containsKey(id.asText())) {
                found.add(describe(query(id.asText())));
            } else {
                missing.addObject().put("QueryExecutionId", id.asText()).put("ErrorCode", "INVALID_INPUT");
            }
        }
        return answer;
    }

    private ObjectNode stop(JsonNode request) {
        FakeQuery query = query(request.path("QueryExecutionId").asText());
        // Nothing comes of it where somebody was told already how the query ended.
        query.stopped |= !query.ended;
        return JSON.createObjectNode();
    }

    private ObjectNode results(JsonNode request) {
        FakeQuery query = query(request.path("QueryExecutionId").asText());
        QueryStatus status = QueryStatus.of(query, workgroupNamed(query.workgroup), bytesPerQuery);
        if (!status.state().equals("SUCCEEDED")) {
            throw ServiceException.invalid(
                    "INVALID_QUERY_EXECUTION_STATE",
                    "Query did not finish successfully. Final query state: " + status.state());
        }
        int most = Math.min(pageSize, request.path("MaxResults").asInt(1000));
        return new ResultPage(query, status.answer())
                .of(request.path("NextToken").asText(), most);
    }

    private ObjectNode workgroup(JsonNode request) {
        FakeWorkgroup workgroup = workgroupNamed(request.path("WorkGroup").asText());
        ObjectNode answer = JSON.createObjectNode();
        ObjectNode json = answer.putObject("WorkGroup");
        json.put("Name", workgroup.name()).put("State", workgroup.enabled() ? "ENABLED" : "DISABLED");
        ObjectNode configuration = json.putObject("Configuration");
        configuration.put("EnforceWorkGroupConfiguration", workgroup.enforced());
        ObjectNode result = configuration.putObject("ResultConfiguration");
        workgroup.output().ifPresent(place -> result.put("OutputLocation", place));
        workgroup.cutoff().ifPresent(bytes -> configuration.put("BytesScannedCutoffPerQuery", bytes));
        configuration.putObject("ManagedQueryResultsConfiguration").put("Enabled", workgroup.managed());
        configuration.putObject("EngineVersion").put("EffectiveEngineVersion", "Athena engine version 3");
        return answer;
    }
}
