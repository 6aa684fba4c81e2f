package io.graphc.compiler.template.syntax;

import io.graphc.compiler.template.syntax.Expression.NamedArgument;
import io.graphc.compiler.template.syntax.Token.Kind;
import io.graphc.compiler.template.value.None;
import io.graphc.compiler.template.value.Numbers;
import io.graphc.source.MappedText;
import io.graphc.source.Origin;
import io.graphc.source.SourceSpan;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Parses literals, names, and what directly follows them: attributes, subscripts, calls. */
final class PrimaryParser {
    private static final int MOST_DIGITS = 4_000;

    private final TokenStream tokens;
    private final ExpressionParser expressions;
    private final Set<String> namesRead = new HashSet<>();

    PrimaryParser(TokenStream tokens, ExpressionParser expressions) {
        this.tokens = tokens;
        this.expressions = expressions;
    }

    Set<String> namesRead() {
        return namesRead;
    }

    Expression primary() {
        Token token = tokens.peek();
        return switch (token.kind()) {
            case NAME -> name(tokens.next());
            case TEXT -> text();
            case INTEGER ->
                new Expression.Constant(integer(tokens.next()), tokens.source().span(token));
            case FLOAT ->
                new Expression.Constant(
                        Double.parseDouble(tokens.next().value()),
                        tokens.source().span(token));
            case OPERATOR -> bracketed(token);
            default -> throw tokens.unexpected("an expression");
        };
    }

    private Expression name(Token token) {
        SourceSpan span = tokens.source().span(token);
        switch (token.value()) {
            case "true", "True" -> {
                return new Expression.Constant(true, span);
            }
            case "false", "False" -> {
                return new Expression.Constant(false, span);
            }
            case "none", "None" -> {
                return new Expression.Constant(None.NONE, span);
            }
            case "and", "or", "not", "in", "is", "if", "else" ->
                throw tokens.failure(token, "expected an expression, found " + token.describe());
            default -> {
                namesRead.add(token.value());
                return new Expression.Name(token.value(), span);
            }
        }
    }

    private Object integer(Token token) {
        String digits = token.value().toLowerCase(Locale.ROOT);
        if (digits.length() > MOST_DIGITS) {
            throw tokens.failure(token, "the number is longer than " + MOST_DIGITS + " digits");
        }
        int radix = digits.startsWith("0x") ? 16 : digits.startsWith("0o") ? 8 : digits.startsWith("0b") ? 2 : 10;
        return Numbers.integer(new BigInteger(radix == 10 ? digits : digits.substring(2), radix));
    }

    /** A text literal, or several next to each other, which count as one. */
    private Expression text() {
        SourceSpan first = tokens.source().span(tokens.peek());
        MappedText.Builder builder = new MappedText.Builder();
        while (tokens.peek().kind() == Kind.TEXT) {
            Token token = tokens.next();
            int start = token.start() + 1;
            int end = token.end() - 1;
            if (token.value().length() == end - start) {
                builder.append(tokens.source().slice(start, end));
            } else {
                builder.computed(token.value(), Origin.of(tokens.source().span(token)));
            }
        }
        return new Expression.TextLiteral(builder.build(), tokens.since(first));
    }

    private Expression bracketed(Token token) {
        return switch (token.value()) {
            case "(" -> parenthesis();
            case "[" -> list();
            case "{" -> dict();
            default -> throw tokens.unexpected("an expression");
        };
    }

    private Expression parenthesis() {
        Token open = tokens.next();
        SourceSpan span = tokens.source().span(open);
        if (tokens.accept(")")) {
            return new Expression.Sequence(true, List.of(), tokens.since(span));
        }
        tokens.enter();
        Expression inner = expressions.tuple(true);
        tokens.leave();
        closing(")", open);
        return inner;
    }

    private Expression list() {
        Token open = tokens.next();
        SourceSpan span = tokens.source().span(open);
        List<Expression> elements = new ArrayList<>();
        while (!tokens.peek().isOperator("]")) {
            elements.add(expressions.expression());
            if (!tokens.accept(",")) {
                break;
            }
        }
        closing("]", open);
        return new Expression.Sequence(false, elements, tokens.since(span));
    }

