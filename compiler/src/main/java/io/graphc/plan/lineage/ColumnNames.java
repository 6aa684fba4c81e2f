package io.graphc.plan.lineage;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.diagnostic.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds columns by the names that users give them: {@code model.column}, {@code source.table.column},
 * {@code Label.property}, {@code TYPE.property}, where wanted with the kind in front, {@code node:Label.property}.
 */
public final class ColumnNames {
    private static final List<String> KINDS = List.of("source", "seed", "model", "node", "relationship");

    private final LineageGraph graph;

    public ColumnNames(LineageGraph graph) {
        this.graph = graph;
    }

    /**
     * The columns of a name: several where a relationship type connects several pairs of node types, or where a label is
     * also a model's name.
     *
     * @return nothing when there is no such column, which is reported
     */
    public List<ColumnId> find(String text, DiagnosticSink sink) {
        int colon = text.indexOf(':');
        String kind = colon > 0 && KINDS.contains(text.substring(0, colon)) ? text.substring(0, colon) : "";
        String name = kind.isEmpty() ? text : text.substring(colon + 1);
        List<Owner> candidates = graph.owners().stream()
                .filter(owner -> KINDS.contains(owner.kind()))
                .filter(owner -> kind.isEmpty() || owner.kind().equals(kind))
                .toList();
        List<ColumnId> found = new ArrayList<>();
        List<Owner> named = new ArrayList<>();
        for (Owner owner : candidates) {
            for (String prefix : prefixes(owner)) {
                if (name.startsWith(prefix + ".")) {
                    named.add(owner);
                    columns(owner, name.substring(prefix.length() + 1)).forEach(found::add);
                }
            }
        }
        if (found.isEmpty()) {
            report(name, named, candidates, sink);
        }
        return found.stream().distinct().toList();
    }

    /** A relationship type that connects several pairs is found by its type alone, too. */
    private static List<String> prefixes(Owner owner) {
        int dot = owner.name().indexOf('.');
        return owner.kind().equals("relationship") && dot > 0
                ? List.of(owner.name(), owner.name().substring(0, dot))
                : List.of(owner.name());
    }

    private List<ColumnId> columns(Owner owner, String column) {
        ColumnId exact = new ColumnId(owner.id(), column);
        if (graph.contains(exact)) {
            return List.of(exact);
        }
        return owner.columns().stream()
                .filter(column::equalsIgnoreCase)
                .map(name -> new ColumnId(owner.id(), name))
                .toList();
    }

    private static void report(String name, List<Owner> named, List<Owner> candidates, DiagnosticSink sink) {
        Optional<Owner> whole =
                candidates.stream().filter(owner -> owner.name().equals(name)).findFirst();
        Diagnostic.Builder problem;
        if (whole.isPresent()) {
            problem = of("`" + name + "` is a " + whole.get().kind() + ", not one of its columns")
                    .hint("", whole.get().columns(), "it has")
                    .help("name one: `" + name + "."
                            + whole.get().columns().stream().findFirst().orElse("column") + "`");
        } else if (named.isEmpty()) {
            List<String> all = new ArrayList<>();
            candidates.forEach(owner -> owner.columns().forEach(column -> all.add(owner.name() + "." + column)));
            problem = of("there is no column or property `" + name + "`");
            if (Spelling.nearest(name, all).isEmpty()) {
                problem.help("name it `model.column`, `source.table.column`, `Label.property` or `TYPE.property`");
            } else {
                problem.hint(name, all, "there are");
            }
        } else {
            Owner owner = named.get(0);
            String column = name.substring(Math.min(name.length(), owner.name().length() + 1));
            problem = of(owner.kind() + " `" + owner.name() + "` has no " + word(owner) + " `" + column + "`")
                    .hint(column, owner.columns(), "it has");
        }
        problem.report(sink);
    }

    private static Diagnostic.Builder of(String message) {
        return Diagnostic.of(DiagnosticCode.UNKNOWN_SELECTION, message);
    }

    private static String word(Owner owner) {
        return owner.kind().equals("node") || owner.kind().equals("relationship") ? "property" : "column";
    }
}
