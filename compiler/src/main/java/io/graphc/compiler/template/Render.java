package io.graphc.compiler.template;

import io.graphc.compiler.template.library.Builtins;
import io.graphc.compiler.template.syntax.Expression;
import io.graphc.compiler.template.syntax.Statement;
import io.graphc.compiler.template.value.Rendering;
import io.graphc.compiler.template.value.TemplateCallable;
import io.graphc.compiler.template.value.TemplateFailure;
import io.graphc.compiler.template.value.Undefined;
import io.graphc.compiler.template.value.Values;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.source.MappedText;
import io.graphc.source.Origin;
import io.graphc.source.SourceSpan;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** One rendering: its scope, its limits, its counters. Belongs to one thread. */
final class Render implements Rendering {
    /** Expressions and blocks inside one another, macro calls included: what fits a thread's stack with room to spare. */
    private static final int DEEPEST = 1_200;

    private final TemplateScope scope;
    private final TemplateLimits limits;
    private final DiagnosticSink sink;
    private final boolean wantsValue;
    private final SourceSpan start;
    private final Evaluator evaluator = new Evaluator(this);
    private final StatementRunner runner = new StatementRunner(this, evaluator);
    private final Map<String, Object> copies = new HashMap<>();
    private final Set<Origin> warned = new HashSet<>();
    private final Set<Origin> failed = new HashSet<>();
    private int failures;
    private long steps;
    private long characters;
    private long elements;
    private int macroDepth;
    private int depth;

    Render(TemplateScope scope, DiagnosticSink sink, boolean wantsValue, SourceSpan start) {
        this.scope = scope;
        this.limits = scope.limits();
        this.sink = sink;
        this.wantsValue = wantsValue;
        this.start = start;
    }

    MappedText render(List<Statement> body) {
        return runner.capture(body, Frame.outermost(scope.packageName()));
    }

    Object evaluate(Expression expression) {
        return evaluator.evaluate(expression, Frame.outermost(scope.packageName()));
    }

    StatementRunner runner() {
        return runner;
    }

    Evaluator evaluator() {
        return evaluator;
    }

    /** How often a part of the template failed so far. */
    int failures() {
        return failures;
    }

    /** Whether nothing failed. */
    boolean isSound() {
        return failures == 0;
    }

    /** Remembers a failure that rendering goes on behind, and reports it unless that was done, also in another round of a loop. */
    void fail(TemplateFailure failure, SourceSpan place, List<SourceSpan> calls) {
        failures++;
        if (!failure.isReported() && failed.add(failure.orAt(place, calls).origin())) {
            report(failure.toDiagnostic());
        }
    }

    /** What is wrong where nothing says its place. */
    SourceSpan start() {
        return start;
    }

    /** Counts one step and one level of nesting. */
    void enter() {
        if (++steps > limits.steps()) {
            throw TemplateFailure.limit("rendering takes more than " + number(limits.steps()) + " steps");
        }
        if (++depth > DEEPEST) {
            depth--;
            throw TemplateFailure.limit("expressions and blocks are nested more than " + number(DEEPEST) + " deep");
        }
    }

    void leave() {
        depth--;
    }

    int depth() {
        return depth;
    }

    /** Goes back to the depth that a macro was called at, where {@code return} ended it in the middle. */
    void restoreDepth(int value) {
        depth = value;
    }

    void enterMacro(String name) {
        if (macroDepth >= limits.macroDepth()) {
            throw TemplateFailure.limit("macros call one another more than " + number(limits.macroDepth())
                    + " deep, the last one is `" + name + "`");
        }
        macroDepth++;
    }

