package io.graphc.runtime.emit.neptune;

import io.graphc.runtime.emit.DecimalText;
import io.graphc.runtime.emit.file.RowBytes;
import io.graphc.runtime.engine.DirectRowCursor;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

/**
 * The UTF-8 bytes of CSV rows, whole ones and the one under construction. Fields are quoted where Neptune's format needs
 * it: around the delimiter, quotes and line ends, around the empty string (a blank field means no value), and where the
 * first or last byte could be taken for a blank, which the loader drops outside quotes (Amazon Neptune user guide, "Gremlin
 * load data format").
 */
final class CsvBuffer extends RowBytes {
    /** The longest text that Neptune takes as a property value or label, 55 MB (Amazon Neptune user guide, "Limits"). */
    static final int MAX_TEXT = 55_000_000;

    static final int MAX_YEAR = 9999;
    static final String YEAR_OUT_OF_RANGE = "is a date outside the years 0000 to 9999";

    private static final long FIRST_DAY = LocalDate.of(0, 1, 1).toEpochDay();
    private static final long LAST_DAY = LocalDate.of(MAX_YEAR, 12, 31).toEpochDay();
    private static final long MICROS_PER_DAY = 86_400_000_000L;

    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    /** Times a byte: that byte eight times. */
    private static final long ONES = 0x0101_0101_0101_0101L;

    private static final long HIGH_BITS = 0x8080808080808080L;

    private static final byte BREAKS_FIELD = 1;
    private static final byte IS_QUOTE = 2;
    private static final byte IS_NUL = 4;
    private static final byte[] KIND = new byte[256];

    static {
        KIND[','] = BREAKS_FIELD;
        KIND['\n'] = BREAKS_FIELD;
        KIND['\r'] = BREAKS_FIELD;
        KIND[QUOTE] = IS_QUOTE;
        KIND[0] = IS_NUL;
    }

    /** Appends ASCII text that needs no quotes. */
    @SuppressWarnings("deprecation") // The one copy of a String's low bytes that makes no array of its own.
    void addAscii(String text) {
        int length = text.length();
        reserve(length);
        text.getBytes(0, length, bytes, size);
        size += length;
    }

    /** Appends a text value of a row as one field. */
    void addText(DirectRowCursor rows, int column) {
        int length = checkLength(rows.textLength(column));
        reserve(2 * length + 2);
        rows.copyText(column, bytes, size);
        finishField(length);
    }

    /** Appends text as one field. */
    void addText(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        int length = checkLength(encoded.length);
        reserve(2 * length + 2);
        System.arraycopy(encoded, 0, bytes, size, length);
        finishField(length);
    }

    private static int checkLength(int length) {
        if (length > MAX_TEXT) {
            throw new RefusedValueException("is " + length + " bytes long; Neptune takes at most " + MAX_TEXT);
        }
        return length;
    }

    /** Quotes the bytes behind {@code size} where needed and takes them in. */
    private void finishField(int length) {
        int end = size + length;
        int kinds = kinds(size, end);
        if ((kinds & IS_NUL) != 0) {
            throw new RefusedValueException("holds a NUL character, which Neptune cannot store");
        }
        if (kinds == 0 && length > 0 && isInk(bytes[size]) && isInk(bytes[end - 1])) {
            size = end;
            return;
        }
        quote(end, (kinds & IS_QUOTE) == 0 ? 0 : countQuotes(end));
    }

    /**
     * The kinds of bytes in a range. All that matter lie below {@code -}, so eight bytes without one of those are passed in
     * one step.
     */
    private int kinds(int start, int end) {
        int kinds = 0;
        int at = start;
        for (; at + Long.BYTES <= end; at += Long.BYTES) {
            long eight = (long) EIGHT_BYTES.get(bytes, at);
            if (((eight - ONES * '-') & ~eight & HIGH_BITS) != 0) {
                for (int i = at; i < at + Long.BYTES; i++) {
                    kinds |= KIND[bytes[i] & 0xff];
                }
            }
        }
        for (; at < end; at++) {
            kinds |= KIND[bytes[at] & 0xff];
        }
        return kinds;
    }

