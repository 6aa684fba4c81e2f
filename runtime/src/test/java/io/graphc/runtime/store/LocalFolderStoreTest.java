package io.graphc.runtime.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalFolderStoreTest implements ObjectStoreContract {
    @Override
    public ObjectStore store(Path folder) {
        return new LocalFolderStore(folder, Clock.systemUTC());
    }

    @Test
    void staysInItsFolder(@TempDir Path folder) {
        try (ObjectStore store = store(folder.resolve("store"))) {
            assertThatThrownBy(() -> store.head("../elsewhere")).isInstanceOf(IOException.class);
        }
    }
}
