package io.graphc.compiler.sql.trino;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.compiler.sql.SqlFixture;
import io.graphc.compiler.sql.StatementCases;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.trino.sql.parser.SqlParser;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.Query;
import io.trino.sql.tree.Statement;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/**
 * Every kind of node that Trino's parser can make in a query is met in a statement that is accepted with its columns, or
 * stands in the table of what stays opaque, with a statement that proves it. So nothing new goes unseen when the parser is
 * replaced by a later one.
 */
class SyntaxCoverageTest {
    /** What is not analysed: the query is opaque, its columns must be declared. Carets mark the place of the warning. */
    private static final Map<String, String> OPAQUE = Map.ofEntries(
            Map.entry(
                    "PatternRecognitionRelation",
                    "select * from orders ^match_recognize^ (order by order_id measures a.total as t "
                            + "pattern (a) define a as true)"),
            Map.entry("RowPattern", "select * from orders ^match_recognize^ (pattern (a b) define a as true)"),
            Map.entry(
                    "SkipTo",
                    "select * from orders ^match_recognize^ (after match skip past last row pattern (a) define a as true)"),
            Map.entry(
                    "PatternSearchMode",
                    "select count(*) over (rows between current row and unbounded following initial ^pattern^ (a) define a as true) as n from orders"),
            Map.entry(
                    "MeasureDefinition",
                    "select ^m^ over (measures last(total) as m rows between current row and unbounded following pattern (a) define a as true) as n from orders"),
            Map.entry(
                    "WindowOperation",
                    "select ^m^ over w as n from orders window w as (measures last(total) as m rows between current row and unbounded following pattern (a) define a as true)"),
            Map.entry(
                    "SubsetDefinition",
                    "select * from orders ^match_recognize^ (pattern (a b) subset u = (a, b) define a as true)"),
            Map.entry("VariableDefinition", "select * from orders ^match_recognize^ (pattern (a) define a as true)"),
            Map.entry(
                    "ProcessingMode",
                    "select * from orders ^match_recognize^ (measures final last(total) as t pattern (a) define a as true)"),
            Map.entry(
                    "EmptyTableTreatment",
                    "select * from table(^my_function^(input => table(orders) keep when empty))"));

    /** The kinds of row patterns and of their quantifiers, which stand in {@code RowPattern} only. */
    private static final Set<String> PATTERNS = Set.of(
            "AnchorPattern",
            "EmptyPattern",
            "ExcludedPattern",
            "OneOrMoreQuantifier",
            "PatternAlternation",
            "PatternConcatenation",
            "PatternPermutation",
            "PatternVariable",
            "QuantifiedPattern",
            "RangeQuantifier",
            "ZeroOrMoreQuantifier",
            "ZeroOrOneQuantifier");

    /** Read and then refused, by Trino as by the front end. */
    private static final Map<String, String> REFUSED = Map.of(
            "NaturalJoin", "select o.status from orders o ^natural^ join customers c",
            "Parameter", "select ^?^ as a");

    /** Made by Trino's analyser or planner, never by its parser. */
    private static final Set<String> INTERNAL =
            Set.of("AllRows", "BindExpression", "FieldReference", "LabelDereference", "SymbolReference");

    /** What stands in the body of a function that a query declares: of the function only the head is read. */
    private static final Set<String> FUNCTION_BODIES = Set.of(
            "AssignmentStatement",
            "CaseStatement",
            "CaseStatementWhenClause",
            "CommentCharacteristic",
            "CompoundStatement",
            "DeterministicCharacteristic",
            "ElseClause",
            "ElseIfClause",
            "IfStatement",
            "IterateStatement",
            "LanguageCharacteristic",
            "LeaveStatement",
            "LoopStatement",
            "NullInputCharacteristic",
            "RepeatStatement",
            "SecurityCharacteristic",
            "VariableDeclaration",
            "WhileStatement");

    /** Parts of statements that are no queries. */
    private static final Set<String> OTHER_STATEMENTS = Set.of(
            "CallArgument",
            "ColumnDefinition",
            "ExplainFormat",
            "ExplainType",
            "Isolation",
            "LikeClause",
            "MergeDelete",
            "MergeInsert",
            "MergeUpdate",
            "PathElement",
            "PathSpecification",
            "Property",
            "TransactionAccessMode",
            "UpdateAssignment");

