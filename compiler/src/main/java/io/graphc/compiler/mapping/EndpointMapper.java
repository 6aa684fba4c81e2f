package io.graphc.compiler.mapping;

import io.graphc.compiler.query.BoundRelation;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.Spelling;
import io.graphc.plan.Column;
import io.graphc.plan.SqlTypes;
import io.graphc.project.EndpointSpec;
import io.graphc.project.RelationshipSpec;
import io.graphc.source.Located;
import io.graphc.source.SourceSpan;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Binds the ends of relationships to nodes, and to the columns that lead there. */
final class EndpointMapper {
    private final MappingContext context;
    private final ElementMapper elements;
    private final NodeDirectory nodes;

    EndpointMapper(MappingContext context, NodeDirectory nodes) {
        this.context = context;
        this.elements = new ElementMapper(context);
        this.nodes = nodes;
    }

    /**
     * A choice of an end.
     *
     * @param node empty where the tenant does not have it
     */
    record BoundEnd(EndpointSpec spec, Optional<MappedNode> node, ElementIds.End end) {}

    /** The bound end; empty when something is wrong with it or with its node, which is reported. */
    Optional<BoundEnd> bind(
            RelationshipSpec spec, EndpointSpec end, Optional<BoundRelation> relation, boolean isStart) {
        if (end.node().isEmpty()) {
            return Optional.empty();
        }
        Located<String> label = end.node().get();
        boolean known = nodes.checkKnown(label, context.sink());
        String what = "`" + spec.type().value() + "` " + (isStart ? "starts" : "ends") + " at `" + label.value() + "`";
        if (known && nodes.isDisabled(label.value())) {
            return relation.flatMap(found -> absent(end, label.value(), found, what))
                    .map(key -> new BoundEnd(end, Optional.empty(), new ElementIds.End("", key, true)));
        }
        Optional<MappedNode> node = known ? nodes.find(label.value()) : Optional.empty();
        if (end.id().isPresent()) {
            return relation.flatMap(found -> byId(end, node, found));
        }
        if (end.key().isEmpty()) {
            boolean rowsOfStart = isStart && spec.from().isEmpty();
            return relation.flatMap(found -> node.flatMap(leading -> inferred(end, leading, found, rowsOfStart, what)));
        }
        Optional<List<Column>> key = relation.flatMap(found -> elements.key(end.key(), found));
        if (known && node.isEmpty()) {
            // What is wrong with the rows of the node is no reason to keep silent about its written key.
            nodes.keysOf(label.value()).stream()
                    .findFirst()
                    .filter(written -> written.columns().size() != end.key().size())
                    .ifPresent(written ->
                            countsDiffer(end, written.columns().size(), what).report(context.sink()));
        }
        if (node.isEmpty() || !hasKey(end, node.get(), what) || !countsAgree(end, node.get(), what) || key.isEmpty()) {
            return Optional.empty();
        }
        return typesAgree(end, key.get(), node.get(), what)
                ? Optional.of(new BoundEnd(end, node, toKey(node.get(), key.get())))
                : Optional.empty();
    }

    /** The columns that lead to a node which the tenant does not have: they tell which rows are left out with it. */
    private Optional<List<Column>> absent(EndpointSpec end, String label, BoundRelation relation, String what) {
        List<Located<String>> written = end.id().map(List::of).orElse(end.key());
        if (!written.isEmpty()) {
            return elements.key(written, relation);
        }
        List<NodeKey> keys = nodes.keysOf(label);
        List<List<Column>> ways = context.foreignKeys().leading(relation, keys);
        if (ways.isEmpty()) {
            ways = keys.stream()
                    .filter(key -> key.relation().equals(relation.label()))
                    .flatMap(key -> key.in(relation).stream())
                    .limit(1)
                    .toList();
        }
        if (ways.size() != 1) {
            notInferred(end, label, relation, ways, what);
            return Optional.empty();
        }
        return Optional.of(ways.get(0));
    }

    private static ElementIds.End toKey(MappedNode node, List<Column> key) {
        boolean whole = node.element().first().id().isPresent();
        return new ElementIds.End(node.element().prefix(), key, whole);
    }

    private Optional<BoundEnd> byId(EndpointSpec end, Optional<MappedNode> node, BoundRelation relation) {
        Optional<List<Column>> column = elements.key(List.of(end.id().orElseThrow()), relation);
        if (column.isEmpty() || node.isEmpty()) {
            return Optional.empty();
        }
        Column id = column.get().get(0);
        boolean prefixed = node.get().element().first().id().isEmpty();
        if (prefixed && !SqlTypes.isText(id.type()) && id.type() != SqlTypes.ANY) {
            Diagnostic.of(
                            DiagnosticCode.ENDPOINT_KEY_TYPE,
                            "`" + id.name() + "` is `" + id.type() + "`, but ids of `"
                                    + node.get().element().name() + "` are text")
                    .at(end.id().orElseThrow().span())
                    .note("ids of `" + node.get().element().name() + "` start with `"
                            + node.get().element().prefix() + "`")
                    .help("name columns that hold the node's key under `key`")
                    .report(context.sink());
            return Optional.empty();
        }
        if (!prefixed && !idTypesAgree(end, id, node.get())) {
            return Optional.empty();
        }
        return Optional.of(new BoundEnd(end, node, new ElementIds.End("", List.of(id), true)));
    }

