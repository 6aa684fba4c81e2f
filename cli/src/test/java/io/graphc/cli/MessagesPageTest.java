package io.graphc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.testkit.GoldenFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page of common mistakes shows the messages as they are. */
class MessagesPageTest {
    private static final Pattern SHOWN =
            Pattern.compile("(<!-- (terminal/[\\w/.-]+) -->\n)(?:\n```text\n.*?\n```\n)?", Pattern.DOTALL);

    @Test
    void showsTheMessagesThatThereAre() throws IOException {
        Path page = Examples.ROOT.resolve("docs/reference/messages.md");
        Matcher shown = SHOWN.matcher(Files.readString(page));
        StringBuilder expected = new StringBuilder();
        int messages = 0;
        while (shown.find()) {
            messages++;
            String block = shown.group(1) + "\n```text\n" + message(shown.group(2)) + "\n```\n";
            shown.appendReplacement(expected, Matcher.quoteReplacement(block));
        }
        shown.appendTail(expected);

        assertThat(messages).isEqualTo(8);
        GoldenFile.check(page, expected.toString());
    }

    /** The first problem of a recorded call, without the closing words. */
    private static String message(String golden) throws IOException {
        String text = Files.readString(GoldenFile.resource(golden));
        String said = text.substring(text.indexOf("--- stderr\n") + "--- stderr\n".length())
                .strip();
        return said.split("\n\n", -1)[0];
    }
}
