package io.graphc.runtime.emit;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/**
 * The shortest decimal text that reads back as the same floating-point number: plain from 1E-7 up to 1E21, scientific
 * beyond. Written here because {@code Double.toString} of Java 17 is several times slower, is not always the shortest, and
 * gives other digits than that of later releases, while equal input has to give equal files. The digits are found by the
 * Schubfach method (Raffaello Giulietti, "The Schubfach way to render doubles", 2020).
 */
public final class DecimalText {
    private static final int MIN_SCALE = -324;
    private static final int MAX_SCALE = 292;
    private static final long LOW_63 = Long.MAX_VALUE;
    private static final int DOUBLE_FRACTION = 52;
    private static final int DOUBLE_MIN_EXPONENT = -1074;
    private static final int FLOAT_FRACTION = 23;
    private static final int FLOAT_MIN_EXPONENT = -149;
    private static final int PLAIN_MIN = -7;
    private static final int PLAIN_MAX = 21;
    private static final int MAX_DIGITS = 17;
    private static final int LONGEST = 32;

    /** For every scale k the upper and lower 63 bits of 10^-k, scaled to 126 bits and rounded up. */
    private static final long[] POWERS_HIGH = new long[MAX_SCALE - MIN_SCALE + 1];

    private static final long[] POWERS_LOW = new long[MAX_SCALE - MIN_SCALE + 1];

    static {
        BigInteger mask = BigInteger.valueOf(LOW_63);
        for (int k = MIN_SCALE; k <= MAX_SCALE; k++) {
            int shift = 125 - floorLog2OfPow10(-k);
            BigInteger power = BigInteger.TEN.pow(Math.abs(k));
            BigInteger scaled = k > 0
                    ? BigInteger.ONE.shiftLeft(shift).divide(power)
                    : shift >= 0 ? power.shiftLeft(shift) : power.shiftRight(-shift);
            scaled = scaled.add(BigInteger.ONE);
            POWERS_HIGH[k - MIN_SCALE] = scaled.shiftRight(63).longValueExact();
            POWERS_LOW[k - MIN_SCALE] = scaled.and(mask).longValueExact();
        }
    }

    private DecimalText() {}

    public static String of(double value) {
        byte[] text = new byte[LONGEST];
        return new String(text, 0, write(value, text, 0), StandardCharsets.US_ASCII);
    }

    public static String of(float value) {
        byte[] text = new byte[LONGEST];
        return new String(text, 0, write(value, text, 0), StandardCharsets.US_ASCII);
    }

    /** Writes the text at an offset, with 32 bytes of room; returns the offset after it. */
    public static int write(double value, byte[] target, int offset) {
        long bits = Double.doubleToRawLongBits(value);
        int exponent = (int) (bits >>> DOUBLE_FRACTION) & 0x7ff;
        long fraction = bits & ((1L << DOUBLE_FRACTION) - 1);
        if (exponent == 0x7ff) {
            return writeSpecial(fraction != 0, bits < 0, target, offset);
        }
        int at = writeSign(bits < 0, target, offset);
        if (exponent == 0) {
            return writeSubnormal(fraction, DOUBLE_MIN_EXPONENT, 3, target, at);
        }
        double size = Math.abs(value);
        if (size < 1L << 53 && size == (long) size) {
            return writeDecimal((long) size, 0, target, at);
        }
        boolean regular = fraction != 0 || exponent == 1;
        long significand = fraction | 1L << DOUBLE_FRACTION;
        return writeScaled(significand, exponent + DOUBLE_MIN_EXPONENT - 1, regular, 0, target, at);
    }

    private static int write(float value, byte[] target, int offset) {
        int bits = Float.floatToRawIntBits(value);
        int exponent = (bits >>> FLOAT_FRACTION) & 0xff;
        int fraction = bits & ((1 << FLOAT_FRACTION) - 1);
        if (exponent == 0xff) {
            return writeSpecial(fraction != 0, bits < 0, target, offset);
        }
        int at = writeSign(bits < 0, target, offset);
        if (exponent == 0) {
            return writeSubnormal(fraction, FLOAT_MIN_EXPONENT, 8, target, at);
        }
        boolean regular = fraction != 0 || exponent == 1;
        long significand = fraction | 1L << FLOAT_FRACTION;
        return writeScaled(significand, exponent + FLOAT_MIN_EXPONENT - 1, regular, 0, target, at);
    }

    private static int writeSpecial(boolean notANumber, boolean negative, byte[] target, int offset) {
        String text = notANumber ? "NaN" : negative ? "-Infinity" : "Infinity";
        byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(ascii, 0, target, offset, ascii.length);
        return offset + ascii.length;
    }

    private static int writeSign(boolean negative, byte[] target, int offset) {
        if (negative) {
            target[offset] = '-';
        }
        return negative ? offset + 1 : offset;
    }

