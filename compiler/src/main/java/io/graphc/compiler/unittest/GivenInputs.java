package io.graphc.compiler.unittest;

import io.graphc.compiler.query.BoundRelation;
import io.graphc.compiler.resolve.NameCheck;
import io.graphc.compiler.resolve.ProjectNames.Entry;
import io.graphc.compiler.sql.EphemeralTable;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.plan.Column;
import io.graphc.plan.fact.RelationFacts;
import io.graphc.project.RelationReference;
import io.graphc.project.UnitTestSpec;
import io.graphc.project.UnitTestSpec.Format;
import io.graphc.project.UnitTestSpec.Given;
import io.graphc.project.UnitTestSpec.Rows;
import io.graphc.source.SourceFile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The inputs of one unit test: for each relation that it gives, its rows in the relation's place. */
final class GivenInputs {
    private final UnitTestContext context;
    private final UnitTestSpec test;
    private final NameCheck names;
    private final Map<String, Input> inputs = new LinkedHashMap<>();
    private boolean sound = true;
    private boolean hindered;

    /** An input, and what queries read in its place. */
    private record Input(Given given, BoundRelation relation) {}

    private GivenInputs(UnitTestContext context, UnitTestSpec test) {
        this.context = context;
        this.test = test;
        this.names = new NameCheck(context.names(), context.sink());
    }

    /**
     * Reads the inputs; what is wrong with them is reported.
     *
     * @param self the id of the relation that {@code this} is
     */
    static GivenInputs read(UnitTestContext context, UnitTestSpec test, String self) {
        GivenInputs all = new GivenInputs(context, test);
        test.given().forEach(given -> all.add(given, self));
        return all;
    }

    /** Whether all inputs could be read. Where not, the reason was reported, here or at a relation that has errors. */
    boolean areSound() {
        return sound && !hindered;
    }

    Set<String> ids() {
        return inputs.keySet();
    }

    /** What is read in place of a relation. */
    Optional<BoundRelation> inPlaceOf(String id) {
        return Optional.ofNullable(inputs.get(id)).map(Input::relation);
    }

    private void add(Given given, String self) {
        Optional<String> id = given.relation().isEmpty()
                ? Optional.of(self)
                : id(given.relation().get());
        if (id.isEmpty()) {
            sound = false;
            return;
        }
        Input first = inputs.get(id.get());
        if (first != null) {
            Diagnostic.of(DiagnosticCode.DUPLICATE_NAME, "this input is given twice")
                    .at(given.span())
                    .label(first.given().span(), "the first one")
                    .report(context.sink());
            sound = false;
            return;
        }
        Optional<BoundRelation> relation = context.relations().byId(id.get());
        if (relation.isEmpty()) {
            hindered = true;
            return;
        }
        Optional<TypedRows> rows = rows(given, relation.get());
        sound &= rows.isPresent();
        rows.ifPresent(found -> inputs.put(id.get(), new Input(given, replaced(relation.get(), found))));
    }

    private Optional<String> id(RelationReference reference) {
        Optional<Entry> entry;
        if (reference instanceof RelationReference.Model model) {
            entry = names.model(model.packageName(), model.name());
        } else if (reference instanceof RelationReference.Source source) {
            entry = names.source(source.source(), source.table());
        } else {
            throw new AssertionError(reference);
        }
        return entry.map(Entry::id);
    }

    private Optional<TypedRows> rows(Given given, BoundRelation relation) {
        RowsReader.Relation shown = new RowsReader.Relation(relation.label(), relation.columns());
        Rows rows = given.rows();
        if (rows.isAbsent()) {
            Optional<SourceFile> seed = context.seeds().apply(relation.id());
            if (seed.isEmpty()) {
                Diagnostic.of(DiagnosticCode.MISSING_KEY, "the rows of `" + relation.label() + "` are not given")
                        .at(given.span())
                        .help("list them under `rows`; `rows: []` for none")
                        .report(context.sink());
                return Optional.empty();
            }
            rows = new Rows(Format.CSV, Optional.empty(), seed, given.span(), true);
        }
        return new RowsReader(context).input(rows, shown);
    }

    /** Given rows may hold nulls and repeat, whatever is known of the relation. */
    private BoundRelation replaced(BoundRelation relation, TypedRows rows) {
        List<Column> columns = relation.columns().stream()
                .map(column -> Column.of(column.name(), column.type()))
                .toList();
        boolean ephemeral = relation.ephemeral().isPresent();
        String name = ephemeral ? relation.sql() : standIn(relation.label());
        return new BoundRelation(
                relation.id(),
                relation.label(),
                relation.name(),
                Optional.of(new EphemeralTable(
                        relation.id(), name, rows.sql(), rows.sql(), columns, RelationFacts.NONE, !ephemeral)),
                columns,
                RelationFacts.NONE,
                relation.standIn());
    }

    /** The name of the common table expression that stands in for a relation. */
    private String standIn(String label) {
        return "__given__" + inputs.size() + "__" + label.replaceAll("[^A-Za-z0-9_]", "_");
    }

    /** Tells of inputs that nothing reads. */
    void reportUnused(Set<String> read) {
        inputs.forEach((id, input) -> {
            if (!read.contains(id)) {
                Diagnostic.of(
                                DiagnosticCode.UNIT_TEST_INPUT_UNUSED,
                                "`" + input.relation().label() + "` is given, but " + subject()
                                        + " does not read it here")
                        .at(input.given().span())
                        .help(
                                input.given().relation().isEmpty()
                                        ? "set `overrides: {macros: {is_incremental: true}}`, or leave it out"
                                        : "leave it out")
                        .report(context.sink());
            }
        });
    }

    /** Tells of a relation that is read and not given. */
    void reportMissing(String label, String call) {
        Diagnostic.of(
                        DiagnosticCode.UNIT_TEST_INPUT_MISSING,
                        "unit test `" + test.name().value() + "` does not give `" + label + "`, which " + subject()
                                + " reads")
                .at(test.name().span())
                .help("add `- input: " + call + "` under `given`, with its `rows`; `rows: []` for none")
                .report(context.sink());
    }

    private String subject() {
        return (test.kind() == UnitTestSpec.Kind.MODEL ? "" : test.kind().word() + " ") + "`"
                + test.subject().value() + "`";
    }
}
