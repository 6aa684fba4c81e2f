package io.graphc.compiler.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.plan.Column;
import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ElementIdsTest {
    private static final String ALPHABET = "ab|%27C5";

    @Test
    void writesTheDocumentedForm() {
        String user = ElementIds.nodeId("User", "acme", List.of("a|b", "50%"));

        assertThat(user).isEqualTo("User|acme|a%7Cb|50%25");
        assertThat(ElementIds.relationshipId("KNOWS", "", user, "User|acme|x", List.of("7")))
                .isEqualTo("KNOWS||User%7Cacme%7Ca%257Cb%7C50%2525|User%7Cacme%7Cx|7");
    }

    @Test
    void differentKeysNeverMeetInOneId() {
        SplittableRandom random = new SplittableRandom(20260301);
        Map<String, List<String>> nodes = new HashMap<>();
        Map<String, List<String>> relationships = new HashMap<>();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 40_000; i++) {
            List<String> parts = List.of(text(random), text(random), text(random), text(random));
            String id = ElementIds.nodeId(parts.get(0), parts.get(1), parts.subList(2, 4));
            assertThat(nodes.merge(id, parts, (first, second) -> first)).isEqualTo(parts);
            ids.add(id);
            List<String> ends = List.of(ids.get(random.nextInt(ids.size())), id, parts.get(2));
            String relationship = ElementIds.relationshipId("T", "", ends.get(0), ends.get(1), ends.subList(2, 3));
            assertThat(relationships.merge(relationship, ends, (first, second) -> first))
                    .isEqualTo(ends);
        }
    }

    private static String text(SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(4); length > 0; length--) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }

    @Test
    void sqlEscapesTextOnlyAndFoldsConstants() {
        List<Column> number = List.of(Column.of("id", SqlTypes.BIGINT));
        List<Column> text = List.of(Column.of("co\"de", SqlTypes.VARCHAR), Column.of("day", SqlTypes.DATE));

        assertThat(ElementIds.nodeIdSql("O'Hara||", number)).isEqualTo("'O''Hara||' || CAST(\"id\" AS varchar)");
        assertThat(ElementIds.nodeIdSql("Shop|acme|", text))
                .isEqualTo("'Shop|acme|' || replace(replace(\"co\"\"de\", '%', '%25'), '|', '%7C')"
                        + " || '|' || CAST(\"day\" AS varchar)");
        assertThat(ElementIds.relationshipIdSql(
                        "IN|acme|",
                        new ElementIds.End("User|acme|", number, false),
                        new ElementIds.End("L||", text, false),
                        List.of()))
                .isEqualTo("'IN|acme|User%7Cacme%7C' || CAST(\"id\" AS varchar) || '|L%7C%7C' ||"
                        + " replace(replace(replace(\"co\"\"de\", '%', '%25'), '|', '%7C'), '%', '%25')"
                        + " || '%7C' || CAST(\"day\" AS varchar)");
    }

    @Test
    void keyTypesAreThoseWithOneText() {
        assertThat(ElementIds.isKeyType(new SqlType.Decimal(10, 2))).isTrue();
        assertThat(ElementIds.isKeyType(SqlTypes.DOUBLE)).isFalse();
        assertThat(ElementIds.isKeyType(SqlTypes.timestamp(3))).isFalse();
        assertThat(ElementIds.sameKeyText(SqlTypes.INTEGER, SqlTypes.BIGINT)).isTrue();
        assertThat(ElementIds.sameKeyText(SqlTypes.VARCHAR, SqlTypes.varchar(5)))
                .isTrue();
        assertThat(ElementIds.sameKeyText(SqlTypes.VARCHAR, SqlTypes.BIGINT)).isFalse();
        assertThat(ElementIds.sameKeyText(new SqlType.Decimal(10, 2), new SqlType.Decimal(12, 3)))
                .isFalse();
    }
}
