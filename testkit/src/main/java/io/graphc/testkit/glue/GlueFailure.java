package io.graphc.testkit.glue;

/**
 * A refusal in the words of the service: the name of its exception, an HTTP status and a message (AWS Glue, Web API
 * reference, "Exceptions" and "Common errors").
 */
public final class GlueFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int REFUSED = 400;
    private static final int BROKEN = 500;

    private final String type;
    private final int status;

    private GlueFailure(String type, int status, String message) {
        super(message, null, false, false);
        this.type = type;
        this.status = status;
    }

    /** A refusal with status 400. */
    public static GlueFailure of(String type, String message) {
        return new GlueFailure(type, REFUSED, message);
    }

    /** Too many calls in a short time; clients try again after a while. */
    public static GlueFailure throttled() {
        return of("ThrottlingException", "Rate exceeded");
    }

    /** The caller's policies do not allow an operation. */
    public static GlueFailure accessDenied(String operation, String resource) {
        return of(
                "AccessDeniedException",
                "User: arn:aws:iam::" + FakeGlue.ACCOUNT + ":user/analyst is not authorized to perform: glue:"
                        + operation
                        + " on resource: " + resource + " because no identity-based policy allows the glue:" + operation
                        + " action");
    }

    /** The session's credentials are over. */
    public static GlueFailure expiredToken() {
        return of("ExpiredTokenException", "The security token included in the request is expired");
    }

    /** A fault of the service itself. */
    public static GlueFailure internal() {
        return new GlueFailure("InternalServiceException", BROKEN, "An internal service error occurred.");
    }

    static GlueFailure notFound(String message) {
        return of("EntityNotFoundException", message);
    }

    static GlueFailure exists(String message) {
        return of("AlreadyExistsException", message);
    }

    static GlueFailure badInput(String message) {
        return of("InvalidInputException", message);
    }

    static GlueFailure changed(String message) {
        return of("ConcurrentModificationException", message);
    }

    static GlueFailure limit(String message) {
        return of("ResourceNumberLimitExceededException", message);
    }

    /** A value that breaks a constraint of the service's model. */
    static GlueFailure constraint(String member, String constraint) {
        return of(
                "ValidationException",
                "1 validation error detected: Value at '" + member + "' failed to satisfy constraint: " + constraint);
    }

    /** The name of the exception. */
    public String type() {
        return type;
    }

    int status() {
        return status;
    }
}
