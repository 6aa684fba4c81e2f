package io.graphc.runtime.catalog.glue;

import io.graphc.testkit.glue.FakeGlue;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Our own stand-in under the SDK of AWS. */
class FakeGlueContractTest extends GlueContract {
    private static FakeGlue glue;

    @BeforeAll
    static void start() {
        glue = FakeGlue.start();
    }

    @AfterAll
    static void stop() {
        glue.close();
    }

    @Override
    URI endpoint() {
        return glue.endpoint();
    }
}
