package io.graphc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.diagnostic.render.Style;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TerminalTest {
    @Test
    void showsResultsAndWordsInTheOrderInWhichTheyWerePrinted() {
        ByteArrayOutputStream window = new ByteArrayOutputStream();
        PrintStream out = Terminal.stream(window);
        PrintStream err = Terminal.stream(new Terminal.BehindResults(out, window));
        Terminal terminal = new Terminal(out, err, Style.PLAIN, false);

        terminal.say("east:");
        terminal.print("1");
        terminal.say("west:");
        terminal.print("2");
        terminal.flush();

        assertThat(window.toString(StandardCharsets.UTF_8)).isEqualTo("east:\n1\nwest:\n2\n");
    }
}
