package io.graphc.compiler.sql.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.compiler.sql.SqlFixture;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** There is a statement for everything that the query language of Trino's grammar can say. */
class GrammarCoverageTest {
    /** What the parser refuses after the grammar took it, and parameters, which only a prepared statement has. */
    private static final Set<String> NEVER = Set.of(
            "identifier # backQuotedIdentifier",
            "identifier # digitIdentifier",
            "identifier: BACKQUOTED_IDENTIFIER",
            "identifier: DIGIT_IDENTIFIER",
            "primaryExpression # parameter",
            "primaryExpression: QUESTION_MARK",
            "rowCount: QUESTION_MARK");

    @Test
    void everyPartOfTheGrammarIsUsed() {
        SortedSet<String> missing = GrammarCoverage.parts();
        missing.removeAll(NEVER);
        assertThat(missing).hasSizeGreaterThan(900);
        Stream.of("grammar", "unsupported")
                .flatMap(name -> WrittenCorpus.statements(name).stream())
                .forEach(sql -> missing.removeAll(GrammarCoverage.used(sql)));
        missing.removeIf(part -> part.startsWith("nonReserved: "));
        assertThat(missing).isEmpty();
    }

    @Test
    void everyWordThatIsNotReservedIsListed() {
        assertThat(GrammarCoverage.words()).hasSizeGreaterThan(200).contains("timestamp", "value", "type", "date");
    }

    @Test
    void whatTrinoDoesNotSupportIsStillRead() {
        assertThat(WrittenCorpus.statements("unsupported"))
                .allSatisfy(sql -> assertThat(
                                SqlFixture.sql(WrittenCorpus.tables().tables(), sql)
                                        .given(request -> request.withoutColumnNames())
                                        .analyze()
                                        .diagnostics())
                        .noneMatch(one -> one.message().startsWith("unexpected")));
        assertThat(WrittenCorpus.of("unsupported").compare().answers()).isEmpty();
    }
}
