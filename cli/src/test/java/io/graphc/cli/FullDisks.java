package io.graphc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.testkit.TempProject;
import io.graphc.testkit.neptune.NeptuneGraph;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process that may mount: it loads onto small disks, looks at what is said, makes room, and loads again. */
final class FullDisks {
    private static final String REJECTS = "target/rejects/relationships/WORKS_AT.csv";
    private static final int PEOPLE = 20_000;
    private static final int CHANGED = 15_000;
    private static final int ROOM = 200_000;
    private static final int ENVIRONMENT = 3;

    private final Path folder;
    private final TempProject undisturbed;
    private int number;

    private FullDisks(Path folder) throws IOException {
        this.folder = folder;
        undisturbed = make("undisturbed");
    }

    /** Its argument: an empty folder. */
    public static void main(String[] arguments) throws IOException {
        FullDisks disks = new FullDisks(Path.of(arguments[0]));
        run(disks.undisturbed, 0);
        disks.first("target", 48, "error[GC8005]: the compiled project cannot be written");
        disks.first("target", 2_500, "error[GC7014]: DuckDB has no room left on its disk");
        disks.first("target/rejects", 8, "error[GC8005]: `" + REJECTS + "` cannot be written");
        disks.first("out", 1_500, "error[GC8005]: cannot write the graph to `out/graph`");
        change(disks.undisturbed);
        run(disks.undisturbed, 0);
        disks.second("target", 700, "error[GC7014]: DuckDB has no room left on its disk");
        disks.second("out", 200, "error[GC8005]: cannot write the graph to `out/graph`");
    }

    /** A first load onto a disk of so many KiB. */
    private void first(String disk, int size, String message) throws IOException {
        TempProject project = make("first" + number++);
        Path mounted = mount(project, disk, size);
        fail(project, message);
        assertThat(project.root().resolve("out/graph/manifest.json")).doesNotExist();
        repair(project, mounted);
    }

    /** A load of changed rows after one that ended well, with so many KiB left. */
    private void second(String disk, int left, String message) throws IOException {
        TempProject project = make("second" + number++);
        Path mounted = mount(project, disk, ROOM);
        run(project, 0);
        Map<String, String> before = FolderContents.read(project.root().resolve("out/graph"));
        FileStore store = Files.getFileStore(mounted);
        resize(mounted, (store.getTotalSpace() - store.getUnallocatedSpace()) / 1024 + left);
        change(project);
        fail(project, message);
        assertThat(FolderContents.read(project.root().resolve("out/graph"))).isEqualTo(before);
        repair(project, mounted);
    }

    private static void fail(TempProject project, String message) {
        CommandRun run = run(project, ENVIRONMENT);
        assertThat(run.err()).containsOnlyOnce(message).doesNotContain("\tat ", "GC9001", "Exception");
    }

    private void repair(TempProject project, Path mounted) throws IOException {
        resize(mounted, ROOM);
        run(project, 0);
        NeptuneGraph graph = NeptuneGraph.loadSets(project.root().resolve("out/graph"));
        NeptuneGraph expected = NeptuneGraph.loadSets(undisturbed.root().resolve("out/graph"));
        assertThat(graph.vertices().equals(expected.vertices()))
                .as("the same nodes")
                .isTrue();
        assertThat(graph.edges().equals(expected.edges()))
                .as("the same relationships")
                .isTrue();
        assertThat(project.read(REJECTS).equals(undisturbed.read(REJECTS)))
                .as("the same rejected rows")
                .isTrue();
        execute("umount", mounted.toString());
    }

    private static CommandRun run(TempProject project, int exit) {
        CommandRun run = CommandRun.in(project.root()).call("run");
        assertThat(run.exit()).as(run.err()).isEqualTo(exit);
        return run;
    }

    /** The project of {@code init} with many people, some of them at a company that is not there. */
    private TempProject make(String name) throws IOException {
        Path place = Files.createDirectories(folder.resolve(name));
        CommandRun made = CommandRun.in(place).call("init", "people");
        assertThat(made.exit()).as(made.err()).isZero();
        return TempProject.in(place.resolve("people"))
                .write("data/people.csv", people(0))
                .edit("profiles.yml", "path: target/graph", "path: out/graph")
                .edit("models/companies.sql", "is not null", "not like '%7'")
                .edit(
                        "graph/graph.yml",
                        "    properties:\n      - {name: since",
                        "    on_missing_endpoint: {action: reject, max: 50%}\n    properties:\n      - {name: since");
    }

    private static String people(int changed) {
        StringBuilder rows = new StringBuilder("person_id,full_name,company,joined_on\n");
        for (int i = 0; i < PEOPLE; i++) {
            rows.append(i)
                    .append(i < changed ? ",Somebody Else " : ",Person ")
                    .append(Integer.toString(i * 7919, 36))
                    .append(",Company ")
                    .append(i % 300)
                    .append(",2024-01-01\n");
        }
        return rows.toString();
    }

    private static void change(TempProject project) {
        project.write("data/people.csv", people(CHANGED));
    }

    private static Path mount(TempProject project, String disk, int size) throws IOException {
        Path mounted = Files.createDirectories(project.root().resolve(disk));
        execute("mount", "-t", "tmpfs", "-o", "size=" + size + "k", "tmpfs", mounted.toString());
        return mounted;
    }

    private static void resize(Path mounted, long size) throws IOException {
        execute("mount", "-o", "remount,size=" + size + "k", mounted.toString());
    }

    private static void execute(String... command) throws IOException {
        Process process = new ProcessBuilder(List.of(command)).inheritIO().start();
        try {
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
        assertThat(process.exitValue()).as(String.join(" ", command)).isZero();
    }
}
