package io.graphc.compiler.datatest;

import io.graphc.compiler.query.BoundRelation;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.plan.Column;
import io.graphc.project.BuiltInTestShape;
import io.graphc.project.BuiltInTestShape.Place;
import io.graphc.project.BuiltInTestShapes;
import io.graphc.project.ColumnSpec;
import io.graphc.project.DataTestSpec;
import io.graphc.project.yaml.YamlNode;
import io.graphc.project.yaml.YamlScalar;
import io.graphc.source.Located;
import io.graphc.source.MappedText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds out what a built-in test looks at, and reports tests at the wrong place. */
record BuiltInUses(DataTestContext context) {
    /** The use of a test; empty when there is something wrong with it, which is reported here or with the relation's description. */
    Optional<TestUse> of(
            BoundRelation relation, DataTestSpec test, Optional<ColumnSpec> column, TestSettings settings) {
        String kind = BuiltInTestShapes.canonical(test.kind().value());
        Optional<BuiltInTestShape> shape = BuiltInTestShapes.find(kind);
        if (shape.isPresent() && !isShaped(test, shape.get())) {
            return Optional.empty();
        }
        Place place = shape.map(BuiltInTestShape::place).orElse(Place.COLUMN);
        if (place == Place.RELATION && column.isPresent()) {
            misplaced(test);
            return Optional.empty();
        }
        Optional<Tested> tested = place == Place.RELATION ? Optional.empty() : tested(relation, test, column);
        boolean needed = place == Place.COLUMN
                || column.isPresent()
                || test.argument("column_name").isPresent();
        if (tested.isEmpty() && needed) {
            missing(test, column, place);
            return Optional.empty();
        }
        ArgumentReader arguments = new ArgumentReader(test, context);
        List<MappedText> where = new ArrayList<>(settings.where().sql().stream().toList());
        if (shape.filter(found -> found.settings().key("row_condition").isPresent())
                .isPresent()) {
            arguments.sql("row_condition").ifPresent(where::add);
        }
        boolean dbtNames = !settings.rules().isPlain();
        return arguments.isSound()
                ? Optional.of(new TestUse(kind, test, relation, tested, where, dbtNames, arguments))
                : Optional.empty();
    }

    /** What is misspelt or missing is one mistake, so nothing else is said of the test then. */
    private boolean isShaped(DataTestSpec test, BuiltInTestShape shape) {
        ErrorNote noted = new ErrorNote(context.sink());
        shape.check(test, noted);
        return !noted.raised;
    }

    /** Remembers whether an error came by. */
    private static final class ErrorNote implements DiagnosticSink {
        private final DiagnosticSink sink;
        private boolean raised;

        private ErrorNote(DiagnosticSink sink) {
            this.sink = sink;
        }

        @Override
        public void report(Diagnostic diagnostic) {
            raised |= diagnostic.isError();
            sink.report(diagnostic);
        }
    }

    private void misplaced(DataTestSpec test) {
        Diagnostic.of(
                        DiagnosticCode.TEST_MISPLACED,
                        "`" + test.kind().value() + "` is a test of a whole relation, not of a column")
                .at(test.kind().span())
                .help("write it below the `data_tests` of the relation")
                .report(context.sink());
    }

    private void missing(DataTestSpec test, Optional<ColumnSpec> column, Place place) {
        if (column.isEmpty()
                && place == Place.COLUMN
                && test.argument("column_name").isEmpty()) {
            Diagnostic.of(DiagnosticCode.MISSING_KEY, "test `" + test.kind().value() + "` does not say what it tests")
                    .at(test.kind().span())
                    .help("write it at a column, or add `column_name:`")
                    .report(context.sink());
        }
    }

    /** A column that the relation lacks was reported with the column's description. */
    private static Optional<Tested> tested(BoundRelation relation, DataTestSpec test, Optional<ColumnSpec> column) {
        if (column.isPresent()) {
            Located<String> name = column.get().name();
            return relation.column(name.value()).map(found -> Tested.column(found, name.span()));
        }
        Optional<YamlNode> named = test.argument("column_name");
        if (named.isEmpty() || !(named.get() instanceof YamlScalar scalar)) {
            return Optional.empty();
        }
        Optional<Column> found = relation.column(scalar.text());
        return Optional.of(found.map(known -> Tested.column(known, scalar.span()))
                .orElseGet(() -> Tested.expression(scalar.text(), scalar.span())));
    }
}
