package io.graphc.runtime.emit.gremlin;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.Excerpt;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.ElementPlan;
import java.util.Set;

/** What goes wrong with a Gremlin server, as diagnostics; the server's own words stand in a note. */
final class GremlinErrors {
    private static final int SHOWN = 100;

    private GremlinErrors() {}

    static GraphcException cannotConnect(GremlinSettings settings, Failure failure) {
        Diagnostic.Builder diagnostic;
        if (failure.kind() == Failure.Kind.DENIED) {
            diagnostic = unreachable("the Gremlin server at " + settings + " refuses the credentials")
                    .note(failure.words())
                    .help(
                            settings.region().isPresent()
                                    ? "check the AWS credentials, `region`, and that they may connect to this cluster"
                                            + " (neptune-db:connect)"
                                    : "check `user` and `password` of the graph output; Neptune with IAM needs `iam: true`");
        } else if (failure.kind() == Failure.Kind.UNSAFE) {
            diagnostic = unreachable("no safe connection to the Gremlin server at " + settings)
                    .note(failure.words())
                    .help("the server's certificate has to be valid for this host; ws:// uses no TLS");
        } else if (failure.kind() == Failure.Kind.READ_ONLY) {
            diagnostic = unreachable("the Gremlin server at " + settings + " takes no changes")
                    .note(failure.words())
                    .help("name the writer in `uri`: for Neptune, the cluster endpoint");
        } else {
            diagnostic = unreachable("cannot reach the Gremlin server at " + settings)
                    .note(failure.words())
                    .help("check that the server runs, that `uri` of the graph output names its WebSocket port and"
                            + " path, and for Neptune that this machine is inside its network");
        }
        return new GraphcException(diagnostic.build(), failure.cause());
    }

    /** A request failed after the connection stood, and would fail again. */
    static GraphcException refused(GremlinSettings settings, String work, Failure failure) {
        if (failure.kind() == Failure.Kind.LOST) {
            return new GraphcException(
                    unreachable("lost the connection to the Gremlin server at " + settings + " while " + work)
                            .note(failure.words())
                            .build(),
                    failure.cause());
        }
        if (failure.kind() == Failure.Kind.READ_ONLY || failure.kind() == Failure.Kind.DENIED) {
            return cannotConnect(settings, failure);
        }
        Diagnostic.Builder diagnostic = Diagnostic.of(
                        DiagnosticCode.LOAD_REJECTED, "the Gremlin server refused " + work)
                .note(failure.words());
        if (failure.kind() == Failure.Kind.BUSY) {
            diagnostic.help(
                    "other work on the server kept this from being done, again and again; load when it is quiet");
        }
        return new GraphcException(diagnostic.build(), failure.cause());
    }

    private static Diagnostic.Builder unreachable(String message) {
        return Diagnostic.of(DiagnosticCode.TARGET_UNREACHABLE, message);
    }

    /** What is there cannot become what the row says: Gremlin changes neither labels nor the ends of an edge. */
    static GraphcException otherElement(ElementPlan element, StoredElement stored, String is, String expected) {
        return new GraphcException(Diagnostic.of(
                        DiagnosticCode.LOAD_REJECTED,
                        "`" + shown(stored.id()) + "` is on the server already, " + is + ", expected " + expected)
                .note("Gremlin changes neither the labels of a vertex nor the label and the ends of an edge")
                .help("delete the `" + element.name()
                        + "` elements of the earlier mapping on the server, then run again")
                .build());
    }

    static GraphcException missingEndpoints(ElementPlan element, Set<String> missing) {
        return new GraphcException(Diagnostic.of(
                        DiagnosticCode.LOAD_REJECTED,
                        "`" + element.name() + "` relationships have no start or end node on the Gremlin server")
                .note("not there: "
                        + String.join(
                                ", ",
                                missing.stream()
                                        .limit(10)
                                        .map(id -> "`" + shown(id) + "`")
                                        .toList()))
                .help("the nodes were there before the load and are gone: look for what else writes to this graph")
                .build());
    }

    static GraphcException badValue(ElementPlan element, String id, String problem) {
        return new GraphcException(Diagnostic.of(
                        DiagnosticCode.BAD_VALUE, problem + " (`" + element.name() + "` with id `" + shown(id) + "`)")
                .help("clean the value in the SQL that yields it")
                .build());
    }

    private static String shown(String id) {
        return Excerpt.of(id.replace("\0", "\\0"), SHOWN);
    }
}
