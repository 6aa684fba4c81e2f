package io.graphc.compiler.template.syntax;

import io.graphc.compiler.template.syntax.Expression.Binary;
import io.graphc.compiler.template.syntax.Expression.Chain;
import io.graphc.compiler.template.syntax.Expression.FilterUse;
import io.graphc.compiler.template.syntax.Token.Kind;
import io.graphc.source.SourceSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Parses expressions with Jinja2's operator precedence. Belongs to the parsing of one template. */
final class ExpressionParser {
    private static final Set<String> ORDER_OPERATORS = Set.of("==", "!=", "<", "<=", ">", ">=");
    private static final Set<String> NOT_AN_ARGUMENT =
            Set.of("else", "or", "and", "is", "if", "in", "not", "recursive");

    private final TokenStream tokens;
    private final PrimaryParser primaries;

    ExpressionParser(TokenStream tokens) {
        this.tokens = tokens;
        this.primaries = new PrimaryParser(tokens, this);
    }

    /** Names that the expressions parsed so far have read. */
    Set<String> namesRead() {
        return primaries.namesRead();
    }

    /** An expression, where a comma makes a tuple of several. */
    Expression tuple(boolean conditional) {
        Expression first = conditional ? expression() : or();
        if (!tokens.peek().isOperator(",")) {
            return first;
        }
        List<Expression> elements = new ArrayList<>(List.of(first));
        while (tokens.accept(",")) {
            if (tokens.peek().endsTag()
                    || tokens.peek().isOperator("=")
                    || tokens.peek().isOperator(")")) {
                break;
            }
            elements.add(conditional ? expression() : or());
        }
        return new Expression.Sequence(true, elements, tokens.since(first.span()));
    }

    Expression expression() {
        tokens.enter();
        Expression expression = or();
        while (tokens.acceptName("if")) {
            Expression test = or();
            Optional<Expression> otherwise = tokens.acceptName("else") ? Optional.of(expression()) : Optional.empty();
            expression = new Expression.Conditional(test, expression, otherwise, tokens.since(expression.span()));
        }
        tokens.leave();
        return expression;
    }

    private Expression or() {
        Expression first = and();
        if (!tokens.peek().isName("or")) {
            return first;
        }
        List<Expression> operands = new ArrayList<>(List.of(first));
        while (tokens.acceptName("or")) {
            operands.add(and());
        }
        return new Expression.Logical(false, operands, tokens.since(first.span()));
    }

    private Expression and() {
        Expression first = not();
        if (!tokens.peek().isName("and")) {
            return first;
        }
        List<Expression> operands = new ArrayList<>(List.of(first));
        while (tokens.acceptName("and")) {
            operands.add(not());
        }
        return new Expression.Logical(true, operands, tokens.since(first.span()));
    }

    private Expression not() {
        Token token = tokens.peek();
        if (!token.isName("not")) {
            return comparison();
        }
        tokens.enter();
        tokens.next();
        SourceSpan start = tokens.source().span(token);
        Expression operand = not();
        tokens.leave();
        return new Expression.Unary("not", operand, tokens.since(start));
    }

    private Expression comparison() {
        Expression first = sum();
        List<Chain.Link> links = new ArrayList<>();
        for (String operator = comparisonOperator(); operator != null; operator = comparisonOperator()) {
            links.add(new Chain.Link(operator, sum()));
        }
        return links.isEmpty() ? first : new Chain(first, links, tokens.since(first.span()));
    }

    private @Nullable String comparisonOperator() {
        Token token = tokens.peek();
        if (token.kind() == Kind.OPERATOR && ORDER_OPERATORS.contains(token.value())) {
            return tokens.next().value();
        }
        if (tokens.acceptName("in")) {
            return "in";
        }
        if (token.isName("not") && tokens.peekNext().isName("in")) {
            tokens.next();
            tokens.next();
            return "not in";
        }
        return null;
    }

    private Expression sum() {
        Expression left = concatenation();
        for (int length = 0; ; length++) {
            Token token = tokens.peek();
            boolean add = token.isOperator("+");
            if (!add && !token.isOperator("-")) {
                return left;
            }
            tokens.checkChain(length);
            tokens.next();
            Expression right = concatenation();
            Binary.Operator operator = add ? Binary.Operator.ADD : Binary.Operator.SUBTRACT;
            left = new Binary(operator, left, right, SourceText.join(left.span(), right.span()));
        }
    }

