package io.graphc.project;

import static io.graphc.project.yaml.KeyShape.optional;
import static io.graphc.project.yaml.KeyShape.required;

import io.graphc.project.yaml.KeyShape;
import io.graphc.project.yaml.ObjectShape;
import io.graphc.project.yaml.ValueShape.Choice;
import io.graphc.project.yaml.ValueShape.Either;
import io.graphc.project.yaml.ValueShape.Nested;
import io.graphc.project.yaml.ValueShape.OneOrMany;
import io.graphc.project.yaml.ValueShape.Single;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What a mapping can say about rows that cannot become elements as they are. */
final class PolicyShapes {
    private static final KeyShape MAX = optional(
            "max", Single.LITERAL, "How many rows at most, as a number or a percentage (0.1%); more fail the run.");

    private static final String NO_KEY = "a row without a key has nothing that an element could be told by";

    static final KeyShape ON_NULL_KEY = policy(
            "on_null_key",
            "What happens to a row with a null in its key.",
            choice(
                    List.of("error", "reject"),
                    Map.of("create", NO_KEY, "merge", NO_KEY, "first", NO_KEY, "drop", NO_KEY)),
            MAX);

    static final KeyShape ON_BAD_VALUE = policy(
            "on_bad_value",
            "What happens to a value that the graph target cannot hold.",
            choice(
                    List.of("error", "reject", "drop"),
                    Map.of(
                            "first",
                            "`first` chooses among the rows of one key, for `on_duplicate_key`",
                            "merge",
                            "`merge` makes one of the rows of one key, for `on_duplicate_key`")),
            MAX);

    static final KeyShape ON_DUPLICATE_KEY = policy(
            "on_duplicate_key",
            "What happens to rows of one key that are not equal.",
            choice(
                    List.of("error", "reject", "merge", "first"),
                    Map.of("create", "only a missing end of a relationship can be made")),
            MAX,
            optional(
                    "order_by",
                    new OneOrMany(Single.TEXT),
                    "For first: the columns that the rows are in the order of; desc behind a column turns it round."),
            optional(
                    "on_conflict",
                    choice(List.of("error", "reject"), Map.of()),
                    "For merge: what happens to rows that give one property different values."));

    static final KeyShape ON_MISSING_ENDPOINT = policy(
            "on_missing_endpoint",
            "What happens to a row whose start or end is no node.",
            choice(List.of("error", "reject", "create"), Map.of("drop", "a relationship needs both of its ends")),
            MAX);

    private PolicyShapes() {}

    /** Whether a policy has an action; of those that it has not, all else that it says means nothing. */
    static boolean hasAction(String policy, String action) {
        return Stream.of(ON_NULL_KEY, ON_BAD_VALUE, ON_DUPLICATE_KEY, ON_MISSING_ENDPOINT)
                .filter(key -> key.name().equals(policy))
                .map(KeyShape::value)
                .anyMatch(shape -> shape instanceof Either either
                        && either.single() instanceof Choice choice
                        && choice.values().contains(action));
    }

    private static Choice choice(List<String> words, Map<String, String> elsewhere) {
        return new Choice(words, List.of(), elsewhere);
    }

    private static KeyShape policy(String name, String sentence, Choice actions, KeyShape... settings) {
        List<KeyShape> keys = new ArrayList<>();
        keys.add(required("action", actions, "What is done."));
        keys.addAll(List.of(settings));
        ObjectShape shape = ObjectShape.of("`" + name + "`", sentence, keys.toArray(KeyShape[]::new));
        return optional(name, new Either(actions, new Nested(shape)), sentence);
    }
}
