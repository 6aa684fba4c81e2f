package io.graphc.compiler.template.syntax;

/** Python's escapes in text literals; a backslash that starts none of them stays, so that patterns can be written plainly. */
final class Escapes {
    private Escapes() {}

    static String decode(String written) {
        StringBuilder out = new StringBuilder(written.length());
        int at = 0;
        while (at < written.length()) {
            char character = written.charAt(at);
            if (character != '\\' || at + 1 >= written.length()) {
                out.append(character);
                at++;
            } else {
                at = escape(written, at, out);
            }
        }
        return out.toString();
    }

    private static int escape(String written, int at, StringBuilder out) {
        char kind = written.charAt(at + 1);
        int plain = "\\'\"abfnrtv\n".indexOf(kind);
        if (plain >= 0) {
            if (kind != '\n') {
                out.append("\\'\"\u0007\b\f\n\r\t\u000b".charAt(plain));
            }
            return at + 2;
        }
        int digits = kind == 'x' ? 2 : kind == 'u' ? 4 : kind == 'U' ? 8 : 0;
        if (digits > 0) {
            return code(written, at, 2, digits, 16, out);
        }
        if (kind >= '0' && kind <= '7') {
            int count = 1;
            while (count < 3 && Character.digit(at(written, at + 1 + count), 8) >= 0) {
                count++;
            }
            return code(written, at, 1, count, 8, out);
        }
        out.append('\\').append(kind);
        return at + 2;
    }

    private static char at(String text, int offset) {
        return offset < text.length() ? text.charAt(offset) : ' ';
    }

    private static int code(String written, int at, int prefix, int digits, int radix, StringBuilder out) {
        int from = at + prefix;
        long value = 0;
        for (int i = 0; i < digits; i++) {
            int digit = Character.digit(at(written, from + i), radix);
            if (digit < 0) {
                value = -1;
                break;
            }
            value = value * radix + digit;
        }
        if (value < 0 || value > Character.MAX_CODE_POINT) {
            out.append('\\');
            return at + 1;
        }
        out.appendCodePoint((int) value);
        return from + digits;
    }
}
