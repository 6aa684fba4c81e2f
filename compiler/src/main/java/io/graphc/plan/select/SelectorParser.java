package io.graphc.plan.select;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.plan.select.SelectionExpression.Combination;
import io.graphc.plan.select.SelectionExpression.Criterion;
import io.graphc.plan.select.SelectionExpression.Named;
import io.graphc.plan.select.SelectionExpression.Operation;
import io.graphc.plan.select.SelectionExpression.Reach;
import io.graphc.source.SourceFile;
import io.graphc.source.SourceSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads selectors as dbt writes them on the command line (docs.getdbt.com, "Syntax overview"): parts separated by blanks add
 * up, by commas all must hold. What is wrong is reported at its place in the argument.
 */
public final class SelectorParser {
    private static final Pattern FORM = Pattern.compile(
            "(?<at>@)?(?:(?<up>\\d*)\\+)?(?:(?<method>[\\w.]+):)?(?<value>.*?)(?:\\+(?<down>\\d*))?", Pattern.DOTALL);
    private static final int MAX_DIGITS = 6;

    private final IndirectSelection indirect;
    private final Supplier<Optional<Map<String, SelectionExpression>>> named;
    private final DiagnosticSink sink;

    /**
     * A parser.
     *
     * @param indirect which tests come with what is selected, where a selector does not say it itself
     * @param named the selectors that have a name, asked for when one is used; empty when they have errors, which are
     *     reported
     */
    public SelectorParser(
            IndirectSelection indirect,
            Supplier<Optional<Map<String, SelectionExpression>>> named,
            DiagnosticSink sink) {
        this.indirect = indirect;
        this.named = named;
        this.sink = sink;
    }

    /**
     * What an option of the command line selects.
     *
     * @param option how messages call it, for example {@code --select}
     * @param arguments its values
     * @return empty when something is wrong with it, which is reported
     */
    public Optional<SelectionExpression> option(String option, List<String> arguments) {
        SourceFile file = new SourceFile(option, String.join(" ", arguments));
        return union(file.span(0, file.text().length()), "leave out `" + option + "` to select everything");
    }

    /** What a written text selects; empty when something is wrong with it, which is reported. */
    public Optional<SelectionExpression> union(SourceSpan at) {
        return union(at, "write a name");
    }

    private Optional<SelectionExpression> union(SourceSpan at, String help) {
        List<SelectionExpression> words = new ArrayList<>();
        boolean sound = true;
        Matcher word = Pattern.compile("\\S+").matcher(at.text());
        while (word.find()) {
            Optional<SelectionExpression> part =
                    intersection(at.file(), at.startOffset() + word.start(), at.startOffset() + word.end());
            part.ifPresent(words::add);
            sound &= part.isPresent();
        }
        if (words.isEmpty() && sound) {
            wrong("there is no selector", at).help(help).report(sink);
            return Optional.empty();
        }
        return sound ? Optional.of(new Combination(Operation.UNION, words, indirect, false, at)) : Optional.empty();
    }

    private Optional<SelectionExpression> intersection(SourceFile file, int start, int end) {
        List<SelectionExpression> parts = new ArrayList<>();
        boolean sound = true;
        int from = start;
        while (from <= end) {
            int comma = file.text().indexOf(',', from);
            int to = comma < 0 || comma > end ? end : comma;
            if (from == to) {
                int at = to < end ? to : to - 1;
                wrong("there is no selector " + (to < end ? "before" : "behind") + " the comma", file.span(at, at + 1))
                        .help("a comma stands between selectors that must all hold, without blanks around it")
                        .report(sink);
                return Optional.empty();
            }
            Optional<SelectionExpression> part = selector(file.span(from, to));
            part.ifPresent(parts::add);
            sound &= part.isPresent();
            from = to + 1;
        }
        return sound
                ? Optional.of(new Combination(Operation.INTERSECTION, parts, indirect, true, file.span(start, end)))
                : Optional.empty();
    }

