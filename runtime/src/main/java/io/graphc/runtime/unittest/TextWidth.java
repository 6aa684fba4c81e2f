package io.graphc.runtime.unittest;

/** How many columns of a terminal a text takes: letters of East Asian scripts and emoji take two, marks on letters none. */
final class TextWidth {
    private TextWidth() {}

    static int of(String text) {
        return text.codePoints().map(TextWidth::of).sum();
    }

    private static int of(int letter) {
        int type = Character.getType(letter);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        return isWide(letter) ? 2 : 1;
    }

    /** The blocks that Unicode's annex 11 calls wide, in full. */
    private static boolean isWide(int letter) {
        return (letter >= 0x1100 && letter <= 0x115F)
                || (letter >= 0x2E80 && letter <= 0xA4CF && letter != 0x303F)
                || (letter >= 0xAC00 && letter <= 0xD7A3)
                || (letter >= 0xF900 && letter <= 0xFAFF)
                || (letter >= 0xFE30 && letter <= 0xFE6F)
                || (letter >= 0xFF00 && letter <= 0xFF60)
                || (letter >= 0xFFE0 && letter <= 0xFFE6)
                || (letter >= 0x1F300 && letter <= 0x1FAFF)
                || (letter >= 0x20000 && letter <= 0x3FFFD);
    }

    /** The text, with an ellipsis where it is wider than that. */
    static String cut(String text, int widest) {
        if (of(text) <= widest) {
            return text;
        }
        StringBuilder cut = new StringBuilder();
        int width = 0;
        int at = 0;
        while (at < text.length()) {
            int letter = text.codePointAt(at);
            width += of(letter);
            if (width > widest - 3) {
                break;
            }
            cut.appendCodePoint(letter);
            at += Character.charCount(letter);
        }
        return cut.append("...").toString();
    }
}
