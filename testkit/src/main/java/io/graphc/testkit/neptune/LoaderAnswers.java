package io.graphc.testkit.neptune;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** What the bulk loader answers in JSON. Callers synchronize. */
record LoaderAnswers(LoaderQueue queue) {
    ObjectNode start(JsonNode request) throws Refusal {
        ObjectNode payload = JsonNodeFactory.instance.objectNode();
        return answer(payload.put("loadId", queue.start(request).id()));
    }

    ObjectNode list(Map<String, String> parameters) {
        ObjectNode payload = JsonNodeFactory.instance.objectNode();
        ArrayNode ids = payload.putArray("loadIds");
        queue.listed(
                        Integer.parseInt(parameters.getOrDefault("limit", "100")),
                        Boolean.parseBoolean(parameters.getOrDefault("includeQueuedLoads", "true")))
                .forEach(ids::add);
        return answer(payload);
    }

    /** The status of a load; asking for it lets the loader go one step on. */
    ObjectNode status(NeptuneRequest request) throws Refusal {
        Map<String, String> parameters = request.parameters();
        LoaderJob job = queue.job(request.loadId());
        queue.advance();
        queue.told(job);
        return answer(job.payload(
                Boolean.parseBoolean(parameters.getOrDefault("details", "false")),
                Boolean.parseBoolean(parameters.getOrDefault("errors", "false")),
                Integer.parseInt(parameters.getOrDefault("page", "1")),
                Integer.parseInt(parameters.getOrDefault("errorsPerPage", "10"))));
    }

    private static ObjectNode answer(ObjectNode payload) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("status", "200 OK");
        answer.set("payload", payload);
        return answer;
    }
}
