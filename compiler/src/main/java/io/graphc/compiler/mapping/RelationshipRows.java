package io.graphc.compiler.mapping;

import io.graphc.compiler.query.BoundRelation;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.Spelling;
import io.graphc.project.EndpointSpec;
import io.graphc.project.RelationshipSpec;
import io.graphc.source.Located;
import io.graphc.source.MappedText;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a relationship mapping reads.
 *
 * @param where conditions on the rows that the mapping itself does not write
 */
record RelationshipRows(BoundRelation relation, List<MappedText> where) {
    /** Rows of its own, or those of the start node; empty where there are none, which is reported. */
    static Optional<RelationshipRows> of(RelationshipSpec spec, MappingContext context, NodeDirectory nodes) {
        if (spec.from().isPresent()) {
            return context.relations().find(spec.from().get()).map(found -> new RelationshipRows(found, List.of()));
        }
        if (spec.fromWritten()) {
            return Optional.empty();
        }
        Optional<Located<String>> label = spec.start().flatMap(EndpointSpec::node);
        Optional<MappedNode> start = label.flatMap(found -> nodes.find(found.value()));
        if (start.isPresent() && start.get().element().parts().size() > 1) {
            missing(spec, "`" + label.get().value() + "` nodes come from several relations")
                    .report(context.sink());
            return Optional.empty();
        }
        if (spec.start().filter(end -> !end.anyOf().isEmpty()).isPresent()) {
            missing(spec, "where there is a choice of starts, none of them has all rows")
                    .report(context.sink());
        }
        return start.map(node -> node.element().first())
                .filter(rows -> !isForgotten(spec, rows.relation(), context))
                .map(rows -> new RelationshipRows(rows.relation(), rows.where()));
    }

    private static Diagnostic.Builder missing(RelationshipSpec spec, String note) {
        return Diagnostic.of(DiagnosticCode.MISSING_KEY, "`from` is missing in a relationship")
                .at(spec.type().span())
                .note(note);
    }

    /** Whether the ends name columns that the start node's rows have nothing like: then other rows are meant. */
    private static boolean isForgotten(RelationshipSpec spec, BoundRelation relation, MappingContext context) {
        Optional<Located<String>> stranger = Stream.of(spec.start(), spec.end())
                .flatMap(Optional::stream)
                .flatMap(end -> end.choices().stream())
                .flatMap(end -> Stream.concat(end.key().stream(), end.id().stream()))
                .filter(name -> relation.column(name.value()).isEmpty())
                .filter(name ->
                        Spelling.nearest(name.value(), relation.columnNames()).isEmpty())
                .findFirst();
        stranger.ifPresent(name -> missing(
                        spec,
                        "without it each row of `" + relation.label()
                                + "`, which the start node comes from, is a relationship")
                .label(name.span(), "`" + relation.label() + "` has no such column")
                .help("name the relation that holds the keys of both ends: `from: ref('...')`")
                .report(context.sink()));
        return stranger.isPresent();
    }
}
