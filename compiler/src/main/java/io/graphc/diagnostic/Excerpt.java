package io.graphc.diagnostic;

/** What others wrote, short enough for a message. */
public final class Excerpt {
    private Excerpt() {}

    /** The text, with an ellipsis in place of what is beyond a number of characters; none is cut in two. */
    public static String of(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most) + "...";
    }

    /** A value on one line between backquotes, its line breaks as {@code \\n} and {@code \\r}. */
    public static String ofValue(String value, int most) {
        return "`" + of(value.replace("\r", "\\r").replace("\n", "\\n"), most) + "`";
    }

    /** The same of a text of several lines, put behind each other. */
    public static String ofLines(String text, int most) {
        return of(text.replaceAll("\\s*\\R\\s*", "; "), most);
    }
}
