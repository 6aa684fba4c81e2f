package io.graphc.cli.report;

import io.graphc.cli.Terminal;
import java.util.List;

/** The lines at the bottom of a terminal that are drawn anew with what is under way. Callers synchronize. */
final class LiveBlock {
    private final Terminal terminal;
    private int drawn;

    LiveBlock(Terminal terminal) {
        this.terminal = terminal;
    }

    void draw(List<String> lines) {
        lines.forEach(line -> terminal.err().print(cut(line) + "\n"));
        terminal.err().flush();
        drawn = lines.size();
    }

    void erase() {
        if (drawn > 0) {
            terminal.err().print("\u001b[" + drawn + "A\u001b[J");
            drawn = 0;
        }
    }

    /** A line that would wrap would not be erased. */
    private String cut(String line) {
        int most = Math.max(1, terminal.width() - 1);
        return line.length() <= most ? line : line.substring(0, most);
    }
}
