package io.graphc.project.yaml;

/**
 * A key of an object.
 *
 * @param sentence what it is for, as an editor shows it
 * @param support what happens to it
 * @param reason for a key that is ignored or not supported: what is possible instead
 */
public record KeyShape(
        String name, ValueShape value, boolean required, String sentence, Support support, String reason) {
    /** What graphc does with a key that it knows. */
    public enum Support {
        /** Read. */
        ACCEPTED,
        /** Taken without a word: for graphc it makes no difference to the rows. */
        NO_EFFECT,
        /** Read over, with a warning, because its author expects an effect. */
        IGNORED,
        /** An error, because leaving it out gives another result. */
        NOT_SUPPORTED
    }

    public static KeyShape required(String name, ValueShape value, String sentence) {
        return new KeyShape(name, value, true, sentence, Support.ACCEPTED, "");
    }

    public static KeyShape optional(String name, ValueShape value, String sentence) {
        return new KeyShape(name, value, false, sentence, Support.ACCEPTED, "");
    }

    /** A key that makes no difference to graphc, and what it means to others. */
    public static KeyShape harmless(String name, String sentence) {
        return harmless(name, ValueShape.Single.ANYTHING, sentence);
    }

    /** A key that makes no difference to graphc and whose values are compared all the same. */
    public static KeyShape harmless(String name, ValueShape value, String sentence) {
        return new KeyShape(name, value, false, sentence, Support.NO_EFFECT, "");
    }

    public static KeyShape ignored(String name, String reason) {
        return new KeyShape(
                name,
                ValueShape.Single.ANYTHING,
                false,
                "Known to dbt; ignored with a warning.",
                Support.IGNORED,
                reason);
    }

    public static KeyShape notSupported(String name, String sentence, String reason) {
        return new KeyShape(name, ValueShape.Single.ANYTHING, false, sentence, Support.NOT_SUPPORTED, reason);
    }
}
