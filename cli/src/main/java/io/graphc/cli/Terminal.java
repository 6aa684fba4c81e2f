package io.graphc.cli;

import io.graphc.diagnostic.render.Style;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Where a command prints: results to {@code out}, diagnostics and progress to {@code err}, both UTF-8. Colour and a live
 * display are only used where the stream is a terminal and {@code NO_COLOR} is not set. Safe to share between threads.
 *
 * @param live whether lines may be rewritten in place
 * @param width how many characters a line has room for
 */
public record Terminal(PrintStream out, PrintStream err, Style style, boolean live, int width) {
    /** What people have who do not say otherwise. */
    private static final int USUAL_WIDTH = 100;

    private static final int BUFFER = 8192;
    private static final int NARROWEST = 20;
    private static final Pattern WIDTH = Pattern.compile("[2-9]\\d|[1-9]\\d{2,3}");

    /** A terminal of the usual width. */
    public Terminal(PrintStream out, PrintStream err, Style style, boolean live) {
        this(out, err, style, live, USUAL_WIDTH);
    }

    public static Terminal ofProcess(Invocation.Environment environment) {
        // The launcher knows whether the streams are a terminal; Java 17 cannot ask for one of them.
        boolean terminal = Boolean.getBoolean("graphc.terminal")
                && !"dumb".equals(environment.get("TERM").orElse(""));
        boolean colour = terminal
                && environment.get("NO_COLOR").filter(value -> !value.isEmpty()).isEmpty();
        return new Terminal(
                stream(FileDescriptor.out),
                stream(FileDescriptor.err),
                colour ? Style.COLOUR : Style.PLAIN,
                terminal,
                width(environment));
    }

    /** Told by the shell as {@code COLUMNS}, or by the launcher, which asks the terminal. */
    private static int width(Invocation.Environment environment) {
        int asked = Integer.getInteger("graphc.columns", USUAL_WIDTH);
        return environment
                .get("COLUMNS")
                .filter(text -> WIDTH.matcher(text).matches())
                .map(Integer::valueOf)
                .orElse(asked < NARROWEST ? USUAL_WIDTH : asked);
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(
                new BufferedOutputStream(new FileOutputStream(descriptor), BUFFER), false, StandardCharsets.UTF_8);
    }

    /** The same terminal without colour and live display. */
    public Terminal plain() {
        return new Terminal(out, err, Style.PLAIN, false, width);
    }

    /** One line of a result, ending in {@code \n} on every platform. */
    public void print(String line) {
        out.print(line + "\n");
    }

    /** One line for the person who waits. */
    public void say(String line) {
        err.print(line + "\n");
        err.flush();
    }

    public void flush() {
        out.flush();
        err.flush();
    }
}
