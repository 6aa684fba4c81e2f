package io.graphc.runtime.aws;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The keys of a profile's output that say how AWS is reached, read with their meaning in dbt's adapter for Athena. */
final class AwsSettings {
    static final String REGION = "region_name";
    static final String PROFILE = "aws_profile_name";
    static final String ACCESS_KEY = "aws_access_key_id";
    static final String SECRET_KEY = "aws_secret_access_key";
    static final String SESSION_TOKEN = "aws_session_token";
    static final String ROLE = "assume_role_arn";
    static final String EXTERNAL_ID = "assume_role_external_id";
    static final String SESSION_NAME = "assume_role_session_name";
    static final String DURATION = "assume_role_duration_seconds";
    static final String ENDPOINT = "endpoint_url";
    static final String ENDPOINTS = "endpoint_urls";

    /** What a role's session may last, in seconds (AWS STS API reference, "AssumeRole"). */
    private static final int MIN_DURATION = 900;

    private static final int MAX_DURATION = 43_200;

    private final Map<String, Object> settings;
    private final String output;

    /**
     * The keys of one output.
     *
     * @param output what the settings belong to, for messages, such as {@code output `prod`}
     */
    AwsSettings(Map<String, Object> settings, String output) {
        this.settings = settings;
        this.output = output;
    }

    Optional<String> text(String key) {
        Object value = settings.get(key);
        return value == null
                ? Optional.empty()
                : Optional.of(value.toString()).map(String::strip).filter(text -> !text.isEmpty());
    }

    /** The session that a role is taken on for; the service's own hour where nothing is said. */
    Optional<Duration> duration() {
        Object value = settings.get(DURATION);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof Number number
                && number.longValue() >= MIN_DURATION
                && number.longValue() <= MAX_DURATION) {
            return Optional.of(Duration.ofSeconds(number.longValue()));
        }
        throw notAllowed(DURATION, value, "a number of seconds from " + MIN_DURATION + " to " + MAX_DURATION);
    }

    /** The address that stands in for a service's own. */
    Optional<URI> endpoint(AwsService service) {
        Object several = settings.getOrDefault(ENDPOINTS, Map.of());
        if (!(several instanceof Map<?, ?> byService)) {
            throw notAllowed(ENDPOINTS, several, "a mapping from services to addresses");
        }
        for (Object name : byService.keySet()) {
            if (words().noneMatch(word -> word.equals(name))) {
                throw new GraphcException(Diagnostic.of(
                                DiagnosticCode.UNKNOWN_KEY,
                                output + ": `" + ENDPOINTS + "` has no service `" + name + "`")
                        .hint(String.valueOf(name), words().toList(), "services")
                        .build());
            }
        }
        Object own = byService.get(service.word());
        return own == null
                ? text(ENDPOINT).map(address -> address(ENDPOINT, address))
                : Optional.of(address(ENDPOINTS, own.toString()));
    }

    private static Stream<String> words() {
        return Arrays.stream(AwsService.values()).map(AwsService::word);
    }

    private URI address(String key, String text) {
        try {
            URI uri = new URI(text);
            if (uri.getHost() != null && List.of("http", "https").contains(String.valueOf(uri.getScheme()))) {
                return uri;
            }
        } catch (URISyntaxException e) {
            throw new GraphcException(notAllowed(key, text, "an address").diagnostic(), e);
        }
        throw notAllowed(key, text, "an address such as `https://vpce-0123.s3.eu-central-1.vpce.amazonaws.com`");
    }

    /** Whether keys stand in the profile itself; half of them is a mistake. */
    boolean hasKeys() {
        if (text(ACCESS_KEY).isPresent() == text(SECRET_KEY).isPresent()) {
            return text(ACCESS_KEY).isPresent();
        }
        String lacking = text(ACCESS_KEY).isPresent() ? SECRET_KEY : ACCESS_KEY;
        String there = text(ACCESS_KEY).isPresent() ? ACCESS_KEY : SECRET_KEY;
        throw new GraphcException(
                Diagnostic.of(DiagnosticCode.MISSING_KEY, output + " has `" + there + "`, but no `" + lacking + "`")
                        .help("write both, or neither to use the credentials that the AWS command line uses")
                        .build());
    }

    GraphcException lacksRegion(Throwable cause) {
        return new GraphcException(
                Diagnostic.of(DiagnosticCode.MISSING_KEY, output + " lacks the key `" + REGION + "`")
                        .note("neither AWS_REGION nor the AWS configuration names a region")
                        .help("name the AWS region: `" + REGION + ": eu-central-1`")
                        .build(),
                cause);
    }

    private GraphcException notAllowed(String key, Object value, String expected) {
        return new GraphcException(Diagnostic.of(
                        DiagnosticCode.VALUE_NOT_ALLOWED,
                        output + ": `" + key + "` is `" + value + "`, expected " + expected)
                .build());
    }
}
