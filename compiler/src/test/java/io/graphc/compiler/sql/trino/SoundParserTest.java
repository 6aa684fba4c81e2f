package io.graphc.compiler.sql.trino;

import static org.assertj.core.api.Assertions.assertThat;

import io.trino.sql.parser.ParsingException;
import io.trino.sql.parser.SqlParser;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.NodeLocation;
import io.trino.sql.tree.Statement;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The quick way through Trino's grammar leads to the tree that Trino's own parser makes, or to none. */
final class SoundParserTest {
    private static final List<String> FILES = List.of("accepted.sql", "constructs.sql", "tpch.sql", "rejected.sql");

    @Test
    void makesTheTreeOfTrinosParser() throws IOException {
        int sound = 0;
        for (String text : texts()) {
            sound += compare(text) ? 1 : 0;
        }
        assertThat(sound).isGreaterThan(200);
    }

    @Test
    void makesNoTreeOfWhatTrinoRejects() throws IOException {
        SplittableRandom random = new SplittableRandom(435);
        int rejected = 0;
        for (String text : texts()) {
            List<String> words = new ArrayList<>(List.of(text.split("(?<=\\s)|(?=\\s)")));
            int at = random.nextInt(words.size());
            switch (random.nextInt(3)) {
                case 0 -> words.remove(at);
                case 1 -> words.add(at, words.get(random.nextInt(words.size())) + " ");
                default -> words.set(at, words.get(random.nextInt(words.size())));
            }
            rejected += compare(String.join("", words)) ? 0 : 1;
        }
        assertThat(rejected).isGreaterThan(20);
    }

    @Test
    void refusesIdentifiersThatAreInTheGrammarForTheMessageOnly() {
        assertThat(SoundParser.parse("select `a` from t")).isEmpty();
        assertThat(SoundParser.parse("select 1a from t")).isEmpty();
        assertThat(SoundParser.parse("select \"\" from t")).isEmpty();
        assertThat(SoundParser.parse("select \"a\" from t")).isPresent();
    }

    private static boolean compare(String text) {
        Optional<SoundParser.Parsed> sound = SoundParser.parse(text);
        Optional<Statement> expected = parse(text);
        sound.ifPresent(parsed -> {
            assertThat(expected).as(text).contains(parsed.statement());
            assertThat(places(parsed.statement())).as(text).isEqualTo(places(expected.orElseThrow()));
        });
        return sound.isPresent();
    }

    private static Optional<Statement> parse(String text) {
        try {
            return Optional.of(new SqlParser().createStatement(text));
        } catch (ParsingException | UnsupportedOperationException | IllegalArgumentException rejected) {
            return Optional.empty();
        }
    }

    private static List<Optional<NodeLocation>> places(Node node) {
        List<Optional<NodeLocation>> places = new ArrayList<>();
        collect(node, places);
        return places;
    }

    private static void collect(Node node, List<Optional<NodeLocation>> places) {
        places.add(node.getLocation());
        node.getChildren().forEach(child -> collect(child, places));
    }

    /** The statements of the test's files, without what is expected of them. */
    static List<String> texts() throws IOException {
        List<String> texts = new ArrayList<>();
        for (String file : FILES) {
            for (String part : read(file).split("(?m)^;\\n?")) {
                String bare = part.replaceAll("(?m)^--.*\\n?", "").split("(?m)^=>")[0];
                if (!bare.isBlank()) {
                    texts.add(bare);
                }
            }
        }
        return texts;
    }

    private static String read(String file) throws IOException {
        try (InputStream in = SoundParserTest.class.getResourceAsStream("/sql/" + file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
