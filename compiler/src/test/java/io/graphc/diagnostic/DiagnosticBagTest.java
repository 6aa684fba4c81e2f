package io.graphc.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.source.SourceFile;
import io.graphc.source.SourceSpan;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiagnosticBagTest {
    private static final SourceSpan PLACE = new SourceFile("models/a.sql", "select a from b").span(7, 8);

    private static Diagnostic.Builder problem() {
        return Diagnostic.of(DiagnosticCode.UNKNOWN_COLUMN, "there is no column `a`")
                .at(PLACE);
    }

    /** Which thread comes first must not show. */
    @Test
    void theOrderDoesNotDependOnWhoReportsFirst() {
        List<Diagnostic> alike = List.of(
                problem().build(),
                problem().caption("here").build(),
                problem().label(PLACE, "one").build(),
                problem().label(PLACE, "two").build(),
                problem().note("as tenant acme sees it").build(),
                problem().note("as tenant blue sees it").build(),
                problem().help("add it").build());
        DiagnosticBag forth = new DiagnosticBag();
        DiagnosticBag back = new DiagnosticBag();
        for (int i = 0; i < alike.size(); i++) {
            forth.report(alike.get(i));
            back.report(alike.get(alike.size() - 1 - i));
        }
        assertThat(forth.sorted()).isEqualTo(back.sorted()).hasSizeGreaterThan(4);
    }
}
