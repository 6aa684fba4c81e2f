package io.graphc.runtime.store;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.runtime.aws.AwsFailure;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;

/** Tells what S3 says in the words of diagnostics (Amazon S3 API reference, "Error responses"). */
final class S3Failures {
    private static final Set<String> ELSEWHERE = Set.of(
            "PermanentRedirect",
            "TemporaryRedirect",
            "AuthorizationHeaderMalformed",
            "IllegalLocationConstraintException");

    private static final Set<String> DAMAGED =
            Set.of("BadDigest", "InvalidDigest", "XAmzContentSHA256Mismatch", "XAmzContentChecksumMismatch");

    private S3Failures() {}

    /**
     * The diagnostic of a failure.
     *
     * @param what what was to be done, such as {@code cannot write `s3://bucket/key`}
     */
    static GraphcException of(SdkException failure, String what, S3Location at) {
        AwsFailure told = AwsFailure.of(failure);
        if (failure instanceof AbortedException) {
            return new GraphcException(
                    Diagnostic.of(DiagnosticCode.AWS_CALL_FAILED, what + ": it was cancelled")
                            .build(),
                    failure);
        }
        if (told.code().equals("NoSuchBucket")) {
            return new GraphcException(
                    Diagnostic.of(DiagnosticCode.BUCKET_MISSING, what + ": there is no bucket `" + at.bucket() + "`")
                            .note(told.note())
                            .help("make the bucket, or correct its name in the profile")
                            .build(),
                    failure);
        }
        if (told.status() == 301 || told.status() == 307 || ELSEWHERE.contains(told.code())) {
            return elsewhere(failure, what, at, told);
        }
        if (DAMAGED.contains(told.code())) {
            return differs(what + ": the bytes did not arrive as they were sent", told.note(), failure);
        }
        return told.exception(what, failure);
    }

    private static GraphcException elsewhere(SdkException failure, String what, S3Location at, AwsFailure told) {
        Optional<String> region = failure instanceof AwsServiceException service && service.awsErrorDetails() != null
                ? Optional.ofNullable(service.awsErrorDetails().sdkHttpResponse())
                        .flatMap(response -> response.firstMatchingHeader("x-amz-bucket-region"))
                : Optional.empty();
        Diagnostic.Builder problem = Diagnostic.of(
                        DiagnosticCode.BUCKET_ELSEWHERE, what + ": bucket `" + at.bucket() + "` is in another region")
                .note(told.note());
        region.ifPresent(name -> problem.help("set `region_name: " + name + "`"));
        return new GraphcException(problem.build(), failure);
    }

    static GraphcException differs(String message, String note, @Nullable Throwable cause) {
        return new GraphcException(
                Diagnostic.of(DiagnosticCode.STORED_DIFFERS, message).note(note).build(), cause);
    }
}
