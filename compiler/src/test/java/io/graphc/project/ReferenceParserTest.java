package io.graphc.project;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.diagnostic.DiagnosticBag;
import io.graphc.source.Located;
import io.graphc.source.MappedText;
import io.graphc.source.SourceFile;
import io.graphc.source.SourceSpan;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReferenceParserTest {
    private final DiagnosticBag bag = new DiagnosticBag();

    private Optional<RelationReference> parse(String text) {
        SourceSpan span = new SourceFile("a.yml", text).span(0, text.length());
        return new ReferenceParser("from", bag).parse(Located.of(MappedText.of(span), span));
    }

    @Test
    void readsModelsWithThePlaceOfTheName() {
        for (String text : List.of("ref('users')", "ref( \"users\" )", "{{ ref('users') }}", "ref('shop', 'users')")) {
            RelationReference.Model model =
                    (RelationReference.Model) parse(text).orElseThrow();
            assertThat(model.name().value()).as(text).isEqualTo("users");
            assertThat(model.name().span().text()).as(text).isEqualTo("users");
        }
        assertThat(bag.sorted()).isEmpty();
    }

    @Test
    void readsSources() {
        RelationReference.Source source =
                (RelationReference.Source) parse("source('lms', 'users')").orElseThrow();
        assertThat(source.source().span().toString()).isEqualTo("a.yml:1:9");
        assertThat(source.table().value()).isEqualTo("users");
        assertThat(source.table().span().toString()).isEqualTo("a.yml:1:16");
    }

    @Test
    void refusesWhatNamesNoRelation() {
        List<String> wrong =
                List.of("users", "ref()", "ref(users)", "ref('a', 'b', 'c')", "source('a')", "'users'", "");
        for (String text : wrong) {
            assertThat(parse(text)).as(text).isEmpty();
        }
        assertThat(bag.sorted()).hasSize(wrong.size());
    }
}
