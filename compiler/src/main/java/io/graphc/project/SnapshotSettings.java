package io.graphc.project;

import io.graphc.project.yaml.YamlEntry;
import io.graphc.project.yaml.YamlScalar;
import io.graphc.source.Located;
import io.graphc.source.MappedText;
import io.graphc.source.SourceFile;
import io.graphc.source.SourceSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The configs of snapshots that are needed before their SQL is rendered: where their tables are, and whether they are left
 * out. They are read from what {@code config()} is given as it is written.
 */
final class SnapshotSettings {
    private static final Pattern CALL = Pattern.compile("\\{(?:\\{|%)-?\\s*(?:do\\s+)?config\\s*\\(");
    private static final Pattern SETTING = Pattern.compile(
            "\\s*(target_schema|target_database|schema|database|alias|enabled)\\s*=\\s*(?:'([^'\\n]*)'|\"([^\"\\n]*)\"|(true|false|True|False)\\b)");

    private final SourceFile file;
    private final String code;

    SnapshotSettings(SourceFile file) {
        this.file = file;
        this.code = withoutComments(file.text());
    }

    /** The text of the file with blanks in place of the comments of templates. */
    String code() {
        return code;
    }

    private static String withoutComments(String text) {
        StringBuilder code = new StringBuilder(text);
        int at = text.indexOf('{');
        while (at >= 0 && at + 1 < text.length()) {
            char kind = text.charAt(at + 1);
            int end = at + 1;
            if (kind == '#') {
                int close = text.indexOf("#}", at + 2);
                end = close < 0 ? text.length() : close + 2;
                blank(code, at, end);
            } else if (kind == '{' || kind == '%') {
                end = endOfTag(text, at + 2, kind == '{' ? "}}" : "%}");
            }
            at = text.indexOf('{', end);
        }
        return code.toString();
    }

    private static void blank(StringBuilder code, int start, int end) {
        for (int i = start; i < end; i++) {
            if (code.charAt(i) != '\n') {
                code.setCharAt(i, ' ');
            }
        }
    }

    /** Quoted text in a tag neither ends it nor begins a comment. */
    private static int endOfTag(String text, int start, String close) {
        int at = start;
        while (at < text.length() && !text.startsWith(close, at)) {
            at = isQuote(text.charAt(at)) ? endOfQuoted(text, at) : at + 1;
        }
        return at;
    }

    private static boolean isQuote(char letter) {
        return letter == '\'' || letter == '"';
    }

    private static int endOfQuoted(String text, int start) {
        int at = start + 1;
        while (at < text.length() && text.charAt(at) != text.charAt(start)) {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        return Math.min(at + 1, text.length());
    }

    /** The settings between two places in the file. */
    ConfigSpec within(int start, int end) {
        List<YamlEntry> entries = new ArrayList<>();
        Matcher call = CALL.matcher(code).region(start, end);
        while (call.find()) {
            readArguments(call.end(), end, entries);
        }
        return entries.isEmpty() ? ConfigSpec.EMPTY : new ConfigSpec(entries);
    }

    private void readArguments(int start, int end, List<YamlEntry> entries) {
        Matcher setting = SETTING.matcher(code);
        int depth = 0;
        boolean argument = true;
        int at = start;
        while (at < end && depth >= 0) {
            if (argument && setting.region(at, end).lookingAt()) {
                entries.add(entry(setting));
                at = setting.end();
                argument = false;
                continue;
            }
            char letter = code.charAt(at);
            depth += "([{".indexOf(letter) >= 0 ? 1 : ")]}".indexOf(letter) >= 0 ? -1 : 0;
            argument = depth == 0 && letter == ',';
            at = isQuote(letter) ? endOfQuoted(code, at) : at + 1;
        }
    }

    private YamlEntry entry(Matcher setting) {
        int group = setting.group(2) != null ? 2 : setting.group(3) != null ? 3 : 4;
        SourceSpan value = file.span(setting.start(group), setting.end(group));
        Located<String> key = Located.of(setting.group(1), file.span(setting.start(1), setting.end(1)));
        return new YamlEntry(key, new YamlScalar(value, MappedText.of(value), group == 4));
    }
}
