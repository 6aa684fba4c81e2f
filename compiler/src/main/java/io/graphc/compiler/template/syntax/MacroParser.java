package io.graphc.compiler.template.syntax;

import io.graphc.compiler.template.syntax.MacroDefinition.Parameter;
import io.graphc.compiler.template.syntax.Statement.Target;
import io.graphc.source.SourceSpan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Parses macros, generic tests, {@code call} blocks, and the targets of assignments and loops. */
final class MacroParser {
    private static final Set<String> RESERVED = Set.of(
            "true", "false", "none", "True", "False", "None", "and", "or", "not", "in", "is", "if", "else", "loop");

    private final TokenStream tokens;
    private final ExpressionParser expressions;
    private final StatementParser statements;

    MacroParser(TokenStream tokens, ExpressionParser expressions, StatementParser statements) {
        this.tokens = tokens;
        this.expressions = expressions;
        this.statements = statements;
    }

    private record Header(String name, Token nameToken, List<Parameter> parameters, Optional<Expression.Call> call) {}

    /** A {@code macro}, {@code test} or {@code call} tag, from behind its name. */
    Optional<Statement> tag(Token tag) {
        int before = statements.troubles();
        Optional<Header> header = statements.guarded(() -> tag.value().equals("call") ? callHeader(tag) : header(tag));
        Set<String> namesBefore = new HashSet<>(expressions.namesRead());
        expressions.namesRead().clear();
        List<Statement> body = statements.body(tag, "end" + tag.value());
        Set<String> read = new HashSet<>(expressions.namesRead());
        expressions.namesRead().addAll(namesBefore);
        statements.close("end" + tag.value());
        boolean sound = statements.troubles() == before;
        return header.map(found -> {
            if (!sound && found.call().isEmpty()) {
                SourceSpan name = tokens.source().span(found.nameToken());
                return new Statement.Define(MacroDefinition.broken(found.name(), name));
            }
            MacroDefinition macro = new MacroDefinition(
                    found.name(),
                    tokens.source().span(found.nameToken()),
                    found.parameters(),
                    body,
                    read.contains("varargs"),
                    read.contains("kwargs"),
                    read.contains("caller"),
                    true);
            return found.call().isPresent()
                    ? new Statement.CallBlock(macro, found.call().get())
                    : new Statement.Define(macro);
        });
    }

    /** In dbt a generic test is a macro whose name starts with {@code test_}. */
    private Header header(Token tag) {
        Token name = tokens.expectName("the name of the " + tag.value());
        List<Parameter> parameters = parameters();
        statements.expectTagEnd();
        String prefix = tag.value().equals("test") ? "test_" : "";
        return new Header(prefix + name.value(), name, parameters, Optional.empty());
    }

    private Header callHeader(Token tag) {
        List<Parameter> parameters = tokens.peek().isOperator("(") ? parameters() : List.of();
        Token first = tokens.peek();
        Expression expression = expressions.expression();
        if (!(expression instanceof Expression.Call call)) {
            throw tokens.failure(first, "`call` needs the call of a macro");
        }
        statements.expectTagEnd();
        return new Header("caller", tag, parameters, Optional.of(call));
    }

    private List<Parameter> parameters() {
        tokens.expect("(");
        List<Parameter> parameters = new ArrayList<>();
        while (!tokens.peek().isOperator(")")) {
            Token name = tokens.expectName("a parameter");
            check(name);
            if (parameters.stream().anyMatch(parameter -> parameter.name().equals(name.value()))) {
                throw tokens.failure(name, "the parameter `" + name.value() + "` is declared twice");
            }
            Optional<Expression> fallback =
                    tokens.accept("=") ? Optional.of(expressions.expression()) : Optional.empty();
            if (fallback.isEmpty()
                    && !parameters.isEmpty()
                    && parameters.get(parameters.size() - 1).fallback().isPresent()) {
                throw tokens.failure(
                        name, "the parameter `" + name.value() + "` needs a default, as the one before it");
            }
            parameters.add(new Parameter(name.value(), tokens.source().span(name), fallback));
            if (!tokens.accept(",")) {
                break;
            }
        }
        if (!tokens.accept(")")) {
            throw tokens.unexpected("`,` or `)`");
        }
        return parameters;
    }

    private void check(Token name) {
        if (RESERVED.contains(name.value())) {
            throw tokens.failure(name, "`" + name.value() + "` cannot be assigned to");
        }
    }

    /** One target, or several with commas between. */
    Target targets(boolean attributes) {
        Target first = target(attributes);
        if (!tokens.peek().isOperator(",")) {
            return first;
        }
        List<Target> targets = new ArrayList<>(List.of(first));
        while (tokens.accept(",")) {
            if (tokens.peek().isOperator("=")
                    || tokens.peek().isName("in")
                    || tokens.peek().isOperator(")")) {
                break;
            }
            targets.add(target(attributes));
        }
        return new Statement.TupleTarget(targets, tokens.since(first.span()));
    }

    /** A variable, an attribute of a namespace where allowed, or targets in parentheses. */
    Target target(boolean attributes) {
        if (tokens.peek().isOperator("(")) {
            tokens.enter();
            tokens.next();
            Target inner = targets(attributes);
            tokens.expect(")");
            tokens.leave();
            return inner;
        }
        Token name = tokens.expectName("the name of a variable");
        check(name);
        if (attributes && tokens.accept(".")) {
            Token attribute = tokens.expectName("the name of an attribute");
            return new Statement.AttributeTarget(
                    name.value(),
                    attribute.value(),
                    tokens.since(tokens.source().span(name)));
        }
        return new Statement.VariableTarget(name.value(), tokens.source().span(name));
    }
}
