package io.graphc.compiler.template.python;

import io.graphc.compiler.template.value.BoundArguments;
import io.graphc.compiler.template.value.CallArguments;
import io.graphc.compiler.template.value.EngineCallable;
import io.graphc.compiler.template.value.None;
import io.graphc.compiler.template.value.Printer;
import io.graphc.compiler.template.value.Signature;
import io.graphc.compiler.template.value.TemplateCallable;
import io.graphc.compiler.template.value.TemplateFailure;
import io.graphc.compiler.template.value.TemplateObject;
import io.graphc.compiler.template.value.Texts;
import io.graphc.compiler.template.value.Tuple;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A compiled regular expression of Python's {@code re}. How much a match may search is bounded. Immutable.
 *
 * @param names the named groups and their numbers
 */
record RegexValue(String written, Pattern pattern, Map<String, Integer> names) implements TemplateObject {
    static final int IGNORE_CASE = 2;
    static final int MULTILINE = 8;
    static final int DOT_ALL = 16;

    /** A method: its parameters behind the expression, and what it does. */
    record Method(Body body, List<String> parameters) {
        Method(Body body, String... parameters) {
            this(body, List.of(parameters));
        }

        /** What a method does. */
        interface Body {
            Object apply(RegexValue expression, BoundArguments arguments);
        }
    }

    static final Map<String, Method> METHODS = methods();

    private static Map<String, Method> methods() {
        Map<String, Method> methods = new LinkedHashMap<>();
        methods.put("match", new Method((regex, a) -> regex.found(a, Matcher::lookingAt), "string"));
        methods.put("fullmatch", new Method((regex, a) -> regex.found(a, Matcher::matches), "string"));
        methods.put("search", new Method((regex, a) -> regex.found(a, Matcher::find), "string"));
        methods.put("findall", new Method((regex, a) -> regex.all(a, RegexValue::groupsOf), "string"));
        methods.put("finditer", new Method((regex, a) -> regex.all(a, regex::match), "string"));
        methods.put("split", new Method(RegexValue::split, "string", "maxsplit?"));
        methods.put("sub", new Method(RegexValue::replaced, "repl", "string", "count?"));
        return Collections.unmodifiableMap(methods);
    }

    static RegexValue compile(BoundArguments arguments) {
        String written = arguments.text("pattern");
        int flags = arguments.integer("flags", 0);
        Map<String, Integer> names = new LinkedHashMap<>();
        String translated = RegexSyntax.toJava(written, names);
        int options = (flags & IGNORE_CASE) != 0 ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0;
        options |= (flags & MULTILINE) != 0 ? Pattern.MULTILINE : 0;
        options |= (flags & DOT_ALL) != 0 ? Pattern.DOTALL : 0;
        try {
            return new RegexValue(written, Pattern.compile(translated, options | Pattern.UNIX_LINES), names);
        } catch (PatternSyntaxException wrong) {
            throw TemplateFailure.error("the regular expression `" + written + "` is not well formed")
                    .at(arguments.span("pattern"))
                    .note(wrong.getDescription());
        }
    }

    /** Text that counts how often a match looks at it, so that no expression can search for ever. */
    private static final class BoundedText implements CharSequence {
        private static final long MOST_LOOKS = 20_000_000;
        private final String text;
        private long looks;

        BoundedText(String text) {
            this.text = text;
        }

