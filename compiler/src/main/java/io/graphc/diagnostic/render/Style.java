package io.graphc.diagnostic.render;

/** Colours of a terminal, or none. */
public enum Style {
    PLAIN,
    COLOUR;

    private static final String RESET = "\u001b[0m";

    String bold(String text) {
        return paint("\u001b[1m", text);
    }

    String red(String text) {
        return paint("\u001b[1;31m", text);
    }

    String yellow(String text) {
        return paint("\u001b[1;33m", text);
    }

    String blue(String text) {
        return paint("\u001b[1;34m", text);
    }

    String cyan(String text) {
        return paint("\u001b[36m", text);
    }

    private String paint(String colour, String text) {
        return this == PLAIN || text.isEmpty() ? text : colour + text + RESET;
    }
}
