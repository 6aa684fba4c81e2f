package io.graphc.compiler.template.library;

import io.graphc.compiler.template.value.CallArguments;
import io.graphc.compiler.template.value.TemplateFailure;
import io.graphc.source.SourceSpan;
import java.util.Optional;

/**
 * The filters: those of Jinja2 that make sense on plain values, and dbt's {@code as_text}, {@code as_bool},
 * {@code as_number}, {@code as_native}. Unlike in Jinja2, filters that yield one element after the other yield a list.
 */
public final class Filters {
    private static final OperationTable ALL = new OperationTable()
            .addAll(TextFilters.table())
            .addAll(LayoutFilters.table())
            .addAll(NumberFilters.table())
            .addAll(ValueFilters.table())
            .addAll(SequenceFilters.table())
            .addAll(OrderFilters.table())
            .addAll(SelectionFilters.table());

    private Filters() {}

    public static Optional<Operation> find(String name) {
        return Optional.ofNullable(ALL.find(name));
    }

    /** Applies a filter; an unknown one is a failure at its name. */
    public static Object apply(String name, SourceSpan nameSpan, Object value, CallArguments call) {
        Operation operation = ALL.find(name);
        if (operation == null) {
            throw TemplateFailure.error("the filter `" + name + "` is not known")
                    .at(nameSpan)
                    .hint(name, ALL.names(), "filters");
        }
        return operation.apply(value, call);
    }
}
