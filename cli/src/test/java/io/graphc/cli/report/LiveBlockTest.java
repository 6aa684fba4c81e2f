package io.graphc.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.cli.Terminal;
import io.graphc.diagnostic.render.Style;
import io.graphc.runtime.Step;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveBlockTest {
    private final ByteArrayOutputStream window = new ByteArrayOutputStream();
    private final Terminal terminal = terminal();

    private Terminal terminal() {
        PrintStream stream = new PrintStream(window, true, StandardCharsets.UTF_8);
        return new Terminal(stream, stream, Style.PLAIN, true, 40);
    }

    private String printed() {
        return window.toString(StandardCharsets.UTF_8);
    }

    @Test
    void erasesWhatItHasDrawn() {
        LiveBlock block = new LiveBlock(terminal);
        block.erase();
        block.draw(List.of("a", "b".repeat(50)));
        block.erase();
        block.erase();
        assertThat(printed()).isEqualTo("a\n" + "b".repeat(39) + "\n\u001b[2A\u001b[J");
    }

    @Test
    void noLineOfTheTableOfTenantsWraps() {
        TenantTable table = new TenantTable(new Report(terminal, false, false), List.of("east", "west"));
        Step step = new Step("model.shop.a", Step.Kind.MODEL, "table model of a long, long name");
        table.listener("east").started(step, 1, 3);
        assertThat(printed()).contains("  east [").doesNotContain("name");
        assertThat(printed().lines()).allMatch(line -> line.length() < 40);
    }
}
