package io.graphc.runtime.engine.athena;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.runtime.store.S3Options;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.athena.model.EncryptionConfiguration;
import software.amazon.awssdk.services.athena.model.EncryptionOption;
import software.amazon.awssdk.services.athena.model.ResultConfiguration;
import software.amazon.awssdk.services.athena.model.S3AclOption;
import software.amazon.awssdk.services.athena.model.WorkGroupConfiguration;

/** What graphc itself writes is encrypted as Athena's results in the work group are; where it cannot be, Athena writes. */
class WorkgroupTest {
    private static Optional<S3Options> writing(Consumer<ResultConfiguration.Builder> results) {
        return Workgroup.of(
                        "graphc",
                        WorkGroupConfiguration.builder()
                                .resultConfiguration(results)
                                .build())
                .writing();
    }

    private static S3Options options(String encryption, String key) {
        return new S3Options(
                Optional.of(encryption), Optional.ofNullable(key), Optional.empty(), Optional.empty(), false);
    }

    private static EncryptionConfiguration encryption(EncryptionOption option, String key) {
        return EncryptionConfiguration.builder()
                .encryptionOption(option)
                .kmsKey(key)
                .build();
    }

    @Test
    void writesAsTheBucketSaysWithoutASetting() {
        assertThat(writing(results -> {})).contains(S3Options.NONE);
        assertThat(Workgroup.of("graphc", WorkGroupConfiguration.builder().build())
                        .writing())
                .contains(S3Options.NONE);
    }

    @Test
    void encryptsAsAthenaDoes() {
        assertThat(writing(results -> results.encryptionConfiguration(encryption(EncryptionOption.SSE_S3, null))))
                .contains(options("AES256", null));
        assertThat(writing(results -> results.encryptionConfiguration(encryption(EncryptionOption.SSE_KMS, "arn:key"))))
                .contains(options("aws:kms", "arn:key"));
    }

    @Test
    void leavesTheBucketsOwnerInControl() {
        assertThat(writing(results ->
                        results.aclConfiguration(acl -> acl.s3AclOption(S3AclOption.BUCKET_OWNER_FULL_CONTROL))))
                .hasValueSatisfying(
                        options -> assertThat(options.ownerControls()).isTrue());
    }

    @Test
    void writesNothingThatAthenaAloneCanEncrypt() {
        assertThat(writing(results -> results.encryptionConfiguration(encryption(EncryptionOption.CSE_KMS, "arn:key"))))
                .isEmpty();
        assertThat(Workgroup.of(
                                "graphc",
                                WorkGroupConfiguration.builder()
                                        .enableMinimumEncryptionConfiguration(true)
                                        .build())
                        .writing())
                .isEmpty();
        assertThat(Workgroup.unknown("graphc").writing()).isEmpty();
    }
}