    /** An id that is an expression is text already, whatever it was made of. */
    private boolean idTypesAgree(EndpointSpec end, Column id, MappedNode node) {
        Optional<Column> other = node.element().parts().stream()
                .flatMap(rows -> rows.idColumn().stream())
                .filter(column -> !ElementIds.sameKeyText(id.type(), column.type()))
                .findFirst();
        other.ifPresent(column -> typesDiffer(
                "`" + id.name() + "` cannot hold ids of `" + node.element().name() + "`: the types differ",
                end.id().orElseThrow().span(),
                id,
                column,
                node.spec().id().map(Located::span).orElse(node.keySpan())));
        return other.isEmpty();
    }

    private Optional<BoundEnd> inferred(
            EndpointSpec end, MappedNode node, BoundRelation relation, boolean rowsOfStart, String what) {
        if (!hasKey(end, node, what)) {
            return Optional.empty();
        }
        Optional<MappedRows> own = node.element().parts().stream()
                .filter(rows -> rows.relation().id().equals(relation.id()))
                .findFirst();
        List<List<Column>> ways =
                rowsOfStart ? List.of() : context.foreignKeys().leading(relation, NodeKey.of(node));
        if (ways.isEmpty() && own.isPresent()) {
            ways = List.of(own.get().key());
        }
        if (ways.size() != 1) {
            notInferred(end, node.element().name(), relation, ways, what);
            return Optional.empty();
        }
        return typesAgree(end, ways.get(0), node, what)
                ? Optional.of(new BoundEnd(end, Optional.of(node), toKey(node, ways.get(0))))
                : Optional.empty();
    }

    private void notInferred(
            EndpointSpec end, String label, BoundRelation relation, List<List<Column>> ways, String what) {
        if (ways.isEmpty()) {
            Diagnostic.of(
                            DiagnosticCode.ENDPOINT_KEY_UNKNOWN,
                            what + " without a `key`, and no foreign key of `" + relation.label() + "` leads there")
                    .at(end.node().orElseThrow().span())
                    .help("name the columns of `" + relation.label() + "` that hold the key of `" + label
                            + "`, or declare a `relationships` test that ties one to it")
                    .report(context.sink());
            return;
        }
        List<String> candidates = ways.stream().map(EndpointMapper::listed).toList();
        Diagnostic.of(
                        DiagnosticCode.ENDPOINT_KEY_UNKNOWN,
                        what + " without a `key`, and several foreign keys of `" + relation.label() + "` lead there")
                .at(end.node().orElseThrow().span())
                .note("foreign keys to `" + label + "`: " + Spelling.listing(candidates))
                .help("say which one: `key: [" + candidates.get(0) + "]`")
                .report(context.sink());
    }

    private static String listed(List<Column> columns) {
        return columns.stream().map(Column::name).collect(Collectors.joining(", "));
    }

    /** The id of a node that says itself what its ids are cannot be made of the key that another relation holds. */
    private boolean hasKey(EndpointSpec end, MappedNode node, String what) {
        if (node.element().parts().stream().allMatch(MappedRows::idFollowsKey)) {
            return true;
        }
        Diagnostic.of(
                        DiagnosticCode.ENDPOINT_KEY_UNKNOWN,
                        what + " by a key, but the ids of `" + node.element().name() + "` do not follow from one")
                .at(end.key().isEmpty() ? end.span() : spanOf(end.key()))
                .label(node.keySpan(), "the key, which its `id` is not made of")
                .help("name the column that holds the node's id: `id: <column>`")
                .report(context.sink());
        return false;
    }

    private boolean countsAgree(EndpointSpec end, MappedNode node, String what) {
        int wanted = node.element().first().key().size();
        if (end.key().size() == wanted) {
            return true;
        }
        countsDiffer(end, wanted, what)
                .label(node.keySpan(), "the key of `" + node.element().name() + "`")
                .report(context.sink());
        return false;
    }

    private static Diagnostic.Builder countsDiffer(EndpointSpec end, int wanted, String what) {
        return Diagnostic.of(
                        DiagnosticCode.ENDPOINT_KEY_COUNT,
                        what + " with " + columns(end.key().size()) + ", but the node's key has " + columns(wanted))
                .at(spanOf(end.key()))
                .help("give one column for each column of the node's key, in its order");
    }

    private static String columns(int count) {
        return count == 1 ? "1 column" : count + " columns";
    }

    static SourceSpan spanOf(List<Located<String>> names) {
        return names.get(0).span().to(names.get(names.size() - 1).span());
    }

    private boolean typesAgree(EndpointSpec end, List<Column> key, MappedNode node, String what) {
        boolean agree = true;
        for (int i = 0; i < key.size(); i++) {
            Column ours = key.get(i);
            Column theirs = node.element().first().key().get(i);
            if (!ElementIds.isKeyType(ours.type()) || !ElementIds.sameKeyText(ours.type(), theirs.type())) {
                agree = false;
                boolean written = i < end.key().size();
                typesDiffer(
                        written
                                ? what + ", but the key types differ"
                                : what + " by the foreign key `" + ours.name() + "`, but the key types differ",
                        written
                                ? end.key().get(i).span()
                                : end.node().orElseThrow().span(),
                        ours,
                        theirs,
                        node.keySpan(i));
            }
        }
        return agree;
    }

    private void typesDiffer(String message, SourceSpan place, Column ours, Column theirs, SourceSpan key) {
        Diagnostic.of(DiagnosticCode.ENDPOINT_KEY_TYPE, message)
                .at(place)
                .caption(ours.type().toString())
                .label(key, theirs.type().toString())
                .help("cast it in the model: `CAST(" + ours.name() + " AS "
                        + (SqlTypes.isText(theirs.type()) ? SqlTypes.VARCHAR : theirs.type()) + ")`")
                .report(context.sink());
    }
}
