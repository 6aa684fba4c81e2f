package io.graphc.compiler.template.library;

import io.graphc.compiler.template.value.BoundArguments;
import io.graphc.compiler.template.value.CallArguments;
import io.graphc.compiler.template.value.CallArguments.Argument;
import io.graphc.compiler.template.value.EngineCallable;
import io.graphc.compiler.template.value.Namespace;
import io.graphc.compiler.template.value.None;
import io.graphc.compiler.template.value.Printer;
import io.graphc.compiler.template.value.Signature;
import io.graphc.compiler.template.value.TemplateCallable;
import io.graphc.compiler.template.value.TemplateFailure;
import io.graphc.compiler.template.value.Texts;
import io.graphc.compiler.template.value.Tuple;
import io.graphc.compiler.template.value.Values;
import io.graphc.diagnostic.DiagnosticCode;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The functions and objects that every template sees, whatever the project: those of Jinja2 and of dbt's context. */
public final class Builtins {
    private static final Map<String, Object> ALL = all();

    private Builtins() {}

    /** A function or object by its name. */
    public static Optional<Object> find(String name) {
        return Optional.ofNullable(ALL.get(name));
    }

    public static Set<String> names() {
        return ALL.keySet();
    }

    private static Map<String, Object> all() {
        Map<String, Object> all = new LinkedHashMap<>();
        add(all, "range", Builtins::range, "start", "stop?", "step?");
        add(all, "dict", Builtins::dict, "entries?", "**");
        add(all, "namespace", Builtins::namespace, "entries?", "**");
        add(all, "return", Builtins::returned, "data?");
        add(all, "zip", a -> zip(a, a.rest()), "*", "**");
        add(all, "zip_strict", Builtins::zipStrict, "*");
        add(all, "set", a -> orDefault(a, () -> SetMethods.of(a.value("value"), a)), "value", "default?");
        add(all, "set_strict", a -> SetMethods.of(a.value("value"), a), "value");
        add(all, "fromyaml", YamlFunctions::read, "value", "default?");
        add(all, "toyaml", YamlFunctions::write, "value", "default?", "sort_keys?");
        add(all, "cycler", Cycle::of, "*");
        add(all, "joiner", Cycle::joiner, "sep?");
        add(all, "diff_of_two_dicts", Builtins::difference, "dict_a", "dict_b");
        add(all, "try_or_compiler_error", Builtins::attempt, "message_if_exception", "func", "*", "**");
        add(all, "debug", a -> "");
        add(all, "tojson", Builtins::toJson, "value", "default?", "sort_keys?");
        add(all, "fromjson", Builtins::fromJson, "string", "default?");
        add(all, "local_md5", a -> md5(a.text("value")), "value");
        add(all, "log", a -> log(a, a.flag("info", false)), "msg", "info?");
        add(all, "print", a -> log(a, true), "msg");
        all.put("exceptions", new Exceptions());
        return all;
    }

    private interface Function {
        Object call(BoundArguments arguments);
    }

    private static void add(Map<String, Object> all, String name, Function function, String... parameters) {
        Signature signature = Signature.of(name, parameters);
        EngineCallable callable = call -> function.call(signature.bind(call));
        all.put(name, callable);
    }

    private static Object range(BoundArguments a) {
        long start = a.has("stop") ? a.integer("start") : 0;
        long stop = a.has("stop") ? a.integer("stop") : a.integer("start");
        long step = a.integer("step", 1);
        if (step == 0) {
            throw TemplateFailure.error("`step` of `range` cannot be 0").at(a.span("step"));
        }
        long size = step > 0 ? (stop - start + step - 1) / step : (start - stop - step - 1) / -step;
        a.rendering().checkRange(size);
        a.rendering().countElements(Math.max(size, 0));
        List<Object> numbers = new ArrayList<>();
        for (long number = start; step > 0 ? number < stop : number > stop; number += step) {
            numbers.add(number);
        }
        return numbers;
    }

    /** The first dict without the elements that the second has under the same key; letter case does not count. */
    private static Object difference(BoundArguments a) {
        Map<Object, Object> difference = new LinkedHashMap<>();
        if (a.value("dict_a") instanceof Map<?, ?> left && a.value("dict_b") instanceof Map<?, ?> right) {
            Map<Object, Set<Object>> taken = new LinkedHashMap<>();
            right.forEach((key, value) -> taken.put(
                    folded(key),
                    Values.elements(value).stream().map(Builtins::folded).collect(Collectors.toSet())));
            left.forEach((key, value) -> {
                Set<Object> others = taken.get(folded(key));
                if (others == null) {
                    difference.put(key, value);
                    return;
                }
                List<Object> rest = new ArrayList<>(Values.elements(value));
                rest.removeIf(element -> others.contains(folded(element)));
                if (!rest.isEmpty()) {
                    difference.put(key, rest);
                }
            });
        }
        return difference;
    }

