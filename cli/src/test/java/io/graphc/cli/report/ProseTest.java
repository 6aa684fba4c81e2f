package io.graphc.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProseTest {
    @Test
    void nobodyIsCalledAndNothingIsFormatted() {
        assertThat(Prose.escaped("thanks to @octocat, see #12 and team/repo#3"))
                .isEqualTo("thanks to @<!-- -->octocat, see #<!-- -->12 and team/repo#<!-- -->3");
        assertThat(Prose.escaped("a_b *c* [d]|<e>")).isEqualTo("a\\_b \\*c\\* \\[d\\]\\|\\<e\\>");
        assertThat(Prose.escaped("mail ann@example.org, # one, 5 @ 3")).isEqualTo("mail ann@example.org, # one, 5 @ 3");
    }
}
