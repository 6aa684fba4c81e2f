package io.graphc.compiler.template.python;

import io.graphc.compiler.template.value.Arithmetic;
import io.graphc.compiler.template.value.BoundArguments;
import io.graphc.compiler.template.value.CallArguments.Argument;
import io.graphc.compiler.template.value.None;
import io.graphc.compiler.template.value.Signature;
import io.graphc.compiler.template.value.Tuple;
import io.graphc.compiler.template.value.Values;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The functions of Python's module {@code itertools} whose results end. They yield lists. Immutable. */
final class IterationModule {
    static final ModuleObject MODULE = new ModuleObject("itertools", members());

    private IterationModule() {}

    private interface Function {
        List<Object> apply(BoundArguments arguments);
    }

    private static Map<String, Object> members() {
        Map<String, Object> members = new LinkedHashMap<>();
        add(members, "chain", a -> chained(lists(a.rest())), "*");
        add(members, "product", IterationModule::product, "*", "**");
        add(members, "permutations", a -> picked(a, false, false), "iterable", "r?");
        add(members, "combinations", a -> picked(a, true, false), "iterable", "r");
        add(members, "combinations_with_replacement", a -> picked(a, true, true), "iterable", "r");
        add(members, "zip_longest", IterationModule::zipLongest, "*", "**");
        add(members, "repeat", IterationModule::repeated, "object", "times");
        add(members, "islice", IterationModule::slice, "iterable", "start", "stop?", "step?");
        add(members, "accumulate", IterationModule::accumulated, "iterable");
        return members;
    }

    private static void add(Map<String, Object> members, String name, Function function, String... parameters) {
        Signature signature = Signature.of(name, parameters);
        members.put(name, ModuleObject.function(call -> {
            List<Object> result = function.apply(signature.bind(call));
            call.rendering().countElements(result.size());
            return result;
        }));
    }

    private static List<List<Object>> lists(List<Argument> arguments) {
        List<List<Object>> lists = new ArrayList<>();
        arguments.forEach(argument -> lists.add(Values.elements(argument.value())));
        return lists;
    }

    private static List<Object> chained(List<List<Object>> lists) {
        List<Object> all = new ArrayList<>();
        lists.forEach(all::addAll);
        return all;
    }

    private static List<Object> product(BoundArguments a) {
        List<List<Object>> factors = new ArrayList<>();
        Argument repeat = a.restNamed().get("repeat");
        long times = repeat != null && repeat.value() instanceof Long count ? Math.min(count, 64) : 1;
        for (int i = 0; i < times; i++) {
            factors.addAll(lists(a.rest()));
        }
        List<List<Object>> rows = List.of(List.of());
        for (List<Object> factor : factors) {
            a.rendering().countElements((long) rows.size() * factor.size());
            List<List<Object>> longer = new ArrayList<>();
            for (List<Object> row : rows) {
                for (Object element : factor) {
                    longer.add(with(row, element));
                }
            }
            rows = longer;
        }
        return tuples(rows);
    }

    private static List<Object> with(List<Object> row, Object element) {
        List<Object> longer = new ArrayList<>(row);
        longer.add(element);
        return longer;
    }

    private static List<Object> tuples(List<List<Object>> rows) {
        return new ArrayList<>(rows.stream().map(Tuple::of).toList());
    }

    /** The choices of some elements by their positions, in the order of the positions. */
    private static List<Object> picked(BoundArguments a, boolean ordered, boolean again) {
        List<Object> elements = Values.elements(a.value("iterable"));
        int size = a.integer("r", elements.size());
        List<List<Integer>> picks = List.of(List.of());
        for (int i = 0; i < size && !picks.isEmpty(); i++) {
            List<List<Integer>> longer = new ArrayList<>();
            for (List<Integer> pick : picks) {
                int last = ordered && !pick.isEmpty() ? pick.get(pick.size() - 1) : 0;
                for (int next = last; next < elements.size(); next++) {
                    if (again || !pick.contains(next)) {
                        a.rendering().countElements(1);
                        List<Integer> more = new ArrayList<>(pick);
                        more.add(next);
                        longer.add(more);
                    }
                }
            }
            picks = longer;
        }
        List<Object> tuples = new ArrayList<>();
        picks.forEach(
                pick -> tuples.add(Tuple.of(pick.stream().map(elements::get).toList())));
        return tuples;
    }

    private static List<Object> zipLongest(BoundArguments a) {
        List<List<Object>> lists = lists(a.rest());
        Argument fill = a.restNamed().get("fillvalue");
        Object filler = fill == null ? None.NONE : fill.value();
        int rows = lists.stream().mapToInt(List::size).max().orElse(0);
        a.rendering().countElements((long) rows * lists.size());
        List<Object> zipped = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            List<Object> tuple = new ArrayList<>();
            for (List<Object> list : lists) {
                tuple.add(row < list.size() ? list.get(row) : filler);
            }
            zipped.add(Tuple.of(tuple));
        }
        return zipped;
    }

    private static List<Object> repeated(BoundArguments a) {
        int times = Math.max(a.integer("times"), 0);
        a.rendering().countElements(times);
        return new ArrayList<>(Collections.nCopies(times, a.value("object")));
    }

    private static List<Object> slice(BoundArguments a) {
        List<Object> elements = Values.elements(a.value("iterable"));
        int start = a.has("stop") ? a.integer("start", 0) : 0;
        int stop = a.has("stop") ? a.integer("stop", elements.size()) : a.integer("start", elements.size());
        int step = Math.max(a.integer("step", 1), 1);
        List<Object> slice = new ArrayList<>();
        for (int at = Math.max(start, 0); at < Math.min(stop, elements.size()); at += step) {
            slice.add(elements.get(at));
        }
        return slice;
    }

    private static List<Object> accumulated(BoundArguments a) {
        List<Object> sums = new ArrayList<>();
        for (Object element : Values.elements(a.value("iterable"))) {
            sums.add(sums.isEmpty() ? element : Arithmetic.add(sums.get(sums.size() - 1), element, a.call()));
        }
        return sums;
    }
}
