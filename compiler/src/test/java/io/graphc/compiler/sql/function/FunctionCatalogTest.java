package io.graphc.compiler.sql.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class FunctionCatalogTest {
    private final FunctionCatalog catalog = FunctionCatalog.trino();

    @Test
    void findsOverloadsIgnoringLetterCase() {
        assertThat(catalog.find("SubStr")).hasSizeGreaterThan(4);
        assertThat(catalog.find("date_dif")).isEmpty();
    }

    @Test
    void knowsAliasesUnderTheirOwnName() {
        assertThat(catalog.find("ceiling")).hasSameSizeAs(catalog.find("ceil")).isNotEmpty();
    }

    @Test
    void namesAreSortedAndLeaveOperatorsOut() {
        assertThat(List.copyOf(catalog.names()))
                .isSorted()
                .contains("date_diff", "array_agg", "row_number")
                .noneMatch(name -> name.startsWith("$"))
                .hasSizeGreaterThan(300);
    }

    @Test
    void tellsKindsApart() {
        assertThat(catalog.isAggregate("ARRAY_AGG")).isTrue();
        assertThat(catalog.isAggregate("lower")).isFalse();
        assertThat(catalog.isWindow("row_number")).isTrue();
        assertThat(catalog.isWindow("sum")).isFalse();
        assertThat(catalog.kind("nothing")).isEmpty();
    }

    @Test
    void tellsWhichNamesAreNotDeterministic() {
        assertThat(catalog.isDeterministic("rand")).isFalse();
        assertThat(catalog.isDeterministic("uuid")).isFalse();
        assertThat(catalog.isDeterministic("lower")).isTrue();
    }

    @Test
    void declaredFunctionsHideTheirNamesakes() {
        FunctionCatalog extended = catalog.with(List.of(SignatureParser.parse("lower(bigint) -> bigint")));
        assertThat(extended.find("lower")).hasSize(1);
        assertThat(extended.find("upper")).isEqualTo(catalog.find("upper"));
        assertThat(extended.names()).contains("lower", "upper");
        assertThat(catalog.find("lower")).hasSizeGreaterThan(1);
    }

    @Test
    void oneNameHasOneKind() {
        for (String name : catalog.names()) {
            assertThat(catalog.find(name).stream().map(FunctionSignature::kind).distinct())
                    .as(name)
                    .hasSize(1);
        }
    }

    @Test
    void everySignatureBindsToItsOwnDeclaredTypes() {
        int count = 0;
        for (String name : catalog.names()) {
            for (FunctionSignature signature : catalog.find(name)) {
                List<Argument> arguments = new ArrayList<>();
                signature.arguments().forEach(pattern -> arguments.add(argument(pattern)));
                assertThat(SignatureMatcher.match(signature, arguments, false))
                        .as("%s with %s", signature, arguments)
                        .isPresent();
                count++;
            }
        }
        assertThat(count).isGreaterThan(600);
    }

    @Test
    void refusesLinesInAnotherForm() {
        assertThatThrownBy(() -> SignatureParser.parse("lower(varchar)")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SignatureParser.parse("f(bigint) -> bigint | was odd"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SignatureParser.parse("f(bigint) -> bigint | where u = avg(1, 2)"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void evaluatesFormulas() {
        LengthFormula formula = LengthFormula.parse("min(38, max(p - s, 2) * 2 + (s + 7) / 2)");
        assertThat(formula.evaluate(Map.of("p", 10L, "s", 3L))).hasValue(19);
        assertThat(formula.evaluate(Map.of("p", 38L, "s", 0L))).hasValue(38);
        assertThat(formula.evaluate(Map.of("p", 10L))).isEmpty();
        assertThat(LengthFormula.parse("min(2147483647, x + max(x * y / 2, y) * (x + 1))")
                        .evaluate(Map.of("x", (long) Integer.MAX_VALUE, "y", (long) Integer.MAX_VALUE)))
                .hasValue(Integer.MAX_VALUE);
    }

    private static Argument argument(TypePattern pattern) {
        return pattern instanceof TypePattern.Lambda lambda
                ? new LambdaArgument(lambda.arguments().size(), types -> instance(lambda.result()))
                : new Argument.Value(instance(pattern));
    }

    /** Every type variable becomes bigint, every length 7 (and a scale 2). */
    private static SqlType instance(TypePattern pattern) {
        if (pattern instanceof TypePattern.Fixed fixed) {
            return fixed.type();
        }
        if (pattern instanceof TypePattern.Sized sized) {
            return sized.family().type(List.of(7L, 2L));
        }
        if (pattern instanceof TypePattern.Structure structure) {
            return Structures.type(
                    structure.name(),
                    structure.parameters().stream()
                            .map(FunctionCatalogTest::instance)
                            .toList());
        }
        return SqlTypes.BIGINT;
    }
}
