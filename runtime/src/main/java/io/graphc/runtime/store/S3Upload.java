package io.graphc.runtime.store;

import io.graphc.diagnostic.GraphcBugException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicBoolean;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;

/**
 * Sends one big file in parts, several at once, each with a checksum that the service verifies. An upload that fails is
 * aborted, when none of its parts is on its way any more: one that arrives later would be kept, and paid for.
 */
final class S3Upload {
    private static final long MEBIBYTE = 1L << 20;
    /** Parts have at least 5 MiB but for the last (Amazon S3 user guide, "Multipart upload limits"); larger ones cost fewer requests. */
    static final long PART = 16 * MEBIBYTE;

    private static final long MOST_PARTS = 10_000;

    private final S3Client client;
    private final CreateMultipartUploadRequest request;
    private final Path file;
    private final long bytes;
    private final ExecutorService workers;

    S3Upload(S3Client client, CreateMultipartUploadRequest request, Path file, long bytes, ExecutorService workers) {
        this.client = client;
        this.request = request;
        this.file = file;
        this.bytes = bytes;
        this.workers = workers;
    }

    /** The size of parts with which an object has not more of them than S3 takes; whole mebibytes. */
    static long partSize(long bytes) {
        long least = (bytes + MOST_PARTS - 1) / MOST_PARTS;
        return Math.max(PART, (least + MEBIBYTE - 1) / MEBIBYTE * MEBIBYTE);
    }

    void send() throws IOException {
        String id = client.createMultipartUpload(request).uploadId();
        try {
            List<CompletedPart> parts = sendParts(id);
            client.completeMultipartUpload(complete -> complete.bucket(request.bucket())
                    .key(request.key())
                    .uploadId(id)
                    .expectedBucketOwner(request.expectedBucketOwner())
                    .multipartUpload(all -> all.parts(parts)));
        } catch (IOException | RuntimeException e) {
            abort(id, e);
            throw e;
        }
    }

    private List<CompletedPart> sendParts(String id) throws IOException {
        long size = partSize(bytes);
        List<Future<CompletedPart>> sent = new ArrayList<>();
        OnTheWay parts = new OnTheWay();
        for (long offset = 0; offset < bytes; offset += size) {
            int number = sent.size() + 1;
            long from = offset;
            long count = Math.min(size, bytes - offset);
            sent.add(workers.submit(() -> parts.run(() -> sendPart(id, number, from, count))));
        }
        try {
            return results(sent);
        } catch (ExecutionException e) {
            throw thrown(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw AbortedException.create("interrupted", e);
        } finally {
            // None must arrive after the upload was aborted.
            parts.end();
        }
    }

    private static List<CompletedPart> results(List<Future<CompletedPart>> sent)
            throws ExecutionException, InterruptedException {
        List<CompletedPart> parts = new ArrayList<>();
        for (Future<CompletedPart> part : sent) {
            parts.add(part.get());
        }
        return parts;
    }

    /** Parts that are being sent, so that their end can be waited for, whatever becomes of the others. */
    private static final class OnTheWay {
        private final Phaser running = new Phaser(1);
        private final AtomicBoolean ended = new AtomicBoolean();

        private CompletedPart run(Callable<CompletedPart> part) throws Exception {
            running.register();
            try {
                if (ended.get()) {
                    throw new CancellationException("another part was not sent");
                }
                return part.call();
            } finally {
                running.arriveAndDeregister();
            }
        }

        /** No part is sent from now on; returns when none is being sent. */
        private void end() {
            ended.set(true);
            running.arriveAndAwaitAdvance();
        }
    }

    private static SdkException thrown(Exception failure) throws IOException {
        Throwable cause = failure.getCause();
        if (cause instanceof SdkException refused) {
            return refused;
        }
        if (cause instanceof IOException unreadable) {
            throw unreadable;
        }
        if (cause instanceof UncheckedIOException unreadable) {
            throw unreadable.getCause();
        }
        throw new GraphcBugException("an upload broke off", cause == null ? failure : cause);
    }

    private CompletedPart sendPart(String id, int number, long offset, long count) throws IOException {
        String sum = ContentSum.of(file, offset, count).crc32c();
        RequestBody body = RequestBody.fromContentProvider(() -> open(offset, count), count, S3Store.BINARY);
        String etag = client.uploadPart(
                        part -> part.bucket(request.bucket())
                                .key(request.key())
                                .uploadId(id)
                                .partNumber(number)
                                .expectedBucketOwner(request.expectedBucketOwner())
                                .checksumCRC32C(sum),
                        body)
                .eTag();
        return CompletedPart.builder()
                .partNumber(number)
                .eTag(etag)
                .checksumCRC32C(sum)
                .build();
    }

    private InputStream open(long offset, long count) {
        try {
            return FilePart.open(file, offset, count);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void abort(String id, Exception reason) {
        try {
            client.abortMultipartUpload(abort -> abort.bucket(request.bucket())
                    .key(request.key())
                    .uploadId(id)
                    .expectedBucketOwner(request.expectedBucketOwner()));
        } catch (SdkException e) {
            // What is left is ended by the next run that writes there; the first failure is the one to tell.
            reason.addSuppressed(e);
        }
    }
}