        @Override
        public char charAt(int index) {
            if (++looks > MOST_LOOKS) {
                throw TemplateFailure.limit("the regular expression searches for too long");
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private Matcher matcher(BoundArguments arguments) {
        return pattern.matcher(new BoundedText(arguments.text("string")));
    }

    private Object found(BoundArguments arguments, Function<Matcher, Boolean> search) {
        Matcher matcher = matcher(arguments);
        return search.apply(matcher) ? match(matcher) : None.NONE;
    }

    private Object match(Matcher matcher) {
        List<String> groups = new ArrayList<>();
        List<Object> starts = new ArrayList<>();
        for (int group = 0; group <= matcher.groupCount(); group++) {
            groups.add(matcher.group(group));
            starts.add(Tuple.of((long) matcher.start(group), (long) matcher.end(group)));
        }
        return new MatchValue(groups, starts, names);
    }

    private Object all(BoundArguments arguments, Function<Matcher, Object> value) {
        Matcher matcher = matcher(arguments);
        List<Object> all = new ArrayList<>();
        while (matcher.find()) {
            arguments.rendering().countElements(1);
            all.add(value.apply(matcher));
        }
        return all;
    }

    /** What {@code findall} lists for one match: its groups, or all of it where there are none. */
    private static Object groupsOf(Matcher matcher) {
        if (matcher.groupCount() == 0) {
            return matcher.group();
        }
        List<Object> groups = new ArrayList<>();
        for (int group = 1; group <= matcher.groupCount(); group++) {
            String text = matcher.group(group);
            groups.add(text == null ? "" : text);
        }
        return groups.size() == 1 ? groups.get(0) : Tuple.of(groups);
    }

    private static Object split(RegexValue regex, BoundArguments arguments) {
        String text = arguments.text("string");
        int most = arguments.integer("maxsplit", 0);
        Matcher matcher = regex.matcher(arguments);
        List<Object> parts = new ArrayList<>();
        int start = 0;
        for (int splits = 0; (most == 0 || splits < most) && matcher.find(); splits++) {
            arguments.rendering().countElements(1 + matcher.groupCount());
            parts.add(text.substring(start, matcher.start()));
            for (int group = 1; group <= matcher.groupCount(); group++) {
                parts.add(RegexModule.orNone(matcher.group(group)));
            }
            start = matcher.end();
        }
        parts.add(text.substring(start));
        return parts;
    }

    private static Object replaced(RegexValue regex, BoundArguments arguments) {
        String text = arguments.text("string");
        int most = arguments.integer("count", 0);
        Object replacement = arguments.value("repl");
        Matcher matcher = regex.matcher(arguments);
        StringBuilder out = new StringBuilder();
        int start = 0;
        for (int done = 0; (most == 0 || done < most) && matcher.find(); done++) {
            String part = replacement instanceof TemplateCallable function
                    ? called(function, regex.match(matcher), arguments)
                    : RegexSyntax.expand(arguments.text("repl"), matcher, regex.names);
            arguments.rendering().countCharacters((long) part.length() + matcher.start() - start);
            out.append(text, start, matcher.start()).append(part);
            start = matcher.end();
        }
        return out.append(text.substring(start)).toString();
    }

    private static String called(TemplateCallable function, Object match, BoundArguments arguments) {
        CallArguments call = arguments.call();
        List<CallArguments.Argument> given = List.of(new CallArguments.Argument(match, call.span()));
        return Printer.print(function.call(new CallArguments(given, Map.of(), call.origin(), call.rendering())));
    }

    @Override
    public String kind() {
        return "regular expression";
    }

    @Override
    public List<String> attributeNames() {
        List<String> attributes = new ArrayList<>(METHODS.keySet());
        attributes.add("pattern");
        return attributes;
    }

    @Override
    public Optional<Object> attribute(String name) {
        if (name.equals("pattern")) {
            return Optional.of(written);
        }
        Method method = METHODS.get(name);
        if (method == null) {
            return Optional.empty();
        }
        Signature signature = Signature.of(name, method.parameters().toArray(String[]::new));
        EngineCallable function = call -> method.body().apply(this, signature.bind(call));
        return Optional.of(function);
    }

    @Override
    public String print() {
        return "re.compile(" + Printer.represent(written) + ")";
    }

    /** A match. Immutable. */
    record MatchValue(List<String> groups, List<Object> spans, Map<String, Integer> names) implements TemplateObject {
        private static final Signature GROUP = Signature.of("group", "*");
        private static final Signature ONE = Signature.of("span", "group?");

        @Override
        public String kind() {
            return "match";
        }

        @Override
        public List<String> attributeNames() {
            return List.of("group", "groups", "groupdict", "start", "end", "span");
        }

        @Override
        public Optional<Object> attribute(String name) {
            EngineCallable method = switch (name) {
                case "group" -> this::group;
                case "groups" -> call -> Tuple.of(values(1));
                case "groupdict" ->
                    call -> {
                        Map<Object, Object> dict = new LinkedHashMap<>();
                        names.forEach((group, number) -> dict.put(group, RegexModule.orNone(groups.get(number))));
                        return dict;
                    };
                case "span" -> call -> span(call);
                case "start" -> call -> span(call).get(0);
                case "end" -> call -> span(call).get(1);
                default -> null;
            };
            return Optional.ofNullable(method);
        }

        private List<Object> values(int from) {
            List<Object> values = new ArrayList<>();
            groups.subList(from, groups.size()).forEach(text -> values.add(RegexModule.orNone(text)));
            return values;
        }

        private Object group(CallArguments call) {
            List<Object> wanted = new ArrayList<>();
            GROUP.bind(call)
                    .rest()
                    .forEach(argument -> wanted.add(RegexModule.orNone(groups.get(number(argument.value())))));
            if (wanted.isEmpty()) {
                return groups.get(0);
            }
            return wanted.size() == 1 ? wanted.get(0) : Tuple.of(wanted);
        }

        private Tuple span(CallArguments call) {
            return (Tuple) spans.get(number(ONE.bind(call).value("group", 0L)));
        }

        private int number(Object group) {
            Integer named = Texts.isText(group) ? names.get(Texts.of(group)) : null;
            long number = named != null ? named : group instanceof Long index ? index : -1;
            if (number < 0 || number >= groups.size()) {
                throw TemplateFailure.error("the match has no group `" + Printer.print(group) + "`");
            }
            return (int) number;
        }

        @Override
        public Optional<Object> item(Object key) {
            return Optional.of(RegexModule.orNone(groups.get(number(key))));
        }

        @Override
        public String print() {
            return "<match " + Printer.represent(groups.get(0)) + ">";
        }
    }
}
