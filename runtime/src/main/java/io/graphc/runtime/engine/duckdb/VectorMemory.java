package io.graphc.runtime.engine.duckdb;

import io.graphc.diagnostic.GraphcBugException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.duckdb.DuckDBReadableVector;
import org.jspecify.annotations.Nullable;

/**
 * Reads a vector's memory where the driver offers a call per value only: one such call per text costs 0.4 microseconds, more
 * than all else that is done for a row. A text is 16 bytes in DuckDB: its length, then up to 12 bytes of it, or its first 4
 * bytes and the address of all (DuckDB, {@code string_type.hpp}). The driver's buffer over that memory and Java's ways to
 * read at an address are reached by handles; where one is missing, or what is read differs from what the driver says,
 * nothing here is used.
 */
final class VectorMemory {
    private static final int TEXT_SIZE = 16;
    private static final int INLINE = 12;
    private static final int PREFIX = 4;
    private static final int ADDRESS = 8;

    private static final @Nullable MethodHandle DATA = data();
    private static final @Nullable MethodHandle COPY = copy();

    private VectorMemory() {}

    /** Whether this Java and this driver let memory be read; a cursor then needs no call into DuckDB for a text. */
    static boolean isAvailable() {
        return DATA != null && COPY != null;
    }

    /** The buffer over a vector's values, in the machine's byte order; null where it cannot be reached. */
    static @Nullable ByteBuffer of(DuckDBReadableVector vector) {
        if (DATA == null || COPY == null) {
            return null;
        }
        try {
            return (ByteBuffer) DATA.invokeExact(vector);
        } catch (Throwable e) {
            throw new GraphcBugException("cannot read a vector of DuckDB", e);
        }
    }

    static int textLength(ByteBuffer values, int row) {
        return values.getInt(row * TEXT_SIZE);
    }

    static void copyText(ByteBuffer values, int row, byte[] target, int offset) {
        int at = row * TEXT_SIZE;
        int length = values.getInt(at);
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length <= INLINE) {
            values.get(at + PREFIX, target, offset, length);
            return;
        }
        MethodHandle copy = COPY;
        if (copy == null) {
            throw new IllegalStateException("no way to read memory");
        }
        try {
            copy.invokeExact(values.getLong(at + ADDRESS), target, offset, length);
        } catch (Throwable e) {
            throw new GraphcBugException("cannot read a text of DuckDB", e);
        }
    }

    /** Whether a text is laid out as expected; follows its address only when the rest of it agrees. */
    static boolean holds(ByteBuffer values, int row, String expected) {
        byte[] bytes = expected.getBytes(StandardCharsets.UTF_8);
        if (values.capacity() < (row + 1) * TEXT_SIZE || textLength(values, row) != bytes.length) {
            return false;
        }
        for (int i = 0; i < Math.min(PREFIX, bytes.length); i++) {
            if (values.get(row * TEXT_SIZE + PREFIX + i) != bytes[i]) {
                return false;
            }
        }
        byte[] copy = new byte[bytes.length];
        copyText(values, row, copy, 0);
        return Arrays.equals(copy, bytes);
    }

    private static @Nullable MethodHandle data() {
        try {
            return MethodHandles.privateLookupIn(DuckDBReadableVector.class, MethodHandles.lookup())
                    .findGetter(DuckDBReadableVector.class, "data", ByteBuffer.class);
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }

    /** Copies from an address: (address, array, offset, length). */
    private static @Nullable MethodHandle copy() {
        MethodType type = MethodType.methodType(void.class, long.class, byte[].class, int.class, int.class);
        try {
            return (Runtime.version().feature() >= 22 ? copyBySegment() : copyByUnsafe()).asType(type);
        } catch (ReflectiveOperationException | RuntimeException e) {
            return null;
        }
    }

    /** By {@code java.lang.foreign}, which is final since Java 22. */
    private static MethodHandle copyBySegment() throws ReflectiveOperationException {
        Class<?> segment = Class.forName("java.lang.foreign.MemorySegment");
        Class<?> layout = Class.forName("java.lang.foreign.ValueLayout");
        Object nothing = segment.getField("NULL").get(null);
        Object memory = segment.getMethod("reinterpret", long.class).invoke(nothing, Long.MAX_VALUE);
        MethodHandle copy = MethodHandles.lookup()
                .findStatic(
                        segment,
                        "copy",
                        MethodType.methodType(
                                void.class, segment, layout, long.class, Object.class, int.class, int.class));
        return MethodHandles.insertArguments(
                copy, 0, memory, layout.getField("JAVA_BYTE").get(null));
    }

    /** By {@code sun.misc.Unsafe}, which earlier releases have instead. */
    private static MethodHandle copyByUnsafe() throws ReflectiveOperationException {
        Class<?> type = Class.forName("sun.misc.Unsafe");
        Field field = type.getDeclaredField("theUnsafe");
        field.setAccessible(true);
        Object unsafe = field.get(null);
        int start = (int) type.getMethod("arrayBaseOffset", Class.class).invoke(unsafe, byte[].class);
        MethodHandle copy = MethodHandles.lookup()
                .findVirtual(
                        type,
                        "copyMemory",
                        MethodType.methodType(
                                void.class, Object.class, long.class, Object.class, long.class, long.class))
                .bindTo(unsafe);
        MethodHandle add = MethodHandles.lookup()
                .findStatic(Math.class, "addExact", MethodType.methodType(long.class, long.class, long.class));
        return MethodHandles.filterArguments(
                MethodHandles.insertArguments(copy, 0, (Object) null), 2, MethodHandles.insertArguments(add, 0, (long)
                        start));
    }
}
