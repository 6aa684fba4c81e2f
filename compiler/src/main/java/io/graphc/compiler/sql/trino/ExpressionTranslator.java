package io.graphc.compiler.sql.trino;

import io.graphc.compiler.sql.calcite.CastOperator;
import io.graphc.compiler.sql.calcite.Form;
import io.graphc.compiler.sql.calcite.FormOperator;
import io.graphc.compiler.sql.calcite.GroupingOperator;
import io.graphc.compiler.sql.calcite.LambdaOperator;
import io.graphc.compiler.sql.calcite.LambdaParameter;
import io.graphc.compiler.sql.calcite.TextPosition;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.plan.SqlType;
import io.trino.sql.tree.ArithmeticBinaryExpression;
import io.trino.sql.tree.ArithmeticUnaryExpression;
import io.trino.sql.tree.Array;
import io.trino.sql.tree.AtTimeZone;
import io.trino.sql.tree.BetweenPredicate;
import io.trino.sql.tree.Cast;
import io.trino.sql.tree.CoalesceExpression;
import io.trino.sql.tree.ComparisonExpression;
import io.trino.sql.tree.CurrentCatalog;
import io.trino.sql.tree.CurrentPath;
import io.trino.sql.tree.CurrentSchema;
import io.trino.sql.tree.CurrentTime;
import io.trino.sql.tree.CurrentUser;
import io.trino.sql.tree.DereferenceExpression;
import io.trino.sql.tree.ExistsPredicate;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.Extract;
import io.trino.sql.tree.Format;
import io.trino.sql.tree.FunctionCall;
import io.trino.sql.tree.GroupingOperation;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.IfExpression;
import io.trino.sql.tree.InListExpression;
import io.trino.sql.tree.InPredicate;
import io.trino.sql.tree.IsNotNullPredicate;
import io.trino.sql.tree.IsNullPredicate;
import io.trino.sql.tree.JsonArray;
import io.trino.sql.tree.JsonExists;
import io.trino.sql.tree.JsonObject;
import io.trino.sql.tree.JsonQuery;
import io.trino.sql.tree.JsonValue;
import io.trino.sql.tree.LambdaArgumentDeclaration;
import io.trino.sql.tree.LambdaExpression;
import io.trino.sql.tree.LikePredicate;
import io.trino.sql.tree.Literal;
import io.trino.sql.tree.LogicalExpression;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.NotExpression;
import io.trino.sql.tree.NullIfExpression;
import io.trino.sql.tree.Parameter;
import io.trino.sql.tree.PatternRecognitionRelation;
import io.trino.sql.tree.QuantifiedComparisonExpression;
import io.trino.sql.tree.Query;
import io.trino.sql.tree.Row;
import io.trino.sql.tree.SearchedCaseExpression;
import io.trino.sql.tree.SimpleCaseExpression;
import io.trino.sql.tree.SubqueryExpression;
import io.trino.sql.tree.SubscriptExpression;
import io.trino.sql.tree.Trim;
import io.trino.sql.tree.TryExpression;
import io.trino.sql.tree.WhenClause;
import io.trino.sql.tree.WindowFrame;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Expressions of Trino's tree as calls of our operators. Made anew for every block of the query. */
final class ExpressionTranslator {
    private final Translation translation;
    private final NameScope scope;
    private final BlockContext block;
    private final BiFunction<Query, NameScope, SqlNode> queries;
    private final LiteralTranslator literals;

    /**
     * What surrounds an expression in its block.
     *
     * @param windows the named windows of the block
     */
    record BlockContext(Map<String, io.trino.sql.tree.WindowSpecification> windows) {
        static final BlockContext NONE = new BlockContext(Map.of());
    }

    /** @param queries translates a query inside an expression, given what it can see */
    ExpressionTranslator(
            Translation translation,
            NameScope scope,
            BlockContext block,
            BiFunction<Query, NameScope, SqlNode> queries) {
        this.translation = translation;
        this.scope = scope;
        this.block = block;
        this.queries = queries;
        this.literals = new LiteralTranslator(translation);
    }

    private interface Rule<T> {
        SqlNode apply(ExpressionTranslator translator, T expression);
    }

    private static final Map<Class<?>, Rule<Object>> RULES = new LinkedHashMap<>();

    private static <T> void rule(Class<T> type, Rule<T> rule) {
        RULES.put(type, (translator, expression) -> rule.apply(translator, type.cast(expression)));
    }

