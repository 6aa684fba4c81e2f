package io.graphc.runtime.aws;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;

/**
 * How an output of a profile reaches AWS: its region, its credentials and the addresses of the services. Clients are made by
 * {@link #client}, all on one HTTP client. Nothing is asked for before the first call of a client. Safe to use from several
 * threads; clients that it made have to be closed before it.
 *
 * <p>Credentials are, in this order: keys in the profile ({@code aws_access_key_id}, ..), a profile of the AWS configuration
 * ({@code aws_profile_name}), the SDK's own chain (AWS SDK for Java developer guide, "Default credentials provider chain");
 * with {@code assume_role_arn} they are what that role is taken on with.
 */
public final class AwsAccess implements AutoCloseable {
    /** The keys of an output that are read here. */
    public static final List<String> KEYS = List.of(
            AwsSettings.REGION,
            AwsSettings.PROFILE,
            AwsSettings.ACCESS_KEY,
            AwsSettings.SECRET_KEY,
            AwsSettings.SESSION_TOKEN,
            AwsSettings.ROLE,
            AwsSettings.EXTERNAL_ID,
            AwsSettings.SESSION_NAME,
            AwsSettings.DURATION,
            AwsSettings.ENDPOINT,
            AwsSettings.ENDPOINTS);

    /** How often a call is sent in all where the service asks to slow down or fails on its side. */
    public static final int ATTEMPTS = 5;

    private static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(10);
    /** A service that sends nothing for so long sends nothing any more; S3 answers large uploads later than small ones. */
    private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(60);

    private final AwsSettings settings;
    private final Region region;
    private final AwsCredentialsProvider credentials;
    private final Optional<StsClient> sts;

    private AwsAccess(AwsSettings settings) {
        this.settings = settings;
        this.region = region(settings);
        AwsCredentialsProvider own = ownCredentials(settings);
        Optional<String> role = settings.text(AwsSettings.ROLE);
        this.sts = role.map(arn -> client(AwsService.STS, StsClient.builder(), own, ATTEMPTS));
        this.credentials = role.<AwsCredentialsProvider>map(arn -> assumed(arn, sts.orElseThrow()))
                .orElse(own);
    }

    /**
     * Reads the keys of an output; throws a diagnostic where one is wrong or no region is known.
     *
     * @param settings the output's keys as plain data; others than {@link #KEYS} are left alone
     * @param output what the settings belong to, for messages, such as {@code output `prod`}
     */
    public static AwsAccess of(Map<String, Object> settings, String output) {
        return new AwsAccess(new AwsSettings(settings, output));
    }

    private static Region region(AwsSettings settings) {
        Optional<String> written = settings.text(AwsSettings.REGION);
        if (written.isPresent()) {
            return Region.of(written.get());
        }
        DefaultAwsRegionProviderChain.Builder chain = DefaultAwsRegionProviderChain.builder();
        settings.text(AwsSettings.PROFILE).ifPresent(chain::profileName);
        try {
            return chain.build().getRegion();
        } catch (SdkClientException e) {
            throw settings.lacksRegion(e);
        }
    }

    private static AwsCredentialsProvider ownCredentials(AwsSettings settings) {
        if (settings.hasKeys()) {
            String access = settings.text(AwsSettings.ACCESS_KEY).orElseThrow();
            String secret = settings.text(AwsSettings.SECRET_KEY).orElseThrow();
            AwsCredentials keys = settings.text(AwsSettings.SESSION_TOKEN)
                    .<AwsCredentials>map(token -> AwsSessionCredentials.create(access, secret, token))
                    .orElseGet(() -> AwsBasicCredentials.create(access, secret));
            return StaticCredentialsProvider.create(keys);
        }
        // A profile that is named goes before keys of the environment, as it does for the AWS command line.
        return settings.text(AwsSettings.PROFILE)
                .<AwsCredentialsProvider>map(ProfileCredentialsProvider::create)
                .orElseGet(() -> DefaultCredentialsProvider.builder().build());
    }

    private AwsCredentialsProvider assumed(String arn, StsClient service) {
        return StsAssumeRoleCredentialsProvider.builder()
                .stsClient(service)
                .refreshRequest(request -> {
                    request.roleArn(arn)
                            .roleSessionName(
                                    settings.text(AwsSettings.SESSION_NAME).orElse("graphc"));
                    settings.text(AwsSettings.EXTERNAL_ID).ifPresent(request::externalId);
                    settings.duration().ifPresent(duration -> request.durationSeconds((int) duration.toSeconds()));
                })
                .build();
    }

    /** The name of the region. */
    public String region() {
        return region.id();
    }

    /** Asks for credentials when they are needed, and again when they have run out. */
    public AwsCredentialsProvider credentials() {
        return credentials;
    }

    /** The address that the settings give a service in place of its own, if any. */
    public Optional<URI> endpoint(AwsService service) {
        return settings.endpoint(service);
    }

    /** A client of a service, with everything set but what is the service's own. */
    public <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(AwsService service, B builder) {
        return client(service, builder, ATTEMPTS);
    }

    /**
     * A client of a service that sends each call so often at most.
     *
     * @param attempts 1 for calls that must not be repeated
     */
    public <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(
            AwsService service, B builder, int attempts) {
        return client(service, builder, credentials, attempts);
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(
            AwsService service, B builder, AwsCredentialsProvider provider, int attempts) {
        StandardRetryStrategy retries = AwsRetryStrategy.standardRetryStrategy().toBuilder()
                .maxAttempts(attempts)
                .build();
        builder.region(region)
                .credentialsProvider(provider)
                .httpClient(Http.CLIENT)
                .overrideConfiguration(configuration -> configuration.retryStrategy(retries));
        endpoint(service).ifPresent(builder::endpointOverride);
        return builder.build();
    }

    @Override
    public void close() {
        sts.ifPresent(StsClient::close);
    }

    /** Made with the first client; the JDK keeps its connections, so there is nothing to close. */
    private static final class Http {
        private static final SdkHttpClient CLIENT = UrlConnectionHttpClient.builder()
                .connectionTimeout(CONNECTION_TIMEOUT)
                .socketTimeout(SOCKET_TIMEOUT)
                .proxyConfiguration(ProxyConfiguration.builder()
                        .useSystemPropertyValues(true)
                        .useEnvironmentVariablesValues(true)
                        .build())
                .build();
    }
}
