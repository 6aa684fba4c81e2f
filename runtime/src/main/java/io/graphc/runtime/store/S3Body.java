package io.graphc.runtime.store;

import io.graphc.runtime.aws.AwsAccess;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * The bytes of an object. Where the connection breaks off they are asked for from there on, and only as long as the object is
 * the same. One thread uses it.
 */
final class S3Body extends InputStream {
    private static final int CHANGED = 412;

    private final S3Client client;
    private final S3Location at;
    private final String key;
    private final GetObjectRequest request;
    private @Nullable ResponseInputStream<GetObjectResponse> body;
    private @Nullable String etag;
    private long position;
    private long end = -1;
    private int attempts = AwsAccess.ATTEMPTS;

    S3Body(S3Client client, S3Location at, String key, GetObjectRequest request, long offset) {
        this.client = client;
        this.at = at;
        this.key = key;
        this.request = request;
        this.position = offset;
    }

    /** Asks for the bytes; to be called first, so that what is missing is told at once. */
    S3Body open() {
        try {
            GetObjectRequest.Builder from = request.toBuilder();
            if (position > 0) {
                from.range("bytes=" + position + "-");
            }
            ResponseInputStream<GetObjectResponse> opened =
                    client.getObject(from.ifMatch(etag).build());
            body = opened;
            etag = opened.response().eTag();
            end = position + opened.response().contentLength();
            return this;
        } catch (S3Exception e) {
            if (e.statusCode() == CHANGED) {
                throw S3Failures.differs(
                        "`" + at.address(key) + "` was replaced while it was read", "S3 holds another object now", e);
            }
            throw S3Failures.of(e, "cannot read `" + at.address(key) + "`", at);
        } catch (SdkException e) {
            throw S3Failures.of(e, "cannot read `" + at.address(key) + "`", at);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (position < end) {
            IOException broken;
            try {
                int read = body == null ? -1 : body.read(target, offset, length);
                if (read > 0) {
                    position += read;
                    return read;
                }
                // Fewer bytes than were promised.
                broken = new IOException("the connection ended after " + position + " of " + end + " bytes");
            } catch (IOException e) {
                broken = e;
            }
            again(broken);
        }
        return -1;
    }

    private void again(IOException cause) throws IOException {
        if (--attempts == 0 || Thread.currentThread().isInterrupted()) {
            throw new IOException("`" + at.address(key) + "` breaks off: " + cause.getMessage(), cause);
        }
        letGo();
        open();
    }

    private void letGo() {
        ResponseInputStream<GetObjectResponse> old = body;
        if (old != null) {
            body = null;
            // Closing alone would read the rest.
            old.abort();
        }
    }

    @Override
    public void close() throws IOException {
        ResponseInputStream<GetObjectResponse> old = body;
        if (old != null && position >= end) {
            body = null;
            old.close();
        }
        letGo();
    }
}
