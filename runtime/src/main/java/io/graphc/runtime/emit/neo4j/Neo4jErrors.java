package io.graphc.runtime.emit.neo4j;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.Excerpt;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.ElementPlan;
import io.graphc.runtime.emit.RefusedRow;
import java.util.List;
import java.util.stream.Collectors;
import org.neo4j.driver.exceptions.AuthenticationException;
import org.neo4j.driver.exceptions.FatalDiscoveryException;
import org.neo4j.driver.exceptions.Neo4jException;
import org.neo4j.driver.exceptions.SecurityException;
import org.neo4j.driver.exceptions.ServiceUnavailableException;
import org.neo4j.driver.exceptions.SessionExpiredException;

/** What the driver throws, as diagnostics; the server's own words stand in a note. */
final class Neo4jErrors {
    private static final int NOTE_LENGTH = 400;
    private static final int ID_LENGTH = 80;
    private static final int SHOWN_ROWS = 10;
    private static final String UNAUTHORIZED = "Neo.ClientError.Security.";
    private static final String NO_DATABASE = "Neo.ClientError.Database.DatabaseNotFound";

    /** A replica, or a database or server that was set to read only. */
    private static final List<String> READ_ONLY = List.of(
            "Neo.ClientError.General.ForbiddenOnReadOnlyDatabase",
            "Neo.ClientError.General.WriteOnReadOnlyAccessDatabase",
            "Neo.ClientError.Cluster.NotALeader");

    private static final String FORBIDDEN = "Neo.ClientError.Security.Forbidden";
    private static final String DUPLICATES = "Neo.ClientError.Schema.ConstraintValidationFailed";

    /** A batch that is too large for one transaction; halved it may fit. */
    private static final String OUT_OF_MEMORY = "Neo.TransientError.General.MemoryPoolOutOfMemoryError";

    private Neo4jErrors() {}

    static GraphcException cannotConnect(Neo4jSettings settings, RuntimeException error) {
        Diagnostic.Builder diagnostic;
        if (error instanceof FatalDiscoveryException || code(error).equals(NO_DATABASE)) {
            diagnostic = unreachable("Neo4j at " + settings.uri() + " has no database `"
                            + settings.database().orElse("") + "`")
                    .help("create it, or set `database` of the graph output to one that is there");
        } else if (error instanceof AuthenticationException
                || (error instanceof SecurityException && code(error).startsWith(UNAUTHORIZED))) {
            diagnostic = unreachable("Neo4j at " + settings.uri() + " refuses the user `"
                            + settings.user().orElse("") + "`")
                    .help("check `user` and `password` of the graph output");
        } else if (error instanceof SecurityException) {
            diagnostic = unreachable("no safe connection to Neo4j at " + settings.uri())
                    .note(words(error))
                    .help("the server's certificate has to be valid for this host; bolt:// and neo4j:// use no TLS");
        } else {
            diagnostic = unreachable("cannot reach Neo4j at " + settings.uri())
                    .note(words(error))
                    .help("check that the server runs and that `uri` of the graph output names its Bolt port");
        }
        return new GraphcException(diagnostic.build(), error);
    }

    private static Diagnostic.Builder unreachable(String message) {
        return Diagnostic.of(DiagnosticCode.TARGET_UNREACHABLE, message);
    }

    /** Whether nothing at all can be written, whatever it is. */
    static boolean isUnwritable(Neo4jException error) {
        return READ_ONLY.contains(error.code()) || error.code().equals(FORBIDDEN);
    }

    private static GraphcException unwritable(Neo4jSettings settings, Neo4jException error) {
        Diagnostic.Builder diagnostic = error.code().equals(FORBIDDEN)
                ? Diagnostic.of(
                                DiagnosticCode.CANNOT_WRITE,
                                "Neo4j at " + settings + " lets the user `"
                                        + settings.user().orElse("") + "` not do what a load needs")
                        .help(
                                "a load creates constraints, nodes and relationships, and deletes: on an Enterprise Edition the"
                                        + " roles `publisher` and `architect` can")
                : Diagnostic.of(DiagnosticCode.CANNOT_WRITE, "Neo4j at " + settings + " takes no changes")
                        .help(
                                "a replica or a database that is read only; `neo4j://` in `uri` finds the member of a cluster"
                                        + " that can be written");
        return new GraphcException(diagnostic.note(words(error)).build(), error);
    }

    /** A statement failed after the connection stood. */
    static GraphcException refused(Neo4jSettings settings, String work, Neo4jException error) {
        if (isUnwritable(error)) {
            return unwritable(settings, error);
        }
        if (error instanceof ServiceUnavailableException || error instanceof SessionExpiredException) {
            return new GraphcException(
                    unreachable("lost the connection to Neo4j at " + settings.uri() + " while " + work)
                            .note(words(error))
                            .help("run again: what was written before is found and left as it is")
                            .build(),
                    error);
        }
        Diagnostic.Builder diagnostic = Diagnostic.of(DiagnosticCode.LOAD_REJECTED, "Neo4j refused " + work)
                .note(words(error));
        if (error.code().equals(DUPLICATES)) {
            diagnostic.help("an element with this id is there already, with another label or between other nodes");
        }
        return new GraphcException(diagnostic.build(), error);
    }

