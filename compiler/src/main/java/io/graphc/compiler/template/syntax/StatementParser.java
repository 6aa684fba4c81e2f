package io.graphc.compiler.template.syntax;

import io.graphc.compiler.template.syntax.Expression.FilterUse;
import io.graphc.compiler.template.syntax.Statement.Target;
import io.graphc.compiler.template.syntax.Token.Kind;
import io.graphc.compiler.template.value.None;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.diagnostic.Severity;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Parses tags and their bodies. A mistake inside of a tag ends that tag only: parsing goes on behind it, so that one run
 * reports all of them. Belongs to the parsing of one template.
 */
final class StatementParser {
    private static final List<String> TAGS =
            List.of("set", "if", "for", "macro", "call", "do", "raw", "filter", "with", "test");
    private static final Set<String> NOT_SUPPORTED =
            Set.of("block", "extends", "include", "import", "from", "autoescape", "snapshot", "docs");

    private final TokenStream tokens;
    private final DiagnosticSink sink;
    private final ExpressionParser expressions;
    private final MacroParser macros;
    private final Deque<OpenTag> open = new ArrayDeque<>();
    private final Set<String> reported = new HashSet<>();
    private int brokenPrints;
    private int troubles;

    private record OpenTag(String name, Token token, List<String> ends) {}

    StatementParser(TokenStream tokens, DiagnosticSink sink) {
        this.tokens = tokens;
        this.sink = sink;
        this.expressions = new ExpressionParser(tokens);
        this.macros = new MacroParser(tokens, expressions, this);
    }

    /** The whole template. */
    List<Statement> template() {
        return statements();
    }

    /** How many printed expressions have mistakes and are missing among the statements. */
    int brokenPrints() {
        return brokenPrints;
    }

    /** How many mistakes were met so far, to see whether a part has any; some of them the lexer reported. */
    int troubles() {
        return troubles;
    }

    private List<Statement> statements() {
        List<Statement> statements = new ArrayList<>();
        while (true) {
            Token token = tokens.peek();
            switch (token.kind()) {
                case END -> {
                    return statements;
                }
                case TEMPLATE_TEXT -> {
                    tokens.next();
                    statements.add(new Statement.TemplateText(tokens.source().slice(token.start(), token.end())));
                }
                case PRINT_BEGIN -> print().ifPresent(statements::add);
                case TAG_BEGIN -> {
                    if (endsBody(tokens.peekNext())) {
                        return statements;
                    }
                    tag().ifPresent(statements::add);
                }
                default -> tokens.skipTag();
            }
        }
    }

    private boolean endsBody(Token name) {
        return name.kind() == Kind.NAME
                && open.stream().anyMatch(tag -> tag.ends().contains(name.value()));
    }

    private Optional<Statement> print() {
        tokens.next();
        Optional<Statement> print = guarded(() -> {
            Expression expression = expressions.tuple(true);
            if (tokens.peek().kind() != Kind.PRINT_END) {
                throw tokens.unexpected("`}}`");
            }
            tokens.next();
            return new Statement.Print(expression);
        });
        if (print.isEmpty()) {
            brokenPrints++;
        }
        return print;
    }

    /** Runs the parsing of one tag; a failure is reported and the rest of the tag skipped. */
    <T> Optional<T> guarded(Supplier<T> parse) {
        int depth = tokens.depth();
        try {
            return Optional.of(parse.get());
        } catch (SyntaxFailure failure) {
            troubles++;
            Diagnostic diagnostic = failure.diagnostic();
            if (diagnostic != null) {
                sink.report(diagnostic);
            }
            tokens.restoreDepth(depth);
            tokens.skipTag();
            return Optional.empty();
        }
    }

    void expectTagEnd() {
        if (tokens.peek().kind() != Kind.TAG_END) {
            throw tokens.unexpected("`%}`");
        }
        tokens.next();
    }

    /** An expression up to the end of its tag; where it is wrong, a stand-in, so that the body is parsed all the same. */
    private Expression header(boolean conditional) {
        Token first = tokens.peek();
        return guarded(() -> {
                    Expression expression = expressions.tuple(conditional);
                    expectTagEnd();
                    return expression;
                })
                .orElseGet(
                        () -> new Expression.Constant(None.NONE, tokens.source().span(first)));
    }

