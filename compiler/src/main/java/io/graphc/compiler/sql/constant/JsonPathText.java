package io.graphc.compiler.sql.constant;

import java.util.Optional;
import java.util.regex.Pattern;

/** The paths of {@code json_extract} and its like: not those of the SQL standard, and less than JSONPath. */
final class JsonPathText {
    private static final String NAME = "[\\p{L}\\p{N}_:]+";
    private static final Pattern PATH =
            Pattern.compile("\\$(?:\\." + NAME + "|\\[" + NAME + "]|\\[\"(?:[^\"\\\\]|\\\\.)*\"])*", Pattern.DOTALL);
    private static final Pattern MORE =
            Pattern.compile("(?s).*(?:\\*|\\.\\.|\\?|\\[[^\"\\]]*[ :]).*|(?:lax|strict)\\b.*");

    private JsonPathText() {}

    static Optional<Fault> check(String path) {
        // Other alphabets are left to the engine.
        if (PATH.matcher(path).matches() || path.chars().anyMatch(sign -> sign > 127)) {
            return Optional.empty();
        }
        Fault fault = Fault.of("`" + path + "` is not a JSON path of this function")
                .note("a path is `$`, followed by `.name`, `[0]` or `[\"any name\"]` as often as needed");
        if (MORE.matcher(path).matches()) {
            return Optional.of(fault.help("`json_query`, `json_value` and `json_exists` know more: `lax $.a[*].b`"));
        }
        return Optional.of(meant(path)
                .map(other -> fault.help("did you mean `" + other + "`?"))
                .orElse(fault));
    }

    private static Optional<String> meant(String path) {
        String rooted =
                path.startsWith("$") ? path : path.startsWith(".") || path.startsWith("[") ? "$" + path : "$." + path;
        String quoted = rooted.replaceAll("\\['([^']*)']", "[\"$1\"]").replaceAll("\\.\"([^\"]*)\"", "[\"$1\"]");
        String spaced = quoted.replace(".[", "[").replaceFirst("^\\$(?=[A-Za-z_])", "\\$.");
        String hyphened = spaced.replaceAll("\\.([A-Za-z_][\\w]*[ -][\\w -]*)", "[\"$1\"]");
        return Optional.of(hyphened).filter(other -> PATH.matcher(other).matches() && !other.equals(path));
    }
}
