package io.graphc.testkit.neptune;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A folder that stands for S3: its folders are the buckets. */
public final class FolderFiles implements LoadedFiles {
    private final Path root;

    public FolderFiles(Path root) {
        this.root = root;
    }

    @Override
    public boolean hasBucket(String bucket) {
        return Files.isDirectory(root.resolve(bucket));
    }

    @Override
    public List<LoadedFile> list(String bucket, String prefix) throws IOException {
        Path folder = root.resolve(bucket);
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> files = all.filter(Files::isRegularFile)
                    .filter(file -> key(folder, file).startsWith(prefix))
                    .sorted()
                    .toList();
            List<LoadedFile> found = new ArrayList<>();
            for (Path file : files) {
                String version = Files.getLastModifiedTime(file) + " " + Files.size(file);
                found.add(new LoadedFile("s3://" + bucket + "/" + key(folder, file), version));
            }
            return found;
        }
    }

    private static String key(Path folder, Path file) {
        return folder.relativize(file).toString().replace('\\', '/');
    }

    @Override
    public byte[] read(LoadedFile file) throws IOException {
        return Files.readAllBytes(root.resolve(file.uri().substring("s3://".length())));
    }
}
