package io.graphc.runtime.emit.file;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.ElementPlan;
import io.graphc.plan.GraphTarget;
import io.graphc.plan.QueryLanguage;
import io.graphc.plan.RenderedText;
import io.graphc.runtime.emit.ElementSink;
import io.graphc.runtime.emit.GraphStatement;
import io.graphc.runtime.emit.HeldElement;
import io.graphc.runtime.emit.RefusedStatementException;
import io.graphc.source.MappedText;
import io.graphc.source.SourceFile;
import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class GraphFilesTest {
    private static final GraphStatement AROUND = new GraphStatement(
            "test `around`",
            QueryLanguage.GREMLIN,
            RenderedText.of(MappedText.of(new SourceFile("tests/around.gremlin", "g.V().repeat(__.out())"))),
            Map.of());

    /** Files that hold two nodes which lead to each other. */
    private static class Circle extends GraphFiles {
        Circle(Map<String, Object> settings) {
            super(new GraphTarget("files", "neptune_csv", settings));
        }

        @Override
        protected long elements() {
            return 4;
        }

        @Override
        public void readAll(ElementSink sink) throws IOException {
            sink.node("", "a", List.of("Node"), List.of());
            sink.node("", "b", List.of("Node"), List.of());
            ElementSink.End a = new ElementSink.End("", "a");
            ElementSink.End b = new ElementSink.End("", "b");
            sink.relationship("ab", "TO", a, b, List.of());
            sink.relationship("ba", "TO", b, a, List.of());
        }

        @Override
        protected List<HeldElement> sample(ElementPlan element, int count) {
            return List.of();
        }

        @Override
        public ChronoUnit precision() {
            return ChronoUnit.SECONDS;
        }

        @Override
        public boolean keepsLists() {
            return false;
        }
    }

    /** The same files, of which the second is damaged. */
    private static final class Damaged extends Circle {
        Damaged() {
            super(Map.of());
        }

        @Override
        public void readAll(ElementSink sink) throws IOException {
            super.readAll(sink);
            throw new IOException("relationships/TO-00002.csv ends in a field");
        }
    }

    @Test
    void answersNothingFromFilesOfWhichOneIsDamaged() {
        GraphStatement all = new GraphStatement(
                "test `all`",
                QueryLanguage.GREMLIN,
                RenderedText.of(MappedText.of(new SourceFile("tests/all.gremlin", "g.V().hasNot('name')"))),
                Map.of());
        try (Damaged damaged = new Damaged()) {
            for (String time : List.of("first", "second")) {
                assertThatThrownBy(() -> damaged.ask(all, OptionalLong.empty()))
                        .as(time)
                        .isInstanceOf(GraphcException.class)
                        .hasMessageContaining("the files of the graph cannot be read back");
            }
        }
    }

    @Test
    void endsAQuestionThatNeverWould() {
        try (Circle circle = new Circle(Map.of("test_timeout", 1))) {
            assertThatThrownBy(() -> circle.ask(AROUND, OptionalLong.empty()))
                    .isInstanceOf(RefusedStatementException.class)
                    .hasMessage("did not end within 1 second");
        }
    }

    @Test
    void breaksAQuestionOffAtOnce() throws InterruptedException {
        try (Circle circle = new Circle(Map.of("test_timeout", 3600))) {
            Thread other = new Thread(() -> {
                while (!isGoingRound()) {
                    Thread.onSpinWait();
                }
                circle.cancel();
            });
            other.start();
            assertThatThrownBy(() -> circle.ask(AROUND, OptionalLong.empty()))
                    .isInstanceOf(GraphcException.class)
                    .hasMessageContaining("test `around` was cancelled");
            other.join();
            assertThatThrownBy(() -> circle.ask(AROUND, OptionalLong.empty()))
                    .as("nothing begins after that")
                    .hasMessageContaining("was cancelled");
        }
    }

    private static boolean isGoingRound() {
        return Thread.getAllStackTraces().values().stream()
                .flatMap(Arrays::stream)
                .anyMatch(frame -> frame.getClassName().endsWith(".RepeatStep"));
    }

    @Test
    void refusesATimeThatIsNone() {
        assertThatThrownBy(() -> new Circle(Map.of("test_timeout", 0)))
                .hasMessageContaining("`test_timeout` is `0`, expected a number from 1 on");
    }
}
