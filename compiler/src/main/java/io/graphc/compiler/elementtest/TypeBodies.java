package io.graphc.compiler.elementtest;

import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.plan.Proof;
import io.graphc.plan.PropertyPlan;
import io.graphc.plan.PropertyType;
import io.graphc.source.Located;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The test of the type of a property's values, which says something new of texts and of wider numbers alone. */
final class TypeBodies {
    private static final List<PropertyType> WHOLE =
            List.of(PropertyType.BYTE, PropertyType.SHORT, PropertyType.INTEGER, PropertyType.LONG);

    private final Arguments arguments;
    private final DiagnosticSink sink;

    TypeBodies(Arguments arguments, DiagnosticSink sink) {
        this.arguments = arguments;
        this.sink = sink;
    }

    Optional<TestBody> of(TestSubject subject) {
        Optional<Located<String>> is = arguments.text(subject.spec().argument("is"));
        Optional<PropertyType> wanted = is.flatMap(text -> Arrays.stream(PropertyType.values())
                .filter(type -> type.word().equals(text.value()))
                .findFirst());
        return wanted.flatMap(type -> of(subject, type, is.orElseThrow()));
    }

    private Optional<TestBody> of(TestSubject subject, PropertyType wanted, Located<String> written) {
        PropertyPlan property = subject.property().orElseThrow();
        PropertyType is = property.type();
        TestBody body = PropertyBodies.eachValue(
                subject,
                (sql, value) -> sql.add(
                        "(" + value + " IS NOT NULL AND TRY_CAST(" + value + " AS " + sqlType(wanted) + ") IS NULL)"));
        boolean narrower = WHOLE.contains(is) && WHOLE.contains(wanted) && WHOLE.indexOf(wanted) < WHOLE.indexOf(is);
        if (wanted != is && (is == PropertyType.STRING || narrower)) {
            return Optional.of(body);
        }
        boolean holds = wanted == is || (WHOLE.contains(is) && WHOLE.contains(wanted));
        if (!holds) {
            subject.problem(
                            DiagnosticCode.TEST_MISPLACED,
                            "`" + property.name() + "` is of type `" + is.word() + "`, whose values are never of type `"
                                    + wanted.word() + "`")
                    .label(written.span(), "the wanted type")
                    .report(sink);
            return Optional.empty();
        }
        Proof proof = Proof.byRule("the mapping: `" + property.name() + "` is of type `" + is.word() + "`");
        return Optional.of(new TestBody(body.failing(), Optional.empty(), List.of(), body.run(), Optional.of(proof)));
    }

    private static String sqlType(PropertyType type) {
        return switch (type) {
            case STRING -> "varchar";
            case BOOLEAN -> "boolean";
            case BYTE -> "tinyint";
            case SHORT -> "smallint";
            case INTEGER -> "integer";
            case LONG -> "bigint";
            case FLOAT -> "real";
            case DOUBLE -> "double";
            case DATE -> "date";
            case TIME -> "time(6)";
            case LOCALDATETIME -> "timestamp(6)";
            case DATETIME -> "timestamp(6) with time zone";
        };
    }
}
