package io.graphc.runtime.store;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in S3 as {@code s3://bucket/prefix/}. Names of buckets are those that Amazon S3's user guide gives in "Bucket naming
 * rules".
 *
 * @param prefix empty, or ends with {@code /}: S3 knows no folders, and {@code a/b} would also mean {@code a/bc}
 */
public record S3Location(String bucket, String prefix) {
    private static final Pattern FORM = Pattern.compile("s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:/(.*))?");

    /** Reads a place; a slash at its end is added. Empty where the text has another form. */
    public static Optional<S3Location> of(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String prefix = Optional.ofNullable(matcher.group(2)).orElse("");
        String whole = prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/";
        boolean hasEmptyPart = whole.startsWith("/") || whole.contains("//");
        return hasEmptyPart ? Optional.empty() : Optional.of(new S3Location(matcher.group(1), whole));
    }

    /** A place below this one. */
    public S3Location below(String folder) {
        return new S3Location(bucket, prefix + folder + "/");
    }

    /** The address of an object. */
    public String address(String key) {
        return this + key;
    }

    @Override
    public String toString() {
        return "s3://" + bucket + "/" + prefix;
    }
}