    static {
        rule(Identifier.class, (to, node) -> new ColumnTranslator(to.translation, to.scope).identifier(node));
        rule(DereferenceExpression.class, ExpressionTranslator::dereference);
        rule(CurrentTime.class, (to, node) -> to.literals.clock(node));
        rule(FunctionCall.class, (to, node) -> to.functions().call(node));
        rule(Trim.class, (to, node) -> to.functions().trim(node));
        rule(
                ArithmeticBinaryExpression.class,
                (to, node) -> to.form(
                        Form.ARITHMETIC,
                        node.getOperator().getValue(),
                        node,
                        List.of(node.getLeft(), node.getRight())));
        rule(ArithmeticUnaryExpression.class, ExpressionTranslator::unary);
        rule(ComparisonExpression.class, ExpressionTranslator::comparison);
        rule(
                LogicalExpression.class,
                (to, node) -> to.form(
                        node.getOperator() == LogicalExpression.Operator.AND ? Form.AND : Form.OR,
                        "",
                        node,
                        node.getTerms()));
        rule(NotExpression.class, (to, node) -> to.form(Form.NOT, "", node, List.of(node.getValue())));
        rule(IsNullPredicate.class, (to, node) -> to.isNull(Form.IS_NULL, node, node.getValue()));
        rule(IsNotNullPredicate.class, (to, node) -> to.isNull(Form.IS_NOT_NULL, node, node.getValue()));
        rule(
                BetweenPredicate.class,
                (to, node) -> to.form(Form.BETWEEN, "", node, List.of(node.getValue(), node.getMin(), node.getMax())));
        rule(LikePredicate.class, ExpressionTranslator::like);
        rule(InPredicate.class, ExpressionTranslator::in);
        rule(ExistsPredicate.class, ExpressionTranslator::exists);
        rule(SubqueryExpression.class, ExpressionTranslator::scalarQuery);
        rule(QuantifiedComparisonExpression.class, ExpressionTranslator::quantified);
        rule(SimpleCaseExpression.class, ExpressionTranslator::simpleCase);
        rule(SearchedCaseExpression.class, ExpressionTranslator::searchedCase);
        rule(CoalesceExpression.class, (to, node) -> to.enclosed(Form.COALESCE, "", node, node.getOperands()));
        rule(
                NullIfExpression.class,
                (to, node) -> to.enclosed(Form.NULLIF, "", node, List.of(node.getFirst(), node.getSecond())));
        rule(IfExpression.class, ExpressionTranslator::ifExpression);
        rule(TryExpression.class, (to, node) -> to.enclosed(Form.TRY, "", node, List.of(node.getInnerExpression())));
        rule(Format.class, (to, node) -> to.enclosed(Form.FORMAT, "", node, node.getArguments()));
        rule(Cast.class, ExpressionTranslator::cast);
        rule(
                Extract.class,
                (to, node) -> to.enclosed(Form.EXTRACT, node.getField().name(), node, List.of(node.getExpression())));
        rule(Array.class, (to, node) -> to.enclosed(Form.ARRAY, "", node, node.getValues()));
        rule(Row.class, (to, node) -> to.enclosed(Form.ROW, "", node, node.getItems()));
        rule(
                SubscriptExpression.class,
                (to, node) -> to.form(Form.SUBSCRIPT, "", node, List.of(node.getBase(), node.getIndex())));
        rule(AtTimeZone.class, ExpressionTranslator::atTimeZone);
        rule(LambdaExpression.class, ExpressionTranslator::lambda);
        rule(GroupingOperation.class, ExpressionTranslator::grouping);
        rule(Parameter.class, (to, node) -> to.refused(node, "a parameter has no value here"));
        rule(JsonExists.class, (to, node) -> to.json().exists(node));
        rule(JsonValue.class, (to, node) -> to.json().value(node));
        rule(JsonQuery.class, (to, node) -> to.json().query(node));
        rule(JsonObject.class, (to, node) -> to.json().object(node));
        rule(JsonArray.class, (to, node) -> to.json().array(node));
        rule(CurrentUser.class, (to, node) -> to.form(Form.SESSION, "CURRENT_USER", node, List.of()));
        rule(CurrentCatalog.class, (to, node) -> to.form(Form.SESSION, "CURRENT_CATALOG", node, List.of()));
        rule(CurrentSchema.class, (to, node) -> to.form(Form.SESSION, "CURRENT_SCHEMA", node, List.of()));
        rule(CurrentPath.class, (to, node) -> to.form(Form.SESSION, "CURRENT_PATH", node, List.of()));
    }

