package io.graphc.compiler.template.library;

import io.graphc.compiler.template.value.Texts;
import java.util.function.IntPredicate;

/** The methods of Python's {@code str} that say what its characters are. */
final class TextChecks {
    static final OperationTable TABLE = new OperationTable()
            .add("isdigit", (text, a) -> all(text, Character::isDigit))
            .alias("isdecimal", "isdigit")
            .alias("isnumeric", "isdigit")
            .add("isalpha", (text, a) -> all(text, Character::isLetter))
            .add("isalnum", (text, a) -> all(text, Character::isLetterOrDigit))
            .add("isspace", (text, a) -> all(text, character -> Texts.isSpace((char) character)))
            .add("isidentifier", (text, a) -> isIdentifier(Texts.of(text)))
            .add("isupper", (text, a) -> isUpper(Texts.of(text)))
            .add("islower", (text, a) -> isLower(Texts.of(text)));

    private TextChecks() {}

    private static boolean all(Object text, IntPredicate check) {
        String characters = Texts.of(text);
        return !characters.isEmpty() && characters.codePoints().allMatch(check);
    }

    private static boolean isIdentifier(String text) {
        return !text.isEmpty()
                && !Character.isDigit(text.codePointAt(0))
                && text.codePoints().allMatch(character -> character == '_' || Character.isLetterOrDigit(character));
    }

    static boolean isUpper(String text) {
        return text.codePoints().anyMatch(Character::isUpperCase)
                && text.codePoints().noneMatch(Character::isLowerCase);
    }

    static boolean isLower(String text) {
        return text.codePoints().anyMatch(Character::isLowerCase)
                && text.codePoints().noneMatch(Character::isUpperCase);
    }
}
