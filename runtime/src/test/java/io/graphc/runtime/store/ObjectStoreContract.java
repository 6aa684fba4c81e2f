package io.graphc.runtime.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every store does. */
interface ObjectStoreContract {
    /** An empty store. */
    ObjectStore store(Path folder);

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(ObjectStore store, String key) throws IOException {
        try (InputStream in = store.get(key)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static List<String> keys(ObjectStore store, String prefix) throws IOException {
        List<String> keys = new ArrayList<>();
        store.list(prefix, found -> keys.add(found.key()));
        return keys;
    }

    /** A file of random bytes. */
    static Path file(Path folder, int size) throws IOException {
        byte[] bytes = new byte[size];
        new SplittableRandom(size).nextBytes(bytes);
        return Files.write(folder.resolve("file-" + size), bytes);
    }

    @Test
    default void givesBackWhatItTook(@TempDir Path folder) throws IOException {
        try (ObjectStore store = store(folder.resolve("store"))) {
            Path file = file(folder, 100_000);
            ContentSum sum = ContentSum.of(file);
            store.put("a/b c/ü+%;.csv", file, sum);
            assertThat(store.head("a/b c/ü+%;.csv")).hasValueSatisfying(there -> {
                assertThat(there.holds(sum)).isTrue();
                assertThat(there.age()).isLessThan(java.time.Duration.ofMinutes(5));
            });
            try (InputStream all = store.get("a/b c/ü+%;.csv");
                    InputStream rest = store.get("a/b c/ü+%;.csv", 99_990)) {
                byte[] bytes = Files.readAllBytes(file);
                assertThat(all.readAllBytes()).isEqualTo(bytes);
                assertThat(rest.readAllBytes()).isEqualTo(java.util.Arrays.copyOfRange(bytes, 99_990, 100_000));
            }
            assertThat(store.head("a/b")).isEmpty();
        }
    }

    @Test
    default void takesBigFilesAndNoneThatIsNotAsSaid(@TempDir Path folder) throws IOException {
        try (ObjectStore store = store(folder.resolve("store"))) {
            Path file = file(folder, 40_000_000);
            ContentSum sum = ContentSum.of(file);
            store.put("big", file, sum);
            assertThat(store.head("big"))
                    .hasValueSatisfying(there -> assertThat(there.holds(sum)).isTrue());
            try (InputStream in = store.get("big")) {
                assertThat(in.readAllBytes()).isEqualTo(Files.readAllBytes(file));
            }
            Path small = file(folder, 1000);
            assertThatThrownBy(() -> store.put("wrong", small, new ContentSum(1000, sum.crc32c())))
                    .isInstanceOf(Exception.class);
            assertThat(store.head("wrong")).isEmpty();
        }
    }

    @Test
    default void writesOnlyWhatDiffers(@TempDir Path folder) throws IOException {
        try (ObjectStore store = store(folder.resolve("store"))) {
            Path one = file(folder, 1000);
            Path other = Files.write(folder.resolve("other"), new byte[1000]);
            assertThat(store.putWhereDifferent("x", one, ContentSum.of(one))).isTrue();
            assertThat(store.putWhereDifferent("x", one, ContentSum.of(one))).isFalse();
            assertThat(store.putWhereDifferent("x", other, ContentSum.of(other)))
                    .isTrue();
        }
    }

    @Test
    default void writesOnConditions(@TempDir Path folder) throws IOException {
        try (ObjectStore store = store(folder.resolve("store"))) {
            Optional<StoredObject> first = store.put("lease", bytes("one"), PutCondition.ABSENT);
            assertThat(first).isPresent();
            assertThat(store.put("lease", bytes("two"), PutCondition.ABSENT)).isEmpty();
            assertThat(text(store, "lease")).isEqualTo("one");
            PutCondition asSeen = PutCondition.unchanged(first.orElseThrow());
            assertThat(store.put("lease", bytes("three"), asSeen)).isPresent();
            assertThat(store.put("lease", bytes("four"), asSeen)).isEmpty();
            assertThat(text(store, "lease")).isEqualTo("three");
            store.put("lease", bytes("five"), PutCondition.NONE);
            assertThat(text(store, "lease")).isEqualTo("five");
            store.delete(List.of("lease"));
            assertThat(store.put("lease", bytes("six"), asSeen)).isEmpty();
        }
    }

    @Test
    default void listsBelowAPrefixInOrder(@TempDir Path folder) throws IOException {
        try (ObjectStore store = store(folder.resolve("store"))) {
            for (String key : List.of("b/2", "a/1", "b/10", "bc/1", "b/x/1")) {
                store.put(key, bytes(key), PutCondition.NONE);
            }
            assertThat(keys(store, "b/")).containsExactly("b/10", "b/2", "b/x/1");
            assertThat(keys(store, "")).containsExactly("a/1", "b/10", "b/2", "b/x/1", "bc/1");
            assertThat(keys(store, "none/")).isEmpty();
        }
    }

    @Test
    default void deletesManyAndMissesNone(@TempDir Path folder) throws IOException {
        try (ObjectStore store = store(folder.resolve("store"))) {
            List<String> all = new ArrayList<>();
            for (int i = 0; i < 1003; i++) {
                String key = String.format(java.util.Locale.ROOT, "many/%04d", i);
                store.put(key, bytes("x"), PutCondition.NONE);
                all.add(key);
            }
            store.put("other/1", bytes("y"), PutCondition.NONE);
            assertThat(keys(store, "many/")).isEqualTo(all);
            all.add("many/never-there");
            store.delete(all);
            assertThat(keys(store, "")).containsExactly("other/1");
        }
    }

    @Test
    default void copies(@TempDir Path folder) throws IOException {
        try (ObjectStore store = store(folder.resolve("store"))) {
            store.put("from/ä b", bytes("same"), PutCondition.NONE);
            store.copy("from/ä b", "to/copy");
            assertThat(text(store, "to/copy")).isEqualTo("same");
            assertThat(store.head("to/copy").flatMap(StoredObject::crc32c))
                    .contains(ContentSum.of(bytes("same")).crc32c());
        }
    }
}
