package io.graphc.runtime.emit.gremlin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.graphc.diagnostic.Excerpt;
import io.graphc.runtime.load.neptune.NeptuneCodes;
import java.io.IOException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.apache.tinkerpop.gremlin.driver.exception.ConnectionException;
import org.apache.tinkerpop.gremlin.driver.exception.NoHostAvailableException;
import org.apache.tinkerpop.gremlin.driver.exception.ResponseException;
import org.apache.tinkerpop.gremlin.util.message.ResponseStatusCode;

/**
 * What a failed request means. Neptune's codes stand as JSON in the text of the answer (Amazon Neptune user guide, "Neptune
 * Graph Engine Error Messages and Codes", and "Exceptions in Neptune transactions").
 *
 * @param words the server's, for a note
 */
record Failure(Kind kind, String words, Throwable cause) {
    private static final int LENGTH = 400;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What to do about it. */
    enum Kind {
        /** Another transaction was in the way: the same request may pass later. */
        BUSY,
        /** A smaller request may pass. */
        TOO_BIG,
        /** No answer; the request may or may not have been done. */
        LOST,
        /** The server is no writer, or no longer one. */
        READ_ONLY,
        /** The server does not let this user in. */
        DENIED,
        /** No connection with a valid certificate. */
        UNSAFE,
        /** The request itself is refused. */
        REFUSED;

        /** Whether the same request may pass later. */
        boolean mayPass() {
            return this == BUSY || this == LOST || this == READ_ONLY;
        }
    }

    static Failure of(Throwable thrown) {
        Throwable root = thrown;
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof ResponseException answer) {
                return answered(answer);
            }
            if (cause instanceof SSLException) {
                return new Failure(Kind.UNSAFE, words(String.valueOf(cause.getMessage())), thrown);
            }
            if (isHandshakeRefusal(cause)) {
                return new Failure(Kind.DENIED, words(String.valueOf(cause.getMessage())), thrown);
            }
            root = cause;
        }
        return new Failure(isConnection(root) ? Kind.LOST : Kind.REFUSED, words(root.toString()), thrown);
    }

    /** Among them {@code IllegalStateException}, which is what the driver gives to requests whose connection ended. */
    private static boolean isConnection(Throwable root) {
        return root instanceof IOException
                || root instanceof ConnectionException
                || root instanceof NoHostAvailableException
                || root instanceof TimeoutException
                || root instanceof ExecutionException
                || root instanceof CompletionException
                || root instanceof IllegalStateException;
    }

    /** A server that refuses a signature or its lack answers the handshake with an HTTP status. */
    private static boolean isHandshakeRefusal(Throwable cause) {
        String text = String.valueOf(cause.getMessage());
        return cause.getClass().getSimpleName().contains("HandshakeException")
                && (text.contains("401") || text.contains("403"));
    }

    private static Failure answered(ResponseException answer) {
        String text = String.valueOf(answer.getMessage());
        String code = "";
        String words = text;
        if (text.startsWith("{")) {
            try {
                JsonNode json = JSON.readTree(text);
                code = json.path("code").asText();
                words = code + ": " + json.path("detailedMessage").asText();
            } catch (JsonProcessingException e) {
                // A text that only looks like Neptune's JSON is shown as it is.
                words = text;
            }
        }
        return new Failure(kind(code, answer.getResponseStatusCode()), words(words), answer);
    }

    private static Kind kind(String code, ResponseStatusCode status) {
        if (NeptuneCodes.BUSY.contains(code) || status == ResponseStatusCode.TOO_MANY_REQUESTS) {
            return Kind.BUSY;
        }
        if (NeptuneCodes.TOO_BIG.contains(code) || status == ResponseStatusCode.SERVER_ERROR_TIMEOUT) {
            return Kind.TOO_BIG;
        }
        if (code.equals(NeptuneCodes.READ_ONLY)) {
            return Kind.READ_ONLY;
        }
        boolean denied = code.equals("AccessDeniedException")
                || status == ResponseStatusCode.UNAUTHORIZED
                || status == ResponseStatusCode.FORBIDDEN;
        return denied ? Kind.DENIED : Kind.REFUSED;
    }

    private static String words(String text) {
        return "the server: " + Excerpt.ofLines(text.strip(), LENGTH);
    }
}
