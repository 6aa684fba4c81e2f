package io.graphc.runtime.emit.file;

import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes of files as settings give them: a number, perhaps with {@code KB}, {@code MB} or {@code GB}. */
public final class FileSize {
    /** Where a file is split unless a setting says otherwise. */
    public static final long DEFAULT = 256L << 20;

    private static final Pattern SIZE = Pattern.compile("(\\d{1,9})\\s*([KMG]?)(?:i?B)?", Pattern.CASE_INSENSITIVE);

    private FileSize() {}

    /** The number of bytes; empty where the setting is no size above zero. */
    public static OptionalLong bytes(Object setting) {
        Matcher matcher = SIZE.matcher(setting.toString().strip());
        if (!matcher.matches() || Long.parseLong(matcher.group(1)) == 0) {
            return OptionalLong.empty();
        }
        int shift = switch (matcher.group(2).toUpperCase(Locale.ROOT)) {
            case "K" -> 10;
            case "M" -> 20;
            case "G" -> 30;
            default -> 0;
        };
        return OptionalLong.of(Long.parseLong(matcher.group(1)) << shift);
    }
}