    private Expression dict() {
        Token open = tokens.next();
        SourceSpan span = tokens.source().span(open);
        List<Expression.Dict.Entry> entries = new ArrayList<>();
        while (!tokens.peek().isOperator("}")) {
            Expression key = expressions.expression();
            tokens.expect(":");
            entries.add(new Expression.Dict.Entry(key, expressions.expression()));
            if (!tokens.accept(",")) {
                break;
            }
        }
        closing("}", open);
        return new Expression.Dict(entries, tokens.since(span));
    }

    private void closing(String close, Token open) {
        if (tokens.peek().endsTag() || tokens.peek().kind() == Kind.END) {
            throw tokens.failure(open, "`" + open.value() + "` is never closed");
        }
        if (!tokens.accept(close)) {
            throw tokens.unexpected("`,` or `" + close + "`");
        }
    }

    Expression postfix(Expression value) {
        Expression expression = value;
        for (int length = 0; ; length++) {
            tokens.checkChain(length);
            Token token = tokens.peek();
            if (token.isOperator(".")) {
                tokens.next();
                expression = attribute(expression);
            } else if (token.isOperator("[")) {
                expression = subscript(expression);
            } else if (token.isOperator("(")) {
                expression = call(expression);
            } else {
                return expression;
            }
        }
    }

    private Expression attribute(Expression object) {
        Token token = tokens.peek();
        if (token.kind() == Kind.INTEGER) {
            tokens.next();
            Expression key =
                    new Expression.Constant(integer(token), tokens.source().span(token));
            return new Expression.Item(object, key, tokens.since(object.span()));
        }
        Token name = tokens.expectName("a name behind `.`");
        SourceSpan nameSpan = tokens.source().span(name);
        return new Expression.Attribute(object, name.value(), nameSpan, tokens.since(object.span()));
    }

    private Expression subscript(Expression object) {
        Token open = tokens.next();
        Optional<Expression> start = Optional.empty();
        if (!tokens.peek().isOperator(":")) {
            Expression key = expressions.tuple(true);
            if (!tokens.peek().isOperator(":")) {
                closing("]", open);
                return new Expression.Item(object, key, tokens.since(object.span()));
            }
            start = Optional.of(key);
        }
        tokens.expect(":");
        Optional<Expression> stop = sliceBound();
        Optional<Expression> step = tokens.accept(":") ? sliceBound() : Optional.empty();
        closing("]", open);
        return new Expression.Slice(object, start, stop, step, tokens.since(object.span()));
    }

    private Optional<Expression> sliceBound() {
        boolean none = tokens.peek().isOperator(":") || tokens.peek().isOperator("]");
        return none ? Optional.empty() : Optional.of(expressions.expression());
    }

    Expression.Call call(Expression callee) {
        return new Expression.Call(callee, arguments(), tokens.since(callee.span()));
    }

    /** Arguments in parentheses. */
    Expression.Arguments arguments() {
        Token open = tokens.expect("(");
        List<Expression> positional = new ArrayList<>();
        List<NamedArgument> named = new ArrayList<>();
        Optional<Expression> rest = Optional.empty();
        Optional<Expression> restNamed = Optional.empty();
        while (!tokens.peek().isOperator(")")) {
            Token token = tokens.peek();
            if (tokens.accept("*")) {
                rest = Optional.of(expressions.expression());
            } else if (tokens.accept("**")) {
                restNamed = Optional.of(expressions.expression());
            } else if (token.kind() == Kind.NAME && tokens.peekNext().isOperator("=")) {
                named.add(namedArgument(named));
            } else {
                if (!named.isEmpty() || rest.isPresent() || restNamed.isPresent()) {
                    throw tokens.failure(token, "a positional argument cannot follow a keyword argument");
                }
                positional.add(expressions.expression());
            }
            if (!tokens.accept(",")) {
                break;
            }
        }
        closing(")", open);
        return new Expression.Arguments(positional, named, rest, restNamed);
    }

    private NamedArgument namedArgument(List<NamedArgument> before) {
        Token name = tokens.next();
        if (before.stream().anyMatch(argument -> argument.name().equals(name.value()))) {
            throw tokens.failure(name, "the argument `" + name.value() + "` is given twice");
        }
        tokens.next();
        return new NamedArgument(name.value(), tokens.source().span(name), expressions.expression());
    }
}
