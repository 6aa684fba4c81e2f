package io.graphc.cli;

import io.graphc.testkit.S3Server;
import io.graphc.testkit.TempProject;
import io.graphc.testkit.neptune.FakeNeptune;
import io.graphc.testkit.neptune.HttpFiles;
import java.util.UUID;

/** A Neptune that stands in for a real one and reads its files from the test server of the S3 protocol. */
final class NeptuneStand {
    private static final String SECRET = "very-secret";

    private NeptuneStand() {}

    /** Starts one that wants signatures. */
    static FakeNeptune start() {
        FakeNeptune neptune = FakeNeptune.start(new HttpFiles(S3Server.shared().uri()));
        neptune.askForSignatures("eu-central-1");
        return neptune;
    }

    /** Gives a project a graph output {@code aws} that loads into it; gives where its files go. */
    static String addTo(TempProject project, FakeNeptune neptune) {
        String location = "s3://" + S3Server.BUCKET + "/loads-" + UUID.randomUUID() + "/";
        project.edit("profiles.yml", "  graph_outputs:\n", """
                  graph_outputs:
                    aws:
                      type: neptune
                      endpoint: %s
                      region_name: eu-central-1
                      location: %s
                      loader_role_arn: arn:aws:iam::123456789012:role/neptune-load
                      aws_access_key_id: test
                      aws_secret_access_key: "{{ env_var('SECRET') }}"
                      endpoint_urls: {s3: "%s"}
                """.formatted(
                        neptune.uri(), location, S3Server.shared().uri()));
        return location;
    }

    /** A call of the command line that may sign. */
    static CommandRun call(TempProject project, String... arguments) {
        return CommandRun.in(project.root()).with("SECRET", SECRET).call(arguments);
    }
}
