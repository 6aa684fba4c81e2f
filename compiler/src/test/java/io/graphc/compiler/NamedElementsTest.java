package io.graphc.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.compiler.NamedElements.Kind;
import io.graphc.plan.QueryLanguage;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamedElementsTest {
    private static String names(QueryLanguage language, String statement) {
        List<String> names = NamedElements.of(language, statement).stream()
                .map(named -> {
                    assertThat(statement.substring(named.start(), named.end()).replace("``", "`"))
                            .contains(named.name());
                    return (named.kind() == Kind.RELATIONSHIP ? "-" : "") + named.name();
                })
                .toList();
        return String.join(" ", names);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '~',
            value = {
                "MATCH (p:Person)-[w:WORKS_AT]->(:Company) RETURN p # Person -WORKS_AT Company",
                "MATCH (p : Person:Admin {name: 'x'}) RETURN p # Person Admin",
                "MATCH ()-[:A|B|:C*1..3]->(n:X&!Y|Z WHERE n.a = 1) RETURN n # -A -B -C X Y Z",
                "MATCH (n) WHERE (n:Odd) AND NOT n:Even RETURN n # Odd",
                "MATCH (n:`My Label`)-[:`it``s`]-() RETURN n # My Label -it`s",
                "MATCH (n {a: 1}) RETURN {b: n.b, c: [x IN n.d | x]}, n.e[1..2] # ~~",
                "MATCH (n) WHERE n.t = '(n:No)' OR n.t = \"[:NO]\" RETURN n /* (m:No) */ # ~~",
                "MATCH (n:$(label)) RETURN n # ~~"
            })
    void readsThePatternsOfCypher(String statement, String expected) {
        assertThat(names(QueryLanguage.CYPHER, statement)).isEqualTo(expected);
    }

    @Test
    void leavesCommentsOfOneLineAlone() {
        assertThat(names(QueryLanguage.CYPHER, "MATCH (n) // (n:No)\nMATCH (m:Yes) RETURN n"))
                .isEqualTo("Yes");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '~',
            value = {
                "g.V().hasLabel('Person', \"Company\").not(__.in('WORKS_AT')) # Person Company -WORKS_AT",
                "g.E().hasLabel('WORKS_AT').outV() # WORKS_AT",
                "g.V().out().outE('A').inV().both('B','C') # -A -B -C",
                "g.V().hasLabel(wanted).hasLabel(within('a')).out('A', type) # ~~",
                "g.V().has('name', \"hasLabel('No')\").values('out') # ~~",
                "g.V().hasLabel('User::Person') # User::Person",
                "g.V().hasLabel('it\\'s') # ~~",
                "g.V().hasLabel( # ~~"
            })
    void readsTheStepsOfGremlin(String statement, String expected) {
        assertThat(names(QueryLanguage.GREMLIN, statement)).isEqualTo(expected);
    }

    @Test
    void readsPastLongTexts() {
        String text = "it\\'s ".repeat(100_000);
        assertThat(names(QueryLanguage.CYPHER, "MATCH (n:Yes {name: '" + text + "'}) RETURN n"))
                .isEqualTo("Yes");
        assertThat(names(QueryLanguage.GREMLIN, "g.V().has('name', '" + text + "').hasLabel('Yes')"))
                .isEqualTo("Yes");
    }
}