    /** Numbers below {@code tiny} units get one more digit to choose from, as the method asks for two at least. */
    private static int writeSubnormal(long fraction, int exponent, int tiny, byte[] target, int offset) {
        if (fraction == 0) {
            return writeDecimal(0, 0, target, offset);
        }
        if (fraction < tiny) {
            return writeScaled(10 * fraction, exponent, true, -1, target, offset);
        }
        return writeScaled(fraction, exponent, true, 0, target, offset);
    }

    /**
     * Writes significand * 2^exponent.
     *
     * @param regular whether the next smaller number is as near as the next larger one
     * @param shift a power of ten to multiply the result by
     */
    private static int writeScaled(
            long significand, int exponent, boolean regular, int shift, byte[] target, int offset) {
        int scale = regular ? floorLog10OfPow2(exponent) : floorLog10OfThreeQuartersPow2(exponent);
        int up = exponent + floorLog2OfPow10(-scale) + 2;
        long high = POWERS_HIGH[scale - MIN_SCALE];
        long low = POWERS_LOW[scale - MIN_SCALE];
        long odd = significand & 1;
        long middle = significand << 2;
        long value = roundToOdd(high, low, middle << up);
        long lower = roundToOdd(high, low, (middle - (regular ? 2 : 1)) << up) + odd;
        long upper = roundToOdd(high, low, (middle + 2) << up) - odd;
        return writeDecimal(nearest(value, lower, upper), scale + shift, target, offset);
    }

    /** The decimal inside the rounding interval with the fewest digits; of two, the one nearer to the value. */
    private static long nearest(long value, long lower, long upper) {
        long floor = value >> 2;
        if (floor >= 100) {
            long tens = floor / 10 * 10;
            boolean below = lower <= tens << 2;
            boolean above = (tens + 10) << 2 <= upper;
            if (below != above) {
                return below ? tens : tens + 10;
            }
        }
        boolean below = lower <= floor << 2;
        boolean above = (floor + 1) << 2 <= upper;
        if (below != above) {
            return below ? floor : floor + 1;
        }
        long side = value - ((floor << 2) + 2);
        return side < 0 || (side == 0 && (floor & 1) == 0) ? floor : floor + 1;
    }

    /** The product's upper bits, the last bit set where anything below it was. */
    private static long roundToOdd(long high, long low, long factor) {
        long carried = Math.multiplyHigh(low, factor);
        long highProduct = high * factor;
        long sum = (highProduct >>> 1) + carried;
        long result = Math.multiplyHigh(high, factor) + (sum >>> 63);
        return result | ((sum & LOW_63) + LOW_63) >>> 63;
    }

    private static int floorLog10OfPow2(int exponent) {
        return (int) ((exponent * 661_971_961_083L) >> 41);
    }

    private static int floorLog10OfThreeQuartersPow2(int exponent) {
        return (int) ((exponent * 661_971_961_083L - 274_743_187_321L) >> 41);
    }

    private static int floorLog2OfPow10(int exponent) {
        return (int) ((exponent * 913_124_641_741L) >> 38);
    }

    private static int writeDecimal(long decimal, int exponent, byte[] target, int offset) {
        long digits = decimal;
        int scale = exponent;
        while (digits != 0 && digits % 10 == 0) {
            digits /= 10;
            scale++;
        }
        int count = countDigits(digits);
        int point = count + scale;
        if (digits == 0) {
            return writePlain(0, 1, 1, target, offset);
        }
        if (point > PLAIN_MIN && point <= PLAIN_MAX) {
            return writePlain(digits, count, point, target, offset);
        }
        int at = writePlain(digits, count, 1, target, offset);
        target[at++] = 'E';
        at = writeSign(point - 1 < 0, target, at);
        int size = Math.abs(point - 1);
        return writeDigits(size, countDigits(size), target, at);
    }

    /** Writes digits with the decimal point after so many of them, zeros where there are none. */
    private static int writePlain(long digits, int count, int point, byte[] target, int offset) {
        if (point <= 0) {
            target[offset] = '0';
            target[offset + 1] = '.';
            int at = writeDigits(0, -point, target, offset + 2);
            return writeDigits(digits, count, target, at);
        }
        if (point >= count) {
            int at = writeDigits(digits, count, target, offset);
            at = writeDigits(0, point - count, target, at);
            target[at] = '.';
            target[at + 1] = '0';
            return at + 2;
        }
        int end = writeDigits(digits, count, target, offset + 1);
        System.arraycopy(target, offset + 1, target, offset, point);
        target[offset + point] = '.';
        return end;
    }

    private static int writeDigits(long digits, int width, byte[] target, int offset) {
        long rest = digits;
        for (int i = offset + width - 1; i >= offset; i--) {
            long next = rest / 10;
            target[i] = (byte) ('0' + (rest - next * 10));
            rest = next;
        }
        return offset + width;
    }

    private static int countDigits(long digits) {
        int count = 1;
        long bound = 10;
        while (count <= MAX_DIGITS && digits >= bound) {
            count++;
            bound *= 10;
        }
        return count;
    }
}
