package io.graphc.testkit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Something with a {@link LakeServer} in it that the tests of a class share: opened before the first one, closed after the
 * last one. Where there can be no such server, the tests are skipped. For a static field with {@code @RegisterExtension}.
 */
public final class WithLake<T extends AutoCloseable> implements BeforeAllCallback, AfterAllCallback {
    private final Supplier<T> opening;
    private @Nullable T opened;

    private WithLake(Supplier<T> opening) {
        this.opening = opening;
    }

    /** What is to be opened. */
    public static <T extends AutoCloseable> WithLake<T> of(Supplier<T> opening) {
        return new WithLake<>(opening);
    }

    /** What is open. */
    public T get() {
        T open = opened;
        if (open == null) {
            throw new IllegalStateException("no test of the class has begun");
        }
        return open;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        Optional<String> missing = LakeServer.missing();
        assumeTrue(missing.isEmpty(), () -> missing.orElse(""));
        opened = opening.get();
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        T open = opened;
        opened = null;
        if (open != null) {
            open.close();
        }
    }
}
