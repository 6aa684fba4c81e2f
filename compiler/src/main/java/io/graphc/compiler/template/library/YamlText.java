package io.graphc.compiler.template.library;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Writes texts as scalars of YAML, as PyYAML's {@code safe_dump} does: plain where they are not taken for something else, then in
 * single quotes, then in double ones; lines longer than 80 characters are broken at blanks, all but ASCII is escaped.
 */
final class YamlText {
    private static final int WIDTH = 80;

    /** What YAML 1.1 takes for something else than a text. */
    private static final Pattern NO_TEXT = Pattern.compile("|~|=|<<"
            + "|yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF|null|Null|NULL"
            + "|[-+]?[0-9][0-9_]*\\.[0-9_]*([eE][-+][0-9]+)?|\\.[0-9][0-9_]*([eE][-+][0-9]+)?"
            + "|[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+\\.[0-9_]*|[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)"
            + "|[-+]?0b[01_]+|[-+]?0[0-7_]+|[-+]?(0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+|[-+]?[1-9][0-9_]*(:[0-5]?[0-9])+"
            + "|[0-9]{4}-[0-9]{2}-[0-9]{2}"
            + "|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt]|[ \\t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}(\\.[0-9]*)?"
            + "([ \\t]*(Z|[-+][0-9]{1,2}(:[0-9]{2})?))?");

    private static final String NEVER_FIRST = "#,[]{}&*!|>'\"%@`";
    private static final Map<Integer, Character> ESCAPES = Map.ofEntries(
            Map.entry(0, '0'),
            Map.entry(7, 'a'),
            Map.entry(8, 'b'),
            Map.entry(9, 't'),
            Map.entry(10, 'n'),
            Map.entry(11, 'v'),
            Map.entry(12, 'f'),
            Map.entry(13, 'r'),
            Map.entry(27, 'e'),
            Map.entry((int) '"', '"'),
            Map.entry((int) '\\', '\\'),
            Map.entry(0x85, 'N'),
            Map.entry(0xa0, '_'),
            Map.entry(0x2028, 'L'),
            Map.entry(0x2029, 'P'));

    private final int[] text;
    private final String indent;
    private final boolean broken;
    private final StringBuilder out = new StringBuilder();
    private int column;

    /**
     * A text at its place.
     *
     * @param column where on its line it starts
     * @param indent how far lines that it is broken into are indented; none breaks where this is negative, as in keys
     */
    private YamlText(String text, int column, int indent) {
        this.text = text.codePoints().toArray();
        this.column = column;
        this.indent = " ".repeat(Math.max(indent, 0));
        this.broken = indent >= 0;
    }

    static String write(String text, int column, int indent) {
        YamlText written = new YamlText(text, column, indent);
        if (isPlain(text)) {
            written.plain();
        } else if (written.isSimple()) {
            written.single();
        } else {
            written.twice();
        }
        return written.out.toString();
    }

    /** Whether it needs no quotes. */
    static boolean isPlain(String text) {
        if (text.isEmpty()
                || text.startsWith("---")
                || text.startsWith("...")
                || NO_TEXT.matcher(text).matches()) {
            return false;
        }
        char first = text.charAt(0);
        boolean single = text.length() == 1 || text.charAt(1) == ' ';
        return NEVER_FIRST.indexOf(first) < 0
                && !("?:-".indexOf(first) >= 0 && single)
                && first != ' '
                && !text.endsWith(" ")
                && !text.endsWith(":")
                && !text.contains(": ")
                && !text.contains(" #")
                && text.chars().allMatch(character -> character >= ' ' && character <= '~');
    }

    /** Whether single quotes are enough. */
    private boolean isSimple() {
        for (int i = 0; i < text.length; i++) {
            boolean beside =
                    i > 0 && ((text[i] == ' ' && text[i - 1] == '\n') || (text[i] == '\n' && text[i - 1] == ' '));
            boolean special = text[i] != '\n' && (text[i] < ' ' || text[i] > '~');
            if (beside || special || (text[i] == '\n' && !broken)) {
                return false;
            }
        }
        return true;
    }

    private void put(String part) {
        out.append(part);
        column += part.length();
    }

    private void newLine() {
        out.append('\n').append(indent);
        column = indent.length();
    }

    /** Whether a blank between two words is where a line is broken. */
    private boolean breaksAt(int at) {
        return broken
                && column > WIDTH
                && at > 0
                && at + 1 < text.length
                && text[at] == ' '
                && text[at - 1] != ' '
                && text[at + 1] != ' ';
    }

    private void plain() {
        for (int i = 0; i < text.length; i++) {
            if (breaksAt(i)) {
                newLine();
            } else {
                put(Character.toString(text[i]));
            }
        }
    }

    private void single() {
        put("'");
        for (int i = 0; i < text.length; i++) {
            if (text[i] == '\n') {
                boolean first = i == 0 || text[i - 1] != '\n';
                boolean last = i + 1 == text.length || text[i + 1] != '\n';
                out.append(first ? "\n\n" : "\n");
                if (last) {
                    out.append(indent);
                    column = indent.length();
                }
            } else if (breaksAt(i)) {
                newLine();
            } else {
                put(text[i] == '\'' ? "''" : Character.toString(text[i]));
            }
        }
        put("'");
    }

    /** In double quotes a line may also be broken behind what is escaped; blanks at a break are kept by backslashes. */
    private void twice() {
        put("\"");
        int start = 0;
        for (int i = 0; i <= text.length; i++) {
            boolean escaped = i < text.length && isEscaped(text[i]);
            if (i == text.length || escaped) {
                put(new String(text, start, i - start));
                start = i;
                if (escaped) {
                    put(escape(text[i]));
                    start = i + 1;
                }
            }
            boolean mayBreak = broken && i > 0 && i < text.length - 1 && (text[i] == ' ' || start >= i);
            if (mayBreak && column + i - start > WIDTH) {
                put(start < i ? new String(text, start, i - start) + "\\" : "\\");
                start = Math.max(start, i);
                newLine();
                if (text[start] == ' ') {
                    put("\\");
                }
            }
        }
        put("\"");
    }

    private static boolean isEscaped(int character) {
        return character < ' ' || character > '~' || character == '"' || character == '\\';
    }

    private static String escape(int character) {
        Character known = ESCAPES.get(character);
        if (known != null) {
            return "\\" + known;
        }
        String form = character <= 0xff ? "\\x%02X" : character <= 0xffff ? "\\u%04X" : "\\U%08X";
        return String.format(Locale.ROOT, form, character);
    }
}
