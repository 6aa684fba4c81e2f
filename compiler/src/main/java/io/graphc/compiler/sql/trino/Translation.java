package io.graphc.compiler.sql.trino;

import io.graphc.compiler.sql.SqlRequest;
import io.graphc.compiler.sql.calcite.PoisonOperator;
import io.graphc.compiler.sql.calcite.Problems;
import io.graphc.compiler.sql.calcite.TextPosition;
import io.graphc.compiler.sql.calcite.UngroupedOperator;
import io.graphc.compiler.sql.calcite.Unnamed;
import io.graphc.compiler.sql.function.FunctionCatalog;
import io.trino.sql.tree.Node;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * What the parts of one translation share: the text, where problems go, the ranges found wrong before, and what was
 * learnt on the way. Not safe to share between threads.
 */
final class Translation {
    /**
     * A column as it was written.
     *
     * @param scope what could be seen there
     * @param qualified true when a relation's name stands before the column's
     * @param base true when a field of it is read, so that it could have been meant as a relation
     */
    record ColumnUse(List<String> parts, NameScope scope, boolean qualified, boolean base) {}

    private final SqlRequest request;
    private final Tokens tokens;
    private final Problems problems;
    private final FunctionCatalog functions;
    private final Set<Range> poisoned;
    private final Refusals refusals;
    private final Map<Range, ColumnUse> columns = new LinkedHashMap<>();
    private final Set<NameScope> ungrouped = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<Range> unknownFunctions = new LinkedHashSet<>();
    private final Set<Range> apart = new LinkedHashSet<>();
    private final Set<Range> ungroupedColumns = new LinkedHashSet<>();
    private final ConstantArguments constants = new ConstantArguments();
    private final Set<String> tables = new LinkedHashSet<>();
    private int unnamedRelations;

    /** A half-open range of the text. */
    record Range(int start, int end) {
        // Written out: every column is put into a map by its range, and what Java makes for records is slow there.
        @Override
        public boolean equals(Object other) {
            return other instanceof Range that && start == that.start && end == that.end;
        }

        @Override
        public int hashCode() {
            return 31 * start + end;
        }

        static Range of(SqlParserPos position) {
            return new Range(TextPosition.start(position), TextPosition.end(position));
        }
    }

    Translation(
            SqlRequest request,
            Tokens tokens,
            Problems problems,
            FunctionCatalog functions,
            Set<Range> poisoned,
            Refusals refusals) {
        this.request = request;
        this.tokens = tokens;
        this.problems = problems;
        this.functions = functions;
        this.poisoned = poisoned;
        this.refusals = refusals;
    }

    SqlRequest request() {
        return request;
    }

    Tokens tokens() {
        return tokens;
    }

    Problems problems() {
        return problems;
    }

    FunctionCatalog functions() {
        return functions;
    }

    /** Labels of the relations read, in order of first use. */
    Set<String> tables() {
        return tables;
    }

    /** A name for a relation without one; no other in the query has it, so that it is not hidden inside. */
    String nameRelation() {
        return Unnamed.relation(unnamedRelations++);
    }

    /** Columns at these places are read by queries of their own. */
    void readApart(Set<Range> places) {
        apart.addAll(places);
    }

    boolean isReadApart(SqlParserPos position) {
        return !apart.isEmpty() && apart.contains(Range.of(position));
    }

    /** Columns at these places were found not to be grouped. */
    void takeAsGrouped(Set<Range> places) {
        ungroupedColumns.addAll(places);
    }

    /** A column, put out of the way of the rules of grouping where it was found to break them. */
    SqlNode grouped(SqlNode column) {
        SqlParserPos place = column.getParserPosition();
        boolean known = !ungroupedColumns.isEmpty() && ungroupedColumns.contains(Range.of(place));
        return known ? new UngroupedOperator().createCall(place, column) : column;
    }

    /** The text constants that something reads further. */
    ConstantArguments constants() {
        return constants;
    }

    /** True for a column of a query around the one that it stands in. */
    boolean isFromOutside(SqlParserPos position) {
        Range place = Range.of(position);
        return columns.entrySet().stream()
                .filter(entry ->
                        entry.getKey().end() == place.end() && entry.getKey().start() >= place.start())
                .anyMatch(entry ->
                        entry.getValue().scope().isFromOutside(entry.getValue().parts()));
    }

    void use(SqlParserPos position, ColumnUse column) {
        columns.put(Range.of(position), column);
    }

    /** Remembers a call of a function that is not known: it might aggregate. */
    void useUnknownFunction(SqlParserPos position) {
        unknownFunctions.add(Range.of(position));
    }

    /** Leaves out errors of grouping in a block whose GROUP BY is wrong itself. */
    void ignoreGrouping(NameScope block) {
        ungrouped.add(block);
    }

    boolean ignoresGrouping(SqlParserPos position) {
        Range range = Range.of(position);
        return columns.entrySet().stream()
                .filter(entry -> range.start() <= entry.getKey().start()
                        && entry.getKey().end() <= range.end())
                .anyMatch(entry -> ungrouped.contains(entry.getValue().scope()));
    }

    /** True inside of a call of a function that is not known. */
    boolean isInUnknownFunction(SqlParserPos position) {
        Range range = Range.of(position);
        return unknownFunctions.stream().anyMatch(call -> call.start() <= range.start() && range.end() <= call.end());
    }

    Map<Range, ColumnUse> columns() {
        return columns;
    }

    /** The text at a position. */
    String written(SqlParserPos position) {
        return tokens.text().substring(TextPosition.start(position), TextPosition.end(position));
    }

    /** The position of a node with the parts it consists of; parentheses are closed. */
    SqlParserPos position(Node node, List<SqlNode> parts) {
        int start = tokens.offsetOf(node);
        return span(start, tokens.endAfter(start, 0), parts);
    }

    /** The smallest balanced position that holds a range and some nodes. */
    SqlParserPos span(int start, int end, List<SqlNode> parts) {
        SqlParserPos all = TextPosition.of(start, end);
        for (SqlNode part : parts) {
            all = TextPosition.union(all, part.getParserPosition());
        }
        int[] balanced = tokens.balanced(TextPosition.start(all), TextPosition.end(all));
        return TextPosition.of(balanced[0], balanced[1]);
    }

    /** A call, or what stands for it when it was found wrong before. */
    SqlNode call(SqlOperator operator, SqlParserPos position, List<SqlNode> operands) {
        return isPoisoned(position) ? poison(position) : operator.createCall(position, operands);
    }

    boolean isPoisoned(SqlParserPos position) {
        return !poisoned.isEmpty() && poisoned.contains(Range.of(position));
    }

    /** True for a part of the tree that was found wrong before it was translated. */
    boolean isRefused(Node node) {
        return refusals.has(node);
    }

    SqlNode poison(Node node) {
        int start = tokens.offsetOf(node);
        return poison(TextPosition.of(start, tokens.callEnd(start)));
    }

    SqlNode poison(SqlParserPos position) {
        String written = tokens.text().substring(TextPosition.start(position), TextPosition.end(position));
        return new PoisonOperator(Tokens.lower(written)).createCall(position, List.of());
    }

    static SqlNodeList list(List<? extends SqlNode> nodes) {
        SqlParserPos all = SqlParserPos.ZERO;
        for (SqlNode node : nodes) {
            all = TextPosition.union(all, node.getParserPosition());
        }
        return new SqlNodeList(nodes, all);
    }
}
