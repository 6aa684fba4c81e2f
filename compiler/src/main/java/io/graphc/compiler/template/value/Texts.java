package io.graphc.compiler.template.value;

import io.graphc.source.MappedText;
import io.graphc.source.Origin;
import java.util.List;

/**
 * Operations on text values that keep the written place of every character. A text value is a {@link String} or a
 * {@link Text}; a result carries places when one of its parts does.
 */
public final class Texts {
    private Texts() {}

    public static boolean isText(Object value) {
        return value instanceof String || value instanceof Text;
    }

    /** The characters of a text value. */
    public static String of(Object value) {
        return value instanceof Text text ? text.text() : (String) value;
    }

    /** Appends what a value prints as; text without a place of its own is placed at {@code origin}. */
    public static void append(MappedText.Builder builder, Object value, Origin origin) {
        if (value instanceof Text text) {
            builder.append(text.mapped(), (segment, written) -> written);
        } else {
            builder.computed(Printer.print(value), origin);
        }
    }

    /** The printed values one after another. */
    public static Object concatenate(List<?> parts, Origin origin) {
        boolean mapped = false;
        for (Object part : parts) {
            mapped |= part instanceof Text;
        }
        if (!mapped) {
            StringBuilder plain = new StringBuilder();
            parts.forEach(part -> plain.append(Printer.print(part)));
            return plain.toString();
        }
        MappedText.Builder builder = new MappedText.Builder();
        parts.forEach(part -> append(builder, part, origin));
        return new Text(builder.build());
    }

    /** Part of a text value, by UTF-16 offsets. */
    public static Object slice(Object text, int start, int end) {
        if (text instanceof Text mapped) {
            return start == 0 && end == mapped.text().length()
                    ? text
                    : new Text(mapped.mapped().slice(start, end));
        }
        return ((String) text).substring(start, end);
    }

    /** The same text with some characters exchanged one for one, as for upper case. */
    public static Object withCharacters(Object text, String changed) {
        if (!(text instanceof Text mapped)) {
            return changed;
        }
        if (changed.length() != mapped.text().length()) {
            return mapped.mapped().segments().isEmpty()
                    ? changed
                    : new Text(new MappedText.Builder()
                            .computed(changed, mapped.mapped().segments().get(0).origin())
                            .build());
        }
        MappedText.Builder builder = new MappedText.Builder();
        for (MappedText.Segment segment : mapped.mapped().segments()) {
            String part = changed.substring(segment.start(), segment.end());
            if (segment.verbatim()) {
                builder.verbatim(part, segment.origin());
            } else {
                builder.computed(part, segment.origin());
            }
        }
        return new Text(builder.build());
    }

    /** Number of characters as Python counts them: code points. */
    public static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** Python's white space. */
    public static boolean isSpace(char character) {
        return character == ' '
                || (character >= '\t' && character <= '\r')
                || (character >= 0x1c && character <= 0x1f)
                || character == 0x85
                || character == 0xa0
                || (character > 0xff && Character.isSpaceChar(character));
    }

    /** Without the characters of a set, or without white space where the set is empty, at the chosen ends. */
    public static Object strip(Object value, String characters, boolean left, boolean right) {
        String text = of(value);
        int start = 0;
        int end = text.length();
        while (left && start < end && isStripped(text.charAt(start), characters)) {
            start++;
        }
        while (right && end > start && isStripped(text.charAt(end - 1), characters)) {
            end--;
        }
        return slice(value, start, end);
    }

    private static boolean isStripped(char character, String characters) {
        return characters.isEmpty() ? isSpace(character) : characters.indexOf(character) >= 0;
    }

    /** With every occurrence of a part replaced, at most {@code most} of them where that is not negative. */
    public static Object replace(Object value, String from, Object to, int most, CallArguments call) {
        String text = of(value);
        String replacement = of(to);
        MappedText.Builder builder = new MappedText.Builder();
        int copied = 0;
        int done = 0;
        long length = text.length();
        int found = text.indexOf(from);
        while (found >= 0 && done != most) {
            length += replacement.length();
            call.rendering().countCharacters(replacement.length());
            append(builder, slice(value, copied, found), call.origin());
            append(builder, to, call.origin());
            copied = found + from.length();
            done++;
            int next = from.isEmpty() ? found + 1 : copied;
            if (from.isEmpty() && found >= text.length()) {
                break;
            }
            found = text.indexOf(from, next);
        }
        if (done == 0) {
            return value;
        }
        call.rendering().countCharacters(length);
        append(builder, slice(value, Math.min(copied, text.length()), text.length()), call.origin());
        MappedText replaced = builder.build();
        return value instanceof Text || to instanceof Text ? new Text(replaced) : replaced.text();
    }
}
