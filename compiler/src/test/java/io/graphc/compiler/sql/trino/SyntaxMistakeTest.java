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
    void aSignThatNoTerminalShowsIsNamed() {
        fails("select order_id as ^\0^x from orders", "the control character U+0000 stands in the query");
    }

    @Test
    void aParenthesisTooManyIsTold() {
        fails("select order_id^)^ as x from orders", "`)` closes no parenthesis");
    }

    @Test
    void anotherMistakeIsToldBeforeAMissingParenthesis() {
        fails("select order_id from orders group ^status^ having (count(*) > 1", "unexpected `status`, expected `by`");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 'it^'^s' as x from orders where note = 'y'",
                "select 'it^'^s here' as x from orders where note = 'y'",
                "select order_id from orders where note = 'it^'^s fine'",
                "select order_id from orders where note = 'it^'^s and that's fine'",
                "select order_id from orders where note = 'l^'^addition' and status = 'b'\nand note <> 'c'",
            })
    void anApostropheInsideOfTextIsTold(String sql) {
        assertThat(fails(sql, "a quote ends the text that it stands in").helps())
                .containsExactly("inside of text a quote is doubled: `'it''s'`");
    }

    /** Each quote behind the one that is missing opens what it should close; the last one is not to blame. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "select ^'open as a, ^\n 'x' as b from orders",
                "select order_id from orders\nwhere status = ^'open^\n  and note = 'x' and status <> 'y'\n  and note <> 'z'",
                "select order_id from orders where status = ^'open and note = 'x' and note <> 'y'^",
                "select order_id from orders where note = 'x' and status = ^'open and note <> 'y'^",
                "select order_id from orders where note = 'x' and status = 'open' and note <> ^'y^",
                "select order_id from orders where note like '%x%' and status like ^'%open^\n and note <> 'y'",
                "select order_id from orders where status = ^'open^\n and order_date > date '2026-01-01'",
                "select order_id from orders where status = ^'open^\n and ordered_at > date_trunc('day', ordered_at)",
                "select 'a\nb' as x from orders\nwhere status = ^'open^\n and note = 'x'",
                "select 'a\nb' as x from orders\nwhere status = ^'open^",
                "select order_id from orders\nwhere status = ^'open^\n and note = 'x' and status <> 'z\n",
            })
    void theQuoteThatNothingClosesIsTold(String sql) {
        fails(sql, "a quote is not closed");
    }

    @Test
    void aCommaThatIsMissingIsAskedFor() {
        assertThat(fails(
                                "select status\n  count^(^*) as x from orders",
                                "unexpected `(`, expected `,`, `except`, `fetch`, `from`, `group` or others")
                        .helps())
                .containsExactly("is a comma missing before `count`?");
        assertThat(fails(
                                "select o.status\n  o^.^note from orders o",
                                "unexpected `.`, expected `,`, `except`, `fetch`, `from`, `group` or others")
                        .helps())
                .containsExactly("is a comma missing before `o`?");
    }

    @Test
    void aUnitThatIsNotThereIsToldAtItsPlace() {
        assertThat(fails("select order_date + interval '1' ^dayz^ as x from orders", "`dayz` is no unit of an interval")
                        .helps())
                .containsExactly("did you mean `day`?");
        assertThat(fails(
                                "select order_date + interval '1' ^dayz^, 2 as x from orders",
                                "`dayz` is no unit of an interval")
                        .helps())
                .containsExactly("did you mean `day`?");
        assertThat(fails("select interval '2' ^weeks^ as x", "`weeks` is no unit of an interval")
                        .helps())
                .containsExactly(
                        "units of an interval are `year`, `month`, `day`, `hour`, `minute` and `second`; a week is"
                                + " `interval '7' day`");
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
