package io.graphc.compiler.mapping;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.project.NodeSpec;
import io.graphc.source.Located;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The node types that relationships can end at, by identifying label: those that were bound, those that have errors of
 * their own, and those that the tenant does not have.
 */
final class NodeDirectory {
    private final Map<String, MappedNode> bound = new LinkedHashMap<>();
    private final Map<String, String> furtherLabels = new LinkedHashMap<>();
    private final Set<String> labels = new TreeSet<>();
    private final Map<String, List<NodeKey>> keys = new LinkedHashMap<>();
    private final Set<String> disabled;

    NodeDirectory(List<NodeSpec> specs, Set<String> disabled) {
        this.disabled = disabled;
        for (NodeSpec spec : specs) {
            String label = spec.label().value();
            labels.add(label);
            NodeKey.of(spec)
                    .ifPresent(key ->
                            keys.computeIfAbsent(label, of -> new ArrayList<>()).add(key));
            spec.labels().stream().skip(1).forEach(further -> furtherLabels.putIfAbsent(further.value(), label));
            LabelMapper.declared(List.of(spec)).forEach(further -> furtherLabels.putIfAbsent(further, label));
        }
    }

    void add(MappedNode node) {
        bound.put(node.element().name(), node);
    }

    Optional<MappedNode> find(String label) {
        return Optional.ofNullable(bound.get(label));
    }

    /** The keys of a node type as its mappings write them. */
    List<NodeKey> keysOf(String label) {
        return keys.getOrDefault(label, List.of());
    }

    boolean isDisabled(String label) {
        return disabled.contains(label);
    }

    /** Whether a label identifies a node type; reports one that does not. */
    boolean checkKnown(Located<String> label, DiagnosticSink sink) {
        if (labels.contains(label.value())) {
            return true;
        }
        Diagnostic.Builder unknown = Diagnostic.of(
                        DiagnosticCode.UNKNOWN_ENDPOINT, "no node has the label `" + label.value() + "`")
                .at(label.span());
        String identifying = furtherLabels.get(label.value());
        if (identifying == null) {
            unknown.hint(label.value(), labels, "labels of the graph's nodes");
        } else {
            unknown.note("`" + label.value() + "` is a further label of `" + identifying
                    + "`; an end names the first label, which identifies");
        }
        unknown.report(sink);
        return false;
    }
}
