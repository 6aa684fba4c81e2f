package io.graphc.plan.manifest;

import java.nio.file.Path;
import java.util.Optional;

/** Where artifacts lie in a target folder: those of each tenant in a folder of its own. */
public final class TargetFolders {
    private static final String TENANTS = "tenants";

    private TargetFolders() {}

    /** The folder of a tenant's artifacts, or of those of a project without tenants. */
    public static Path of(Path target, Optional<String> tenant) {
        return tenant.map(name -> target.resolve(TENANTS).resolve(name)).orElse(target);
    }
}