    /** One selector that is all of a written text; empty when it is wrong, which is reported. */
    public Optional<SelectionExpression> selector(SourceSpan at) {
        String text = at.text();
        int offset = at.startOffset();
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new AssertionError(text);
        }
        SourceSpan valueAt = at.file().span(offset + form.start("value"), offset + form.end("value"));
        String value = form.group("value");
        if (form.group("at") != null && text.length() > form.end("value")) {
            wrong("`@` and a `+` behind the name cannot be combined", at)
                    .help("`@` takes in all that is made of it already")
                    .report(sink);
            return Optional.empty();
        }
        if (value.isEmpty()) {
            int end = offset + form.end("value");
            wrong("there is nothing to select by", at.file().span(Math.max(offset, end - 1), Math.max(offset + 1, end)))
                    .help(form.group("method") == null ? "write a name" : "write a value behind the colon")
                    .report(sink);
            return Optional.empty();
        }
        if (!isSound(value, valueAt)) {
            return Optional.empty();
        }
        Reach reach = new Reach(form.group("at") != null, steps(form, "up"), steps(form, "down"));
        String written = form.group("method");
        String call = written == null ? byDefault(value) : written;
        SourceSpan methodAt =
                written == null ? valueAt : at.file().span(offset + form.start("method"), offset + form.end("method"));
        List<String> words = List.of(call.split("\\.", -1));
        Criterion criterion =
                new Criterion(words.get(0), words.subList(1, words.size()), value, reach, indirect, at, valueAt);
        return checked(criterion, methodAt);
    }

    /**
     * A selector whose parts are known; empty when it makes no sense, which is reported.
     *
     * @param methodAt where the method is written
     */
    public Optional<SelectionExpression> checked(Criterion criterion, SourceSpan methodAt) {
        if (!SelectionMethods.check(criterion, methodAt, sink)) {
            return Optional.empty();
        }
        return criterion.method().equals("selector") ? named(criterion) : Optional.of(criterion);
    }

    /** The selector with the written name; empty when there is none, which is reported. */
    public Optional<SelectionExpression> named(SourceSpan at) {
        return named(new Criterion("selector", List.of(), at.text(), Reach.NONE, indirect, at, at));
    }

    /** All parts of a project, in the place of an expression that nobody wrote. */
    public static SelectionExpression everything(SourceSpan at) {
        return new Criterion("package", List.of(), "*", Reach.NONE, IndirectSelection.EAGER, at, at);
    }

    private Optional<SelectionExpression> named(Criterion criterion) {
        Optional<Map<String, SelectionExpression>> all = named.get();
        if (all.isEmpty()) {
            return Optional.empty();
        }
        Wildcard wanted = Wildcard.of(criterion.value());
        List<SelectionExpression> found = all.get().entrySet().stream()
                .filter(entry -> wanted.test(entry.getKey()))
                .map(Map.Entry::getValue)
                .toList();
        if (found.isEmpty()) {
            Diagnostic.Builder problem = wrong("selector `" + criterion.value() + "` not found", criterion.valueAt())
                    .hint(criterion.value(), all.get().keySet(), "selectors");
            // Inside that file it may be that it only comes later.
            if (all.get().isEmpty() && criterion.at().file().path().startsWith("--")) {
                problem.note("the project has no named selectors; they are written in `selectors.yml`");
            }
            problem.report(sink);
            return Optional.empty();
        }
        return Optional.of(new Named(found, criterion.reach(), criterion.indirect(), criterion.at()));
    }

    /** What is left at the borders of a value once the operators are read. */
    private boolean isSound(String value, SourceSpan at) {
        int offset = at.startOffset();
        char first = value.charAt(0);
        char last = value.charAt(value.length() - 1);
        if (first == '+' || first == '@') {
            wrong("one `+` or `@` too many", at.file().span(offset, offset + 1)).report(sink);
            return false;
        }
        if (last == '+') {
            wrong("one `+` too many", at.file().span(offset + value.length() - 1, offset + value.length()))
                    .report(sink);
            return false;
        }
        int open = Wildcard.unclosed(value);
        if (open >= 0) {
            wrong("`[` is not closed", at.file().span(offset + open, offset + open + 1))
                    .note("`[abc]` stands for one of these characters")
                    .report(sink);
        }
        return open < 0;
    }

    private static int steps(Matcher form, String group) {
        String digits = form.group(group);
        if (digits == null) {
            return 0;
        }
        return digits.isEmpty() || digits.length() > MAX_DIGITS ? Reach.ALL : Integer.parseInt(digits);
    }

    /** The method of a value that names none. */
    static String byDefault(String value) {
        if (value.indexOf('/') >= 0) {
            return "path";
        }
        String lower = value.toLowerCase(Locale.ROOT);
        boolean file = List.of(".sql", ".csv", ".py", ".yml", ".yaml", ".cypher", ".gremlin").stream()
                .anyMatch(lower::endsWith);
        return file ? "file" : "fqn";
    }

    private static Diagnostic.Builder wrong(String message, SourceSpan at) {
        return Diagnostic.of(DiagnosticCode.BAD_SELECTOR, message).at(at);
    }
}
