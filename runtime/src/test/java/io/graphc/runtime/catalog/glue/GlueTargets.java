package io.graphc.runtime.catalog.glue;

import io.graphc.plan.EngineTarget;
import java.net.URI;
import java.util.Map;

/** Athena targets whose services are at another address. */
public final class GlueTargets {
    private GlueTargets() {}

    public static EngineTarget at(URI endpoint) {
        return new EngineTarget(
                "lake",
                "athena",
                "analytics",
                2,
                Map.of(
                        "region_name", "eu-west-1",
                        "aws_access_key_id", "AKIATEST",
                        "aws_secret_access_key", "secret",
                        "endpoint_url", endpoint.toString()));
    }
}
