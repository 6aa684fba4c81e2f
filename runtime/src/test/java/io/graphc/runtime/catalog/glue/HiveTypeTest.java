package io.graphc.runtime.catalog.glue;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.plan.SqlTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HiveTypeTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            boolean | boolean
            TINYINT | tinyint
            smallint | smallint
            int | integer
            Integer | integer
            bigint | bigint
            float | real
            real | real
            double | double
            double precision | double
            string | varchar
            varchar(20) | varchar(20)
            char(3) | char(3)
            binary | varbinary
            date | date
            timestamp | timestamp(3)
            void | unknown
            decimal | decimal(10,0)
            decimal(12) | decimal(12,0)
            decimal( 38 , 9 ) | decimal(38,9)
            array<string> | array(varchar)
            array < array < int > > | array(array(integer))
            map<string,decimal(10,2)> | map(varchar, decimal(10,2))
            struct<a:int> | row(a integer)
            struct<a:int,B:string> | row(a integer, b varchar)
            struct<a : int, b: array<struct<c:map<string, double>>>> | row(a integer, b array(row(c map(varchar, double))))
            struct<a:int comment 'the, <first>',b:int> | row(a integer, b integer)
            struct<date:date,timestamp:timestamp> | row(date date, timestamp timestamp(3))
            struct<`odd`:int> | row(odd integer)
            struct<order-id:int,x.y:string> | row("order-id" integer, "x.y" varchar)
            """)
    void readsTypesOfHive(String written, String expected) {
        HiveType read = HiveType.read(written, HiveType.MILLISECONDS);

        assertThat(read.type()).hasToString(expected);
        assertThat(read.problem()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text",
                "int)",
                "decimal(39)",
                "decimal(5,6)",
                "decimal()",
                "varchar()",
                "varchar(70000)",
                "array<>",
                "array<int",
                "map<string>",
                "struct<>",
                "struct<a>",
                "struct<a:int,>",
                "struct<a:int comment 'open>",
                "uniontype<int,string>",
                "array<uniontype<int,string>>",
                "timestamp with local time zone"
            })
    void saysWhyAnythingElseIsNotKnown(String written) {
        HiveType read = HiveType.read(written, HiveType.MILLISECONDS);

        assertThat(read.type()).isEqualTo(SqlTypes.ANY);
        assertThat(read.problem()).isPresent();
    }

    @Test
    void namesWhatQueriesDoNotKnow() {
        assertThat(HiveType.read("struct<a:uniontype<int>>", 3).problem()).contains("queries know no `uniontype`");
        assertThat(HiveType.read("timestamp with local time zone", 3).problem())
                .contains("queries know no `timestamp with local time zone`");
        assertThat(HiveType.read("strin", 3).problem()).contains("`strin` is no type of Hive");
    }

    @Test
    void doesNotOverflowOnDeepNesting() {
        String deep = "array<".repeat(5_000) + "int" + ">".repeat(5_000);

        assertThat(HiveType.read(deep, HiveType.MILLISECONDS).type()).isEqualTo(SqlTypes.ANY);
    }

    @Test
    void givesTimestampsOfIcebergTheirDigits() {
        assertThat(HiveType.read("timestamp", HiveType.MICROSECONDS).type()).hasToString("timestamp(6)");
    }
}
