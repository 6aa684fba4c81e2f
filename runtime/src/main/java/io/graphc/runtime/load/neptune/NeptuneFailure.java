package io.graphc.runtime.load.neptune;

import io.graphc.diagnostic.Excerpt;
import io.graphc.runtime.aws.AwsFailure;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLException;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;

/**
 * What a failed call of Neptune means: Amazon Neptune user guide, "Neptune graph engine error messages and codes", "Exceptions
 * in Neptune transactions" and "Neptune loader errors".
 *
 * @param code Neptune's own, empty where it did not answer
 * @param message in its words, or in those of whoever failed
 * @param requestId what Neptune knows the call by, empty where it says none
 * @param status the HTTP status, 0 where it did not answer
 */
record NeptuneFailure(Kind kind, String code, String message, String requestId, int status) {
    private static final int LENGTH = 400;

    /** What to do about it. */
    enum Kind {
        /** The same call may pass later. */
        BUSY,
        /** A smaller one may pass. */
        TOO_BIG,
        /** No answer: it may or may not have been done. */
        LOST,
        /** A replica, or a writer that is none any more. */
        READ_ONLY,
        /** Whoever asks is not let in. */
        DENIED,
        /** No connection with a valid certificate. */
        UNSAFE,
        /** There is no such load. */
        UNKNOWN_LOAD,
        /** The call itself is refused. */
        REFUSED
    }

    static NeptuneFailure of(SdkException thrown) {
        if (!(thrown instanceof SdkServiceException answer)) {
            return unanswered(thrown);
        }
        String code = member(thrown, "code").orElse("");
        String message = member(thrown, "detailedMessage").orElse("");
        AwsErrorDetails known = thrown instanceof AwsServiceException service ? service.awsErrorDetails() : null;
        if (known != null) {
            code = code.isEmpty() ? Optional.ofNullable(known.errorCode()).orElse("") : code;
            message = message.isEmpty()
                    ? Optional.ofNullable(known.errorMessage()).orElse("")
                    : message;
        }
        if (message.isEmpty()) {
            message = String.valueOf(thrown.getMessage());
        }
        String request = member(thrown, "requestId")
                .or(() -> Optional.ofNullable(answer.requestId()))
                .orElse("");
        return new NeptuneFailure(
                kind(code, answer.statusCode(), message), code, words(message), request, answer.statusCode());
    }

    /** The SDK keeps what Neptune says in members of its own for each exception. */
    private static Optional<String> member(SdkException thrown, String name) {
        if (!(thrown instanceof SdkPojo pojo)) {
            return Optional.empty();
        }
        for (SdkField<?> field : pojo.sdkFields()) {
            if (field.locationName().equals(name)) {
                return Optional.ofNullable(field.getValueOrDefault(pojo)).map(Object::toString);
            }
        }
        return Optional.empty();
    }

    private static NeptuneFailure unanswered(SdkException thrown) {
        Throwable root = thrown;
        boolean connection = false;
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLException) {
                return new NeptuneFailure(Kind.UNSAFE, "", words(String.valueOf(cause.getMessage())), "", 0);
            }
            connection |= cause instanceof IOException;
            root = cause;
        }
        String text = root instanceof IOException
                ? root.getClass().getSimpleName().replace("Exception", "") + ": " + root.getMessage()
                : String.valueOf(root.getMessage());
        // Credentials are asked for with every call; what else fails here is an answer that could not be read.
        String whole = (thrown.getMessage() + " " + text).toLowerCase(Locale.ROOT);
        boolean credentials = !connection && (whole.contains("credential") || whole.contains("profile"));
        return new NeptuneFailure(credentials ? Kind.DENIED : Kind.LOST, "", words(text), "", 0);
    }

    private static Kind kind(String code, int status, String message) {
        if (NeptuneCodes.BUSY.contains(code) || status == 429 || status == 503) {
            return Kind.BUSY;
        }
        if (NeptuneCodes.TOO_BIG.contains(code)) {
            return Kind.TOO_BIG;
        }
        if (code.equals(NeptuneCodes.READ_ONLY) || status == 405) {
            return Kind.READ_ONLY;
        }
        if (status == 401 || status == 403 || code.equals("AccessDeniedException")) {
            return Kind.DENIED;
        }
        boolean unknown =
                code.equals("BulkLoadIdNotFoundException") || status == 404 || message.startsWith("The load with id");
        return unknown ? Kind.UNKNOWN_LOAD : Kind.REFUSED;
    }

    private static String words(String text) {
        return Excerpt.ofLines(AwsFailure.withoutRequest(text).strip(), LENGTH);
    }

    /** A note for people. */
    String note() {
        String who = status == 0 ? "" : "Neptune: ";
        return who
                + (code.isEmpty() ? "" : code + ": ")
                + message
                + (requestId.isEmpty() ? "" : " (request " + requestId + ")");
    }
}
