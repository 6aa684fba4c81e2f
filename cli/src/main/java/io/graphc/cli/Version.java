package io.graphc.cli;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** The version that {@code --version} prints, from the jar's manifest. */
public final class Version implements IVersionProvider {
    /** The version of this build; {@code development} outside a jar. */
    public static String current() {
        return Objects.requireNonNullElse(Version.class.getPackage().getImplementationVersion(), "development");
    }

    @Override
    public String[] getVersion() {
        return new String[] {"graphc " + current()};
    }
}
