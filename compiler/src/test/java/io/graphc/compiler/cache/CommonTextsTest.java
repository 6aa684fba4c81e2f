package io.graphc.compiler.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CommonTextsTest {
    private static final String LONG = "select number, name from ";

    private static List<String> first() {
        return List.of("orders", LONG + "\"acme\".\"orders\"", "a\"\u0000b", LONG + "\"acme__staging\".\"orders\"");
    }

    private static byte[] encoded(CommonTexts common, String schema, List<String> texts) {
        Encoder encoder = common.encoder(schema);
        texts.forEach(encoder::text);
        return encoder.bytes();
    }

    private static List<String> decoded(CommonTexts common, String schema, byte[] bytes, int count) {
        Decoder decoder = common.decoder(ByteBuffer.wrap(bytes), schema);
        List<String> texts =
                IntStream.range(0, count).mapToObj(i -> decoder.text()).toList();
        assertThat(decoder.isAtEnd()).isTrue();
        return texts;
    }

    @Test
    void textsThatDifferInTheSchemaAloneTakeNoRoom() {
        List<String> project =
                List.of(LONG + "\"acme__staging\".\"orders\"", "orders", LONG + "\"acme\".\"orders\"", "orders");
        CommonTexts common = new CommonTexts(project, "acme");
        List<String> other =
                List.of(LONG + "\"bolt__staging\".\"orders\"", "orders", LONG + "\"bolt\".\"orders\"", "orders");
        byte[] bytes = encoded(common, "bolt", other);
        assertThat(bytes).hasSize(4);
        assertThat(decoded(common, "bolt", bytes, 4)).isEqualTo(other);
    }

    @Test
    void whatATenantHasAloneIsWrittenOnce() {
        CommonTexts common = new CommonTexts(first(), "acme");
        List<String> own = List.of("only here", "only here", LONG + "\"acme\".\"orders\"", "");
        byte[] bytes = encoded(common, "bolt", own);
        assertThat(decoded(common, "bolt", bytes, 4)).isEqualTo(own);
        assertThat(new String(bytes, StandardCharsets.UTF_8)).containsOnlyOnce("only here");
    }

    @Test
    void aTextInAnotherPlaceOrNearlyTheSameIsToldApart() {
        CommonTexts common = new CommonTexts(first(), "acme");
        List<String> strange = List.of(
                LONG + "\"acme\".\"orders\"",
                LONG + "\"bolt\".\"orders\" ",
                "orders",
                LONG + "\"bolt",
                LONG,
                "\"bolt\"bolt");
        for (String schema : List.of("acme", "bolt", "bolt\".\"orders", "")) {
            byte[] bytes = encoded(common, schema, strange);
            assertThat(decoded(common, schema, bytes, strange.size())).isEqualTo(strange);
        }
    }

    @Test
    void aTenantWithoutASchemaSharesWhatHasNone() {
        CommonTexts common = new CommonTexts(first(), "");
        byte[] bytes = encoded(common, "", first());
        assertThat(decoded(common, "", bytes, 4)).isEqualTo(first());
    }
}
