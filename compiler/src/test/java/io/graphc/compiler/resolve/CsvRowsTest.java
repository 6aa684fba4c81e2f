package io.graphc.compiler.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Rows of seeds, with all line ends and quotes. */
class CsvRowsTest {
    private static List<String> rows(String text, String delimiter) {
        CsvRows rows = new CsvRows(text, delimiter);
        List<String> found = new ArrayList<>();
        Optional<List<CsvRows.Value>> row = rows.next();
        while (row.isPresent()) {
            StringBuilder values = new StringBuilder();
            for (CsvRows.Value value : row.get()) {
                values.append('[').append(value.text()).append(']').append(text, value.start(), value.end());
            }
            found.add(values.toString());
            row = rows.next();
        }
        return found;
    }

    @Test
    void readsLineEndsOfAllKinds() {
        assertThat(rows("a;b\r\n\r\n1;\r2; \n\n;\n3;4", ";"))
                .containsExactly("[a]a[b]b", "[1]1[]", "[2]2[ ] ", "[][]", "[3]3[4]4");
        assertThat(rows("", ",")).isEmpty();
        assertThat(rows("\r\n", ",")).isEmpty();
    }

    @Test
    void readsQuotesAroundWholeValues() {
        assertThat(rows("\"a\"\"b\",\"c,\r\nd\"\r\n\"\",e\"f\n", ","))
                .containsExactly("[a\"b]\"a\"\"b\"[c,\r\nd]\"c,\r\nd\"", "[]\"\"[e\"f]e\"f");
    }

    @Test
    void endsWhereNoRowIs() {
        assertThat(rows("a\n\"b\"c\nd\n", ",")).containsExactly("[a]a");
        assertThat(rows("a\n\"b\nc\n", ",")).containsExactly("[a]a");
    }
}
