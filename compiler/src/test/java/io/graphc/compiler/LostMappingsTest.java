package io.graphc.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticBag;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.source.Located;
import io.graphc.source.SourceFile;
import java.util.List;
import org.junit.jupiter.api.Test;

class LostMappingsTest {
    private final DiagnosticBag bag = new DiagnosticBag();
    private final Located<String> label = Located.of("User", new SourceFile("graph/nodes.yml", "User").top());

    @Test
    void whatNobodyToldIsAFaultOfGraphc() {
        LostMappings.report(List.of(label), bag, bag);
        assertThat(bag.sorted()).singleElement().satisfies(only -> {
            assertThat(only.code()).isEqualTo(DiagnosticCode.INTERNAL_ERROR);
            assertThat(only.primary()).contains(label.span());
            assertThat(only.message()).contains("`User`");
        });
    }

    @Test
    void whereAnErrorWasToldItMayBeTheReason() {
        bag.report(Diagnostic.of(DiagnosticCode.UNKNOWN_MODEL, "model `users` not found")
                .build());
        LostMappings.report(List.of(label), bag, bag);
        assertThat(bag.size()).isEqualTo(1);
    }
}
