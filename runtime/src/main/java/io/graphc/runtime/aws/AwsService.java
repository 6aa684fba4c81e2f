package io.graphc.runtime.aws;

/**
 * A service of AWS that graphc speaks to at an address of its choice; its word names it under the key {@code endpoint_urls}.
 * Where a Neptune cluster is, its graph output says itself.
 */
public enum AwsService {
    ATHENA("athena"),
    GLUE("glue"),
    S3("s3"),
    STS("sts");

    private final String word;

    AwsService(String word) {
        this.word = word;
    }

    /** The name in settings. */
    public String word() {
        return word;
    }
}