    /** Printable ASCII, so certainly nothing that a parser takes for a blank. */
    private static boolean isInk(byte value) {
        return value > ' ' && value < 0x7f;
    }

    private int countQuotes(int end) {
        int count = 0;
        for (int i = size; i < end; i++) {
            if (bytes[i] == QUOTE) {
                count++;
            }
        }
        return count;
    }

    private void quote(int end, int inner) {
        int target = end + inner + 1;
        bytes[target] = QUOTE;
        if (inner == 0) {
            System.arraycopy(bytes, size, bytes, size + 1, end - size);
        } else {
            int to = target;
            for (int from = end - 1; from >= size; from--) {
                byte value = bytes[from];
                bytes[--to] = value;
                if (value == QUOTE) {
                    bytes[--to] = QUOTE;
                }
            }
        }
        bytes[size] = QUOTE;
        size = target + 1;
    }

    void addLong(long value) {
        if (value == Long.MIN_VALUE) {
            addAscii("-9223372036854775808");
            return;
        }
        reserve(LONGEST_NUMBER);
        if (value < 0) {
            bytes[size++] = '-';
        }
        addDigits(Math.abs(value), countDigits(Math.abs(value)));
    }

    /** Appends a number that is not negative and has so many digits. */
    private void addDigits(long value, int width) {
        int at = size + width;
        long rest = value;
        for (; rest > Integer.MAX_VALUE; rest /= 10) {
            bytes[--at] = (byte) ('0' + rest % 10);
        }
        int small = (int) rest;
        while (at > size) {
            int next = small / 10;
            bytes[--at] = (byte) ('0' + small - next * 10);
            small = next;
        }
        size += width;
    }

    private static int countDigits(long value) {
        int count = 1;
        long bound = 10;
        while (count < 19 && value >= bound) {
            count++;
            bound *= 10;
        }
        return count;
    }

    /** Appends {@code yyyy-MM-dd}. */
    void addDay(long epochDay) {
        if (epochDay < FIRST_DAY || epochDay > LAST_DAY) {
            throw new RefusedValueException(YEAR_OUT_OF_RANGE);
        }
        reserve(LONGEST_NUMBER);
        // Civil date from a day count, in 400-year eras that start on 1 March of year 0; the first months of that year
        // belong to the era before.
        int day = (int) epochDay + 719_468;
        int era = Math.floorDiv(day, 146_097);
        int dayOfEra = day - era * 146_097;
        int yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int shiftedMonth = (5 * dayOfYear + 2) / 153;
        int month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
        int year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
        addTwo(year / 100);
        addTwo(year % 100);
        bytes[size++] = '-';
        addTwo(month);
        bytes[size++] = '-';
        addTwo(dayOfYear - (153 * shiftedMonth + 2) / 5 + 1);
    }

    private void addTwo(int number) {
        int tens = number / 10;
        bytes[size] = (byte) ('0' + tens);
        bytes[size + 1] = (byte) ('0' + number - tens * 10);
        size += 2;
    }

    /** Appends {@code yyyy-MM-ddTHH:mm:ssZ}, with {@code .SSS} where milliseconds are wanted and there are any. */
    void addInstant(long epochMicros, boolean milliseconds) {
        long day = Math.floorDiv(epochMicros, MICROS_PER_DAY);
        addDay(day);
        reserve(LONGEST_NUMBER);
        long micros = epochMicros - day * MICROS_PER_DAY;
        int seconds = (int) (micros / 1_000_000);
        int minutes = seconds / 60;
        bytes[size++] = 'T';
        addTwo(minutes / 60);
        bytes[size++] = ':';
        addTwo(minutes % 60);
        bytes[size++] = ':';
        addTwo(seconds - minutes * 60);
        int millis = (int) (micros / 1000 - seconds * 1000L);
        if (milliseconds && millis != 0) {
            bytes[size++] = '.';
            bytes[size++] = (byte) ('0' + millis / 100);
            addTwo(millis % 100);
        }
        bytes[size++] = 'Z';
    }

    void addFloat(float value) {
        addAscii(DecimalText.of(value));
    }
}
