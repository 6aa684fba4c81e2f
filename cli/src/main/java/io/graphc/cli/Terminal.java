package io.graphc.cli;

import io.graphc.diagnostic.render.Style;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
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
        PrintStream out = stream(new FileOutputStream(FileDescriptor.out));
        PrintStream err = stream(new BehindResults(out, new FileOutputStream(FileDescriptor.err)));
        return new Terminal(out, err, colour ? Style.COLOUR : Style.PLAIN, terminal, width(environment));
    }

    /** Both streams often end in one window or one log: what was printed as a result before comes before. */
    static final class BehindResults extends OutputStream {
        private final PrintStream results;
        private final OutputStream to;

        BehindResults(PrintStream results, OutputStream to) {
            this.results = results;
            this.to = to;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            results.flush();
            to.write(bytes, offset, length);
        }
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

    static PrintStream stream(OutputStream to) {
        return new PrintStream(new BufferedOutputStream(to, BUFFER), false, StandardCharsets.UTF_8);
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
