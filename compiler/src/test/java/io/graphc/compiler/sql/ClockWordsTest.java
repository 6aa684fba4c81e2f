package io.graphc.compiler.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ClockWordsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "now()",
                "NOW()",
                "select \"now\"()",
                "select 1,now ()",
                "known and now",
                "current_date",
                "Current_Timestamp(3)",
                "a-localtimestamp",
                "localtime",
                "ünow known now",
                "select U&\"x\"",
                "u&"
            })
    void areFoundInAnyLetterCase(String text) {
        assertThat(ClockWords.areIn(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "known",
                "nowhere",
                "_now",
                "now1",
                "current",
                "current_",
                "my_current_date",
                "local",
                "mylocaltime",
                "u &",
                "ünow"
            })
    void areNotPartsOfOtherWords(String text) {
        assertThat(ClockWords.areIn(text)).isFalse();
    }
}
