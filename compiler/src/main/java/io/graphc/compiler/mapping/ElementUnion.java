package io.graphc.compiler.mapping;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.plan.Cardinality;
import io.graphc.plan.Column;
import io.graphc.plan.PropertyPlan;
import io.graphc.plan.PropertyType;
import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import io.graphc.source.SourceSpan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Lays several mappings of one element type together: their keys must be alike, and each property has one type. */
final class ElementUnion {
    private final String owner;
    private final DiagnosticSink sink;

    /** @param owner the element type, as messages name it: {@code node `User`} */
    ElementUnion(String owner, DiagnosticSink sink) {
        this.owner = owner;
        this.sink = sink;
    }

    /** The properties of all mappings; empty when the mappings do not fit together, which is reported. */
    Optional<List<PropertyPlan>> properties(List<MappedRows> parts) {
        boolean fit = true;
        for (MappedRows part : parts.subList(1, parts.size())) {
            fit &= keysAgree(parts.get(0), part);
        }
        Map<String, MappedProperty> places = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        Map<String, PropertyPlan> plans = new LinkedHashMap<>();
        for (MappedRows part : parts) {
            for (MappedProperty property : part.properties()) {
                MappedProperty first = places.putIfAbsent(property.plan().name(), property);
                if (first == null) {
                    plans.put(property.plan().name(), property.plan());
                } else if (agree(first, property)) {
                    plans.computeIfPresent(
                            property.plan().name(), (name, plan) -> withTypeOfBoth(plan, property.plan()));
                } else {
                    fit = false;
                }
            }
        }
        return fit ? Optional.of(List.copyOf(plans.values())) : Optional.empty();
    }

    private boolean keysAgree(MappedRows first, MappedRows part) {
        boolean agree = first.key().size() == part.key().size();
        for (int i = 0; agree && i < part.key().size(); i++) {
            agree = ElementIds.sameKeyText(
                    first.key().get(i).type(), part.key().get(i).type());
        }
        if (!agree) {
            misfit("have different keys", part.span(), types(part), first.span(), types(first))
                    .help("make the keys alike: as many columns, of the same types, in the same order")
                    .report(sink);
        }
        return agree;
    }

    private static String types(MappedRows part) {
        List<String> types =
                part.key().stream().map(Column::type).map(SqlType::toString).toList();
        return types.isEmpty() ? "no key" : "key of " + String.join(", ", types);
    }

    /** A diagnostic of two mappings that cannot be one element type. */
    Diagnostic.Builder misfit(
            String why, SourceSpan second, String secondCaption, SourceSpan first, String firstCaption) {
        return Diagnostic.of(DiagnosticCode.DUPLICATE_ELEMENT, "two mappings of " + owner + " " + why)
                .at(second)
                .caption(secondCaption)
                .label(first, firstCaption);
    }

    private boolean agree(MappedProperty first, MappedProperty second) {
        if (!first.plan().name().equals(second.plan().name())) {
            Diagnostic.of(
                            DiagnosticCode.DUPLICATE_PROPERTY,
                            "properties `" + first.plan().name() + "` and `"
                                    + second.plan().name() + "` of " + owner + " differ only in letter case")
                    .at(second.span())
                    .label(first.span(), "first mapped here")
                    .note("names that differ only in upper and lower case meet in one column on the engine")
                    .report(sink);
            return false;
        }
        if (sameType(first.plan(), second.plan())) {
            return true;
        }
        twoTypes(owner, first, second, sink);
        return false;
    }

    static boolean sameType(PropertyPlan first, PropertyPlan second) {
        return first.type() == second.type() && first.cardinality() == second.cardinality();
    }

    /** Reports a property that has two types on one owner. */
    static void twoTypes(String owner, MappedProperty first, MappedProperty second, DiagnosticSink sink) {
        Diagnostic.of(
                        DiagnosticCode.DUPLICATE_PROPERTY,
                        "property `" + second.plan().name() + "` of " + owner + " has two types, " + words(first.plan())
                                + " and " + words(second.plan()))
                .at(second.span())
                .caption(words(second.plan()))
                .label(first.span(), words(first.plan()))
                .help("give both one type, or two names")
                .report(sink);
    }

    private static String words(PropertyPlan property) {
        return switch (property.cardinality()) {
            case SINGLE -> property.type().word();
            case LIST, SET ->
                property.cardinality().word() + " of " + property.type().word();
        };
    }

    private static PropertyPlan withTypeOfBoth(PropertyPlan first, PropertyPlan second) {
        SqlType type = first.sqlType().equals(second.sqlType())
                ? first.sqlType()
                : widest(first.type(), first.cardinality(), first.sqlType(), second.sqlType());
        return new PropertyPlan(first.name(), first.type(), first.cardinality(), type);
    }

    private static SqlType widest(PropertyType type, Cardinality cardinality, SqlType first, SqlType second) {
        if (cardinality != Cardinality.SINGLE) {
            return first instanceof SqlType.Array one && second instanceof SqlType.Array other
                    ? SqlTypes.array(widest(type, Cardinality.SINGLE, one.element(), other.element()))
                    : first;
        }
        if (first instanceof SqlType.Timestamp one && second instanceof SqlType.Timestamp other) {
            return one.precision() >= other.precision() ? one : other;
        }
        if (first instanceof SqlType.Time one && second instanceof SqlType.Time other) {
            return one.precision() >= other.precision() ? one : other;
        }
        return widestNumber(type, first, second);
    }

    /** The type that holds the values of both before it is known which fit the property. */
    private static SqlType widestNumber(PropertyType type, SqlType first, SqlType second) {
        boolean decimal = first instanceof SqlType.Decimal || second instanceof SqlType.Decimal;
        return switch (type) {
            case BYTE, SHORT, INTEGER, LONG -> decimal ? new SqlType.Decimal(38, 0) : SqlTypes.BIGINT;
            case FLOAT -> SqlTypes.DOUBLE;
            case STRING, BOOLEAN, DOUBLE, DATE, TIME, LOCALDATETIME, DATETIME -> PropertyTypes.sqlTypeOf(type);
        };
    }
}
