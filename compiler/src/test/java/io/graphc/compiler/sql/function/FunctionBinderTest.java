package io.graphc.compiler.sql.function;

import static io.graphc.compiler.sql.function.TypeText.type;
import static io.graphc.compiler.sql.function.TypeText.types;
import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FunctionBinderTest {
    private final FunctionBinder binder = new FunctionBinder(FunctionCatalog.trino());

    @Test
    void resolvesAsTrinoDoes() {
        List<String> recorded = TypeText.lines("bindings.txt");
        List<String> differences = new ArrayList<>();
        for (String line : recorded) {
            String call = line.substring(0, line.indexOf(" -> "));
            String actual = call + " -> " + described(call);
            if (!actual.equals(line)) {
                differences.add(line + ", but was " + actual);
            }
        }
        assertThat(differences).isEmpty();
        assertThat(recorded).hasSizeGreaterThan(1500);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // decimal arithmetic
                "$add(integer, decimal(2,1)) | decimal(12,1)",
                "$multiply(decimal(2,1), decimal(3,2)) | decimal(5,3)",
                "$divide(decimal(2,1), decimal(3,2)) | decimal(5,2)",
                "$modulus(decimal(3,1), integer) | decimal(3,1)",
                "$negation(decimal(2,1)) | decimal(2,1)",
                "$add(decimal(38,10), decimal(38,10)) | decimal(38,10)",
                "$multiply(decimal(38,20), decimal(38,20)) | decimal(38,38)",
                "round(decimal(3,2), integer) | decimal(4,2)",
                "round(decimal(3,2)) | decimal(2,0)",
                "ceil(decimal(3,2)) | decimal(2,0)",
                "truncate(decimal(3,2)) | decimal(1,0)",
                "sum(decimal(12,2)) | decimal(38,2)",
                "avg(decimal(12,2)) | decimal(12,2)",
                // numbers
                "$divide(integer, integer) | integer",
                "$add(tinyint, integer) | integer",
                "$add(real, decimal(2,1)) | real",
                "sum(integer) | bigint",
                "sum(real) | real",
                "avg(bigint) | double",
                "avg(real) | real",
                "power(integer, integer) | double",
                "approx_percentile(integer, double) | bigint",
                "approx_percentile(double, array(double)) | array(double)",
                // text
                "substr(varchar(10), integer) | varchar(10)",
                "substr(char(4), bigint) | varchar(4)",
                "concat(varchar(1), varchar(2)) | varchar",
                "concat(char(3), char(2)) | char(5)",
                "concat(varchar(1), char(2)) | char(3)",
                "concat(array(integer), array(decimal(2,1))) | array(decimal(11,1))",
                "concat(array(integer), integer) | array(integer)",
                "concat(varchar(1), unknown) | array(varchar(1))",
                "replace(varchar(3), varchar(1), varchar(2)) | varchar(11)",
                "regexp_replace(varchar(3), varchar(1), varchar(1)) | varchar(7)",
                "regexp_extract(varchar(9), varchar(3)) | varchar(9)",
                "regexp_like(varchar, varchar(3)) | boolean",
                "split(varchar(3), varchar(1)) | array(varchar(3))",
                "json_extract_scalar(varchar(2), varchar(3)) | varchar(2)",
                "json_extract_scalar(json, varchar(3)) | varchar",
                "json_extract(varchar, varchar(3)) | json",
                "format(varchar(5), varchar(1), integer) | varchar",
                // moments
                "date_add(varchar(3), integer, date) | date",
                "date_add(varchar(3), integer, timestamp(1)) | timestamp(1)",
                "date_diff(varchar(3), date, timestamp(1)) | bigint",
                "date_trunc(varchar(5), timestamp(6) with time zone) | timestamp(6) with time zone",
                "from_unixtime(integer) | timestamp(3) with time zone",
                "from_unixtime(decimal(2,1)) | timestamp(3) with time zone",
                "$add(date, interval day to second) | date",
                "$add(timestamp(0), interval day to second) | timestamp(3)",
                "$subtract(date, date) | interval day to second",
                "$subtract(timestamp(0), timestamp(6)) | interval day to second",
                "$multiply(integer, interval day to second) | interval day to second",
                // collections
                "element_at(array(integer), integer) | integer",
                "element_at(map(varchar(1), date), varchar(1)) | date",
                "$subscript(map(varchar(2), integer), varchar(1)) | integer",
                "map(array(varchar(1)), array(integer)) | map(varchar(1), integer)",
                "map() | map(unknown, unknown)",
                "array_agg(row(a bigint, b varchar)) | array(row(a bigint, b varchar))",
                "map_agg(varchar(3), date) | map(varchar(3), date)",
                "max_by(varchar(3), double) | varchar(3)",
                "max_by(varchar(3), double, integer) | array(varchar(3))",
                "map_entries(map(varchar, bigint)) | array(row(varchar, bigint))",
                "map_from_entries(array(row(a varchar(3), b integer))) | map(varchar(3), integer)",
                "zip(array(integer), array(date)) | array(row(integer, date))",
                "sequence(date, date) | array(date)",
                "cardinality(map(varchar, bigint)) | bigint",
                "contains(array(bigint), integer) | boolean",
                "flatten(array(array(date))) | array(date)",
                "greatest(integer, decimal(2,1)) | decimal(11,1)",
                "least(date, timestamp(0)) | timestamp(0)",
                // aggregates and windows
                "count() | bigint",
                "count(map(varchar, bigint)) | bigint",
                "count_if(boolean) | bigint",
                "row_number() | bigint",
                "lag(varchar(3), integer, varchar(5)) | varchar(5)",
                "first_value(date) | date",
                "approx_distinct(varchar(3)) | bigint",
                "qdigest_agg(integer) | qdigest(bigint)",
                "merge(qdigest(double)) | qdigest(double)",
                "value_at_quantile(qdigest(bigint), double) | bigint",
                // geospatial and Athena's own
                "ST_Distance(Geometry, Geometry) | double",
                "st_point(integer, decimal(4,2)) | Geometry",
                "bing_tile_coordinates(BingTile) | row(x integer, y integer)",
                "invoker_principal() | varchar",
                "classify(map(bigint, double), Classifier(varchar)) | varchar",
            })
    void givesResultTypes(String call, String result) {
        assertThat(bind(call)).isInstanceOf(Binding.Bound.class);
        assertThat(((Binding.Bound) bind(call)).result()).isEqualTo(type(result));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "$equal(integer, decimal(2,1)) | decimal(11,1); decimal(11,1)",
                "$equal(varchar(1), char(3)) | char(3); char(3)",
                "$not_equal(date, timestamp(3)) | timestamp(3); timestamp(3)",
                "$less_than(array(integer), array(bigint)) | array(bigint); array(bigint)",
                "$greater_than_or_equal(unknown, date) | date; date",
                "$is_distinct_from(json, unknown) | json; json",
                "$between(integer, smallint, decimal(2,1)) | decimal(11,1); decimal(11,1); decimal(11,1)",
                "$in(varchar(1), varchar(3), unknown) | varchar(3); varchar(3); varchar(3)",
                "$equal(any, bigint) | any; any",
            })
    void comparesInTheCommonType(String call, String argumentTypes) {
        Binding.Bound bound = (Binding.Bound) bind(call);
        assertThat(bound.result()).isEqualTo(SqlTypes.BOOLEAN);
        assertThat(bound.argumentTypes().stream().map(SqlType::toString).collect(Collectors.joining("; ")))
                .isEqualTo(argumentTypes);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "$equal(integer, varchar(1))",
                "$equal(date, varchar(10))",
                "$equal(HyperLogLog, HyperLogLog)",
                "$less_than(json, json)",
                "$less_than(map(varchar, bigint), map(varchar, bigint))",
                "$between(integer, varchar(1), integer)",
                "$in(integer, integer, varchar(1))",
                "$add(date, integer)",
                "$add(boolean, integer)",
                "$add(varchar(1), varchar(1))",
                "$negation(varchar(1))",
                "$subscript(array(date), varchar(1))",
                "lower(bigint)",
                "substr(varchar)",
                "concat(varchar)",
                "concat(varchar(1), integer)",
                "concat(char(4), varchar)",
                "greatest()",
                "greatest(json, json)",
                "map(array(varchar), bigint)",
                "array_join(array(array(date)), varchar)",
                "sum(varchar)",
                "format(varchar)",
                "format(integer, integer)",
                "max(map(varchar, bigint))",
                "histogram(HyperLogLog)",
            })
    void refusesArgumentsThatNoOverloadTakes(String call) {
        assertThat(bind(call)).isInstanceOf(Binding.Mismatch.class);
        assertThat(((Binding.Mismatch) bind(call)).candidates()).isNotEmpty();
    }

    @Test
    void namesWhatItDoesNotKnow() {
        assertThat(binder.bindTypes("date_dif", types("date, date"))).isEqualTo(new Binding.Unknown("date_dif"));
        assertThat(binder.bindOperator("power_of", types("bigint"))).isEqualTo(new Binding.Unknown("power_of"));
    }

    @Test
    void seesThatNullCanMeanSeveralOverloads() {
        assertThat(bind("$add(interval day to second, unknown)")).isInstanceOf(Binding.Ambiguous.class);
        assertThat(((Binding.Bound) bind("year(unknown)")).result()).isEqualTo(SqlTypes.BIGINT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "abs(any) | any",
                "count(any) | bigint",
                "length(any) | bigint",
                "lower(any) | any",
                "concat(any, varchar(1)) | any",
                "greatest(any, bigint) | any",
                "array_agg(any) | array(any)",
                "element_at(any, bigint) | any",
                "element_at(map(varchar, any), varchar) | any",
                "year(any) | bigint",
                "date_diff(varchar, any, any) | bigint",
                "json_extract_scalar(any, varchar) | varchar",
                "regexp_like(any, any) | boolean",
                "map_agg(any, bigint) | map(any, bigint)",
                "sum(any) | any",
                "$add(any, bigint) | any",
                "$add(any, any) | any",
            })
    void keepsWhatAllOverloadsAgreeOnWhenATypeIsNotKnown(String call, String result) {
        assertThat(bind(call)).isInstanceOf(Binding.Bound.class);
        assertThat(((Binding.Bound) bind(call)).result()).isEqualTo(type(result));
    }

    @Test
    void anUnknownTypeDoesNotExcuseOtherMistakes() {
        assertThat(bind("substr(any)")).isInstanceOf(Binding.Mismatch.class);
        assertThat(bind("date_diff(any, varchar, bigint)")).isInstanceOf(Binding.Mismatch.class);
    }

    @Test
    void describesSignaturesForMessages() {
        assertThat(FunctionCatalog.trino().find("transform")).hasToString("[transform(array(T), function(T,U))]");
        assertThat(FunctionCatalog.trino().find("greatest")).hasToString("[greatest(E...)]");
        assertThat(FunctionCatalog.trino().find("at_timezone").get(0))
                .hasToString("at_timezone(timestamp(p) with time zone, varchar(x))");
    }

    @Test
    void tellsWhetherTheResultCanBeNull() {
        assertThat(((Binding.Bound) bind("count(bigint)")).nullable()).isFalse();
        assertThat(((Binding.Bound) bind("sum(bigint)")).nullable()).isTrue();
        assertThat(((Binding.Bound) bind("lower(varchar)")).nullable()).isFalse();
        assertThat(((Binding.Bound) bind("element_at(array(date), bigint)")).nullable())
                .isTrue();
    }

    @Test
    void bindsDeclaredFunctions() {
        FunctionCatalog catalog = FunctionCatalog.trino()
                .with(List.of(
                        SignatureParser.parse("mask(varchar(x), bigint) -> varchar(y) | where y = x * 2"),
                        SignatureParser.parse("first_row(T) -> T | for T row | is aggregate")));
        FunctionBinder declared = new FunctionBinder(catalog);
        assertThat(result(declared.bindTypes("MASK", types("varchar(4), integer"))))
                .isEqualTo("varchar(8)");
        assertThat(result(declared.bindTypes("first_row", types("row(a date)"))))
                .isEqualTo("row(a date)");
        assertThat(declared.bindTypes("first_row", types("date"))).isInstanceOf(Binding.Mismatch.class);
    }

    private Binding bind(String call) {
        int open = call.indexOf('(');
        List<SqlType> arguments = types(call.substring(open + 1, call.length() - 1));
        return call.startsWith("$")
                ? binder.bindOperator(call.substring(1, open), arguments)
                : binder.bindTypes(call.substring(0, open), arguments);
    }

    private static String result(Binding binding) {
        assertThat(binding).isInstanceOf(Binding.Bound.class);
        return ((Binding.Bound) binding).result().toString();
    }

    private String described(String call) {
        Binding binding = bind(call);
        if (!(binding instanceof Binding.Bound bound)) {
            return binding instanceof Binding.Ambiguous ? "ambiguous" : "mismatch";
        }
        String given = call.substring(call.indexOf('('));
        String wanted =
                bound.argumentTypes().stream().map(SqlType::toString).collect(Collectors.joining(", ", "(", ")"));
        boolean same = types(given.substring(1, given.length() - 1)).equals(bound.argumentTypes());
        return bound.result() + (same ? "" : " as " + wanted);
    }
}