    void leaveMacro() {
        macroDepth--;
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    @Override
    public void countCharacters(long count) {
        characters += count;
        if (count < 0 || characters > limits.characters()) {
            throw TemplateFailure.limit(
                    "rendering makes more than " + number(limits.characters()) + " characters of text");
        }
    }

    @Override
    public void countElements(long count) {
        elements += count;
        if (count < 0 || elements > limits.elements()) {
            throw TemplateFailure.limit(
                    "rendering makes collections of more than " + number(limits.elements()) + " elements in all");
        }
    }

    @Override
    public void checkRange(long size) {
        if (size > limits.range()) {
            throw TemplateFailure.limit(
                    "a range has at most " + number(limits.range()) + " elements, found " + number(size));
        }
    }

    @Override
    public Optional<TemplateCallable> macro(String packageName, String name) {
        Optional<Macro> macro = packageName.isEmpty()
                ? scope.macros().resolve(name, scope.packageName(), "")
                : scope.macros().find(packageName, name);
        return macro.map(found -> MacroCall.of(found, this));
    }

    @Override
    public Optional<Object> global(String name) {
        return hostValue(name).or(() -> Builtins.find(name));
    }

    /** A value of the host; of a collection the copy that belongs to this rendering. */
    private Optional<Object> hostValue(String name) {
        Object copy = copies.get(name);
        if (copy != null) {
            return Optional.of(copy);
        }
        Optional<Object> value = scope.global(name);
        if (value.isPresent() && (value.get() instanceof Collection<?> || value.get() instanceof Map<?, ?>)) {
            Object own = Values.of(value.get());
            copies.put(name, own);
            return Optional.of(own);
        }
        return value;
    }

    /** The value of a name as seen from a frame; undefined where there is none. */
    Object lookUp(String name, Frame frame, SourceSpan span) {
        Object variable = frame.find(name);
        if (variable == Poison.VALUE) {
            throw TemplateFailure.reported();
        }
        if (variable != null) {
            return variable;
        }
        Optional<Object> override = scope.override(name);
        if (override.isPresent()) {
            return overriding(name, override.get());
        }
        Optional<Macro> macro = scope.macros().resolve(name, scope.packageName(), frame.packageName());
        if (macro.isPresent()) {
            return MacroCall.of(macro.get(), this);
        }
        Optional<Object> global = global(name);
        if (global.isPresent()) {
            return global.get();
        }
        if (scope.macros().hasPackage(name)) {
            return new PackageObject(name, this, scope.macros());
        }
        if (scope.macros().isMissing(name)) {
            return new MissingPackage(name);
        }
        if (name.equals("builtins") || name.equals("context")) {
            return new ContextObject(this, scope);
        }
        return new Undefined(
                name, "`" + name + "` is not defined", () -> names(frame), "names", Optional.of(frame.origin(span)));
    }

    /** In place of a value of the host the other value, in place of anything that is called what every call gives. */
    private Object overriding(String name, Object value) {
        boolean plain = scope.global(name)
                .filter(found -> !(found instanceof TemplateCallable))
                .isPresent();
        return plain ? value : constant(value);
    }

    /** What a macro of a package gives in place of what it would. */
    Optional<Object> override(String packageName, String macro) {
        return scope.override(packageName + "." + macro)
                .or(() -> scope.override(macro)
                        .filter(value -> scope.macros().find(packageName, macro).isPresent()))
                .map(Render::constant);
    }

    private static Object constant(Object value) {
        TemplateCallable constant = call -> value;
        return constant;
    }

    /** All names that can be used in a frame. */
    Set<String> names(Frame frame) {
        Set<String> names = new TreeSet<>();
        frame.addNames(names);
        names.addAll(scope.macros().plainNames(scope.packageName(), frame.packageName()));
        names.addAll(scope.macros().packageNames());
        names.addAll(scope.globalNames());
        names.addAll(Builtins.names());
        return names;
    }

    /** Warns of a missing value that is used as if it were there: it prints nothing, as in dbt. */
    void warnUndefined(Object value, SourceSpan span, Frame frame) {
        if (value instanceof Undefined undefined && !undefined.isMeant()) {
            Origin use = frame.origin(span);
            if (warned.add(undefined.origin().orElse(use))) {
                sink.report(undefined.warning(use));
            }
        }
    }

    /** The packages that have a macro of this name, which a plain name does not reach. */
    List<String> packagesWith(String macro) {
        return scope.macros().packagesWith(macro);
    }

    @Override
    public boolean wantsValue() {
        return wantsValue;
    }

    @Override
    public void report(Diagnostic diagnostic) {
        sink.report(diagnostic);
    }

    @Override
    public void log(String message, boolean visible, SourceSpan place) {
        scope.log().log(message, visible, place);
    }
}
