package io.graphc.compiler.datatest;

import io.graphc.project.BuiltInTestShapes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** The tests that graphc has itself: dbt's four, and those that dbt's users know from packages. */
final class BuiltInTests {
    private static final String EXPECT = "dbt_expectations.expect_";

    private static final Map<String, Function<TestUse, Optional<TestBody>>> ALL = all();

    private BuiltInTests() {}

    private static Map<String, Function<TestUse, Optional<TestBody>>> all() {
        Map<String, Function<TestUse, Optional<TestBody>>> all = new LinkedHashMap<>();
        all.put("not_null", ColumnBodies::notNull);
        all.put("unique", ColumnBodies::unique);
        all.put("accepted_values", ColumnBodies::accepted);
        all.put("relationships", RelationBodies::relationships);
        all.put("not_accepted_values", ColumnBodies::notAccepted);
        all.put("accepted_range", ColumnBodies::range);
        all.put("expression_is_true", ColumnBodies::expression);
        all.put("regex", ColumnBodies::regex);
        all.put("not_empty_string", ColumnBodies::notEmpty);
        all.put("relationships_where", RelationBodies::relationshipsWhere);
        all.put("not_null_proportion", AggregateBodies::notNullProportion);
        all.put("at_least_one", AggregateBodies::atLeastOne);
        all.put("not_constant", AggregateBodies::notConstant);
        all.put("sequential_values", SeriesBodies::sequential);
        all.put("unique_combination_of_columns", RelationBodies::uniqueCombination);
        all.put("row_count", AggregateBodies::rowCount);
        all.put("equal_rowcount", RelationBodies::equalRowCount);
        all.put("recency", AggregateBodies::recency);
        all.put("equality", RelationBodies::equality);
        all.put("mutually_exclusive_ranges", SeriesBodies::exclusiveRanges);
        all.put(EXPECT + "column_values_to_match_regex", ColumnBodies::matches);
        all.put(EXPECT + "column_values_to_not_match_regex", ColumnBodies::notMatches);
        all.put(EXPECT + "column_values_to_be_between", ColumnBodies::range);
        all.put(EXPECT + "table_row_count_to_be_between", AggregateBodies::rowCountBetween);
        return Collections.unmodifiableMap(all);
    }

    /** Whether there is a test of a kind as it is written. */
    static boolean has(String kind) {
        return ALL.containsKey(BuiltInTestShapes.canonical(kind));
    }

    /** The names of all tests, dbt's own first. */
    static List<String> names() {
        return new ArrayList<>(ALL.keySet());
    }

    /** The test in SQL; empty when an argument is wrong, which is reported. */
    static Optional<TestBody> body(TestUse use) {
        return Objects.requireNonNull(ALL.get(use.kind()))
                .apply(use)
                .filter(body -> use.arguments().isSound())
                .map(body -> use.sharesScan() ? body : body.withoutCount());
    }
}