    private Optional<Statement> tag() {
        tokens.next();
        Token name = tokens.peek();
        if (name.kind() != Kind.NAME) {
            return guarded(() -> {
                throw tokens.unexpected("the name of a tag");
            });
        }
        tokens.next();
        return switch (name.value()) {
            case "set" -> set(name);
            case "do" -> Optional.of(new Statement.Do(header(true)));
            case "if" -> Optional.of(ifTag(name));
            case "for" -> forTag(name);
            case "macro", "test", "call" -> macros.tag(name);
            case "filter" -> filter(name);
            case "with" -> with(name);
            case "materialization" -> materialization(name);
            default -> {
                unknown(name);
                yield Optional.empty();
            }
        };
    }

    /** Packages bring materializations along for other runners; the models that want one are the ones to complain of. */
    private Optional<Statement> materialization(Token tag) {
        Diagnostic.of(DiagnosticCode.NOT_SUPPORTED, "custom materializations are not supported, this one is left out")
                .severity(Severity.WARNING)
                .at(tokens.source().span(tag))
                .report(sink);
        tokens.skipTag();
        body(tag, "endmaterialization");
        close("endmaterialization");
        return Optional.empty();
    }

    private void unknown(Token name) {
        troubles++;
        tokens.skipTag();
        String tag = name.value();
        boolean end = tag.startsWith("end");
        if (end && reported.contains(tag.substring(3))) {
            return;
        }
        reported.add(tag);
        Diagnostic.Builder builder;
        if (NOT_SUPPORTED.contains(tag)) {
            builder = Diagnostic.of(DiagnosticCode.NOT_SUPPORTED, "the tag `" + tag + "` is not supported");
        } else if (end || tag.equals("else") || tag.equals("elif")) {
            builder = Diagnostic.of(DiagnosticCode.TEMPLATE_SYNTAX, "`" + tag + "` has no tag that it belongs to");
        } else {
            builder = Diagnostic.of(DiagnosticCode.TEMPLATE_SYNTAX, "the tag `" + tag + "` is not known")
                    .hint(tag, TAGS, "tags");
        }
        builder.at(tokens.source().span(name)).report(sink);
    }

    /** The statements up to one of the ends of a tag; the end itself is not consumed. */
    List<Statement> body(Token tag, String... ends) {
        OpenTag opened = new OpenTag(tag.value(), tag, List.of(ends));
        int depth = tokens.depth();
        open.push(opened);
        try {
            tokens.enter();
        } catch (SyntaxFailure failure) {
            troubles++;
            Diagnostic diagnostic = failure.diagnostic();
            if (diagnostic != null && reported.add("nesting")) {
                sink.report(diagnostic);
            }
            tokens.restoreDepth(depth);
            open.pop();
            skipToEnd();
            return List.of();
        }
        List<Statement> body = statements();
        tokens.restoreDepth(depth);
        open.pop();
        if (!isAt(opened.ends())) {
            unclosed(opened);
        }
        return body;
    }

    private void skipToEnd() {
        while (tokens.peek().kind() != Kind.END) {
            tokens.next();
        }
    }

    private void unclosed(OpenTag tag) {
        troubles++;
        Token found = tokens.peek().kind() == Kind.END ? tokens.peek() : tokens.peekNext();
        if (found.kind() == Kind.END && (reported.contains("nesting") || tokens.endsInTag())) {
            return;
        }
        Diagnostic.Builder builder = Diagnostic.of(
                        DiagnosticCode.TEMPLATE_SYNTAX, "`" + tag.name() + "` is never closed")
                .at(tokens.source().span(tag.token()))
                .help("close it with `{% " + tag.ends().get(tag.ends().size() - 1) + " %}`");
        if (found.kind() != Kind.END) {
            builder.label(tokens.source().span(found), "found `" + found.value() + "` first");
        }
        builder.report(sink);
    }

    private boolean isAt(List<String> names) {
        return tokens.peek().kind() == Kind.TAG_BEGIN
                && tokens.peekNext().kind() == Kind.NAME
                && names.contains(tokens.peekNext().value());
    }

    /** Consumes the end tag of a body where it is there; a missing one was reported with the body. */
    void close(String end) {
        if (isAt(List.of(end))) {
            tokens.next();
            tokens.next();
            guarded(() -> {
                if (end.equals("endmacro") || end.equals("endtest")) {
                    tokens.acceptName(tokens.peek().value());
                }
                expectTagEnd();
                return end;
            });
        }
    }

