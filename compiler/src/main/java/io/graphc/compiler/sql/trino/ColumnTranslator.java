package io.graphc.compiler.sql.trino;

import io.graphc.compiler.sql.calcite.Form;
import io.graphc.compiler.sql.calcite.FormOperator;
import io.graphc.compiler.sql.calcite.LambdaParameter;
import io.graphc.compiler.sql.calcite.TextPosition;
import io.graphc.compiler.sql.calcite.Unnamed;
import io.graphc.compiler.sql.trino.Translation.ColumnUse;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.trino.sql.tree.DereferenceExpression;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Names in expressions: parameters of lambdas, columns, and fields of rows. */
final class ColumnTranslator {
    private final Translation translation;
    private final NameScope scope;

    ColumnTranslator(Translation translation, NameScope scope) {
        this.translation = translation;
        this.scope = scope;
    }

    SqlNode identifier(Identifier node) {
        Optional<LambdaParameter> parameter = scope.parameter(node.getValue());
        if (parameter.isPresent()) {
            return parameter.get().createCall(position(node), List.of());
        }
        return column(List.of(node), false);
    }

    private SqlParserPos position(Identifier node) {
        int start = translation.tokens().offsetOf(node);
        return TextPosition.of(start, translation.tokens().endAfter(start, 0));
    }

    private SqlNode column(List<Identifier> parts, boolean base) {
        List<SqlParserPos> places = new ArrayList<>(parts.size());
        List<String> names = new ArrayList<>(parts.size());
        for (Identifier part : parts) {
            places.add(position(part));
            names.add(part.getValue());
        }
        SqlParserPos last = places.get(places.size() - 1);
        SqlParserPos all = TextPosition.union(places.get(0), last);
        if (translation.isPoisoned(last) || translation.isPoisoned(all)) {
            return translation.poison(all);
        }
        Optional<NameScope.UsingColumn> using = names.size() == 1 ? scope.using(names.get(0)) : Optional.empty();
        if (using.isPresent() && using.get().owners().size() > 1) {
            return translation.grouped(merged(using.get(), names.get(0), all));
        }
        if (names.size() == 1 && scope.isTwice(names.get(0))) {
            translation
                    .problems()
                    .report(
                            all,
                            Diagnostic.of(DiagnosticCode.AMBIGUOUS_COLUMN, "column `" + names.get(0) + "` is ambiguous")
                                    .note("a relation of this `from` has two columns of this name")
                                    .help("give them other names"));
            return translation.poison(all);
        }
        translation.use(last, new ColumnUse(names, scope, names.size() > 1, base));
        SqlIdentifier column = new SqlIdentifier(names, null, all, places);
        return translation.isReadApart(all) ? readApart(column) : translation.grouped(column);
    }

    /** {@code (select column)}: the same value. */
    private SqlNode readApart(SqlIdentifier column) {
        SqlParserPos place = column.getParserPosition();
        String name = column.names.get(column.names.size() - 1);
        SqlNode item = SqlStdOperatorTable.AS.createCall(place, column, new SqlIdentifier(name, place));
        SqlNode query = new SqlSelect(
                place, null, SqlNodeList.of(item), null, null, null, null, null, null, null, null, null, null);
        return translation.call(new FormOperator(Form.SCALAR_QUERY), place, List.of(query));
    }

    private SqlNode merged(NameScope.UsingColumn column, String name, SqlParserPos place) {
        List<SqlNode> operands = new ArrayList<>();
        for (NameScope.Relation owner : column.owners()) {
            operands.add(new SqlIdentifier(List.of(owner.innerName(), name), null, place, List.of(place, place)));
        }
        return translation.call(new FormOperator(Form.USING_COLUMN, Tokens.lower(name)), place, operands);
    }

    private SqlNode refusedQualifier(List<Identifier> parts) {
        SqlParserPos place = TextPosition.union(position(parts.get(0)), position(parts.get(parts.size() - 1)));
        String name = parts.get(parts.size() - 1).getValue();
        translation
                .problems()
                .report(
                        place,
                        Diagnostic.of(
                                        DiagnosticCode.UNKNOWN_COLUMN,
                                        "column `" + name + "` of `using` takes no qualifier")
                                .help("write `" + name + "`"));
        return translation.poison(place);
    }

