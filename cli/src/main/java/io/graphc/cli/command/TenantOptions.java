package io.graphc.cli.command;

import java.util.Optional;
import picocli.CommandLine.Option;

/** How the tenants of one call are run beside each other. */
public final class TenantOptions {
    @Option(
            names = "--tenant-threads",
            paramLabel = "N",
            description = "How many tenants run at once; their steps share --threads. Default: as many as threads.")
    Optional<Integer> atOnce = Optional.empty();

    @Option(
            names = "--keep-going",
            description =
                    "Go on with other tenants when one fails, with --fail-fast too, which then ends that one alone.")
    boolean keepGoing;
}
