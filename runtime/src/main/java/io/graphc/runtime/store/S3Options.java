package io.graphc.runtime.store;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How objects are written to S3.
 *
 * @param encryption {@code AES256} or {@code aws:kms}; the bucket's own unless set
 * @param kmsKey the key of {@code aws:kms}; the account's own for S3 unless set
 * @param tags of every object, as a query string
 * @param bucketOwner the account that the bucket must belong to
 * @param ownerControls whether the bucket's owner gets full control, for buckets of other accounts that still use lists
 */
public record S3Options(
        Optional<String> encryption,
        Optional<String> kmsKey,
        Optional<String> tags,
        Optional<String> bucketOwner,
        boolean ownerControls) {
    /** The keys of an output that are read here. */
    public static final List<String> KEYS = List.of("encryption", "kms_key", "tags", "bucket_owner", "acl");

    /** Nothing but what the bucket itself says. */
    public static final S3Options NONE =
            new S3Options(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false);

    private static final String OWNER_CONTROLS = "bucket-owner-full-control";
    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
    /** S3 takes no more (Amazon S3 user guide, "Categorizing your objects using tags"). */
    private static final int MOST_TAGS = 10;

    /**
     * Reads the keys of an output; throws a diagnostic where one is wrong.
     *
     * @param output what the settings belong to, for messages
     */
    public static S3Options of(Map<String, Object> settings, String output) {
        Optional<String> encryption = text(settings, "encryption");
        if (encryption.isPresent() && !List.of("AES256", "aws:kms").contains(encryption.get())) {
            throw notAllowed(output, "encryption", encryption.get(), "`AES256` or `aws:kms`");
        }
        Optional<String> key = text(settings, "kms_key");
        if (key.isPresent() && !encryption.equals(Optional.of("aws:kms"))) {
            throw notAllowed(output, "encryption", encryption.orElse(""), "`aws:kms`, as there is a `kms_key`");
        }
        Optional<String> owner = text(settings, "bucket_owner");
        if (owner.isPresent() && !ACCOUNT.matcher(owner.get()).matches()) {
            throw notAllowed(output, "bucket_owner", owner.get(), "the 12 digits of an account, in quotes");
        }
        Optional<String> acl = text(settings, "acl");
        if (acl.isPresent() && !acl.get().equals(OWNER_CONTROLS)) {
            throw notAllowed(output, "acl", acl.get(), "`" + OWNER_CONTROLS + "`");
        }
        return new S3Options(encryption, key, tags(settings, output), owner, acl.isPresent());
    }

    private static Optional<String> text(Map<String, Object> settings, String key) {
        return Optional.ofNullable(settings.get(key)).map(Object::toString).filter(text -> !text.isBlank());
    }

    private static Optional<String> tags(Map<String, Object> settings, String output) {
        Object value = settings.getOrDefault("tags", Map.of());
        if (!(value instanceof Map<?, ?> tags) || tags.size() > MOST_TAGS) {
            throw notAllowed(output, "tags", value, "a mapping of at most " + MOST_TAGS + " tags");
        }
        return tags.isEmpty()
                ? Optional.empty()
                : Optional.of(tags.entrySet().stream()
                        .map(tag -> encoded(tag.getKey()) + "=" + encoded(tag.getValue()))
                        .collect(Collectors.joining("&")));
    }

    private static String encoded(Object text) {
        return URLEncoder.encode(String.valueOf(text), StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static GraphcException notAllowed(String output, String key, Object value, String expected) {
        return new GraphcException(Diagnostic.of(
                        DiagnosticCode.VALUE_NOT_ALLOWED,
                        output + ": `" + key + "` is `" + value + "`, expected " + expected)
                .build());
    }
}
