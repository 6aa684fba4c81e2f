package io.graphc.compiler.elementtest;

import io.graphc.compiler.query.SqlText;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.plan.PropertyPlan;
import io.graphc.plan.RelationName;
import io.graphc.project.DataTestSpec;
import io.graphc.source.MappedText;
import io.graphc.source.SourceSpan;
import java.util.Optional;

/**
 * A test and what it is about.
 *
 * @param property the tested property, where it is one
 * @param where the condition on the rows that are tested
 */
record TestSubject(
        TestedElement element, DataTestSpec spec, Optional<PropertyPlan> property, Optional<MappedText> where) {
    String kind() {
        return spec.kind().value();
    }

    SourceSpan span() {
        return spec.kind().span();
    }

    /** A text whose parts are the test's own unless they say otherwise. */
    SqlText text() {
        return new SqlText(span());
    }

    String staged() {
        return element.sql();
    }

    /** The tested property's column. */
    String column() {
        return RelationName.quote(property.orElseThrow().name());
    }

    /** Adds the condition on the rows, with a word in front of it and one behind it; nothing where there is none. */
    SqlText where(SqlText sql, String before, String after) {
        if (where.isPresent()) {
            sql.add(before).addWritten(where.get()).add(after);
        }
        return sql;
    }

    Diagnostic.Builder problem(DiagnosticCode code, String message) {
        return Diagnostic.of(code, message).at(span());
    }
}
