package io.graphc.compiler.sql.corpus;

import io.trino.grammar.sql.SqlBaseLexer;
import io.trino.grammar.sql.SqlBaseParser;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Vocabulary;
import org.antlr.v4.runtime.atn.ATN;
import org.antlr.v4.runtime.atn.ATNState;
import org.antlr.v4.runtime.atn.RuleTransition;
import org.antlr.v4.runtime.atn.Transition;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;

/**
 * What of the query language in Trino's grammar a set of statements uses. A part is written {@code rule: TOKEN} or
 * {@code rule: rule} for what a rule can hold, and {@code rule # alternative} for its named alternatives.
 */
final class GrammarCoverage {
    private static final ATN GRAMMAR = SqlBaseParser._ATN;
    private static final Vocabulary TOKENS = SqlBaseParser.VOCABULARY;

    private GrammarCoverage() {}

    /** All parts that a query can be made of. */
    static SortedSet<String> parts() {
        SortedSet<String> parts = new TreeSet<>();
        Set<Integer> rules = new TreeSet<>();
        Deque<Integer> next = new ArrayDeque<>(List.of(SqlBaseParser.RULE_query));
        while (!next.isEmpty()) {
            int rule = next.pop();
            if (rules.add(rule)) {
                next.addAll(addParts(rule, parts));
            }
        }
        for (Class<?> type : SqlBaseParser.class.getDeclaredClasses()) {
            Class<?> parent = type.getSuperclass();
            if (parent != ParserRuleContext.class && rules.contains(rule(parent))) {
                parts.add(SqlBaseParser.ruleNames[rule(parent)] + " # " + name(type));
            }
        }
        return parts;
    }

    /** The words that can be names without quotes although the grammar uses them, in lower case. */
    static List<String> words() {
        String rule = "nonReserved: ";
        return parts().stream()
                .filter(part -> part.startsWith(rule))
                .map(part -> part.substring(rule.length()).toLowerCase(Locale.ROOT))
                .toList();
    }

    /** The rules that this one refers to. */
    private static Set<Integer> addParts(int rule, SortedSet<String> parts) {
        String name = SqlBaseParser.ruleNames[rule];
        Set<Integer> referred = new TreeSet<>();
        for (ATNState state : GRAMMAR.states) {
            if (state.ruleIndex != rule) {
                continue;
            }
            for (Transition transition : state.getTransitions()) {
                if (transition instanceof RuleTransition call) {
                    referred.add(call.ruleIndex);
                    parts.add(name + ": " + SqlBaseParser.ruleNames[call.ruleIndex]);
                } else if (transition.label() != null) {
                    transition.label().toList().forEach(token -> parts.add(name + ": " + token(token)));
                }
            }
        }
        return referred;
    }

    private static int rule(Class<?> context) {
        String name = name(context);
        return List.of(SqlBaseParser.ruleNames).indexOf(name);
    }

    private static String name(Class<?> context) {
        String name = context.getSimpleName().replace("Context", "");
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }

    private static String token(int type) {
        return TOKENS.getSymbolicName(type) == null ? TOKENS.getDisplayName(type) : TOKENS.getSymbolicName(type);
    }

    /** The parts that a statement uses. */
    static SortedSet<String> used(String sql) {
        // Trino's parser also reads upper-case letters only.
        SqlBaseLexer lexer = new SqlBaseLexer(CharStreams.fromString(sql.toUpperCase(Locale.ROOT)));
        SqlBaseParser parser = new SqlBaseParser(new CommonTokenStream(lexer));
        parser.removeErrorListeners();
        SortedSet<String> used = new TreeSet<>();
        collect(parser.singleStatement(), used);
        return used;
    }

    private static void collect(ParserRuleContext context, SortedSet<String> used) {
        String name = SqlBaseParser.ruleNames[context.getRuleIndex()];
        if (context.getClass().getSuperclass() != ParserRuleContext.class) {
            used.add(name + " # " + name(context.getClass()));
        }
        if (context.children == null) {
            return;
        }
        for (ParseTree child : context.children) {
            if (child instanceof TerminalNode token) {
                used.add(name + ": " + token(token.getSymbol().getType()));
            } else if (child instanceof ParserRuleContext inner) {
                used.add(name + ": " + SqlBaseParser.ruleNames[inner.getRuleIndex()]);
                collect(inner, used);
            }
        }
    }
}
