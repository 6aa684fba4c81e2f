package io.graphc.compiler.sql.trino;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.compiler.sql.SqlFixture;
import io.graphc.compiler.sql.StatementCases;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SyntaxMistakeTest {
    private static Diagnostic fails(String sql, String message) {
        return SqlFixture.sql(StatementCases.TABLES, sql).fails(DiagnosticCode.SQL_SYNTAX, message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select ^'abc from orders^",
                "select ^\"order_id from orders^\nwhere status = \"open\" and note = \"x\"",
                "select order_id from orders\nwhere status = ^'open^\n  and note = 'x'",
                "select order_id from orders where note = ^'it''s^",
                "select order_id -- it's here\nfrom orders where note = ^'a^",
            })
    void aQuoteIsToldWhereItOpens(String sql) {
        fails(sql, "a quote is not closed");
    }

    @Test
    void aCommentIsToldWhereItOpens() {
        fails("select order_id ^/* the key^\nfrom orders where note = 'it''s'", "a comment is not closed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select a.order_id from ^(^select order_id from orders",
                "select ^(^order_id + 1 as x from orders",
                "select count^(^order_id as x, sum(total) as y from orders",
                "select order_id from orders where ^(^status = 'a)' and (note = 'b' or note = 'c')",
                "select array^[^1, 2 as x from orders",
            })
    void aParenthesisIsToldWhereItOpens(String sql) {
        fails(sql, sql.contains("[") ? "`[` is not closed" : "`(` is not closed");
    }

    @Test
    void whereAParenthesisShouldHaveBeenClosedIsALabel() {
        Diagnostic told = fails("select ^(^order_id + 1 as x from orders", "`(` is not closed");
        assertThat(told.labels()).singleElement().satisfies(label -> {
            assertThat(label.span().text()).isEqualTo("as");
            assertThat(label.text()).isEqualTo("it should be closed before this");
        });
    }

    @Test
    void aParenthesisTooManyIsTold() {
        fails("select order_id^)^ as x from orders", "`)` closes no parenthesis");
    }

    @Test
    void anotherMistakeIsToldBeforeAMissingParenthesis() {
        fails("select order_id from orders group ^status^ having (count(*) > 1", "unexpected `status`, expected `by`");
    }

    @Test
    void anApostropheInsideOfTextIsTold() {
        assertThat(fails(
                                "select 'it's^' as x from orders where note = '^y'",
                                "unexpected `' as x from orders where note = '`, expected `,`, `except`, `fetch`, `from`,"
                                        + " `group` or others")
                        .helps())
                .containsExactly("a quote inside of text is doubled: `'it''s'`");
    }

    @Test
    void aPartThatIsNotThereIsToldAtItsPlace() {
        assertThat(fails("select extract(^dayy^ from order_date) as x from orders", "`extract` knows no `dayy`")
                        .helps())
                .containsExactly("did you mean `day`?");
        assertThat(fails("select extract(^epoch^ from ordered_at) as x from orders", "`extract` knows no `epoch`")
                        .helps())
                .containsExactly("write `to_unixtime(moment)`");
    }
}
