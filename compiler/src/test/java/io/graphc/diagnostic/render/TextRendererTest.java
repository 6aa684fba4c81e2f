package io.graphc.diagnostic.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.source.SourceFile;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextRendererTest {
    private final SourceFile orders =
            new SourceFile("models/orders.sql", "with x as (select 1)\n\nselect custmer_id, total\nfrom stg_orders\n");
    private final SourceFile graph = new SourceFile("graph/placed.yml", "start: {node: Customer, key: customer_key}\n");
    private final TextRenderer renderer = new TextRenderer(Style.PLAIN);

    @Test
    void marksTheRangeAndListsNotesAndHelps() {
        Diagnostic diagnostic = Diagnostic.of(
                        DiagnosticCode.UNKNOWN_COLUMN, "column `custmer_id` not found in `stg_orders`")
                .at(orders.span(29, 39))
                .note("`stg_orders` has columns `order_id`, `customer_id`")
                .hint("custmer_id", List.of("order_id", "customer_id"), "columns")
                .build();
        assertThat(renderer.render(diagnostic)).isEqualTo("""
                        error[GC4002]: column `custmer_id` not found in `stg_orders`
                          --> models/orders.sql:3:8
                           |
                         3 |   select custmer_id, total
                           |          ^^^^^^^^^^
                          = note: `stg_orders` has columns `order_id`, `customer_id`
                          = help: did you mean `customer_id`?
                        """);
    }

    @Test
    void opensALabelOfAnotherFileWithColons() {
        Diagnostic diagnostic = Diagnostic.of(DiagnosticCode.ENDPOINT_KEY_TYPE, "the key types differ")
                .at(graph.span(29, 41))
                .caption("BIGINT")
                .label(orders.span(29, 39), "VARCHAR")
                .build();
        assertThat(renderer.render(diagnostic)).isEqualTo("""
                        error[GC5004]: the key types differ
                          --> graph/placed.yml:1:30
                           |
                         1 |   start: {node: Customer, key: customer_key}
                           |                                ^^^^^^^^^^^^ BIGINT
                          ::: models/orders.sql:3:8
                           |
                         3 |   select custmer_id, total
                           |          ---------- VARCHAR
                        """);
    }

    @Test
    void showsTwoMarksOfOneFileInOneFrame() {
        Diagnostic diagnostic = Diagnostic.of(DiagnosticCode.DUPLICATE_NAME, "twice")
                .at(orders.span(41, 46))
                .label(orders.span(0, 4), "first here")
                .build();
        assertThat(renderer.render(diagnostic)).isEqualTo("""
                        error[GC1005]: twice
                          --> models/orders.sql:3:20
                           |
                         1 |   with x as (select 1)
                           |   ---- first here
                          ...
                         3 |   select custmer_id, total
                           |                      ^^^^^
                        """);
    }

    @Test
    void cutsLongLinesAroundTheMark() {
        SourceFile wide = new SourceFile("a.sql", "x".repeat(500) + " here " + "y".repeat(500));
        String text = renderer.render(Diagnostic.of(DiagnosticCode.SQL_SYNTAX, "m")
                .at(wide.span(501, 505))
                .build());
        assertThat(text.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(180));
        List<String> lines = text.lines().toList();
        int mark = lines.get(4).indexOf("^^^^");
        assertThat(lines.get(3).substring(mark, mark + 4)).isEqualTo("here");
    }

    @Test
    void writesOneLineAndJson() {
        Diagnostic diagnostic = Diagnostic.of(DiagnosticCode.UNKNOWN_COLUMN, "column `x` \"not\" found")
                .at(orders.span(29, 39))
                .help("h")
                .build();
        assertThat(new ConciseRenderer().render(diagnostic))
                .isEqualTo("models/orders.sql:3:8: error[GC4002]: column `x` \"not\" found\n");
        assertThat(new JsonRenderer().render(diagnostic))
                .isEqualTo(
                        "{\"event\":\"diagnostic\",\"code\":\"GC4002\",\"slug\":\"unknown-column\",\"severity\":\"error\",\"message\":\"column `x` \\\"not\\\" found\","
                                + "\"file\":\"models/orders.sql\",\"line\":3,\"column\":8,\"endLine\":3,\"endColumn\":18,"
                                + "\"labels\":[],\"notes\":[],\"help\":[\"h\"],\"page\":\"docs/errors/GC4002.md\"}\n");
    }
}
