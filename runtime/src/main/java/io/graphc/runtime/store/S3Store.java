package io.graphc.runtime.store;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.GraphcException;
import io.graphc.runtime.aws.AwsAccess;
import io.graphc.runtime.aws.AwsFailure;
import io.graphc.runtime.aws.AwsService;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Error;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Objects below a prefix of an S3 bucket. Every write has a CRC32C that S3 verifies; the one of the whole is kept as metadata,
 * because S3 itself keeps one of parts for what came in parts. Limits and answers are those of the Amazon S3 API reference.
 */
public final class S3Store implements ObjectStore {
    static final String BINARY = "application/octet-stream";

    private static final String SUM = "graphc-crc32c";
    private static final int MOST_DELETES = 1000;
    private static final int MOST_PARTS_AT_ONCE = 8;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final int MOST_DOUBLINGS = 8;

    /** How writes fail that may have been done. */
    private static final Set<AwsFailure.Kind> UNCERTAIN =
            Collections.unmodifiableSet(EnumSet.of(AwsFailure.Kind.BUSY, AwsFailure.Kind.UNREACHABLE));

    private static final Logger LOG = LoggerFactory.getLogger(S3Store.class);

    private final S3Client client;
    private final S3Location at;
    private final S3Options options;
    private final ExecutorService workers;
    private final Runnable afterwards;

