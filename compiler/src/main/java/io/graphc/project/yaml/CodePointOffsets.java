package io.graphc.project.yaml;

/** SnakeYAML counts in code points, spans in UTF-16 units: the way from one to the other. */
final class CodePointOffsets {
    private final int length;
    private final int[] offsets;

    CodePointOffsets(String text) {
        this.length = text.length();
        int points = text.codePointCount(0, length);
        // Nearly every file has no character beyond the basic plane: then both counts are the same.
        this.offsets = points == length ? new int[0] : table(text, points);
    }

    private static int[] table(String text, int points) {
        int[] table = new int[points + 1];
        int offset = 0;
        for (int index = 0; index < points; index++) {
            table[index] = offset;
            offset += Character.charCount(text.codePointAt(offset));
        }
        table[points] = offset;
        return table;
    }

    int of(int codePoint) {
        if (offsets.length == 0) {
            return Math.min(codePoint, length);
        }
        return offsets[Math.min(codePoint, offsets.length - 1)];
    }
}
