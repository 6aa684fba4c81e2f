package io.graphc.runtime.emit.neptune;

import static io.graphc.runtime.emit.GraphFixture.node;
import static io.graphc.runtime.emit.GraphFixture.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.GraphTarget;
import io.graphc.plan.NodePlan;
import io.graphc.runtime.emit.GraphFixture;
import io.graphc.runtime.emit.GraphWriter;
import io.graphc.runtime.emit.GraphWriters;
import io.graphc.runtime.emit.WriteMode;
import io.graphc.runtime.store.ContentSum;
import io.graphc.runtime.store.ObjectStore;
import io.graphc.runtime.store.PutCondition;
import io.graphc.runtime.store.StoredObject;
import io.graphc.testkit.neptune.NeptuneGraph;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Load sets below a prefix of S3, and what becomes of them when a run dies. */
final class ObjectPlaceTest {
    private static final NodePlan USER = node(List.of("User"), text("name"));
    private static final Duration DEAD_AT_ONCE = Duration.ZERO;

    @TempDir
    Path folder;

    private final S3Sets sets = new S3Sets();

    private CompiledProject project() {
        GraphTarget target = new GraphTarget("s3", "neptune_csv", sets.settings(Map.of("max_file_size", "1KB")));
        return GraphFixture.project(target, Optional.empty(), USER);
    }