    SqlNode translate(Expression expression) {
        if (translation.isRefused(expression)) {
            return translation.poison(expression);
        }
        if (expression instanceof Literal literal) {
            return literals.translate(literal);
        }
        Rule<Object> rule = RULES.get(expression.getClass());
        if (rule == null) {
            throw unsupported(expression);
        }
        return rule.apply(this, expression);
    }

    List<SqlNode> translateAll(List<? extends Expression> expressions) {
        List<SqlNode> result = new ArrayList<>();
        for (Expression expression : expressions) {
            result.add(translate(expression));
        }
        return result;
    }

    /** The names that can be seen here. */
    NameScope scope() {
        return scope;
    }

    private JsonTranslator json() {
        return new JsonTranslator(translation, this);
    }

    private FunctionTranslator functions() {
        return new FunctionTranslator(translation, this, block);
    }

    /** What Trino's grammar reads and Trino then refuses. */
    SqlNode refused(Node node, String problem) {
        int start = translation.tokens().offsetOf(node);
        SqlParserPos place = TextPosition.of(start, translation.tokens().endAfter(start, 0));
        translation.problems().report(place, Diagnostic.of(DiagnosticCode.CLAUSE_RULE, problem));
        return translation.poison(place);
    }

    /** A construct that is not translated, named by its first word. */
    UnsupportedConstruct unsupported(Node node) {
        Tokens tokens = translation.tokens();
        int start = tokens.offsetOf(node);
        if (node instanceof PatternRecognitionRelation || node instanceof WindowFrame) {
            String keyword = node instanceof WindowFrame ? "pattern" : "match_recognize";
            int end = tokens.endOfNext(start, keyword);
            return new UnsupportedConstruct(keyword, TextPosition.of(end - keyword.length(), end));
        }
        Tokens.Word word = tokens.wordAt(start);
        return new UnsupportedConstruct(Tokens.lower(word.text()), TextPosition.of(word.start(), word.end()));
    }

    /** An expression whose place is the union of its operands' places and its own word. */
    private SqlNode form(Form form, String detail, Node node, List<? extends Expression> operands) {
        List<SqlNode> parts = translateAll(operands);
        return translation.call(new FormOperator(form, detail), translation.position(node, parts), parts);
    }

    /** An expression that starts with its own word and ends with a closing parenthesis or bracket. */
    private SqlNode enclosed(Form form, String detail, Node node, List<? extends Expression> operands) {
        List<SqlNode> parts = translateAll(operands);
        return translation.call(new FormOperator(form, detail), enclosedPosition(node, parts), parts);
    }

    private SqlParserPos enclosedPosition(Node node, List<SqlNode> parts) {
        int start = translation.tokens().offsetOf(node);
        return translation.span(start, translation.tokens().callEnd(start), parts);
    }

    private SqlNode dereference(DereferenceExpression node) {
        ColumnTranslator columns = new ColumnTranslator(translation, scope);
        return columns.dereference(node, this::translate);
    }

    private SqlNode unary(ArithmeticUnaryExpression node) {
        boolean plus = node.getSign() == ArithmeticUnaryExpression.Sign.PLUS;
        return form(plus ? Form.PLUS_SIGN : Form.NEGATE, "", node, List.of(node.getValue()));
    }

    private SqlNode comparison(ComparisonExpression node) {
        boolean distinct = node.getOperator() == ComparisonExpression.Operator.IS_DISTINCT_FROM;
        Form form = distinct ? Form.IS_DISTINCT_FROM : Form.COMPARISON;
        String symbol = distinct ? "" : node.getOperator().getValue();
        return form(form, symbol, node, List.of(node.getLeft(), node.getRight()));
    }

    private SqlNode isNull(Form form, Node node, Expression value) {
        SqlNode operand = translate(value);
        Tokens tokens = translation.tokens();
        int after = TextPosition.end(translation.span(
                TextPosition.start(operand.getParserPosition()),
                TextPosition.end(operand.getParserPosition()),
                List.of()));
        int end = tokens.endOfNext(after, "NULL");
        SqlParserPos position = translation.span(tokens.offsetOf(node), end, List.of(operand));
        return translation.call(new FormOperator(form), position, List.of(operand));
    }

    private SqlNode like(LikePredicate node) {
        List<Expression> operands = new ArrayList<>(List.of(node.getValue(), node.getPattern()));
        node.getEscape().ifPresent(operands::add);
        return form(Form.LIKE, "", node, operands);
    }

