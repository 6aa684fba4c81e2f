package io.graphc.runtime.emit.neptune;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.plan.CompiledProject;
import io.graphc.plan.GraphTarget;
import io.graphc.runtime.emit.GraphWriter;
import io.graphc.runtime.load.LoadStorage;
import io.graphc.runtime.load.neptune.Pace;
import io.graphc.runtime.store.LocalFolderStore;
import io.graphc.testkit.neptune.FakeNeptune;
import io.graphc.testkit.neptune.FolderFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/** A Neptune that stands in for a real one, and a folder that stands in for S3. */
public final class NeptuneStage implements AutoCloseable {
    private static final AtomicLong WAITED = new AtomicLong();

    private final Path folder;
    private final FakeNeptune neptune;

    public NeptuneStage(Path folder) {
        this.folder = folder;
        try {
            Files.createDirectories(folder.resolve("s3/graphs"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.neptune = FakeNeptune.start(new FolderFiles(folder.resolve("s3")));
    }

    public FakeNeptune neptune() {
        return neptune;
    }

    public GraphTarget target(Map<String, Object> more) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("endpoint", neptune.uri().toString());
        settings.put("region_name", "eu-central-1");
        settings.put("location", "s3://graphs/loads");
        settings.put("loader_role_arn", "arn:aws:iam::123456789012:role/neptune-load");
        settings.put("iam_auth", false);
        settings.putAll(more);
        return new GraphTarget("graph", "neptune", settings);
    }

    public LoadStorage storage() {
        LocalFolderStore store = new LocalFolderStore(folder.resolve("s3/graphs/loads"), Clock.systemUTC());
        return new LoadStorage(store, "s3://graphs/loads/", () -> {});
    }

    public GraphWriter writer(CompiledProject project) {
        return new NeptuneWriter(project, folder, storage(), pace());
    }

    /** Time that passes at once; what was waited for is behind everybody who waits afterwards. */
    public static Pace pace() {
        return new Pace(
                1_000, 20_000, time -> WAITED.addAndGet(time.toMillis()), new WaitedClock(), new SplittableRandom(1));
    }

    private static final class WaitedClock extends Clock {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Instant instant() {
            return Clock.systemUTC().instant().plusMillis(WAITED.get());
        }
    }

    /** Something is refused for as long as graphc asks, and then no longer. */
    void refuseForEver(String kind, int status, String message, Runnable meanwhile) {
        int many = 100;
        String code = status == 400 ? "BadRequestException" : "ConcurrentModificationException";
        neptune().refuse(kind, many, status, code, message);
        meanwhile.run();
        assertThat(neptune().faultsLeft()).isBetween(1, many - 1);
        neptune().forgetFaults();
    }

    /** The id by which Neptune knows what went wrong last. */
    String lastTrouble() {
        List<String> ids = neptune().troubles();
        return ids.get(ids.size() - 1);
    }

    @Override
    public void close() {
        neptune.close();
    }
}
