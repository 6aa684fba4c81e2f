package io.graphc.runtime.aws;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;

/**
 * What went wrong in a call of AWS: the service's own words, and what kind of failure it is where that is the same for all
 * services. Codes are those of the Amazon S3 API reference, "Error responses", and of "Common errors" in the references of
 * the other services.
 *
 * @param code the service's code for it, empty where no service answered
 * @param message what the service or the SDK says
 * @param requestId what AWS knows the call by, empty where no service answered
 * @param status the HTTP status, 0 where no service answered
 */
public record AwsFailure(Kind kind, String code, String message, String requestId, int status) {
    /** Kinds of failures that have nothing to do with what was asked for. */
    public enum Kind {
        /** Whoever asks may not do this. */
        DENIED(DiagnosticCode.AWS_ACCESS_DENIED, "AWS does not allow it"),
        /** There are no credentials, or AWS does not take them (any more). */
        CREDENTIALS(DiagnosticCode.AWS_CREDENTIALS, "AWS does not take the credentials"),
        /** The service asks to slow down or fails on its side, also when asked again. */
        BUSY(DiagnosticCode.AWS_BUSY, "AWS cannot serve it now, also when asked again"),
        /** This machine's clock differs too much from that of AWS. */
        CLOCK(DiagnosticCode.CLOCK_SKEWED, "this machine's clock is too far from that of AWS"),
        /** No service answered. */
        UNREACHABLE(DiagnosticCode.AWS_UNREACHABLE, "AWS does not answer"),
        /** Whatever else a service says; its caller knows what it means. */
        OTHER(DiagnosticCode.AWS_CALL_FAILED, "AWS refuses it");

        private final DiagnosticCode code;
        private final String words;

        Kind(DiagnosticCode code, String words) {
            this.code = code;
            this.words = words;
        }
    }

    private static final Set<String> DENIALS = Set.of(
            "AccessDenied",
            "AccessDeniedException",
            "AllAccessDisabled",
            "AuthorizationError",
            "NotAuthorized",
            "UnauthorizedOperation");

    private static final Set<String> BAD_CREDENTIALS = Set.of(
            "ExpiredToken",
            "ExpiredTokenException",
            "IncompleteSignature",
            "InvalidAccessKeyId",
            "InvalidClientTokenId",
            "InvalidSignatureException",
            "InvalidToken",
            "MissingAuthenticationToken",
            "MissingAuthenticationTokenException",
            "MissingSecurityHeader",
            "NotSignedUp",
            "SignatureDoesNotMatch",
            "TokenRefreshRequired",
            "UnrecognizedClientException");

    /** What comes before the request that a service says it has signed. */
    private static final String QUOTED_REQUEST = "The Canonical String";

    private static final Set<String> SKEWS = Set.of("RequestTimeTooSkewed", "RequestExpired", "RequestInTheFuture");

    public AwsFailure {
        message = withoutRequest(message);
    }

    /**
     * A message without what a refused signature quotes of the request: its headers, with the token of a session among them
     * (AWS Identity and Access Management user guide, "Troubleshoot Signature Version 4 signed requests").
     */
    public static String withoutRequest(String message) {
        int quoted = message.indexOf(QUOTED_REQUEST);
        return quoted < 0 ? message : message.substring(0, quoted).strip();
    }

    /** Reads an exception of the SDK. */
    public static AwsFailure of(SdkException failure) {
        if (!(failure instanceof SdkServiceException answer)) {
            return new AwsFailure(clientKind(failure), "", rootMessage(failure), "", 0);
        }
        Optional<AwsErrorDetails> details = failure instanceof AwsServiceException service
                ? Optional.ofNullable(service.awsErrorDetails())
                : Optional.empty();
        String code = details.map(AwsErrorDetails::errorCode).orElse("");
        String message = details.map(AwsErrorDetails::errorMessage)
                .filter(text -> !text.isBlank())
                .orElseGet(() -> text(failure.getMessage()));
        return new AwsFailure(kind(answer, code), code, message, text(answer.requestId()), answer.statusCode());
    }

    private static Kind kind(SdkServiceException answer, String code) {
        if (SKEWS.contains(code) || answer.isClockSkewException()) {
            return Kind.CLOCK;
        }
        if (BAD_CREDENTIALS.contains(code)) {
            return Kind.CREDENTIALS;
        }
        if (answer.isThrottlingException() || answer.statusCode() == 429 || answer.statusCode() >= 500) {
            return Kind.BUSY;
        }
        // An answer to HEAD has no body, so no code.
        boolean bare = code.isEmpty() || code.startsWith("403");
        return DENIALS.contains(code) || (answer.statusCode() == 403 && bare) ? Kind.DENIED : Kind.OTHER;
    }

    private static Kind clientKind(SdkException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException || cause instanceof UncheckedIOException) {
                return Kind.UNREACHABLE;
            }
        }
        // The chain of credentials throws no type of its own; neither does it throw anything else before a call.
        boolean credentials = text(failure.getMessage()).contains("credentials")
                || failure.getClass().getName().contains(".sso");
        if (credentials) {
            return Kind.CREDENTIALS;
        }
        return failure instanceof SdkClientException ? Kind.UNREACHABLE : Kind.OTHER;
    }

    private static String rootMessage(Throwable failure) {
        String own = text(failure.getMessage());
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String deepest = text(root.getMessage());
        return root == failure || deepest.isEmpty() || own.contains(deepest) ? own : own + " (" + deepest + ")";
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    /** Whether it is of a kind that every service may meet. */
    public boolean isCommon() {
        return kind != Kind.OTHER;
    }

    /** What AWS itself says, with what it knows the call by: a note for a diagnostic. */
    public String note() {
        StringBuilder text = new StringBuilder(status == 0 ? "the SDK says: " : "AWS says: ").append(message.strip());
        if (status == 0) {
            return text.toString();
        }
        text.append(" (").append(code.isEmpty() ? "HTTP " + status : code);
        return text.append(requestId.isEmpty() ? "" : ", request " + requestId)
                .append(')')
                .toString();
    }

    /**
     * The diagnostic of its kind.
     *
     * @param what what was to be done, such as {@code cannot write `s3://bucket/key`}
     */
    public Diagnostic.Builder diagnostic(String what) {
        Diagnostic.Builder problem =
                Diagnostic.of(kind.code, what + ": " + kind.words).note(note());
        switch (kind) {
            case DENIED ->
                problem.help("look which principal asks (`aws sts get-caller-identity`) and allow it the action");
            case CREDENTIALS ->
                problem.help(
                        "sign in again (`aws sso login`), or check `aws_profile_name`, `region_name` and the AWS_ variables");
            case BUSY -> problem.help("run again later, or with fewer `--threads`; what is done is not done again");
            case CLOCK -> problem.help("set the clock of this machine, for example by NTP");
            case UNREACHABLE ->
                problem.help("check the network, `region_name`, `endpoint_url` and the proxy's variables");
            case OTHER -> {
                return problem;
            }
        }
        return problem;
    }

    /** The diagnostic of its kind, thrown by callers for which there is nothing more to say. */
    public GraphcException exception(String what, Throwable cause) {
        return new GraphcException(diagnostic(what).build(), cause);
    }
}
