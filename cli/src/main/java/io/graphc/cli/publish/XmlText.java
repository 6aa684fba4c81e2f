package io.graphc.cli.publish;

/** Text inside XML 1.0; characters that XML has no way to say become U+FFFD. */
final class XmlText {
    private XmlText() {}

    static String attribute(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(point -> {
            switch (point) {
                case '"' -> escaped.append("&quot;");
                case '\n' -> escaped.append("&#10;");
                case '\r' -> escaped.append("&#13;");
                case '\t' -> escaped.append("&#9;");
                default -> append(point, escaped);
            }
        });
        return escaped.toString();
    }

    static String content(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(point -> {
            if (point == '\r') {
                escaped.append("&#13;");
            } else {
                append(point, escaped);
            }
        });
        return escaped.toString();
    }

    private static void append(int point, StringBuilder escaped) {
        switch (point) {
            case '<' -> escaped.append("&lt;");
            case '>' -> escaped.append("&gt;");
            case '&' -> escaped.append("&amp;");
            default -> escaped.appendCodePoint(isAllowed(point) ? point : '\ufffd');
        }
    }

    /** The specification's production {@code Char}. */
    private static boolean isAllowed(int point) {
        return point == '\t'
                || point == '\n'
                || (point >= 0x20 && point <= 0xd7ff)
                || (point >= 0xe000 && point <= 0xfffd)
                || point >= 0x10000;
    }
}
