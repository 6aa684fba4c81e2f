package io.graphc.testkit.athena;

/** Something that goes wrong in a stand-in for Athena, as a test has scripted it. */
public sealed interface AthenaFault {
    /**
     * A call is answered with an error, before anything is done.
     *
     * @param status the HTTP status
     * @param type the name of the exception
     */
    record Refusal(int status, String type, String message) implements AthenaFault {
        /** More calls in a second than the account may make. */
        public static Refusal throttled() {
            return new Refusal(400, "ThrottlingException", "Rate exceeded");
        }

        /** As many queries run as the account may have. */
        public static Refusal queueFull() {
            return new Refusal(
                    400, "TooManyRequestsException", "You have exceeded the limit for the number of queries");
        }
    }

    /** A call is carried out, but its answer never arrives. */
    record LostAnswer() implements AthenaFault {}

    /**
     * A query ends badly.
     *
     * @param state {@code FAILED} or {@code CANCELLED}
     * @param category 1 system, 2 user, 3 other; 0 where there is no error in the answer
     * @param afterwards whether it does its work before it ends so
     */
    record BadEnd(String state, int category, int type, boolean retryable, String reason, boolean afterwards)
            implements AthenaFault {
        /** A failure before anything is done. */
        public static BadEnd failed(int category, int type, boolean retryable, String reason) {
            return new BadEnd("FAILED", category, type, retryable, reason, false);
        }

        /** Somebody stops it. */
        public static BadEnd killed(String reason) {
            return new BadEnd("CANCELLED", 0, 0, false, reason, false);
        }
    }

    /** A call is served like any other: a turn that what is scripted next waits for. */
    record Served() implements AthenaFault {}

    /** A query runs until it is asked to stop. */
    record Endless() implements AthenaFault {}
}