    private static Object folded(Object value) {
        return Texts.isText(value) ? Texts.of(value).toLowerCase(Locale.ROOT) : value;
    }

    /** Calls a function, whose failure is told in the caller's words. */
    private static Object attempt(BoundArguments a) {
        if (!(a.value("func") instanceof TemplateCallable function)) {
            throw a.wrongKind("func", a.value("func"), "a function");
        }
        try {
            CallArguments call =
                    new CallArguments(a.rest(), a.restNamed(), a.call().origin(), a.rendering());
            return Values.of(function.call(call));
        } catch (TemplateFailure failure) {
            if (failure.isReported()) {
                throw failure;
            }
            throw TemplateFailure.of(DiagnosticCode.RAISED_BY_TEMPLATE, Printer.print(a.value("message_if_exception")))
                    .at(a.call().origin())
                    .note(String.valueOf(failure.getMessage()));
        }
    }

    private static Object dict(BoundArguments a) {
        Map<Object, Object> dict = new LinkedHashMap<>();
        if (a.has("entries")) {
            DictMethods.addAll(dict, a.value("entries"), a);
        }
        a.rendering().countElements(a.restNamed().size());
        a.restNamed().forEach((name, argument) -> dict.put(name, argument.value()));
        return dict;
    }

    private static Object namespace(BoundArguments a) {
        Namespace namespace = new Namespace();
        if (dict(a) instanceof Map<?, ?> entries) {
            entries.forEach((name, value) -> namespace.attributes().put(Printer.print(name), value));
        }
        return namespace;
    }

    private static Object returned(BoundArguments a) {
        throw new MacroReturn(a.value("data"), a.call().origin());
    }

    private static Object orDefault(BoundArguments a, Supplier<Object> value) {
        if (!Values.isIterable(a.value("value")) && a.has("default")) {
            return a.value("default");
        }
        return value.get();
    }

    /** As {@code zip} in dbt: lists of any length, but nothing that is no list. */
    private static Object zipStrict(BoundArguments a) {
        for (Argument list : a.rest()) {
            if (!Values.isIterable(list.value())) {
                throw TemplateFailure.error("`zip_strict` needs lists, found " + Values.kind(list.value()))
                        .at(list.span());
            }
        }
        return zip(a, a.rest());
    }

    private static Object zip(BoundArguments a, List<Argument> lists) {
        Argument fallback = a.restNamed().get("default");
        List<List<Object>> columns = new ArrayList<>();
        for (Argument list : lists) {
            if (fallback != null && !Values.isIterable(list.value())) {
                return fallback.value();
            }
            columns.add(SequenceFilters.elements(list.value(), a));
        }
        int rows = columns.stream().mapToInt(List::size).min().orElse(0);
        List<Object> zipped = new ArrayList<>(rows);
        for (int row = 0; row < rows; row++) {
            List<Object> tuple = new ArrayList<>(columns.size());
            for (List<Object> column : columns) {
                tuple.add(column.get(row));
            }
            zipped.add(Tuple.of(tuple));
        }
        a.rendering().countElements((long) rows * columns.size());
        return zipped;
    }

    private static Object toJson(BoundArguments a) {
        String json = JsonWriter.write(a.value("value"), a.flag("sort_keys", false));
        a.rendering().countCharacters(json.length());
        return json;
    }

    private static Object fromJson(BoundArguments a) {
        Object value = a.value("string");
        Optional<Object> read = Texts.isText(value) ? JsonReader.read(Texts.of(value)) : Optional.empty();
        return read.orElse(a.value("default", None.NONE));
    }

    private static String md5(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
            String hexadecimal = new BigInteger(1, digest).toString(16);
            return "0".repeat(32 - hexadecimal.length()) + hexadecimal;
        } catch (NoSuchAlgorithmException missing) {
            throw new AssertionError("every Java platform has MD5", missing);
        }
    }

    private static Object log(BoundArguments a, boolean visible) {
        a.rendering().log(Printer.print(a.value("msg")), visible, a.call().span());
        return "";
    }
}