    private static final List<String> CORPUS = List.of("accepted.sql", "constructs.sql");

    @Test
    void everyNodeOfAQueryIsAcceptedOrKnownToBeOpaque() throws Exception {
        Set<String> accepted = acceptedNodes();
        Set<String> left = new TreeSet<>(queryNodes());
        left.removeAll(accepted);
        left.removeAll(OPAQUE.keySet());
        left.removeAll(PATTERNS);
        left.removeAll(REFUSED.keySet());
        left.removeAll(INTERNAL);
        assertThat(left).isEmpty();
        assertThat(accepted).doesNotContainAnyElementsOf(OPAQUE.keySet());
    }

    @Test
    void whatIsOpaqueIsSaidAtItsPlace() {
        OPAQUE.forEach((node, marked) -> {
            SqlFixture fixture = SqlFixture.sql(StatementCases.TABLES, marked);
            Diagnostic only = fixture.analyze().diagnostics().get(0);
            assertThat(only.code()).as(marked).isEqualTo(DiagnosticCode.OPAQUE_SQL);
            fixture.fails(DiagnosticCode.OPAQUE_SQL, only.message());
        });
    }

    @Test
    void whatTrinoRefusesIsRefused() {
        REFUSED.forEach((node, marked) -> {
            SqlFixture fixture = SqlFixture.sql(StatementCases.TABLES, marked);
            Diagnostic only = fixture.analyze().diagnostics().get(0);
            fixture.fails(only.code(), only.message());
        });
    }

    private static Set<String> acceptedNodes() {
        Set<String> seen = new TreeSet<>();
        for (String resource : CORPUS) {
            for (StatementCases.Case one : StatementCases.read(resource)) {
                walk(
                        new SqlParser().createStatement(one.sql()),
                        Collections.newSetFromMap(new IdentityHashMap<>()),
                        seen);
            }
        }
        return seen;
    }

    /** Children as the node tells them are not all of its parts. */
    private static void walk(Object node, Set<Object> done, Set<String> seen) {
        if (node instanceof Collection<?> several) {
            several.forEach(part -> walk(part, done, seen));
        } else if (node instanceof Optional<?> part) {
            part.ifPresent(value -> walk(value, done, seen));
        } else if (node instanceof Node && done.add(node)) {
            seen.add(node.getClass().getSimpleName());
            for (Method method : node.getClass().getMethods()) {
                if (method.getParameterCount() == 0 && method.getName().startsWith("get")) {
                    walk(value(node, method), done, seen);
                }
            }
        } else if (node instanceof Enum<?> && done.add(node)) {
            seen.add(node.getClass().getSimpleName());
        }
    }

    private static Object value(Object node, Method method) {
        try {
            return Optional.ofNullable(method.invoke(node));
        } catch (IllegalAccessException | InvocationTargetException e) {
            return Optional.empty();
        }
    }

    /** All kinds of nodes that are no statements but queries, and no parts of such statements only. */
    private static Set<String> queryNodes() throws IOException, URISyntaxException, ClassNotFoundException {
        Path jar = Path.of(
                Node.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        Set<String> nodes = new TreeSet<>();
        try (JarFile file = new JarFile(jar.toFile())) {
            for (String entry : file.stream().map(Object::toString).toList()) {
                if (entry.startsWith("io/trino/sql/tree/") && entry.endsWith(".class") && !entry.contains("$")) {
                    Class<?> type = Class.forName(entry.replace('/', '.').replace(".class", ""));
                    String name = type.getSimpleName();
                    boolean concrete = !Modifier.isAbstract(type.getModifiers()) && Node.class.isAssignableFrom(type);
                    boolean statement = Statement.class.isAssignableFrom(type) && type != Query.class;
                    if (concrete && !statement && !FUNCTION_BODIES.contains(name) && !OTHER_STATEMENTS.contains(name)) {
                        nodes.add(name);
                    }
                }
            }
        }
        return nodes;
    }
}
