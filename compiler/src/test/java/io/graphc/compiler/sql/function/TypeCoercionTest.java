package io.graphc.compiler.sql.function;

import static io.graphc.compiler.sql.function.TypeText.type;
import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class TypeCoercionTest {
    private static final List<String> LINES = TypeText.lines("conversions.txt");
    private static final int BLOCK = 5;

    static Stream<List<String>> blocks() {
        List<List<String>> blocks = new ArrayList<>();
        for (int start = 0; start < LINES.size(); start += BLOCK) {
            blocks.add(LINES.subList(start, start + BLOCK));
        }
        return blocks.stream();
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void convertsAsTrinoDoes(List<String> recorded) {
        List<String> names = blocks().map(block -> block.get(0)).toList();
        String name = recorded.get(0);
        SqlType from = type(name);
        List<String> others =
                names.stream().filter(other -> !other.equals(name)).toList();
        List<String> actual = List.of(
                name,
                (TypeCoercion.isComparable(from) ? "  comparable" : "  not comparable")
                        + (TypeCoercion.isOrderable(from) ? ", orderable" : ", not orderable"),
                listed("  converts:", others.stream().filter(other -> TypeCoercion.canCoerce(from, type(other)))),
                listed("  casts:", others.stream().filter(other -> TypeCoercion.canCast(from, type(other)))),
                listed(
                        "  common:",
                        others.stream()
                                .filter(other -> name.compareTo(other) < 0)
                                .flatMap(other -> TypeCoercion.commonSuperType(from, type(other)).stream()
                                        .map(common -> other + " = " + common))));
        assertThat(actual).isEqualTo(recorded);
    }

    @Test
    void hasRecordedManyTypes() {
        assertThat(blocks()).hasSizeGreaterThan(50);
    }

    @Test
    void anyFitsEverywhereAndStaysAny() {
        for (List<String> block : blocks().toList()) {
            SqlType other = type(block.get(0));
            assertThat(TypeCoercion.canCoerce(SqlTypes.ANY, other)).isTrue();
            assertThat(TypeCoercion.canCoerce(other, SqlTypes.ANY)).isTrue();
            assertThat(TypeCoercion.canCast(SqlTypes.ANY, other)).isTrue();
            assertThat(TypeCoercion.canCast(other, SqlTypes.ANY)).isTrue();
            assertThat(TypeCoercion.commonSuperType(SqlTypes.ANY, other)).contains(SqlTypes.ANY);
            assertThat(TypeCoercion.commonSuperType(other, SqlTypes.ANY)).contains(SqlTypes.ANY);
        }
        assertThat(TypeCoercion.isComparable(SqlTypes.ANY)).isTrue();
        assertThat(TypeCoercion.isOrderable(SqlTypes.ANY)).isTrue();
    }

    @Test
    void anyInsideStructuresFitsToo() {
        assertThat(TypeCoercion.canCoerce(type("array(any)"), type("array(bigint)")))
                .isTrue();
        assertThat(TypeCoercion.commonSuperType(type("map(varchar, any)"), type("map(varchar(3), date)")))
                .contains(type("map(varchar, any)"));
        assertThat(TypeCoercion.containsAny(type("row(a bigint, b array(any))")))
                .isTrue();
        assertThat(TypeCoercion.containsAny(type("row(a bigint, b array(date))")))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "integer; decimal(2,1); unknown | decimal(11,1)",
                "unknown; unknown | unknown",
                "varchar(1); varchar(3); unknown | varchar(3)",
                "date; timestamp(3); timestamp(6) with time zone | timestamp(6) with time zone",
                "row(a integer); row(a decimal(2,1)); row(b bigint) | row(decimal(20,1))",
                "array(tinyint); array(unknown); array(real) | array(real)",
                "decimal(38,0); decimal(38,38) | decimal(38,38)",
            })
    void findsTheCommonTypeOfMany(String types, String common) {
        List<SqlType> given = Stream.of(types.split("; ")).map(TypeText::type).toList();
        assertThat(TypeCoercion.commonSuperType(given)).contains(type(common));
    }

    @Test
    void typesWithoutCommonGroundHaveNone() {
        assertThat(TypeCoercion.commonSuperType(List.of(SqlTypes.BIGINT, SqlTypes.VARCHAR)))
                .isEmpty();
        assertThat(TypeCoercion.commonSuperType(List.of())).isEqualTo(Optional.empty());
        assertThat(TypeCoercion.commonSuperType(type("row(bigint)"), type("row(bigint, bigint)")))
                .isEmpty();
    }

    @Test
    void mapKeysThatJsonCannotHoldDoNotCast() {
        assertThat(TypeCoercion.canCast(type("map(date, date)"), SqlTypes.JSON)).isFalse();
        assertThat(TypeCoercion.canCast(type("map(varchar, date)"), SqlTypes.JSON))
                .isTrue();
        assertThat(TypeCoercion.canCast(SqlTypes.JSON, type("map(varchar, date)")))
                .isFalse();
    }

    private static String listed(String label, Stream<String> items) {
        String list = items.collect(Collectors.joining("; "));
        return list.isEmpty() ? label : label + " " + list;
    }
}
