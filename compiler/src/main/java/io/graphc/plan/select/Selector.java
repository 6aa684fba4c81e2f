package io.graphc.plan.select;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One selector, such as {@code tag:daily}, {@code +orders} or {@code 2+orders+1}.
 *
 * @param method what the value is compared with; empty for a name
 * @param ancestors how many steps up are selected too
 * @param descendants how many steps down are selected too
 */
record Selector(String text, String method, String value, int ancestors, int descendants) {
    private static final Pattern FORM =
            Pattern.compile("(?:(?<up>\\d*)\\+)?(?:(?<method>[a-z_]+):)?(?<value>[^+]+)(?:\\+(?<down>\\d*))?");

    static Optional<Selector> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        String method = form.group("method");
        return Optional.of(new Selector(
                text,
                method == null ? "" : method,
                form.group("value"),
                steps(form.group("up")),
                steps(form.group("down"))));
    }

    private static int steps(@Nullable String written) {
        if (written == null) {
            return 0;
        }
        return written.isEmpty() || written.length() > 6 ? Integer.MAX_VALUE : Integer.parseInt(written);
    }

    /** Whether it names a part itself, without steps up or down. */
    boolean names(Selectable part) {
        return switch (method) {
            case "tag" -> part.tags().stream().anyMatch(this::matches);
            case "source" ->
                part.kind().equals("source")
                        && (matches(part.name())
                                || matches(part.name().substring(0, part.name().indexOf('.'))));
            case "node", "relationship" -> part.kind().equals(method) && matches(part.name());
            case "resource_type" -> part.kind().equals(value);
            case "path" -> matches(part.path()) || part.path().startsWith(value.endsWith("/") ? value : value + "/");
            default ->
                (part.kind().equals("model")
                                || part.kind().equals("seed")
                                || part.kind().equals("test"))
                        && matches(part.name());
        };
    }

    /** {@code *} stands for any text. */
    private boolean matches(String name) {
        if (value.indexOf('*') < 0) {
            return value.equals(name);
        }
        StringBuilder pattern = new StringBuilder();
        for (String part : value.split("\\*", -1)) {
            pattern.append(pattern.length() == 0 ? "" : ".*").append(Pattern.quote(part));
        }
        return Pattern.matches(pattern.toString(), name);
    }
}
