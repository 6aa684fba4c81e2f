package io.graphc.compiler.template.library;

import io.graphc.compiler.template.value.BoundArguments;
import io.graphc.compiler.template.value.Comparison;
import io.graphc.compiler.template.value.None;
import io.graphc.compiler.template.value.TemplateFailure;
import io.graphc.compiler.template.value.Values;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The methods of Python's lists; tuples have those that only read. */
final class ListMethods {
    static final OperationTable READING = new OperationTable()
            .add("index", (value, a) -> (long) indexOf(value, a), "value")
            .add("count", ListMethods::count, "value");

    static final OperationTable TABLE = new OperationTable()
            .addAll(READING)
            .add("append", ListMethods::append, "value")
            .add("extend", ListMethods::extend, "values")
            .add("insert", ListMethods::insert, "index", "value")
            .add("pop", ListMethods::pop, "index?")
            .add("remove", ListMethods::remove, "value")
            .add("reverse", ListMethods::reverse)
            .add("sort", ListMethods::sort, "reverse?")
            .add("clear", ListMethods::clear)
            .add("copy", (value, a) -> new ArrayList<>(Access.list(value)));

    private ListMethods() {}

    private static Object append(Object value, BoundArguments a) {
        a.rendering().countElements(1);
        Access.list(value).add(a.value("value"));
        return None.NONE;
    }

    private static Object extend(Object value, BoundArguments a) {
        List<Object> added = Values.elements(a.value("values"));
        a.rendering().countElements(added.size());
        Access.list(value).addAll(added);
        return None.NONE;
    }

    private static Object insert(Object value, BoundArguments a) {
        a.rendering().countElements(1);
        List<Object> list = Access.list(value);
        int index = a.integer("index");
        int at = index < 0 ? index + list.size() : index;
        list.add(Math.min(Math.max(at, 0), list.size()), a.value("value"));
        return None.NONE;
    }

    private static Object pop(Object value, BoundArguments a) {
        List<Object> list = Access.list(value);
        return list.remove(Access.position(a, "index", list.size()));
    }

    private static Object remove(Object value, BoundArguments a) {
        Access.list(value).remove(indexOf(value, a));
        return None.NONE;
    }

    private static int indexOf(Object value, BoundArguments a) {
        List<Object> list = Access.list(value);
        for (int i = 0; i < list.size(); i++) {
            if (Comparison.equal(list.get(i), a.value("value"))) {
                return i;
            }
        }
        throw TemplateFailure.error("the value is not in the list").at(a.span("value"));
    }

    private static Object count(Object value, BoundArguments a) {
        return Access.list(value).stream()
                .filter(element -> Comparison.equal(element, a.value("value")))
                .count();
    }

    private static Object reverse(Object value, BoundArguments a) {
        Collections.reverse(Access.list(value));
        return None.NONE;
    }

    private static Object sort(Object value, BoundArguments a) {
        List<Object> list = Access.list(value);
        boolean reverse = a.flag("reverse", false);
        try {
            list.sort(reverse ? Collections.reverseOrder(Comparison::compare) : Comparison::compare);
        } catch (IllegalArgumentException noOrder) {
            throw TemplateFailure.error("the elements have no order");
        }
        return None.NONE;
    }

    private static Object clear(Object value, BoundArguments a) {
        Access.list(value).clear();
        return None.NONE;
    }
}
