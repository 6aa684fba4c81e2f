package io.graphc.runtime.emit.gremlin;

import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.tinkerpop.gremlin.driver.RequestInterceptor;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;

/**
 * Signs the handshake of each new connection with AWS Signature Version 4 for the service {@code neptune-db} (Amazon
 * Neptune user guide, "Connecting to Neptune using IAM with Gremlin Java"). Credentials are asked for at each handshake, so
 * that ones that ran out are replaced; the signature itself is valid for five minutes, and only the handshake needs one.
 */
final class NeptuneSigner implements RequestInterceptor {
    private static final String SERVICE = "neptune-db";

    private final URI uri;
    private final String region;
    private final IdentityProvider<? extends AwsCredentialsIdentity> credentials;
    private final Clock clock;

    NeptuneSigner(URI uri, String region, IdentityProvider<? extends AwsCredentialsIdentity> credentials, Clock clock) {
        this.uri = uri;
        this.region = region;
        this.credentials = credentials;
        this.clock = clock;
    }

    /** Signs with the credentials of AWS's own chain, or of one profile of the AWS configuration. */
    static NeptuneSigner of(URI uri, String region, Optional<String> profile) {
        DefaultCredentialsProvider.Builder chain = DefaultCredentialsProvider.builder();
        profile.ifPresent(chain::profileName);
        return new NeptuneSigner(uri, region, chain.build(), Clock.systemUTC());
    }

    @Override
    public FullHttpRequest apply(FullHttpRequest handshake) {
        String host = uri.getHost() + ":" + uri.getPort();
        SdkHttpRequest request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.GET)
                .uri(URI.create("https://" + host + uri.getRawPath()))
                .putHeader("Host", host)
                .build();
        AwsCredentialsIdentity identity = credentials.resolveIdentity().join();
        SignedRequest signed = AwsV4HttpSigner.create()
                .sign(builder -> builder.identity(identity)
                        .request(request)
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, SERVICE)
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                        .putProperty(HttpSigner.SIGNING_CLOCK, clock));
        handshake.headers().remove(HttpHeaderNames.HOST);
        for (Map.Entry<String, List<String>> header : signed.request().headers().entrySet()) {
            handshake.headers().set(header.getKey(), header.getValue());
        }
        return handshake;
    }
}
