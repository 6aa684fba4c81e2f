package io.graphc.runtime.emit.neptune;

import io.graphc.runtime.aws.AwsAccess;
import io.graphc.runtime.store.ObjectStore;
import io.graphc.runtime.store.S3Location;
import io.graphc.runtime.store.S3Options;
import io.graphc.runtime.store.S3Store;
import io.graphc.testkit.S3Server;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A prefix of its own in the S3 of this test run. */
final class S3Sets {
    private final S3Location at = new S3Location(S3Server.BUCKET, "sets/" + UUID.randomUUID() + "/");

    /** The keys of a graph output that writes there. */
    Map<String, Object> settings(Map<String, Object> further) {
        Map<String, Object> settings = new LinkedHashMap<>(S3Server.shared().settings());
        settings.put("location", at.toString());
        settings.putAll(further);
        return settings;
    }

    ObjectStore store() {
        return S3Store.open(AwsAccess.of(S3Server.shared().settings(), "output `test`"), at, S3Options.NONE);
    }

    List<String> keys() {
        List<String> keys = new ArrayList<>();
        try (ObjectStore store = store()) {
            store.list("", found -> keys.add(found.key()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return keys;
    }

    String text(String key) {
        try (ObjectStore store = store();
                InputStream in = store.get(key)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Copies all of it into a folder. */
    Path download(Path folder) {
        try (ObjectStore store = store()) {
            for (String key : keys()) {
                Path file = folder.resolve(key);
                Files.createDirectories(file.getParent());
                try (InputStream in = store.get(key)) {
                    Files.write(file, in.readAllBytes());
                }
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
