package io.graphc.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.cli.Terminal;
import io.graphc.diagnostic.render.Style;
import io.graphc.runtime.Step;
import io.graphc.testkit.SetClock;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Rates and remaining time of long loads. */
class LoadPaceTest {
    private static final Instant BEGUN = Instant.parse("2026-01-01T00:00:00Z");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final SetClock clock = new SetClock(BEGUN);

    private ProgressPrinter printer(boolean live, boolean json, int width) {
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        Report report = new Report(new Terminal(stream, stream, Style.PLAIN, live, width), json, false);
        ProgressPrinter printer = new ProgressPrinter(report, Optional.empty(), clock, Statements.NONE);
        printer.started(new Step("node.shop.User", Step.Kind.WRITE, "node User"), 1, 3);
        return printer;
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void tellsHowFastAndHowLong() {
        LoadPace pace = new LoadPace(BEGUN);
        pace.reached(1_200_000, 5_000_000, BEGUN.plusSeconds(4));
        assertThat(pace.words()).isEqualTo("1,200,000 of 5,000,000 (24 %), 300,000/s, 12 s left");
        pace.reached(5_000_000, 5_000_000, BEGUN.plusSeconds(10));
        assertThat(pace.words()).isEqualTo("5,000,000 of 5,000,000 (100 %), 500,000/s");
        assertThat(Words.time(125 * 60)).isEqualTo("2 h 5 min");
        assertThat(Words.bytes(999) + ", " + Words.bytes(1_500_000)).isEqualTo("999 B, 1.5 MB");
    }

    @Test
    void drawsTheLoadOnATerminalWithinItsWidth() {
        ProgressPrinter printer = printer(true, false, 40);
        clock.set(BEGUN.plusSeconds(2));
        printer.progressed("node.shop.User", 4096, 100_000);
        assertThat(printed())
                .contains("  > node User  4,096 of 100,000 (4 %), \n")
                .doesNotContain("left");
    }

    @Test
    void writesALineNowAndThenElsewhere() {
        ProgressPrinter printer = printer(false, false, 100);
        clock.set(BEGUN.plus(Duration.ofSeconds(10)));
        printer.progressed("node.shop.User", 4096, 100_000);
        assertThat(printed()).isEmpty();
        clock.set(BEGUN.plus(Duration.ofSeconds(31)));
        printer.progressed("node.shop.User", 50_000, 100_000);
        printer.progressed("node.shop.User", 54_096, 100_000);
        assertThat(printed()).isEqualTo("  node.shop.User: 50,000 of 100,000 (50 %), 1,613/s, 30 s left\n");
    }

    @Test
    void tellsToolsAsAnEvent() {
        ProgressPrinter printer = printer(false, true, 100);
        clock.set(BEGUN.plusSeconds(6));
        printer.progressed("node.shop.User", 4096, 100_000);
        assertThat(printed())
                .endsWith("{\"event\":\"step_progress\",\"time\":\"2026-01-01T00:00:06Z\","
                        + "\"unique_id\":\"node.shop.User\",\"done\":4096,\"total_rows\":100000}\n");
    }
}