    /** {@code a.b.c}: a qualified column, or a field of a row, or both. */
    SqlNode dereference(DereferenceExpression node, Function<Expression, SqlNode> expressions) {
        QualifiedName name = DereferenceExpression.getQualifiedName(node);
        if (name == null) {
            return field(expressions.apply(node.getBase()), fieldOf(node));
        }
        List<Identifier> parts = name.getOriginalParts();
        Optional<LambdaParameter> parameter = scope.parameter(parts.get(0).getValue());
        if (parameter.isPresent()) {
            SqlNode base = parameter.get().createCall(position(parts.get(0)), List.of());
            return fields(base, parts.subList(1, parts.size()));
        }
        for (int qualifier = Math.min(parts.size() - 1, 3); qualifier > 0; qualifier--) {
            Optional<NameScope.Relation> relation = scope.relation(values(parts.subList(0, qualifier)));
            if (relation.isPresent()) {
                // Calcite knows a relation by one name only.
                List<Identifier> used = parts.subList(qualifier - 1, qualifier + 1);
                if (scope.isUsing(relation.get(), used.get(1).getValue())) {
                    return refusedQualifier(used);
                }
                return fields(qualified(relation.get(), used), parts.subList(qualifier + 1, parts.size()));
            }
        }
        return fields(column(parts.subList(0, 1), true), parts.subList(1, parts.size()));
    }

    /** A column of one of the relations that share a name. */
    private SqlNode qualified(NameScope.Relation relation, List<Identifier> parts) {
        Identifier name = parts.get(1);
        List<NameScope.Relation> owners = scope.owners(relation, name.getValue());
        boolean twice = owners.get(0).hasTwice(Tokens.lower(name.getValue()));
        SqlParserPos place = TextPosition.union(position(parts.get(0)), position(name));
        if (owners.size() > 1 || twice) {
            String written = parts.get(0).getValue() + "." + name.getValue();
            translation
                    .problems()
                    .report(
                            place,
                            Diagnostic.of(DiagnosticCode.AMBIGUOUS_COLUMN, "column `" + written + "` is ambiguous")
                                    .note(
                                            twice
                                                    ? "`" + relation.alias() + "` has two columns of this name"
                                                    : "`" + relation.alias() + "` stands for " + owners.size()
                                                            + " relations of this `from`")
                                    .help(twice ? "give them other names" : "give them other aliases"));
            return translation.poison(place);
        }
        String inner = owners.get(0).innerName();
        boolean renamed = !inner.equalsIgnoreCase(parts.get(0).getValue());
        if (!renamed || !Unnamed.is(inner) || translation.isPoisoned(place)) {
            return column(parts, false);
        }
        translation.use(position(name), new ColumnUse(values(parts), scope, true, false));
        return translation.grouped(new SqlIdentifier(
                List.of(inner, name.getValue()), null, place, List.of(position(parts.get(0)), position(name))));
    }

    private static List<String> values(List<Identifier> parts) {
        List<String> values = new ArrayList<>(parts.size());
        for (Identifier part : parts) {
            values.add(part.getValue());
        }
        return values;
    }

    private static Identifier fieldOf(DereferenceExpression node) {
        return node.getField().orElseThrow(() -> new AssertionError(node));
    }

    private SqlNode fields(SqlNode base, List<Identifier> names) {
        SqlNode result = base;
        for (Identifier name : names) {
            result = field(result, name);
        }
        return result;
    }

    private SqlNode field(SqlNode base, Identifier name) {
        SqlParserPos position = TextPosition.union(base.getParserPosition(), position(name));
        int[] balanced = translation.tokens().balanced(TextPosition.start(position), TextPosition.end(position));
        return translation.call(
                new FormOperator(Form.FIELD, name.getValue()),
                TextPosition.of(balanced[0], balanced[1]),
                List.of(base));
    }
}