    private S3Store(S3Client client, S3Location at, S3Options options, Runnable afterwards) {
        this.client = client;
        this.at = at;
        this.options = options;
        this.afterwards = afterwards;
        this.workers = Executors.newFixedThreadPool(MOST_PARTS_AT_ONCE, task -> {
            Thread thread = new Thread(task, "graphc-upload");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** A store at a place; nothing is asked for yet. The access stays its maker's to close. */
    public static S3Store open(AwsAccess access, S3Location at, S3Options options) {
        return open(access, at, options, () -> {});
    }

    /** A store at a place that closes the access when it is closed. */
    public static S3Store owning(AwsAccess access, S3Location at, S3Options options) {
        return open(access, at, options, access::close);
    }

    private static S3Store open(AwsAccess access, S3Location at, S3Options options, Runnable afterwards) {
        S3ClientBuilder builder = S3Client.builder();
        // Another address has no names for buckets in it.
        access.endpoint(AwsService.S3).ifPresent(address -> builder.forcePathStyle(true));
        return new S3Store(access.client(AwsService.S3, builder), at, options, afterwards);
    }

    @Override
    public String location() {
        return at.toString();
    }

    private <T> T told(String what, String key, Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException e) {
            throw S3Failures.of(e, "cannot " + what + " `" + at.address(key) + "`", at);
        }
    }

    private @Nullable String owner() {
        return options.bucketOwner().orElse(null);
    }

    @Override
    public void put(String key, Path file, ContentSum sum) throws IOException {
        try {
            if (sum.bytes() <= S3Upload.PART) {
                client.putObject(request(key, sum).build(), RequestBody.fromFile(file));
            } else {
                new S3Upload(client, parted(key, sum), file, sum.bytes(), workers).send();
            }
        } catch (SdkException e) {
            GraphcException failure = S3Failures.of(e, "cannot write `" + at.address(key) + "`", at);
            if (!UNCERTAIN.contains(AwsFailure.of(e).kind())) {
                throw failure;
            }
            checkWritten(key, sum, failure);
        }
    }

    /** All answers to a write may have been lost, and what is there may be what somebody counts by. */
    private void checkWritten(String key, ContentSum sum, GraphcException failure) {
        Optional<StoredObject> found;
        try {
            found = head(key);
        } catch (GraphcException again) {
            Diagnostic unsure = failure.diagnostic().noted("it may have been written all the same; a later run looks");
            GraphcException both = new GraphcException(unsure, failure);
            both.addSuppressed(again);
            throw both;
        }
        if (found.filter(object -> object.holds(sum)).isEmpty()) {
            throw failure;
        }
        LOG.debug("`{}` was written though no answer said so", at.address(key), failure);
    }

    private PutObjectRequest.Builder request(String key, ContentSum sum) {
        PutObjectRequest.Builder request = PutObjectRequest.builder()
                .bucket(at.bucket())
                .key(at.prefix() + key)
                .contentType(BINARY)
                // The algorithm beside it would make the SDK announce a trailer that it then does not send.
                .checksumCRC32C(sum.crc32c())
                .metadata(Map.of(SUM, sum.crc32c()))
                .expectedBucketOwner(owner());
        options.encryption().ifPresent(request::serverSideEncryption);
        options.kmsKey().ifPresent(request::ssekmsKeyId);
        options.tags().ifPresent(request::tagging);
        if (options.ownerControls()) {
            request.acl(ObjectCannedACL.BUCKET_OWNER_FULL_CONTROL);
        }
        return request;
    }

    private CreateMultipartUploadRequest parted(String key, ContentSum sum) {
        CreateMultipartUploadRequest.Builder request = CreateMultipartUploadRequest.builder()
                .bucket(at.bucket())
                .key(at.prefix() + key)
                .contentType(BINARY)
                .checksumAlgorithm(ChecksumAlgorithm.CRC32_C)
                .metadata(Map.of(SUM, sum.crc32c()))
                .expectedBucketOwner(owner());
        options.encryption().ifPresent(request::serverSideEncryption);
        options.kmsKey().ifPresent(request::ssekmsKeyId);
        options.tags().ifPresent(request::tagging);
        if (options.ownerControls()) {
            request.acl(ObjectCannedACL.BUCKET_OWNER_FULL_CONTROL);
        }
        return request.build();
    }

    @Override
    public Optional<StoredObject> put(String key, byte[] bytes, PutCondition condition) {
        ContentSum sum = ContentSum.of(bytes);
        PutObjectRequest.Builder request = request(key, sum);
        condition.etag().ifPresent(request::ifMatch);
        if (condition.isAbsent()) {
            request.ifNoneMatch("*");
        }
        try {
            String etag = client.putObject(request.build(), RequestBody.fromBytes(bytes))
                    .eTag();
            return Optional.of(new StoredObject(key, sum.bytes(), etag, Optional.of(sum.crc32c()), Duration.ZERO));
        } catch (S3Exception e) {
            // 409: another write of the key was under way; 404: what was to be replaced is gone.
            boolean lost = e.statusCode() == 412
                    || e.statusCode() == 409
                    || (e.statusCode() == 404 && condition.etag().isPresent() && e instanceof NoSuchKeyException);
            if (lost) {
                return Optional.empty();
            }
            throw S3Failures.of(e, "cannot write `" + at.address(key) + "`", at);
        } catch (SdkException e) {
            throw S3Failures.of(e, "cannot write `" + at.address(key) + "`", at);
        }
    }

    @Override
    public Optional<StoredObject> head(String key) {
        return told("look at", key, () -> {
            try {
                HeadObjectResponse head = client.headObject(request ->
                        request.bucket(at.bucket()).key(at.prefix() + key).expectedBucketOwner(owner()));
                return Optional.of(new StoredObject(
                        key,
                        head.contentLength(),
                        head.eTag(),
                        Optional.ofNullable(head.metadata().get(SUM)),
                        age(head, head.lastModified())));
            } catch (NoSuchKeyException e) {
                return Optional.empty();
            }
        });
    }

    /** By the clock of S3 itself, so that nothing depends on this machine's. */
    private static Duration age(SdkResponse answer, Instant written) {
        return answer.sdkHttpResponse()
                .firstMatchingHeader("Date")
                .map(date -> ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                        .toInstant())
                .map(now -> Duration.between(written, now))
                .orElse(Duration.ZERO);
    }

    @Override
    public InputStream get(String key, long offset) {
        GetObjectRequest request = GetObjectRequest.builder()
                .bucket(at.bucket())
                .key(at.prefix() + key)
                .expectedBucketOwner(owner())
                .build();
        return new S3Body(client, at, key, request, offset).open();
    }

    @Override
    public void list(String prefix, Consumer<StoredObject> each) {
        if (!prefix.isEmpty() && !prefix.endsWith("/")) {
            throw new IllegalArgumentException("`" + prefix + "` would also find what only begins like it");
        }
        @Nullable String next = null;
        do {
            String token = next;
            ListObjectsV2Response page = told(
                    "list",
                    prefix,
                    () -> client.listObjectsV2(request -> request.bucket(at.bucket())
                            .prefix(at.prefix() + prefix)
                            .continuationToken(token)
                            .expectedBucketOwner(owner())));
            page.contents()
                    .forEach(found -> each.accept(new StoredObject(
                            found.key().substring(at.prefix().length()),
                            found.size(),
                            found.eTag(),
                            Optional.empty(),
                            age(page, found.lastModified()))));
            next = Boolean.TRUE.equals(page.isTruncated()) ? page.nextContinuationToken() : null;
        } while (next != null);
    }

    @Override
    public void delete(List<String> keys) {
        for (int from = 0; from < keys.size(); from += MOST_DELETES) {
            List<String> batch = keys.subList(from, Math.min(keys.size(), from + MOST_DELETES));
            for (int attempt = 1; !batch.isEmpty(); attempt++) {
                batch = deleteOnce(batch, attempt == AwsAccess.ATTEMPTS);
                if (!batch.isEmpty()) {
                    pause(attempt);
                }
            }
        }
    }

    /** The SDK pauses where whole calls fail; here it takes them for done. */
    private static void pause(int attempt) {
        long most = FIRST_PAUSE.toNanos() << Math.min(attempt, MOST_DOUBLINGS);
        LockSupport.parkNanos(most / 2 + ThreadLocalRandom.current().nextLong(most / 2));
    }

    /** S3 answers such a call with success also where it could not remove single keys. Gives those to try again. */
    private List<String> deleteOnce(List<String> keys, boolean last) {
        List<ObjectIdentifier> objects = keys.stream()
                .map(key -> ObjectIdentifier.builder().key(at.prefix() + key).build())
                .toList();
        List<S3Error> errors = told(
                        "delete",
                        keys.get(0),
                        () -> client.deleteObjects(request -> request.bucket(at.bucket())
                                .expectedBucketOwner(owner())
                                .delete(delete -> delete.objects(objects).quiet(true))))
                .errors();
        List<String> again = new ArrayList<>();
        for (S3Error error : errors) {
            boolean passes =
                    List.of("InternalError", "SlowDown", "ServiceUnavailable").contains(error.code());
            if (!passes || last) {
                throw refused(error);
            }
            again.add(error.key().substring(at.prefix().length()));
        }
        return again;
    }

    private GraphcException refused(S3Error error) {
        AwsFailure.Kind kind = error.code().equals("AccessDenied") ? AwsFailure.Kind.DENIED : AwsFailure.Kind.OTHER;
        String message = Optional.ofNullable(error.message()).orElse("");
        AwsFailure failure = new AwsFailure(kind, error.code(), message, "", 200);
        Diagnostic problem = failure.diagnostic("cannot delete `s3://" + at.bucket() + "/" + error.key() + "`")
                .build();
        return new GraphcException(problem);
    }

    /** Within S3; objects above 5 GB, which it copies in parts only, are none that graphc makes. */
    @Override
    public void copy(String from, String to) {
        told(
                "copy",
                from,
                () -> client.copyObject(request -> {
                    request.sourceBucket(at.bucket())
                            .sourceKey(at.prefix() + from)
                            .destinationBucket(at.bucket())
                            .destinationKey(at.prefix() + to)
                            .expectedBucketOwner(owner())
                            .expectedSourceBucketOwner(owner());
                    options.encryption().ifPresent(request::serverSideEncryption);
                    options.kmsKey().ifPresent(request::ssekmsKeyId);
                    if (options.ownerControls()) {
                        request.acl(ObjectCannedACL.BUCKET_OWNER_FULL_CONTROL);
                    }
                }));
    }

    @Override
    public void endBrokenWrites(String prefix) {
        told("list uploads below", prefix, () -> {
            client.listMultipartUploadsPaginator(request -> request.bucket(at.bucket())
                            .prefix(at.prefix() + prefix)
                            .expectedBucketOwner(owner()))
                    .uploads()
                    .forEach(this::end);
            return true;
        });
    }

    private void end(MultipartUpload upload) {
        try {
            client.abortMultipartUpload(abort -> abort.bucket(at.bucket())
                    .key(upload.key())
                    .uploadId(upload.uploadId())
                    .expectedBucketOwner(owner()));
        } catch (NoSuchUploadException e) {
            // It has ended in between, which is what is wanted; a listing may also show it for a while.
            LOG.debug("upload {} is no more", upload.uploadId(), e);
        }
    }

    @Override
    public void close() {
        workers.shutdownNow();
        client.close();
        afterwards.run();
    }
}
