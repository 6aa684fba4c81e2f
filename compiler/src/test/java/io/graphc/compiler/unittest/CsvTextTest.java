package io.graphc.compiler.unittest;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.diagnostic.DiagnosticBag;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.project.yaml.YamlScalar;
import io.graphc.source.MappedText;
import io.graphc.source.SourceFile;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CsvTextTest {
    private final DiagnosticBag bag = new DiagnosticBag();

    private Optional<CsvText.Table> read(String text) {
        SourceFile file = new SourceFile("rows.csv", text);
        return CsvText.read(MappedText.of(file), file.top(), bag);
    }

    private void checkProblem(String message, String place) {
        assertThat(bag.sorted()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(DiagnosticCode.UNIT_TEST_VALUE);
            assertThat(problem.message()).isEqualTo(message);
            assertThat(problem.primary().orElseThrow().startLine() + ":"
                            + problem.primary().orElseThrow().startColumn())
                    .isEqualTo(place);
        });
    }

    @Test
    void readsValuesInQuotes() {
        assertThat(read("a,b\n\"x, \"\"y\"\"\" ,2\n\"\",\"two\nlines\"\n")
                        .orElseThrow()
                        .rows())
                .extracting(row -> row.stream().map(YamlScalar::text).toList())
                .containsExactly(List.of("x, \"y\"", "2"), List.of("", "two\nlines"));
        assertThat(bag.sorted()).isEmpty();
    }

    @Test
    void refusesTextBehindAClosingQuote() {
        assertThat(read("a,b\n\"x\" y,2\n")).isEmpty();
        checkProblem("text behind a closing quote", "2:5");
    }

    @Test
    void refusesAQuoteThatIsNotClosed() {
        assertThat(read("a,b\n1,\"x\n2,y\n")).isEmpty();
        checkProblem("this quote is not closed", "2:3");
    }
}