    private Statement ifTag(Token tag) {
        List<Statement.If.Branch> branches = new ArrayList<>();
        List<Statement> otherwise = List.of();
        branches.add(new Statement.If.Branch(header(false), body(tag, "elif", "else", "endif")));
        while (isAt(List.of("elif"))) {
            tokens.next();
            Token elif = tokens.next();
            branches.add(new Statement.If.Branch(header(false), body(rename(elif, tag), "elif", "else", "endif")));
        }
        if (isAt(List.of("else"))) {
            close("else");
            otherwise = body(tag, "endif");
        }
        close("endif");
        return new Statement.If(branches, otherwise);
    }

    private static Token rename(Token place, Token tag) {
        return new Token(Kind.NAME, place.start(), place.end(), tag.value());
    }

    private record ForHeader(Target target, Expression iterable, Optional<Expression> condition, boolean recursive) {}

    private Optional<Statement> forTag(Token tag) {
        Optional<ForHeader> header = guarded(() -> {
            Target target = macros.targets(false);
            if (!tokens.acceptName("in")) {
                throw tokens.unexpected("`in`");
            }
            Expression iterable = expressions.tuple(false);
            Optional<Expression> condition =
                    tokens.acceptName("if") ? Optional.of(expressions.expression()) : Optional.empty();
            boolean recursive = tokens.acceptName("recursive");
            expectTagEnd();
            return new ForHeader(target, iterable, condition, recursive);
        });
        List<Statement> body = body(tag, "else", "endfor");
        List<Statement> otherwise = List.of();
        if (isAt(List.of("else"))) {
            close("else");
            otherwise = body(tag, "endfor");
        }
        close("endfor");
        List<Statement> last = otherwise;
        return header.map(found ->
                new Statement.For(found.target(), found.iterable(), found.condition(), body, last, found.recursive()));
    }

    private record SetHeader(Target target, List<FilterUse> filters, Optional<Expression> value) {}

    private Optional<Statement> set(Token tag) {
        Token first = tokens.peek();
        Optional<SetHeader> header = guarded(() -> {
            Target target = macros.targets(true);
            if (tokens.accept("=")) {
                Expression value = expressions.tuple(true);
                expectTagEnd();
                return new SetHeader(target, List.of(), Optional.of(value));
            }
            List<FilterUse> filters = filters();
            expectTagEnd();
            return new SetHeader(target, filters, Optional.empty());
        });
        if (header.isEmpty()) {
            return Optional.empty();
        }
        SetHeader found = header.get();
        if (found.value().isPresent()) {
            return Optional.of(
                    new Statement.Assign(found.target(), found.value().get()));
        }
        List<Statement> body = body(tag, "endset");
        close("endset");
        return Optional.of(new Statement.Capture(
                found.target(), found.filters(), body, tokens.source().span(first)));
    }

    private List<FilterUse> filters() {
        List<FilterUse> filters = new ArrayList<>();
        while (tokens.accept("|")) {
            filters.add(expressions.filter());
        }
        return filters;
    }

    private Optional<Statement> filter(Token tag) {
        Optional<List<FilterUse>> header = guarded(() -> {
            List<FilterUse> filters = new ArrayList<>(List.of(expressions.filter()));
            filters.addAll(filters());
            expectTagEnd();
            return filters;
        });
        List<Statement> body = body(tag, "endfilter");
        close("endfilter");
        return header.map(filters ->
                new Statement.FilterBlock(filters, body, tokens.source().span(tag)));
    }

    private Optional<Statement> with(Token tag) {
        Optional<List<Statement.Assign>> header = guarded(() -> {
            List<Statement.Assign> variables = new ArrayList<>();
            while (tokens.peek().kind() != Kind.TAG_END) {
                Target target = macros.target(false);
                tokens.expect("=");
                variables.add(new Statement.Assign(target, expressions.expression()));
                if (!tokens.accept(",")) {
                    break;
                }
            }
            expectTagEnd();
            return variables;
        });
        List<Statement> body = body(tag, "endwith");
        close("endwith");
        return header.map(variables -> new Statement.With(variables, body));
    }
}
