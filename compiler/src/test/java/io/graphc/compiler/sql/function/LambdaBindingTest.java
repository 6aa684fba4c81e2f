package io.graphc.compiler.sql.function;

import static io.graphc.compiler.sql.function.TypeText.type;
import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Calls with lambdas; the results were recorded from Trino 435. */
final class LambdaBindingTest {
    private final FunctionBinder binder = new FunctionBinder(FunctionCatalog.trino());

    @Test
    void transformTakesTheTypeOfTheBody() {
        assertThat(call("transform", value("array(integer)"), lambda(1, first())))
                .isEqualTo("array(integer)");
        assertThat(call("transform", value("array(integer)"), lambda(1, times("decimal(2,1)"))))
                .isEqualTo("array(decimal(12,1))");
        assertThat(call("transform", value("array(integer)"), lambda(1, always("unknown"))))
                .isEqualTo("array(unknown)");
        assertThat(call("transform", value("unknown"), lambda(1, first()))).isEqualTo("array(unknown)");
    }

    @Test
    void filterWantsABooleanBody() {
        assertThat(call("filter", value("array(date)"), lambda(1, always("boolean"))))
                .isEqualTo("array(date)");
        assertThat(binder.bind("filter", List.of(value("array(date)"), lambda(1, always("unknown")))))
                .isInstanceOf(Binding.Mismatch.class);
        assertThat(binder.bind("filter", List.of(value("array(date)"), lambda(1, first()))))
                .isInstanceOf(Binding.Mismatch.class);
    }

    @Test
    void reduceWidensTheStateUntilItHoldsTheSum() {
        assertThat(call("reduce", value("array(integer)"), value("integer"), lambda(2, sum()), lambda(1, first())))
                .isEqualTo("integer");
        assertThat(call("reduce", value("array(bigint)"), value("integer"), lambda(2, sum()), lambda(1, first())))
                .isEqualTo("bigint");
        assertThat(call("reduce", value("array(decimal(3,2))"), value("double"), lambda(2, sum()), lambda(1, first())))
                .isEqualTo("double");
        assertThat(call(
                        "reduce",
                        value("array(integer)"),
                        value("integer"),
                        lambda(2, sum()),
                        lambda(1, times("decimal(2,1)"))))
                .isEqualTo("decimal(12,1)");
    }

    @Test
    void reduceRefusesAStateThatGrowsForever() {
        assertThat(binder.bind(
                        "reduce",
                        List.of(value("array(decimal(3,2))"), value("integer"), lambda(2, sum()), lambda(1, first()))))
                .isInstanceOf(Binding.Mismatch.class);
    }

    @Test
    void mapsGiveKeyAndValueToTheBody() {
        Argument map = value("map(varchar(1), integer)");
        assertThat(call("map_filter", map, lambda(2, always("boolean")))).isEqualTo("map(varchar(1), integer)");
        assertThat(call("transform_values", map, lambda(2, first()))).isEqualTo("map(varchar(1), varchar(1))");
        assertThat(call("transform_keys", map, lambda(2, types -> types.get(1))))
                .isEqualTo("map(integer, integer)");
        assertThat(call(
                        "map_zip_with",
                        map,
                        value("map(varchar(1), decimal(2,1))"),
                        lambda(3, types -> added(types.get(1), types.get(2)))))
                .isEqualTo("map(varchar(1), decimal(12,1))");
    }

    @Test
    void otherFunctionsTakeLambdasToo() {
        assertThat(call("zip_with", value("array(integer)"), value("array(date)"), lambda(2, types -> types.get(1))))
                .isEqualTo("array(date)");
        assertThat(call("any_match", value("array(date)"), lambda(1, always("boolean"))))
                .isEqualTo("boolean");
        assertThat(call("array_sort", value("array(json)"), lambda(2, always("integer"))))
                .isEqualTo("array(json)");
        assertThat(call("regexp_replace", value("varchar(3)"), value("varchar(3)"), lambda(1, always("varchar"))))
                .isEqualTo("varchar");
        assertThat(binder.bind("array_sort", List.of(value("array(date)"), lambda(2, always("bigint")))))
                .isInstanceOf(Binding.Mismatch.class);
    }

    @Test
    void theNumberOfParametersMustBeRight() {
        assertThat(binder.bind("transform", List.of(value("array(integer)"), lambda(2, first()))))
                .isInstanceOf(Binding.Mismatch.class);
    }

    @Test
    void aLambdaIsNoValue() {
        assertThat(binder.bind("lower", List.of(lambda(1, first())))).isInstanceOf(Binding.Mismatch.class);
        assertThat(binder.bind("transform", List.of(value("array(integer)"), value("bigint"))))
                .isInstanceOf(Binding.Mismatch.class);
    }

    @Test
    void aBodyThatDoesNotTypeIsNoSecondMistake() {
        assertThat(call("transform", value("array(integer)"), lambda(1, always("any"))))
                .isEqualTo("array(any)");
        assertThat(call("filter", value("array(integer)"), lambda(1, always("any"))))
                .isEqualTo("array(integer)");
        assertThat(call("transform", value("any"), lambda(1, first()))).isEqualTo("array(any)");
        assertThat(call("reduce", value("array(any)"), value("integer"), lambda(2, sum()), lambda(1, first())))
                .isEqualTo("any");
    }

    @Test
    void givesTheTypesOfTheParametersBack() {
        Binding binding =
                binder.bind("transform_values", List.of(value("map(varchar(1), integer)"), lambda(2, first())));
        assertThat(binding).isInstanceOf(Binding.Bound.class);
        assertThat(((Binding.Bound) binding).argumentTypes())
                .containsExactly(type("map(varchar(1), integer)"), type("function(varchar(1),integer,varchar(1))"));
    }

    private String call(String name, Argument... arguments) {
        Binding binding = binder.bind(name, List.of(arguments));
        assertThat(binding).as(name).isInstanceOf(Binding.Bound.class);
        return ((Binding.Bound) binding).result().toString();
    }

    private static Argument value(String type) {
        return new Argument.Value(type(type));
    }

    private static Argument lambda(int arity, Function<List<SqlType>, SqlType> typer) {
        return new LambdaArgument(arity, typer);
    }

    private static Function<List<SqlType>, SqlType> first() {
        return types -> types.get(0);
    }

    private static Function<List<SqlType>, SqlType> always(String type) {
        return types -> type(type);
    }

    private Function<List<SqlType>, SqlType> times(String factor) {
        return types -> operator("multiply", types.get(0), type(factor));
    }

    private Function<List<SqlType>, SqlType> sum() {
        return types -> added(types.get(0), types.get(1));
    }

    private SqlType added(SqlType left, SqlType right) {
        return operator("add", left, right);
    }

    private SqlType operator(String name, SqlType left, SqlType right) {
        Binding binding = binder.bindOperator(name, new ArrayList<>(List.of(left, right)));
        return binding instanceof Binding.Bound bound ? bound.result() : SqlTypes.ANY;
    }
}
