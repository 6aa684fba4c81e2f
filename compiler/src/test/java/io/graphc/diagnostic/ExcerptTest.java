package io.graphc.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExcerptTest {
    @Test
    void leavesWhatIsShortEnough() {
        assertThat(Excerpt.of("abc", 3)).isEqualTo("abc");
        assertThat(Excerpt.of("", 1)).isEmpty();
    }

    @Test
    void cutsWhatIsLonger() {
        assertThat(Excerpt.of("abcd", 3)).isEqualTo("abc...");
    }

    @Test
    void cutsNoCharacterInTwo() {
        assertThat(Excerpt.of("ab\ud83d\ude00d", 3)).isEqualTo("ab...");
        assertThat(Excerpt.of("ab\ud83d\ude00d", 4)).isEqualTo("ab\ud83d\ude00...");
    }

    @Test
    void putsLinesBehindEachOther() {
        assertThat(Excerpt.ofLines("one \r\n  two\n\nthree", 80)).isEqualTo("one; two; three");
        assertThat(Excerpt.ofLines("one\ntwo", 5)).isEqualTo("one; ...");
    }
}
