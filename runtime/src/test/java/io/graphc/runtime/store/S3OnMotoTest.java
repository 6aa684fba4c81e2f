package io.graphc.runtime.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.graphc.runtime.aws.AwsAccess;
import io.graphc.runtime.aws.AwsService;
import io.graphc.testkit.MotoServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;

/** The store against somebody else's S3 and STS, so that it does not only agree with one stand-in. */
final class S3OnMotoTest {
    @Test
    void keepsObjectsInARoleThatItTookOn(@TempDir Path folder) throws IOException {
        assumeTrue(MotoServer.missing().isEmpty(), () -> MotoServer.missing().orElse(""));
        try (MotoServer moto = MotoServer.start();
                AwsAccess access = AwsAccess.of(settings(moto), "output `test`");
                S3Client plain = access.client(AwsService.S3, S3Client.builder().forcePathStyle(true));
                ObjectStore store = S3Store.open(access, new S3Location("moto", "graph/"), S3Options.NONE)) {
            plain.createBucket(request ->
                    request.bucket("moto").createBucketConfiguration(made -> made.locationConstraint("eu-central-1")));
            for (int size : List.of(1000, 40_000_000)) {
                Path file = ObjectStoreContract.file(folder, size);
                ContentSum sum = ContentSum.of(file);
                store.put("size-" + size, file, sum);
                assertThat(store.head("size-" + size).orElseThrow().holds(sum)).isTrue();
                assertThat(store.putWhereDifferent("size-" + size, file, sum)).isFalse();
                try (InputStream in = store.get("size-" + size)) {
                    assertThat(in.readAllBytes()).isEqualTo(Files.readAllBytes(file));
                }
            }
            assertThat(store.put("lease", new byte[] {1}, PutCondition.ABSENT)).isPresent();
            assertThat(store.put("lease", new byte[] {2}, PutCondition.ABSENT)).isEmpty();
            List<String> keys = new ArrayList<>();
            store.list("", found -> keys.add(found.key()));
            assertThat(keys).containsExactly("lease", "size-1000", "size-40000000");
            store.endBrokenWrites("sets/");
            store.delete(keys);
            assertThat(store.head("lease")).isEmpty();
        }
    }

    private static Map<String, Object> settings(MotoServer moto) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("region_name", "eu-central-1");
        settings.put("aws_access_key_id", "test");
        settings.put("aws_secret_access_key", "test-secret");
        settings.put("assume_role_arn", "arn:aws:iam::123456789012:role/loader");
        settings.put("endpoint_url", moto.endpoint().toString());
        return settings;
    }
}
