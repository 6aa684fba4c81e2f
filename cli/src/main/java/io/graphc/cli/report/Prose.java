package io.graphc.cli.report;

import java.util.regex.Pattern;

/** Text of others within Markdown: nothing in it is formatted, and nobody is called. */
public final class Prose {
    private static final Pattern FORMATS = Pattern.compile("([\\\\*_\\[\\]<>|~])");

    /**
     * What GitHub and GitLab make links of behind the formatting, where a backslash is gone already: {@code @name}, {@code
     * #1}. An empty comment keeps the sign and the rest apart.
     */
    private static final Pattern CALLS = Pattern.compile("(?<!\\w)@(?=\\w)|[#!](?=\\d)");

    private Prose() {}

    /** Plain text outside of code. */
    public static String escaped(String text) {
        return CALLS.matcher(FORMATS.matcher(text).replaceAll("\\\\$1")).replaceAll("$0<!-- -->");
    }
}