    /** Rows that the server refuses, each on its own; the others of their batch are written. */
    static GraphcException refusedRows(ElementPlan element, int rows, List<BatchWriter.Refused> refused) {
        Diagnostic.Builder diagnostic = Diagnostic.of(
                DiagnosticCode.LOAD_REJECTED,
                "Neo4j refused " + refused.size() + " of a batch of " + rows + " `" + element.name() + "`");
        refused.stream()
                .limit(SHOWN_ROWS)
                .forEach(row -> diagnostic.note("`" + Excerpt.of(row.id(), ID_LENGTH) + "`: " + words(row.reason())));
        if (refused.stream().anyMatch(row -> isDuplicate(row.reason()))) {
            diagnostic.help("an element with this id is there already, with another label or between other nodes, or a"
                    + " constraint of the database forbids these values");
        }
        return new GraphcException(diagnostic.build(), refused.get(0).reason());
    }

    /** Whether another batch of the same statement may well be taken: the reason lies in what the rows hold. */
    static boolean liesInRows(Neo4jException error) {
        String code = error.code();
        return !(error instanceof ServiceUnavailableException)
                && !(error instanceof SessionExpiredException)
                && (code.startsWith("Neo.ClientError.Statement.")
                        || code.startsWith("Neo.ClientError.Schema.")
                        || code.startsWith("Neo.DatabaseError.")
                        || code.equals(OUT_OF_MEMORY));
    }

    /** Whether the server blames what a row holds, rather than itself. */
    static boolean isOfRow(Neo4jException error) {
        return error.code().startsWith("Neo.ClientError.");
    }

    /** Whether the server blames the constraint that it was to make; it does so as an error of its own, too. */
    static boolean isOfConstraint(Neo4jException error) {
        return isOfRow(error) || error.code().startsWith("Neo.DatabaseError.Schema.");
    }

    static RefusedRow refusedRow(BatchWriter.Refused row) {
        return new RefusedRow(row.id(), words(row.reason()));
    }

    static boolean isDuplicate(Neo4jException error) {
        return error.code().equals(DUPLICATES);
    }

    /** The graph as it is contradicts a constraint that the load needs. */
    static GraphcException noConstraint(Constraint constraint, Neo4jException error) {
        Diagnostic.Builder diagnostic = Diagnostic.of(
                        DiagnosticCode.CANNOT_WRITE,
                        "Neo4j cannot keep the ids of `" + constraint.element() + "` unique")
                .note(words(error))
                .help("remove the duplicates or the other index on this property, or set `id_property` of the graph"
                        + " output to another name");
        if (constraint.kind() == Constraint.Kind.KEY) {
            diagnostic.help("where others write `" + constraint.element()
                    + "` without this property, set `constraints: unique` of the graph output");
        }
        return new GraphcException(diagnostic.build(), error);
    }

    /** What is stored under a property contradicts the type that the mapping gives it. */
    static GraphcException noType(Constraint constraint, Neo4jException error) {
        return new GraphcException(
                Diagnostic.of(
                                DiagnosticCode.CANNOT_WRITE,
                                "Neo4j cannot hold `" + constraint.property() + "` of `" + constraint.element()
                                        + "` to its type")
                        .note(words(error))
                        .help(
                                "remove values of other types that others wrote, or set `constraints: unique` of the graph"
                                        + " output to make no such constraints")
                        .build(),
                error);
    }

    /** Somebody dropped constraints while the load ran. */
    static GraphcException missingConstraints(List<String> names) {
        return new GraphcException(
                Diagnostic.of(DiagnosticCode.LOAD_REJECTED, "Neo4j lacks constraints that the load needs")
                        .note(names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", ")))
                        .help("somebody dropped them during the load; run again")
                        .build());
    }

    /** A relationship batch found fewer pairs of nodes than it has rows. */
    static GraphcException missingEndpoints(ElementPlan element, long missing, List<String> examples) {
        return new GraphcException(Diagnostic.of(
                        DiagnosticCode.LOAD_REJECTED,
                        missing + " of a batch of `" + element.name()
                                + "` relationships have no start or end node in Neo4j")
                .note(examples.stream().collect(Collectors.joining("; ")))
                .help("the nodes were there before the load and are gone: look for what else writes to this database")
                .build());
    }

    static GraphcException badValue(ElementPlan element, String id, String problem) {
        return new GraphcException(
                Diagnostic.of(DiagnosticCode.BAD_VALUE, problem + " (`" + element.name() + "` with id `" + id + "`)")
                        .help("clean the value in the SQL that yields it")
                        .build());
    }

    private static String code(RuntimeException error) {
        return error instanceof Neo4jException known ? known.code() : "";
    }

    private static String words(RuntimeException error) {
        return "Neo4j: " + Excerpt.ofLines(String.valueOf(error.getMessage()).strip(), NOTE_LENGTH);
    }
}
