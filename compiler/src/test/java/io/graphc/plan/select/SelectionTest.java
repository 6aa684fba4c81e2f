package io.graphc.plan.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticBag;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.SampleProject;
import java.util.List;
import java.util.SortedSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectionTest {
    private static final CompiledProject PROJECT = SampleProject.create();
    private final DiagnosticBag bag = new DiagnosticBag();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "stg_users         | model.shop.stg_users test.shop.not_null_stg_users_user_id",
                "+orders           | model.shop.orders model.shop.stg_users source.shop.raw.users"
                        + " test.shop.not_null_stg_users_user_id test.shop.unique_orders_id",
                "1+orders          | model.shop.orders model.shop.stg_users test.shop.not_null_stg_users_user_id"
                        + " test.shop.unique_orders_id",
                "tag:staging       | model.shop.stg_users test.shop.not_null_stg_users_user_id",
                "tag:staging orders,path:models | model.shop.orders model.shop.stg_users"
                        + " test.shop.not_null_stg_users_user_id test.shop.unique_orders_id",
                "tag:staging,orders | ''",
                "source:raw        | source.shop.raw.users source.shop.raw.visits",
                "source:raw.visits | source.shop.raw.visits",
                "node:User         | node.shop.User",
                "node:User+        | node.shop.User relationship.shop.KNOWS",
                "relationship:KNOWS | relationship.shop.KNOWS",
                "unique_*          | test.shop.unique_orders_id",
                "countries         | seed.shop.countries",
            })
    void selects(String text, String ids) {
        assertThat(select(List.of(text), List.of()))
                .containsExactlyInAnyOrder(ids.isEmpty() ? new String[0] : ids.split(" "));
        assertThat(bag.sorted()).isEmpty();
    }

    @Test
    void selectsEverythingButWhatIsExcluded() {
        assertThat(select(List.of(), List.of("stg_users+ resource_type:source")))
                .containsExactly("seed.shop.countries");
    }

    @Test
    void reportsASelectorThatNamesNothing() {
        assertThat(Selection.of(PROJECT, List.of("ordres tagg:x"), List.of(), bag))
                .isEmpty();

        assertThat(bag.sorted())
                .extracting(Diagnostic::message, Diagnostic::helps)
                .containsExactly(
                        tuple("`ordres` selects nothing", List.of("did you mean `orders`?")),
                        tuple("`tagg:x` is no selector", List.of("did you mean `tag`?")));
    }

    private SortedSet<String> select(List<String> select, List<String> exclude) {
        return Selection.of(PROJECT, select, exclude, bag).orElseThrow().ids();
    }
}
