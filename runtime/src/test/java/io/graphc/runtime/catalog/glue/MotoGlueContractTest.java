package io.graphc.runtime.catalog.glue;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.graphc.testkit.MotoServer;
import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Somebody else's stand-in under the SDK of AWS, where it is installed: what both do is likely what Glue does. */
class MotoGlueContractTest extends GlueContract {
    private static @Nullable MotoServer moto;

    @BeforeAll
    static void start() {
        assumeTrue(MotoServer.missing().isEmpty(), MotoServer.missing().orElse(""));
        moto = MotoServer.start();
    }

    @AfterAll
    static void stop() {
        if (moto != null) {
            moto.close();
        }
    }

    @Override
    URI endpoint() {
        return Objects.requireNonNull(moto).endpoint();
    }
}
