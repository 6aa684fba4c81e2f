package io.graphc.source.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NotedDiskTest {
    private static final int LARGE = 5 << 20;
    private static final Fingerprints FINGERPRINTS = new Fingerprints(new byte[] {1, 2, 3});

    @TempDir
    private Path folder;

    private Path file;
    private NotedDisk disk;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(folder.resolve("a.txt"), "one");
        disk = later(Duration.ZERO);
    }

    /** A disk whose clock goes ahead of the files' own by some time. */
    private static NotedDisk later(Duration ahead) {
        return new NotedDisk(FINGERPRINTS, Clock.offset(Clock.systemUTC(), ahead));
    }

    private static boolean holds(NotedDisk disk) {
        List<Sighting> sightings = disk.sightings().orElseThrow();
        assertThat(sightings).isNotEmpty();
        return sightings.stream().allMatch(sighting -> NotedDisk.stillShows(sighting, FINGERPRINTS));
    }

    @Test
    void aFileIsItsBytes() throws IOException {
        assertThat(disk.read(file)).asString().isEqualTo("one");
        Files.writeString(file, "one");
        assertThat(holds(disk)).isTrue();
        Files.writeString(file, "two");
        assertThat(holds(disk)).isFalse();
        Files.delete(file);
        assertThat(holds(disk)).isFalse();
    }

    @Test
    void aFileThatIsNotThereIsAnAnswerToo() throws IOException {
        Path absent = folder.resolve("b.txt");
        assertThatThrownBy(() -> disk.read(absent)).isInstanceOf(NoSuchFileException.class);
        assertThat(disk.isFile(absent)).isFalse();
        assertThat(holds(disk)).isTrue();
        Files.writeString(absent, "there");
        assertThat(holds(disk)).isFalse();
    }

    @Test
    void aFolderIsTheNamesAndKindsInIt() throws IOException {
        Files.createDirectories(folder.resolve("b"));
        assertThat(disk.children(folder))
                .containsExactly(
                        new Disk.Child("a.txt", Disk.Kind.FILE, Optional.empty()),
                        new Disk.Child("b", Disk.Kind.FOLDER, Optional.empty()));
        Files.writeString(file, "two");
        assertThat(holds(disk)).isTrue();
        Files.delete(file);
        Files.createDirectory(file);
        assertThat(holds(disk)).isFalse();
    }

    @Test
    void whatChangesWhileItIsLookedAtIsNotNoted() throws IOException {
        disk.read(file);
        Files.writeString(file, "two");
        disk.read(file);
        assertThat(disk.sightings()).isEmpty();
    }

    @Test
    void aFolderIsListedOnce() throws IOException {
        disk.children(folder);
        Files.writeString(folder.resolve("b.txt"), "new");
        assertThat(disk.children(folder)).hasSize(1);
        assertThat(holds(disk)).isFalse();
    }

    @Test
    void smallFilesOfRowsAreReadWhole() throws IOException {
        disk.lookedInto(file);
        try (InputStream rows = disk.open(file)) {
            assertThat(rows.readAllBytes()).asString().isEqualTo("one");
        }
        assertThat(holds(disk)).isTrue();
        Files.writeString(file, "two");
        assertThat(disk.sightings()).isEmpty();
    }

    @Test
    void largeFilesOfRowsAreTheirSizeAndTimes() throws IOException {
        grow(LARGE);
        NotedDisk tomorrow = later(Duration.ofDays(1));
        tomorrow.lookedInto(file);
        assertThat(holds(tomorrow)).isTrue();
        try (RandomAccessFile rows = new RandomAccessFile(file.toFile(), "rw")) {
            rows.writeByte(7);
        }
        Files.setLastModifiedTime(file, Files.getLastModifiedTime(folder.resolve("a.txt")));
        assertThat(tomorrow.sightings()).isEmpty();
    }

    @Test
    void aLargeFileThatChangedOnlyNowCannotBeTold() throws IOException {
        grow(LARGE);
        disk.lookedInto(file);
        assertThat(disk.sightings()).isEmpty();
    }

    private void grow(int bytes) throws IOException {
        try (RandomAccessFile rows = new RandomAccessFile(file.toFile(), "rw")) {
            rows.setLength(bytes);
        }
    }

    @Test
    void whatLiesElsewhereCannotBeTold() throws IOException {
        disk.read(file);
        disk.lookedElsewhere();
        assertThat(disk.sightings()).isEmpty();
    }

    @Test
    void aLinkToAFolderAboveIsNotFollowedForEver() throws IOException {
        Path below = Files.createDirectories(folder.resolve("b/c"));
        Files.createSymbolicLink(below.resolve("up"), folder);
        Files.createSymbolicLink(below.resolve("file"), file);
        assertThatThrownBy(() -> disk.below(folder)).isInstanceOf(IOException.class);
        Files.delete(below.resolve("up"));
        assertThat(later(Duration.ZERO).below(folder))
                .containsExactly(file, folder.resolve("b"), below, below.resolve("file"));
    }

    @Test
    void aLinkThatLeadsToAnotherFolderIsNotTheSame() throws IOException {
        Path below = Files.createDirectories(folder.resolve("b/c"));
        Files.createDirectories(folder.resolve("d"));
        Files.createSymbolicLink(below.resolve("up"), folder.resolve("b"));
        assertThatThrownBy(() -> disk.below(folder.resolve("b"))).isInstanceOf(IOException.class);
        assertThat(holds(disk)).isTrue();
        Files.delete(below.resolve("up"));
        Files.createSymbolicLink(below.resolve("up"), folder.resolve("d"));
        assertThat(holds(disk)).isFalse();
    }

    @Test
    void fingerprintsTellListsApartAndDependOnTheSalt() {
        assertThat(FINGERPRINTS.of(List.of("a", "b"))).isNotEqualTo(FINGERPRINTS.of(List.of("ab", "")));
        assertThat(FINGERPRINTS.of(List.of("a"))).isNotEqualTo(new Fingerprints(new byte[1]).of(List.of("a")));
        assertThat(FINGERPRINTS.of(List.of("a"))).isEqualTo(new Fingerprints(FINGERPRINTS.salt()).of(List.of("a")));
    }
}
