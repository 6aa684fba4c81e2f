package io.graphc.compiler.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file of analyses is used where it is sound, and replaced where it is not. */
final class AnalysisCacheTest {
    @TempDir
    private Path folder;

    private static ContentKey key(int number) {
        return new ContentKey.Builder().add(number).build();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Optional<String> text(AnalysisCache cache, int number) {
        return cache.find(key(number))
                .map(found -> StandardCharsets.UTF_8.decode(found).toString());
    }

    private AnalysisCache open() {
        return AnalysisCache.in(folder, "build");
    }

    private void saveTwo() throws IOException {
        AnalysisCache cache = open();
        cache.store(key(1), bytes("one"));
        cache.store(key(2), bytes("two"));
        cache.save();
    }

    @Test
    void findsWhatWasSaved() throws IOException {
        saveTwo();
        assertThat(text(open(), 1)).contains("one");
        assertThat(text(open(), 2)).contains("two");
        assertThat(text(open(), 3)).isEmpty();
    }

    @Test
    void findsNothingOfAnotherBuild() throws IOException {
        saveTwo();
        assertThat(text(AnalysisCache.in(folder, "other"), 1)).isEmpty();
    }

    @Test
    void neverGivesDamagedBytesAndMendsTheFile() throws IOException {
        saveTwo();
        Path file = folder.resolve("analyses.bin");
        byte[] sound = Files.readAllBytes(file);
        for (int at = 0; at < sound.length; at++) {
            byte[] damaged = sound.clone();
            damaged[at] ^= 0x55;
            Files.write(file, damaged);
            assertThat(text(open(), 1)).as("byte " + at).isIn(Optional.empty(), Optional.of("one"));
            assertThat(text(open(), 2)).as("byte " + at).isIn(Optional.empty(), Optional.of("two"));
        }
        AnalysisCache cache = open();
        cache.store(key(1), bytes("one"));
        cache.save();
        assertThat(text(open(), 1)).contains("one");
    }

    @Test
    void readsNoFileThatEndsTooEarlyOrIsAFolder() throws IOException {
        saveTwo();
        Path file = folder.resolve("analyses.bin");
        byte[] sound = Files.readAllBytes(file);
        for (int length = 0; length < sound.length; length++) {
            Files.write(file, Arrays.copyOf(sound, length));
            assertThat(text(open(), 2)).as("length " + length).isIn(Optional.empty(), Optional.of("two"));
        }
        Files.delete(file);
        Files.createDirectory(file);
        assertThat(text(open(), 1)).isEmpty();
    }

    @Test
    void doesNotWriteWhatHasNotChanged() throws IOException {
        saveTwo();
        Files.delete(folder.resolve("analyses.bin"));
        AnalysisCache empty = open();
        empty.save();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void keepsWhatIsNotUsedForAWhileButStaysSmall() throws IOException {
        byte[] half = new byte[5 << 20];
        for (int run = 0; run < 5; run++) {
            AnalysisCache cache = open();
            cache.store(key(run), half);
            cache.save();
        }
        assertThat(Files.size(folder.resolve("analyses.bin"))).isLessThan(11L << 20);
        assertThat(open().find(key(4)).map(ByteBuffer::remaining)).contains(half.length);
        assertThat(open().find(key(3))).isPresent();
        assertThat(open().find(key(0))).isEmpty();
    }

    @Test
    void leavesNothingBesideTheFileWhenTwoSaveAtOnce() throws IOException, InterruptedException {
        Thread[] savers = new Thread[4];
        for (int i = 0; i < savers.length; i++) {
            int number = i;
            savers[i] = new Thread(() -> {
                for (int run = 0; run < 20; run++) {
                    AnalysisCache cache = open();
                    cache.store(key(number), bytes("of " + number));
                    save(cache);
                }
            });
            savers[i].start();
        }
        for (Thread saver : savers) {
            saver.join();
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(folder.resolve("analyses.bin"));
        }
        assertThat(Stream.of(0, 1, 2, 3).filter(number -> text(open(), number).isPresent()))
                .isNotEmpty();
    }

    private static void save(AnalysisCache cache) {
        try {
            cache.save();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
