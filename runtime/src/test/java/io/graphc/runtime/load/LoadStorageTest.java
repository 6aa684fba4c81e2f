package io.graphc.runtime.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.graphc.diagnostic.GraphcBugException;
import io.graphc.runtime.store.ContentSum;
import io.graphc.runtime.store.ObjectStore;
import io.graphc.runtime.store.PutCondition;
import io.graphc.runtime.store.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files on their way to a loader. */
class LoadStorageTest {
    /** Refuses one file while another one is on its way for good. */
    private static final class StuckStore implements ObjectStore {
        private final CountDownLatch started = new CountDownLatch(1);
        private final CountDownLatch released = new CountDownLatch(1);

        @Override
        public void put(String key, Path file, ContentSum sum) throws IOException {
            if (key.endsWith("refused")) {
                await(started);
                throw new IOException("no space left");
            }
            started.countDown();
            await(released);
        }

        private static void await(CountDownLatch latch) {
            boolean open = false;
            while (!open) {
                try {
                    latch.await();
                    open = true;
                } catch (InterruptedException ignored) {
                    // An upload that takes no notice.
                    open = latch.getCount() == 0;
                }
            }
        }

        @Override
        public String location() {
            return "stuck";
        }

        @Override
        public Optional<StoredObject> put(String key, byte[] bytes, PutCondition condition) {
            return Optional.empty();
        }

        @Override
        public Optional<StoredObject> head(String key) {
            return Optional.empty();
        }

        @Override
        public InputStream get(String key, long offset) {
            return InputStream.nullInputStream();
        }

        @Override
        public void list(String prefix, Consumer<StoredObject> each) {}

        @Override
        public void delete(List<String> keys) {}

        @Override
        public void copy(String from, String to) {}

        @Override
        public void close() {
            released.countDown();
        }
    }

    @Test
    void tellsWhyAnUploadFailedAlsoWhereAnotherDoesNotEnd(@TempDir Path folder) {
        Map<String, ContentSum> files = new LinkedHashMap<>();
        files.put("refused", ContentSum.of(new byte[0]));
        files.put("stuck", ContentSum.of(new byte[0]));
        try (LoadStorage storage = new LoadStorage(new StuckStore(), "stuck/", () -> {}, 0)) {
            Throwable failure = catchThrowable(() -> storage.put(folder, files, "load/"));
            assertThat(failure).isInstanceOf(IOException.class).hasMessage("no space left");
            assertThat(failure.getSuppressed()).hasSize(1).hasOnlyElementsOfType(GraphcBugException.class);
        }
    }
}
