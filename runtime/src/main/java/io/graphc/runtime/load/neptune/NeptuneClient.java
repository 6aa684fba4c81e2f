package io.graphc.runtime.load.neptune;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.runtime.aws.AwsAccess;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.neptunedata.NeptunedataClient;
import software.amazon.awssdk.services.neptunedata.model.GetEngineStatusResponse;
import software.amazon.awssdk.services.neptunedata.model.QueryLanguageVersion;

/**
 * One Neptune cluster by HTTP: its loader, its status, its openCypher and Gremlin endpoints. Every call is sent once; who may repeat one is
 * its caller's business. Requests are signed for {@code neptune-db} where the settings say so, and certificates are always
 * checked. Safe to use from several threads.
 */
public final class NeptuneClient implements AutoCloseable {
    private static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(10);
    /** Queries may take as long as the cluster's own limit says, 120 seconds unless it is raised. */
    private static final Duration ANSWER_TIMEOUT = Duration.ofMinutes(5);

    /** With the types of all values. */
    private static final String GRAPHSON = "application/vnd.gremlin-v3.0+json";

    private static final int ERRORS_PER_PAGE = 100;
    /** What the list of loads tells at most. */
    private static final int LISTED = 100;

    private final NeptunedataClient client;
    private final AwsAccess access;

    private NeptuneClient(NeptunedataClient client, AwsAccess access) {
        this.client = client;
        this.access = access;
    }

    /**
     * A client, which sends nothing yet.
     *
     * @param folder what a relative path of a certificate starts from
     */
    static NeptuneClient of(NeptuneOutput output, Map<String, Object> settings, Path folder) {
        AwsAccess access = AwsAccess.of(settings, "graph output `" + output.name() + "`");
        UrlConnectionHttpClient.Builder http = UrlConnectionHttpClient.builder()
                .connectionTimeout(CONNECTION_TIMEOUT)
                .socketTimeout(ANSWER_TIMEOUT);
        output.tlsCertificate().ifPresent(file -> {
            TrustManager[] trusted = trusted(output.name(), folder.resolve(file));
            http.tlsTrustManagersProvider(() -> trusted);
        });
        AwsCredentialsProvider credentials =
                output.iamAuth() ? access.credentials() : AnonymousCredentialsProvider.create();
        NeptunedataClient client = NeptunedataClient.builder()
                .endpointOverride(output.endpoint())
                .region(Region.of(access.region()))
                .credentialsProvider(credentials)
                .httpClient(http.build())
                // A start that is sent again by itself would be a second load.
                .overrideConfiguration(configuration -> configuration.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .build();
        return new NeptuneClient(client, access);
    }

    private static TrustManager[] trusted(String output, Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("ca" + number++, certificate);
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return factory.getTrustManagers();
        } catch (IOException | GeneralSecurityException e) {
            throw new GraphcException(
                    Diagnostic.of(
                                    DiagnosticCode.VALUE_NOT_ALLOWED,
                                    "graph output `" + output + "`: `tls_certificate` is `" + file
                                            + "`, expected a file of certificates")
                            .note(String.valueOf(e.getMessage()))
                            .build(),
                    e);
        }
    }

    /** What a job is to do. */
    record Start(
            String source,
            String format,
            String mode,
            String role,
            String parallelism,
            boolean failOnError,
            boolean queue,
            List<String> dependencies) {}

    NeptuneLoads.Instance instance() throws NeptuneCallException {
        return call(sdk -> {
            GetEngineStatusResponse answer = sdk.getEngineStatus(request -> {});
            return new NeptuneLoads.Instance(
                    text(answer.status()),
                    text(answer.dbEngineVersion()),
                    text(answer.role()),
                    version(answer.gremlin()),
                    version(answer.opencypher()));
        });
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    private static String version(@Nullable QueryLanguageVersion language) {
        return language == null ? "" : text(language.version());
    }

    /** Starts a job; gives its id. */
    String start(Start start) throws NeptuneCallException {
        return call(sdk -> {
            Map<String, String> payload = sdk.startLoaderJob(request -> {
                        request.source(start.source())
                                .format(start.format())
                                .mode(start.mode())
                                .iamRoleArn(start.role())
                                .s3BucketRegion(access.region())
                                .parallelism(start.parallelism())
                                .failOnError(start.failOnError())
                                .updateSingleCardinalityProperties(true)
                                .queueRequest(start.queue())
                                .parserConfiguration(Map.of("allowEmptyStrings", "true"));
                        if (start.format().equals("opencypher")) {
                            request.userProvidedEdgeIds(true);
                        }
                        if (!start.dependencies().isEmpty()) {
                            request.dependencies(start.dependencies());
                        }
                    })
                    .payload();
            return payload.getOrDefault("loadId", "");
        });
    }

    LoadStatus status(String id) throws NeptuneCallException {
        return call(sdk -> LoadStatus.of(
                sdk.getLoaderJobStatus(request -> request.loadId(id)).payload()));
    }

    /**
     * A page of the errors of a job.
     *
     * @param page from 1
     */
    LoadStatus errors(String id, int page) throws NeptuneCallException {
        return call(sdk -> LoadStatus.of(sdk.getLoaderJobStatus(request ->
                        request.loadId(id).details(true).errors(true).page(page).errorsPerPage(ERRORS_PER_PAGE))
                .payload()));
    }

    /** The ids of jobs that are known, the newest first, those that wait among them. */
    List<String> loads() throws NeptuneCallException {
        return call(sdk -> {
            List<String> ids = sdk.listLoaderJobs(
                            request -> request.limit(LISTED).includeQueuedLoads(true))
                    .payload()
                    .loadIds();
            return List.copyOf(ids);
        });
    }

    void cancel(String id) throws NeptuneCallException {
        call(sdk -> sdk.cancelLoaderJob(request -> request.loadId(id)));
    }

    /**
     * The rows that a statement gives.
     *
     * @param parameters a JSON object
     */
    List<Document> query(String statement, String parameters) throws NeptuneCallException {
        Document results = call(sdk -> Objects.requireNonNullElse(
                sdk.executeOpenCypherQuery(
                                request -> request.openCypherQuery(statement).parameters(parameters))
                        .results(),
                Document.fromNull()));
        if (results.isList()) {
            return List.copyOf(results.asList());
        }
        throw cut();
    }

    /** An error that comes after an answer has begun leaves it without results. */
    private static NeptuneCallException cut() {
        return new NeptuneCallException(
                new NeptuneFailure(
                        NeptuneFailure.Kind.LOST, "", "the answer to the statement is not complete", "", 200),
                null);
    }

    /** The results of a Gremlin text, as GraphSON 3.0 has them. */
    Document gremlin(String script) throws NeptuneCallException {
        Document result = call(sdk -> Objects.requireNonNullElse(
                sdk.executeGremlinQuery(request -> request.gremlinQuery(script).serializer(GRAPHSON))
                        .result(),
                Document.fromNull()));
        Document results = result.isMap() ? result.asMap().get("data") : null;
        if (results == null || results.isNull()) {
            throw cut();
        }
        return results;
    }

    private <T> T call(Function<NeptunedataClient, T> work) throws NeptuneCallException {
        try {
            return work.apply(client);
        } catch (SdkException e) {
            throw new NeptuneCallException(NeptuneFailure.of(e), e);
        }
    }

    @Override
    public void close() {
        client.close();
        access.close();
    }

    /** The region that files and cluster are in. */
    String region() {
        return access.region();
    }
}