    private static List<List<Object>> users(int count, String name) {
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(List.of("User|" + i, name + "-" + i));
        }
        return rows;
    }

    private GraphWriter writer(Recorded store, Duration life) {
        try {
            Path drafts = Files.createTempDirectory(folder, "drafts");
            return new NeptuneCsvWriter(project(), new ObjectPlace(store, new PrefixLease(store, life), drafts));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void write(GraphWriter writer, List<List<Object>> rows) {
        writer.open(project());
        writer.write(USER, GraphFixture.rows(USER, rows), WriteMode.UNKNOWN);
    }

    private void run(List<List<Object>> rows) {
        try (GraphWriter writer = new GraphWriters(folder).create(project())) {
            write(writer, rows);
            writer.commit();
        }
    }

    private int vertices() throws IOException {
        return NeptuneGraph.loadSets(sets.download(Files.createTempDirectory(folder, "copy")))
                .vertices()
                .size();
    }

    @Test
    void writesSetsOfTheirOwnAndTheManifestLast() throws IOException {
        run(users(100, "first"));
        assertThat(sets.keys())
                .contains("manifest.json", "load-000001/nodes/User-00001.csv", "load-000001/nodes/User-00002.csv")
                .allMatch(key -> key.equals("manifest.json") || key.startsWith("load-000001/nodes/User-"));
        assertThat(sets.text("load-000001/nodes/User-00001.csv")).startsWith("~id,~label,name:String(single)\nUser|0,");
        run(users(10, "second"));
        assertThat(sets.keys()).containsExactly("load-000002/nodes/User-00001.csv", "manifest.json");
        assertThat(vertices()).isEqualTo(10);
    }

    @Test
    void sendsOnlyWhatIsMissingAfterAKill() throws IOException {
        Recorded dying = new Recorded(sets.store(), 3);
        GraphWriter killed = writer(dying, DEAD_AT_ONCE);
        assertThatThrownBy(() -> {
                    write(killed, users(300, "same"));
                    killed.commit();
                })
                .isInstanceOf(IllegalStateException.class);
        assertThat(sets.keys()).doesNotContain("manifest.json").contains(PrefixLease.KEY);
        long left = sets.keys().stream().filter(key -> key.startsWith("load-")).count();
        assertThat(left).isPositive();
        // A file that the next run does not write, as if there had been more rows.
        dying.inner.put("load-000001/nodes/User-00099.csv", new byte[] {1}, PutCondition.NONE);

        Recorded living = new Recorded(sets.store(), Integer.MAX_VALUE);
        try (GraphWriter again = writer(living, DEAD_AT_ONCE)) {
            write(again, users(300, "same"));
            again.commit();
            assertThat(again.count(USER)).isEqualTo(300);
        }
        long files = sets.keys().stream().filter(key -> key.startsWith("load-")).count();
        assertThat(living.sent).hasSize((int) (files - left)).doesNotHaveDuplicates();
        assertThat(sets.keys())
                .contains("manifest.json")
                .doesNotContain("load-000001/nodes/User-00099.csv", PrefixLease.KEY);
        assertThat(vertices()).isEqualTo(300);
    }

    @Test
    void endsNoUploadsButThoseOfItsOwnSets() throws IOException {
        try (ObjectStore store = sets.store()) {
            store.put("notes.txt", new byte[] {1}, PutCondition.NONE);
        }
        Recorded refused = new Recorded(sets.store(), Integer.MAX_VALUE);
        try (GraphWriter writer = writer(refused, DEAD_AT_ONCE)) {
            assertThatThrownBy(() -> writer.open(project())).isInstanceOf(GraphcException.class);
        }
        assertThat(refused.ended).isEmpty();
        try (ObjectStore store = sets.store()) {
            store.delete(List.of("notes.txt"));
        }
        try (GraphWriter killed = writer(new Recorded(sets.store(), Integer.MAX_VALUE), DEAD_AT_ONCE)) {
            write(killed, users(50, "half"));
        }
        Recorded living = new Recorded(sets.store(), Integer.MAX_VALUE);
        try (GraphWriter again = writer(living, DEAD_AT_ONCE)) {
            again.open(project());
        }
        assertThat(living.ended).containsExactly("load-000001/");
    }

    @Test
    void removesNothingOnceAnotherRunHasTakenOver() throws IOException {
        GraphWriter sleeping = writer(new Recorded(sets.store(), Integer.MAX_VALUE), DEAD_AT_ONCE);
        write(sleeping, users(50, "old"));
        Recorded second = new Recorded(sets.store(), Integer.MAX_VALUE);
        GraphWriter other = writer(second, DEAD_AT_ONCE);
        write(other, users(300, "new"));
        assertThat(second.sent).contains("load-000001/nodes/User-00003.csv");

        assertThatThrownBy(sleeping::commit)
                .isInstanceOfSatisfying(
                        GraphcException.class,
                        e -> assertThat(e.diagnostic().code()).isEqualTo(DiagnosticCode.TARGET_IN_USE));
        sleeping.close();
        other.commit();
        other.close();

        assertThat(vertices()).isEqualTo(300);
    }

    @Test
    void letsARunThatWasThoughtDeadPublishNothing() throws IOException {
        Recorded first = new Recorded(sets.store(), Integer.MAX_VALUE);
        GraphWriter sleeping = writer(first, DEAD_AT_ONCE);
        write(sleeping, users(50, "old"));
        try (GraphWriter other = writer(new Recorded(sets.store(), Integer.MAX_VALUE), DEAD_AT_ONCE)) {
            write(other, users(20, "new"));
            other.commit();
        }
        assertThatThrownBy(sleeping::commit)
                .isInstanceOfSatisfying(
                        GraphcException.class,
                        e -> assertThat(e.diagnostic().code()).isEqualTo(DiagnosticCode.TARGET_IN_USE));
        sleeping.close();
        assertThat(vertices()).isEqualTo(20);
    }

    @Test
    void letsOneRunWriteAtATime() {
        GraphWriter first = new GraphWriters(folder).create(project());
        first.open(project());
        try (GraphWriter second = new GraphWriters(folder).create(project())) {
            assertThatThrownBy(() -> second.open(project()))
                    .isInstanceOfSatisfying(
                            GraphcException.class,
                            e -> assertThat(e.diagnostic().code()).isEqualTo(DiagnosticCode.TARGET_IN_USE));
        }
        first.close();
        assertThat(sets.keys()).isEmpty();
        run(users(1, "x"));
    }

    @Test
    void goesOnAtOnceAfterARunThatFailed() throws IOException {
        try (GraphWriter failed = new GraphWriters(folder).create(project())) {
            write(failed, users(100, "half"));
        }
        assertThat(sets.keys()).contains(PrefixLease.KEY).doesNotContain("manifest.json");
        run(users(5, "whole"));
        assertThat(sets.keys()).containsExactly("load-000001/nodes/User-00001.csv", "manifest.json");
        assertThat(vertices()).isEqualTo(5);
    }

    @Test
    void refusesAPrefixThatHoldsSomethingElse() throws IOException {
        try (ObjectStore store = sets.store()) {
            store.put("notes.txt", new byte[] {1}, PutCondition.NONE);
            store.put("empty-folder/", new byte[0], PutCondition.NONE);
        }
        assertThatThrownBy(() -> run(users(1, "x"))).isInstanceOfSatisfying(GraphcException.class, e -> {
            assertThat(e.diagnostic().code()).isEqualTo(DiagnosticCode.CANNOT_WRITE);
            assertThat(e.diagnostic().notes()).containsExactly("objects that its manifest does not name: `notes.txt`");
        });
        assertThat(sets.keys()).containsExactly("empty-folder/", "notes.txt");
    }

    /** Counts the files that are sent, and dies after some. */
    private static final class Recorded implements ObjectStore {
        private final ObjectStore inner;
        private final int most;
        private final List<String> sent = new CopyOnWriteArrayList<>();
        private final List<String> ended = new CopyOnWriteArrayList<>();

        private Recorded(ObjectStore inner, int most) {
            this.inner = inner;
            this.most = most;
        }

        @Override
        public String location() {
            return inner.location();
        }

        @Override
        public void put(String key, Path file, ContentSum sum) throws IOException {
            synchronized (sent) {
                if (sent.size() >= most) {
                    throw new IllegalStateException("killed");
                }
                sent.add(key);
            }
            inner.put(key, file, sum);
        }

        @Override
        public Optional<StoredObject> put(String key, byte[] bytes, PutCondition condition) throws IOException {
            return inner.put(key, bytes, condition);
        }

        @Override
        public Optional<StoredObject> head(String key) throws IOException {
            return inner.head(key);
        }

        @Override
        public InputStream get(String key, long offset) throws IOException {
            return inner.get(key, offset);
        }

        @Override
        public void list(String prefix, Consumer<StoredObject> each) throws IOException {
            inner.list(prefix, each);
        }

        @Override
        public void delete(List<String> keys) throws IOException {
            inner.delete(keys);
        }

        @Override
        public void copy(String from, String to) throws IOException {
            inner.copy(from, to);
        }

        @Override
        public void endBrokenWrites(String prefix) throws IOException {
            ended.add(prefix);
            inner.endBrokenWrites(prefix);
        }

        @Override
        public void close() {
            inner.close();
        }
    }
}
