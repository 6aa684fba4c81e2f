package io.graphc.compiler.sql.trino;

import io.graphc.compiler.sql.calcite.Problems;
import io.graphc.compiler.sql.calcite.TextPosition;
import io.graphc.compiler.sql.function.FunctionCatalog;
import io.graphc.compiler.sql.function.FunctionKind;
import io.graphc.diagnostic.Diagnostic;
import io.trino.sql.tree.FunctionCall;
import io.trino.sql.tree.Node;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * What the rules that need no names and types find wrong: the problems, and the parts of the tree that are put out of the
 * way, so that the validator does not find them wrong again. Not safe to share between threads.
 */
final class Refusals {
    private final Tokens tokens;
    private final Problems problems;
    private final FunctionCatalog functions;
    private final Set<Node> refused = Collections.newSetFromMap(new IdentityHashMap<>());

    Refusals(Tokens tokens, Problems problems, FunctionCatalog functions) {
        this.tokens = tokens;
        this.problems = problems;
        this.functions = functions;
    }

    boolean has(Node node) {
        return !refused.isEmpty() && refused.contains(node);
    }

    /** Takes a part out of the analysis without a word of its own. */
    void ignore(Node node) {
        refused.add(node);
    }

    /** Reports a part and takes it out of the analysis. */
    void refuse(Node node, Diagnostic.Builder problem) {
        report(node, problem);
        refused.add(node);
    }

    /** Reports at the call that a node starts with, or at its first word. */
    void report(Node node, Diagnostic.Builder problem) {
        int start = tokens.offsetOf(node);
        problems.report(TextPosition.of(start, tokens.callEnd(start)), problem);
    }

    /** Reports at the first word of a node. */
    void reportWord(Node node, Diagnostic.Builder problem) {
        int start = tokens.offsetOf(node);
        problems.report(TextPosition.of(start, tokens.endAfter(start, 0)), problem);
    }

    static boolean isWindowed(FunctionCall call) {
        return call.getWindow().isPresent();
    }

    boolean isAggregate(FunctionCall call) {
        return !isWindowed(call) && is(call, FunctionKind.AGGREGATE);
    }

    boolean isScalar(FunctionCall call) {
        return is(call, FunctionKind.SCALAR);
    }

    private boolean is(FunctionCall call, FunctionKind kind) {
        String name = Tokens.lower(call.getName().getSuffix());
        boolean listagg = name.equals("listagg") && kind == FunctionKind.AGGREGATE;
        return listagg || functions.kind(name).filter(kind::equals).isPresent();
    }
}
