package io.graphc.plan.manifest;

import io.graphc.plan.ActionPlan;
import io.graphc.plan.CountCondition;
import io.graphc.plan.GraphTest;
import io.graphc.plan.QueryLanguage;
import io.graphc.plan.RenderedText;
import io.graphc.plan.WrittenPlace;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes graph tests and actions from their objects in a manifest. */
final class StatementReader {
    private static final Pattern PIECE = Pattern.compile("(\\d{1,9}) (computed )?(.*)");

    private StatementReader() {}

    static GraphTest graphTest(ManifestNode node) {
        return new GraphTest(
                language(node),
                rendered(node),
                node.child("parameters").data(),
                node.textIfThere("limit")
                        .map(limit -> OptionalLong.of(Long.parseLong(limit)))
                        .orElse(OptionalLong.empty()),
                condition(node, "warn_if"),
                condition(node, "error_if"));
    }

    static ActionPlan action(String id, ManifestNode node) {
        return new ActionPlan(
                id,
                node.text("name"),
                ActionPlan.Moment.valueOf(node.text("at").toUpperCase(Locale.ROOT)),
                language(node),
                rendered(node),
                node.text("path"),
                node.number("line"));
    }

    private static QueryLanguage language(ManifestNode node) {
        return QueryLanguage.valueOf(node.text("language").toUpperCase(Locale.ROOT));
    }

    private static CountCondition condition(ManifestNode node, String name) {
        return CountCondition.parse(node.text(name))
                .orElseThrow(() -> new IllegalArgumentException("`" + name + "` is no condition"));
    }

    private static RenderedText rendered(ManifestNode node) {
        return new RenderedText(
                node.text("text"),
                node.texts("places").stream().map(StatementReader::piece).toList());
    }

    private static RenderedText.Piece piece(String text) {
        Matcher matcher = PIECE.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("`" + text + "` is no place");
        }
        WrittenPlace place = WrittenPlace.parse(matcher.group(3))
                .orElseThrow(() -> new IllegalArgumentException("`" + text + "` is no place"));
        return new RenderedText.Piece(Integer.parseInt(matcher.group(1)), place, matcher.group(2) == null);
    }
}
