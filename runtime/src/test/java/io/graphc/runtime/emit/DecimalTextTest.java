package io.graphc.runtime.emit;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DecimalTextTest {
    private static final long SEED = 20261121;
    private static final int CASES = 200_000;

    @Test
    void writesPlainFormWherePeopleReadIt() {
        assertThat(DecimalText.of(0.0)).isEqualTo("0.0");
        assertThat(DecimalText.of(-0.0)).isEqualTo("-0.0");
        assertThat(DecimalText.of(1.0)).isEqualTo("1.0");
        assertThat(DecimalText.of(-12.5)).isEqualTo("-12.5");
        assertThat(DecimalText.of(0.1)).isEqualTo("0.1");
        assertThat(DecimalText.of(100.0)).isEqualTo("100.0");
        assertThat(DecimalText.of(1e20)).isEqualTo("100000000000000000000.0");
        assertThat(DecimalText.of(1.5e-7)).isEqualTo("0.00000015");
    }

    @Test
    void writesScientificFormBeyond() {
        assertThat(DecimalText.of(1e21)).isEqualTo("1.0E21");
        assertThat(DecimalText.of(1.5e-8)).isEqualTo("1.5E-8");
        assertThat(DecimalText.of(Double.MAX_VALUE)).isEqualTo("1.7976931348623157E308");
        assertThat(DecimalText.of(Double.MIN_VALUE)).isEqualTo("4.9E-324");
        assertThat(DecimalText.of(2.2250738585072014E-308)).isEqualTo("2.2250738585072014E-308");
        assertThat(DecimalText.of(Float.MAX_VALUE)).isEqualTo("3.4028235E38");
        assertThat(DecimalText.of(Float.MIN_VALUE)).isEqualTo("1.4E-45");
    }

    @Test
    void writesWhatIsNotFinite() {
        assertThat(DecimalText.of(Double.NaN)).isEqualTo("NaN");
        assertThat(DecimalText.of(Double.POSITIVE_INFINITY)).isEqualTo("Infinity");
        assertThat(DecimalText.of(Float.NEGATIVE_INFINITY)).isEqualTo("-Infinity");
    }

    @Test
    void isShortestWhereOlderJavaIsNot() {
        assertThat(DecimalText.of(2.0E-3)).isEqualTo("0.002");
        assertThat(DecimalText.of(2.2E-322)).isEqualTo("2.2E-322");
        assertThat(DecimalText.of(2e23)).isEqualTo("2.0E23");
    }

    @Test
    void readsBackAsTheSameDouble() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < CASES; i++) {
            double value = i % 2 == 0 ? Double.longBitsToDouble(random.nextLong()) : random.nextInt() / 1000.0;
            String text = DecimalText.of(value);
            assertThat(Double.parseDouble(text)).as("%s of seed %d", text, SEED).isEqualTo(Double.valueOf(value));
            assertThat(digits(text))
                    .as("%s of seed %d", text, SEED)
                    .isLessThanOrEqualTo(digits(Double.toString(value)));
        }
    }

    @Test
    void readsBackAsTheSameFloat() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < CASES; i++) {
            float value = i % 2 == 0 ? Float.intBitsToFloat(random.nextInt()) : random.nextInt(1_000_000) / 100f;
            String text = DecimalText.of(value);
            assertThat(Float.parseFloat(text)).as("%s of seed %d", text, SEED).isEqualTo(Float.valueOf(value));
            assertThat(digits(text)).as("%s of seed %d", text, SEED).isLessThanOrEqualTo(digits(Float.toString(value)));
        }
    }

    private static int digits(String text) {
        return text.endsWith("N") || text.endsWith("y")
                ? 0
                : new BigDecimal(text).stripTrailingZeros().precision();
    }
}
