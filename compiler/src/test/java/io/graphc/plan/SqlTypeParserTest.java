package io.graphc.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SqlTypeParserTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "varchar(10) | varchar(10)",
                "VARCHAR | varchar",
                "varchar(2147483647) | varchar",
                "varchar(0) | varchar(0)",
                "char | char(1)",
                "character(3) | char(3)",
                "decimal(10,2) | decimal(10,2)",
                "DECIMAL ( 10 , 2 ) | decimal(10,2)",
                "decimal(5) | decimal(5,0)",
                "decimal | decimal(38,0)",
                "numeric(5,5) | decimal(5,5)",
                "int | integer",
                "double precision | double",
                "time | time(3)",
                "time(6) with time zone | time(6) with time zone",
                "timestamp | timestamp(3)",
                "timestamp without time zone | timestamp(3)",
                "Timestamp (6)  With Time Zone | timestamp(6) with time zone",
                "interval day to second | interval day to second",
                "INTERVAL YEAR TO MONTH | interval year to month",
                "array(varchar(3)) | array(varchar(3))",
                "array<int> | array(integer)",
                "map(varchar,array(date)) | map(varchar, array(date))",
                "row(a bigint, b varchar) | row(a bigint, b varchar)",
                "row(bigint, double precision) | row(bigint, double)",
                "row(date date, timestamp timestamp(0), double bigint) | row(date date, timestamp timestamp(0), double bigint)",
                "row(Abc bigint, \"De F\" date) | row(abc bigint, \"De F\" date)",
                "row(\"a\"\"b\" bigint) | row(\"a\"\"b\" bigint)",
                "row(interval interval day to second) | row(interval interval day to second)",
                "hyperloglog | HyperLogLog",
                "QDigest(bigint) | qdigest(bigint)",
                "geometry | Geometry",
                // Hive, Glue, Athena's DDL
                "string | varchar",
                "float | real",
                "binary | varbinary",
                "struct<a:int,b:string> | row(a integer, b varchar)",
                "struct<a:array<struct<b:map<string,decimal(3,1)>>>> | row(a array(row(b map(varchar, decimal(3,1)))))",
                "struct<`a b`:int> | row(\"a b\" integer)",
                "struct<date:date,timestamp:timestamp> | row(date date, timestamp timestamp(3))",
                "array<timestamp> | array(timestamp(3))",
            })
    void readsTheSpellingsOfTrinoAndHive(String text, String type) {
        assertThat(SqlTypeParser.parse(text)).map(SqlType::toString).contains(type);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "varchr",
                "varchar(",
                "varchar()",
                "varchar(x)",
                "varchar(-1)",
                "varchar(2147483648)",
                "varchar(3) x",
                "char(65537)",
                "decimal(39,0)",
                "decimal(0,0)",
                "decimal(3,4)",
                "decimal(3,)",
                "timestamp(13)",
                "timestamp with zone",
                "time(3) with",
                "interval day",
                "array",
                "array()",
                "array(int",
                "array(int>",
                "map(int)",
                "map(int, int, int)",
                "row",
                "row()",
                "row(a)",
                "row(a b)",
                "row(\"a bigint)",
                "struct(a int)",
                "struct<a:int",
                "qdigest",
                "bigint bigint",
            })
    void namesNoTypeForOtherText(String text) {
        assertThat(SqlTypeParser.parse(text)).isEmpty();
    }

    @Test
    void refusesEndlessNestingQuietly() {
        assertThat(SqlTypeParser.parse("array(".repeat(100) + "int" + ")".repeat(100)))
                .isPresent();
        assertThat(SqlTypeParser.parse("array(".repeat(100_000))).isEmpty();
        assertThat(SqlTypeParser.parse("row(a ".repeat(60))).isEmpty();
    }

    @Test
    void readsBackWhatTypesPrint() {
        SplittableRandom random = new SplittableRandom(42);
        for (SqlType.Simple simple : SqlType.Simple.values()) {
            assertThat(SqlTypeParser.parse(simple.toString())).contains(simple);
        }
        for (int round = 0; round < 2_000; round++) {
            SqlType type = type(random, 3);
            assertThat(SqlTypeParser.parse(type.toString())).as(type.toString()).contains(type);
        }
    }

    private static SqlType type(SplittableRandom random, int depth) {
        return switch (random.nextInt(depth > 0 ? 11 : 7)) {
            case 0 -> SqlType.Simple.values()[random.nextInt(SqlType.Simple.values().length)];
            case 1 -> random.nextBoolean() ? SqlTypes.VARCHAR : SqlTypes.varchar(random.nextInt(100));
            case 2 -> new SqlType.Char(1 + random.nextInt(100));
            case 3 -> new SqlType.Decimal(10 + random.nextInt(29), random.nextInt(10));
            case 4 -> new SqlType.Time(random.nextInt(13), random.nextBoolean());
            case 5 -> new SqlType.Timestamp(random.nextInt(13), random.nextBoolean());
            case 6 -> new SqlType.Named(random.nextBoolean() ? "HyperLogLog" : "qdigest(bigint)");
            case 7 -> new SqlType.Array(type(random, depth - 1));
            case 8 -> new SqlType.Map(type(random, depth - 1), type(random, depth - 1));
            case 9 -> new SqlType.Row(fields(random, depth - 1));
            default -> new SqlType.Function(List.of(type(random, depth - 1)), type(random, depth - 1));
        };
    }

    private static List<SqlType.Field> fields(SplittableRandom random, int depth) {
        List<String> names = List.of("", "a", "date", "A b", "x\"y", "row", "ä", "_1", "interval", "MixedCase");
        List<SqlType.Field> fields = new ArrayList<>();
        for (int index = 0; index <= random.nextInt(4); index++) {
            fields.add(new SqlType.Field(names.get(random.nextInt(names.size())), type(random, depth)));
        }
        return fields;
    }

    @Test
    void keepsVarcharWithoutALength() {
        assertThat(SqlTypeParser.parse("varchar")).contains(new SqlType.Varchar(OptionalInt.empty()));
    }
}
