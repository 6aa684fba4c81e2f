package io.graphc.runtime.load.neptune;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.runtime.load.LoadJob;
import io.graphc.runtime.load.LoadRecord;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * Tells others of every end of a load job: by a webhook, by a command, or both. What they get is JSON in the shape that
 * Amazon SNS posts (Amazon SNS developer guide, "Parsing Amazon SNS message formats"), whose {@code Message} is JSON again.
 * That nobody listens is a warning and changes nothing. Used by one thread.
 */
final class Notifier {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final NeptuneOutput output;
    private final Clock clock;

    Notifier(NeptuneOutput output, Clock clock) {
        this.output = output;
        this.clock = clock;
    }

    /** Tells of a job; gives what went wrong with that. */
    List<Diagnostic> ended(LoadRecord record, LoadJob job) {
        List<Diagnostic> problems = new ArrayList<>();
        if (output.webhook().isEmpty() && output.command().isEmpty()) {
            return problems;
        }
        String text = text(record, job);
        output.webhook().ifPresent(address -> post(address, text, problems));
        if (!output.command().isEmpty()) {
            run(text, problems);
        }
        return problems;
    }

    private String text(LoadRecord record, LoadJob job) {
        ObjectNode message = JSON.createObjectNode();
        message.put("event", "graphc.load.ended")
                .put("project", record.project())
                .put("tenant", record.tenant())
                .put("graph_output", output.name())
                .put("endpoint", record.endpoint())
                .put("load", record.load())
                .put("load_id", job.id())
                .put("kind", job.kind())
                .put("source", job.source())
                .put("status", job.state())
                .put("succeeded", job.state().equals("LOAD_COMPLETED") && job.errors() == 0)
                .put("records", job.records())
                .put("duplicates", job.duplicates())
                .put("parsing_errors", job.parsingErrors())
                .put("datatype_mismatch_errors", job.datatypeErrors())
                .put("insert_errors", job.insertErrors())
                .put("seconds", job.seconds());
        ObjectNode envelope = JSON.createObjectNode();
        envelope.put("Type", "Notification")
                .put("MessageId", UUID.randomUUID().toString())
                .put("Subject", "graphc load " + job.state())
                .put("Message", message.toString())
                .put("Timestamp", clock.instant().toString());
        return envelope.toString();
    }

    private static void post(URI address, String text, List<Diagnostic> problems) {
        try {
            HttpResponse<Void> answer = HttpClient.newBuilder()
                    .connectTimeout(PATIENCE)
                    .build()
                    .send(
                            HttpRequest.newBuilder(address)
                                    .timeout(PATIENCE)
                                    .header("Content-Type", "application/json; charset=UTF-8")
                                    .header("x-amz-sns-message-type", "Notification")
                                    .POST(HttpRequest.BodyPublishers.ofString(text, StandardCharsets.UTF_8))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding());
            if (answer.statusCode() >= 300) {
                problems.add(problem("the webhook at " + address.getHost(), "it answers " + answer.statusCode()));
            }
        } catch (IOException e) {
            problems.add(
                    problem("the webhook at " + address.getHost(), e.getClass().getSimpleName()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            problems.add(problem("the webhook at " + address.getHost(), "the run was stopped"));
        }
    }

    private void run(String text, List<Diagnostic> problems) {
        String what = "the command `" + output.command().get(0) + "`";
        try {
            Process process = new ProcessBuilder(output.command())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (OutputStream in = process.getOutputStream()) {
                in.write((text + "\n").getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                // A command that does not read is told by its end.
                process.getInputStream().close();
            }
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                problems.add(problem(what, "it did not end in " + PATIENCE.toSeconds() + " seconds"));
            } else if (process.exitValue() != 0) {
                problems.add(problem(what, "it ended with " + process.exitValue()));
            }
        } catch (IOException e) {
            problems.add(problem(what, "it cannot be started"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            problems.add(problem(what, "the run was stopped"));
        }
    }

    /** The address may hold a token, so its host alone is told, and nothing that it answered. */
    private static Diagnostic problem(String what, String reason) {
        return Diagnostic.of(DiagnosticCode.NOTIFICATION_FAILED, what + " was not told of the end of a load")
                .note(reason)
                .build();
    }
}
