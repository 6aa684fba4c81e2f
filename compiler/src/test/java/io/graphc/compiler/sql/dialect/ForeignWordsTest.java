package io.graphc.compiler.sql.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.graphc.compiler.sql.SqlFixture;
import io.graphc.compiler.sql.StatementCases;
import io.graphc.compiler.sql.function.FunctionCatalog;
import io.graphc.diagnostic.Diagnostic;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each row of the tables of foreign words is met by a query, and what stands for a function is known to Trino. */
final class ForeignWordsTest {
    private static List<Diagnostic> problems(String sql) {
        return SqlFixture.sql(StatementCases.TABLES, sql).analyze().diagnostics();
    }

    @TestFactory
    Stream<DynamicTest> everyPhraseIsTold() {
        return ForeignPhrases.ALL.stream()
                .map(phrase -> dynamicTest(
                        phrase.example(),
                        () -> assertThat(problems(phrase.example()))
                                .singleElement()
                                .satisfies(only -> {
                                    assertThat(only.isError()).isTrue();
                                    assertThat(only.helps()).containsExactly(phrase.help());
                                })));
    }

    @TestFactory
    Stream<DynamicTest> everyFunctionIsTold() {
        return StreamSupport.stream(ForeignFunctions.names().spliterator(), false)
                .map(name -> dynamicTest(name, () -> {
                    assertThat(FunctionCatalog.trino().find(name)).isEmpty();
                    assertThat(problems("select " + name + "(status) as x from orders"))
                            .singleElement()
                            .satisfies(only -> assertThat(only.helps())
                                    .containsExactly("Trino has `" + ForeignFunctions.form(name) + "`"));
                }));
    }

    /** The forms are SQL: nothing in them is a word that Trino does not read. */
    @TestFactory
    Stream<DynamicTest> everyFormCanBeRead() {
        return StreamSupport.stream(ForeignFunctions.names().spliterator(), false)
                .map(ForeignFunctions::form)
                .filter(form -> !form.contains("unnest"))
                .distinct()
                .map(form -> dynamicTest(
                        form,
                        () -> assertThat(problems("select "
                                        + form.replaceAll("\\b(?:from|array)\\b(?!\\[|\\()", "a")
                                                .replace("extract(day a", "extract(day from")
                                        + " as x from orders"))
                                .extracting(one -> one.code().id())
                                .isSubsetOf("GC4002")));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '~', textBlock = """
            select sysdate as x from orders                         ~ Trino has `current_timestamp`
            select rownum as x from orders                          ~ Trino has `row_number() over (order by a)`, and `limit`
            select status from orders group by all                  ~ Trino has no `group by all`: name the columns, or their positions
            select date_trunc(month, order_date) as x from orders   ~ a unit is written as text: `'month'`
            select order_date + interval '1 day' as x from orders   ~ the unit stands behind the text: `interval '1' day`
            select interval '2' days                                ~ did you mean `day`?
            select isnull(status) as x from orders                  ~ Trino has `a is null`
            select isnull(status, 'x') as x from orders             ~ Trino has `coalesce(a, b)`
            select order_id 'key' from orders                       ~ an alias is a name, if need be in double quotes: `order_id as "key"`
            select order_id from orders where status = "abc"        ~ double quotes are for names; text stands in single quotes: `'abc'`
            select order_date + 1 as x from orders                  ~ write `+ interval '1' day`, or `date_add('day', n, ...)`
            select status + note as x from orders                   ~ texts are joined with `||`
            """)
    void namesOfOtherDialectsAreTold(String sql, String help) {
        assertThat(problems(sql))
                .singleElement()
                .satisfies(only -> assertThat(only.helps()).containsExactly(help));
    }
}