    private Expression concatenation() {
        Expression first = product();
        if (!tokens.peek().isOperator("~")) {
            return first;
        }
        List<Expression> parts = new ArrayList<>(List.of(first));
        while (tokens.accept("~")) {
            parts.add(product());
        }
        return new Expression.Concatenation(parts, tokens.since(first.span()));
    }

    private Expression product() {
        Expression left = power();
        for (int length = 0; ; length++) {
            Binary.Operator operator = productOperator(tokens.peek());
            if (operator == null) {
                return left;
            }
            tokens.checkChain(length);
            tokens.next();
            Expression right = power();
            left = new Binary(operator, left, right, SourceText.join(left.span(), right.span()));
        }
    }

    private static Binary.@Nullable Operator productOperator(Token token) {
        if (token.kind() != Kind.OPERATOR) {
            return null;
        }
        return switch (token.value()) {
            case "*" -> Binary.Operator.MULTIPLY;
            case "/" -> Binary.Operator.DIVIDE;
            case "//" -> Binary.Operator.FLOOR_DIVIDE;
            case "%" -> Binary.Operator.MODULO;
            default -> null;
        };
    }

    /** Powers group from the left, as in Jinja2 and unlike Python. */
    private Expression power() {
        Expression left = unary(true);
        for (int length = 0; tokens.peek().isOperator("**"); length++) {
            tokens.checkChain(length);
            tokens.next();
            Expression right = unary(true);
            left = new Binary(Binary.Operator.POWER, left, right, SourceText.join(left.span(), right.span()));
        }
        return left;
    }

    private Expression unary(boolean filters) {
        Token token = tokens.peek();
        Expression expression;
        if (token.isOperator("-") || token.isOperator("+")) {
            tokens.enter();
            tokens.next();
            Expression operand = unary(false);
            tokens.leave();
            SourceSpan span = SourceText.join(tokens.source().span(token), operand.span());
            expression = new Expression.Unary(token.value(), operand, span);
        } else {
            expression = primaries.primary();
        }
        expression = primaries.postfix(expression);
        return filters ? filtersAndTests(expression) : expression;
    }

    private Expression filtersAndTests(Expression value) {
        Expression expression = value;
        for (int length = 0; ; length++) {
            tokens.checkChain(length);
            Token token = tokens.peek();
            if (token.isOperator("|")) {
                tokens.next();
                FilterUse filter = filter();
                expression = new Expression.Filtered(expression, filter, tokens.since(expression.span()));
            } else if (token.isName("is")) {
                tokens.next();
                expression = test(expression);
            } else if (token.isOperator("(")) {
                expression = primaries.call(expression);
            } else {
                return expression;
            }
        }
    }

    /** The name and the arguments of a filter, from behind its bar. */
    FilterUse filter() {
        Token first = tokens.expectName("the name of a filter");
        SourceSpan nameSpan = tokens.source().span(first);
        String name = dotted(first);
        Expression.Arguments arguments =
                tokens.peek().isOperator("(") ? primaries.arguments() : Expression.Arguments.NONE;
        return new FilterUse(name, nameSpan, arguments);
    }

    private String dotted(Token first) {
        StringBuilder name = new StringBuilder(first.value());
        while (tokens.accept(".")) {
            name.append('.').append(tokens.expectName("a name").value());
        }
        return name.toString();
    }

    private Expression test(Expression value) {
        boolean negated = tokens.acceptName("not");
        Token first = tokens.expectName("the name of a test");
        SourceSpan nameSpan = tokens.source().span(first);
        String name = dotted(first);
        Expression.Arguments arguments = Expression.Arguments.NONE;
        Token token = tokens.peek();
        if (token.isOperator("(")) {
            arguments = primaries.arguments();
        } else if (startsArgument(token)) {
            Expression argument = primaries.postfix(primaries.primary());
            arguments = new Expression.Arguments(List.of(argument), List.of(), Optional.empty(), Optional.empty());
        } else if (token.isName("is")) {
            throw tokens.failure(token, "a test cannot follow a test; join them with `and`");
        }
        FilterUse test = new FilterUse(name, nameSpan, arguments);
        return new Expression.Tested(value, test, negated, tokens.since(value.span()));
    }

    private static boolean startsArgument(Token token) {
        return switch (token.kind()) {
            case NAME -> !NOT_AN_ARGUMENT.contains(token.value());
            case TEXT, INTEGER, FLOAT -> true;
            case OPERATOR -> token.value().equals("[") || token.value().equals("{");
            default -> false;
        };
    }
}
