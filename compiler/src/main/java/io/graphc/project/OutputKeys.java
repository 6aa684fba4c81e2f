package io.graphc.project;

import static io.graphc.project.yaml.KeyShape.optional;
import static io.graphc.project.yaml.KeyShape.required;

import io.graphc.project.yaml.KeyShape;
import io.graphc.project.yaml.ValueShape;
import io.graphc.project.yaml.ValueShape.ListOf;
import io.graphc.project.yaml.ValueShape.MapOf;
import io.graphc.project.yaml.ValueShape.Single;
import java.util.List;

/** What outputs of engines and of graphs have in common. */
final class OutputKeys {
    static final KeyShape TYPE = required("type", Single.TEXT, "What it is.");
    static final ValueShape MAP = new MapOf(Single.ANYTHING);
    static final ValueShape TEXTS = new ListOf(Single.TEXT);
    static final ValueShape S3 = Single.TEXT;

    static final List<KeyShape> AWS = List.of(
            optional("aws_profile_name", Single.TEXT, "The profile of the AWS configuration."),
            optional("aws_access_key_id", Single.TEXT, "Access key; better left to AWS's own chain."),
            optional("aws_secret_access_key", Single.TEXT, "Secret key; use env_var()."),
            optional("aws_session_token", Single.TEXT, "Session token; use env_var()."),
            optional("assume_role_arn", Single.TEXT, "A role to take on."),
            optional("assume_role_external_id", Single.LITERAL, "What the role asks for."),
            optional("assume_role_session_name", Single.TEXT, "The name of the session in that role."),
            optional("assume_role_duration_seconds", Single.INTEGER, "How long that session lasts."),
            optional("endpoint_url", Single.TEXT, "Another address of the services of AWS, such as a VPC endpoint."),
            optional("endpoint_urls", MAP, "Other addresses of single services: athena, glue, s3, sts."));

    private OutputKeys() {}
}
