package io.graphc.runtime.engine.athena;

import io.graphc.runtime.store.S3Options;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.athena.model.EncryptionConfiguration;
import software.amazon.awssdk.services.athena.model.ResultConfiguration;
import software.amazon.awssdk.services.athena.model.WorkGroupConfiguration;

/**
 * What a work group of Athena says about the queries that run in it (Athena user guide, "Override client-side settings").
 *
 * @param enforced whether its own settings go before those of a request; a table cannot be given a folder then
 * @param results where it puts results of queries, with a slash at its end
 * @param cutoff how many bytes a query may read before Athena cancels it
 * @param managed whether Athena keeps results itself, so that no request may say where
 * @param writing how objects are to be written that have rows as its queries write them; empty where only Athena can, or that
 *     is not known
 */
record Workgroup(
        String name,
        boolean enforced,
        Optional<String> results,
        OptionalLong cutoff,
        boolean managed,
        Optional<S3Options> writing) {
    /** One about which nothing was asked. */
    static Workgroup unknown(String name) {
        return new Workgroup(name, false, Optional.empty(), OptionalLong.empty(), false, Optional.empty());
    }

    /** One with settings. */
    static Workgroup of(String name, WorkGroupConfiguration settings) {
        ResultConfiguration results = settings.resultConfiguration();
        boolean managed = settings.managedQueryResultsConfiguration() != null
                && Boolean.TRUE.equals(
                        settings.managedQueryResultsConfiguration().enabled());
        Long cutoff = settings.bytesScannedCutoffPerQuery();
        boolean demanding = Boolean.TRUE.equals(settings.enableMinimumEncryptionConfiguration());
        return new Workgroup(
                name,
                Boolean.TRUE.equals(settings.enforceWorkGroupConfiguration()),
                Optional.ofNullable(results).flatMap(result -> Optional.ofNullable(result.outputLocation())),
                cutoff == null ? OptionalLong.empty() : OptionalLong.of(cutoff),
                managed,
                demanding ? Optional.empty() : writing(results));
    }

    /** How objects are written where results have a setting of this kind, or none. */
    private static Optional<S3Options> writing(@Nullable ResultConfiguration results) {
        EncryptionConfiguration encryption = results == null ? null : results.encryptionConfiguration();
        boolean ownerControls = results != null && results.aclConfiguration() != null;
        if (encryption == null) {
            return Optional.of(options(null, null, ownerControls));
        }
        return switch (encryption.encryptionOption()) {
            case SSE_S3 -> Optional.of(options("AES256", null, ownerControls));
            case SSE_KMS -> Optional.of(options("aws:kms", encryption.kmsKey(), ownerControls));
            default -> Optional.empty();
        };
    }

    private static S3Options options(@Nullable String encryption, @Nullable String key, boolean ownerControls) {
        return new S3Options(
                Optional.ofNullable(encryption),
                Optional.ofNullable(key),
                Optional.empty(),
                Optional.empty(),
                ownerControls);
    }

    /** Whether a request says where its results go. */
    boolean takesLocation() {
        return !enforced && !managed;
    }
}
