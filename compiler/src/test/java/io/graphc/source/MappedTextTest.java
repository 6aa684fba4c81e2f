package io.graphc.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MappedTextTest {
    private final SourceFile file = new SourceFile("m.sql", "select a,\r\n  b\nfrom t");

    @Test
    void readsEveryLineEndAsOneBreak() {
        assertThat(file.text()).isEqualTo("select a,\n  b\nfrom t");
        assertThat(file.line(2)).isEqualTo("  b");
        assertThat(file.line(9)).isEmpty();
        assertThat(file.span(12, 13)).hasToString("m.sql:2:3");
        assertThat(file.span(12, 13).text()).isEqualTo("b");
    }

    @Test
    void placesVerbatimTextCharacterByCharacter() {
        MappedText text = MappedText.of(file);
        int at = text.text().indexOf('b');
        assertThat(text.spanOf(at, at + 1)).isEqualTo(file.span(12, 13));
        assertThat(text.offsetOf(2, 3)).isEqualTo(at);
    }

    @Test
    void placesComputedTextAtItsWholeSpan() {
        SourceSpan call = file.span(7, 8);
        MappedText text = new MappedText.Builder()
                .verbatim("select ", Origin.of(file.span(0, 7)))
                .computed("some_long_name", new Origin(call, List.of(file.span(16, 20))))
                .verbatim(",", Origin.of(file.span(8, 9)))
                .build();
        assertThat(text.originOf(10, 14)).isEqualTo(new Origin(call, List.of(file.span(16, 20))));
        assertThat(text.spanOf(21, 22)).isEqualTo(file.span(8, 9));
        assertThat(text.spanOf(22, 22).file()).isEqualTo(file);
    }

    @Test
    void keepsOriginsInSlicesAndJoins() {
        MappedText text = MappedText.of(file);
        MappedText joined = new MappedText.Builder()
                .append(text.slice(0, 6))
                .append(text.slice(14, 20))
                .build();
        assertThat(joined.text()).isEqualTo("selectfrom t");
        assertThat(joined.spanOf(6, 10)).isEqualTo(file.span(14, 18));
    }

    @Test
    void widensSpans() {
        assertThat(file.span(12, 13).to(file.span(0, 6))).isEqualTo(file.span(0, 13));
        assertThat(file.span(0, 13).to(file.span(7, 8))).isEqualTo(file.span(0, 13));
    }
}
