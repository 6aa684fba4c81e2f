package io.graphc.runtime.engine.athena;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.plan.RelationName;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InsertTargetTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO \"lake\".\"orders\" (\"id\")\nSELECT 1",
                "insert into lake.orders values (1)",
                "  -- why; 'so'\n/* and\n how */ Insert /**/ Into Lake.\"orders\"(id) select 1",
            })
    void isNamedInWhateverWay(String sql) {
        assertThat(InsertTarget.isInsert(sql)).isTrue();
        assertThat(InsertTarget.of(sql)).contains(RelationName.of("lake", "orders"));
    }

    @Test
    void mayHaveACatalogAndQuotes() {
        assertThat(InsertTarget.of("INSERT INTO \"c\".\"La\"\"ke\".\"x.y\" SELECT 1"))
                .contains(new RelationName(Optional.of("c"), "La\"ke", "x.y"));
    }

    @Test
    void isUnknownWithoutASchema() {
        assertThat(InsertTarget.isInsert("insert into audit values (1)")).isTrue();
        assertThat(InsertTarget.of("insert into audit values (1)")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT 'INSERT INTO a.b'", "-- insert into a.b\nselect 1", "inserting into a.b", ""})
    void isOfInsertsAlone(String sql) {
        assertThat(InsertTarget.isInsert(sql)).isFalse();
        assertThat(InsertTarget.of(sql)).isEmpty();
    }
}
