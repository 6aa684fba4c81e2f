package io.graphc.runtime.aws;

/** A service of AWS that graphc speaks to; its word names it under the key {@code endpoint_urls}. */
public enum AwsService {
    ATHENA("athena"),
    GLUE("glue"),
    NEPTUNE("neptune"),
    S3("s3"),
    SNS("sns"),
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