    private SqlNode in(InPredicate node) {
        if (node.getValueList() instanceof InListExpression list) {
            List<Expression> operands = new ArrayList<>(List.of(node.getValue()));
            operands.addAll(list.getValues());
            return form(Form.IN_LIST, "", node, operands);
        }
        SubqueryExpression query = (SubqueryExpression) node.getValueList();
        return withQuery(Form.IN_QUERY, "", node, node.getValue(), query);
    }

    private SqlNode withQuery(Form form, String detail, Node node, Expression value, SubqueryExpression query) {
        List<SqlNode> parts = List.of(translate(value), queries.apply(query.getQuery(), scope));
        return translation.call(new FormOperator(form, detail), translation.position(node, parts), parts);
    }

    private SqlNode quantified(QuantifiedComparisonExpression node) {
        boolean all = node.getQuantifier() == QuantifiedComparisonExpression.Quantifier.ALL;
        String detail = node.getOperator().getValue() + (all ? " ALL" : " ANY");
        return withQuery(Form.QUANTIFIED, detail, node, node.getValue(), (SubqueryExpression) node.getSubquery());
    }

    private SqlNode exists(ExistsPredicate node) {
        Query query = ((SubqueryExpression) node.getSubquery()).getQuery();
        List<SqlNode> parts = List.of(queries.apply(query, scope));
        return translation.call(new FormOperator(Form.EXISTS), enclosedPosition(node, parts), parts);
    }

    private SqlNode scalarQuery(SubqueryExpression node) {
        List<SqlNode> parts = List.of(queries.apply(node.getQuery(), scope));
        return translation.call(new FormOperator(Form.SCALAR_QUERY), enclosedPosition(node, parts), parts);
    }

    private SqlNode simpleCase(SimpleCaseExpression node) {
        List<Expression> operands = new ArrayList<>(List.of(node.getOperand()));
        return caseExpression(Form.SIMPLE_CASE, node, operands, node.getWhenClauses(), node.getDefaultValue());
    }

    private SqlNode searchedCase(SearchedCaseExpression node) {
        return caseExpression(
                Form.SEARCHED_CASE, node, new ArrayList<>(), node.getWhenClauses(), node.getDefaultValue());
    }

    private SqlNode caseExpression(
            Form form, Node node, List<Expression> operands, List<WhenClause> whens, Optional<Expression> otherwise) {
        for (WhenClause when : whens) {
            operands.add(when.getOperand());
            operands.add(when.getResult());
        }
        otherwise.ifPresent(operands::add);
        List<SqlNode> parts = translateAll(operands);
        SqlNode last = parts.get(parts.size() - 1);
        int end = translation.tokens().endOfNext(TextPosition.end(last.getParserPosition()), "END");
        SqlParserPos position = translation.span(translation.tokens().offsetOf(node), end, parts);
        return translation.call(new FormOperator(form, otherwise.isPresent() ? "ELSE" : ""), position, parts);
    }

    private SqlNode ifExpression(IfExpression node) {
        List<Expression> operands = new ArrayList<>(List.of(node.getCondition(), node.getTrueValue()));
        node.getFalseValue().ifPresent(operands::add);
        return enclosed(Form.IF, "", node, operands);
    }

    private SqlNode cast(Cast node) {
        List<SqlNode> parts = List.of(translate(node.getExpression()));
        SqlType target = new TypeTranslator(translation).translate(node.getType());
        if (!node.isSafe()) {
            translation.constants().ofCast(node.getExpression(), target);
        }
        CastOperator operator = new CastOperator(target, node.isSafe());
        return translation.call(operator, enclosedPosition(node, parts), parts);
    }

    private SqlNode atTimeZone(AtTimeZone node) {
        translation.constants().ofZone(node.getTimeZone());
        return form(Form.AT_TIME_ZONE, "", node, List.of(node.getValue(), node.getTimeZone()));
    }

    private SqlNode lambda(LambdaExpression node) {
        NameScope inner = new NameScope(scope);
        List<LambdaParameter> parameters = new ArrayList<>();
        for (LambdaArgumentDeclaration argument : node.getArguments()) {
            LambdaParameter parameter = new LambdaParameter(argument.getName().getValue());
            parameters.add(parameter);
            inner.add(parameter);
        }
        SqlNode body = new ExpressionTranslator(translation, inner, block, queries).translate(node.getBody());
        List<SqlNode> parts = List.of(body);
        return translation.call(new LambdaOperator(parameters), translation.position(node, parts), parts);
    }

    private SqlNode grouping(GroupingOperation node) {
        List<SqlNode> parts = translateAll(node.getGroupingColumns());
        return translation.call(new GroupingOperator(), enclosedPosition(node, parts), parts);
    }
}
