package io.graphc.cli;

import io.graphc.diagnostic.Spelling;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * What is wrong with the words behind {@code graphc}, in a line, with the way out. The list of all options would push that line
 * out of sight; only where a command is missing is the list of commands the answer.
 */
final class UsageErrors implements IParameterExceptionHandler {
    private static final Pattern CHOICES = Pattern.compile("one of \\[([A-Z_, ]+)] \\(case-insensitive\\)");
    private static final int SHORTENED = 4;
    private static final int MOST = 3;

    /** What dbt has a command for and graphc another way, by dbt's name. */
    private static final Map<String, String> OTHER_WAYS = Map.of(
            "seed", "`graphc run` loads seeds, too; these alone: `graphc run --select resource_type:seed`",
            "parse", "`graphc compile` reads and checks the whole project",
            "clone", "`graphc run --defer` reads from elsewhere what is not built here",
            "deps", "packages are read where they lie below `packages-install-path`; `dbt deps` puts them there");

    /** Options of other commands that say what somebody is after. */
    private static final Map<String, String> OTHER_OPTIONS = Map.of(
            "--dry-run", "`graphc plan` shows what a run would write and delete, and writes nothing to the graph",
            "--allow-deletes", "only what writes to the graph takes it: `graphc run --allow-deletes`");

    @Override
    public int handleParseException(ParameterException failure, String[] arguments) {
        CommandLine line = failure.getCommandLine();
        PrintWriter err = line.getErr();
        List<String> words = words(failure, line);
        err.print(line.getColorScheme().errorText(words.get(0)) + "\n");
        words.stream().skip(1).forEach(more -> err.print(more + "\n"));
        if (isMissingCommand(failure, line)) {
            line.usage(err, line.getColorScheme());
        } else {
            err.print("see `" + line.getCommandSpec().qualifiedName() + " --help`\n");
        }
        err.flush();
        return line.getCommandSpec().exitCodeOnInvalidInput();
    }

    /** All arguments were understood, and a command that has others below it was called. */
    private static boolean isMissingCommand(ParameterException failure, CommandLine line) {
        return !(failure instanceof UnmatchedArgumentException)
                && !line.getSubcommands().isEmpty()
                && failure.getArgSpec() == null;
    }

    /** The message, and what may have been meant. */
    private static List<String> words(ParameterException failure, CommandLine line) {
        List<String> words = new ArrayList<>();
        if (!(failure instanceof UnmatchedArgumentException unmatched)
                || unmatched.getUnmatched().isEmpty()) {
            words.add(lowerChoices(String.valueOf(failure.getMessage())));
            return words;
        }
        // What follows an unknown option may be its value: one mistake, one message.
        String first = unmatched.getUnmatched().get(0);
        if (first.startsWith("-")) {
            String name = first.contains("=") ? first.substring(0, first.indexOf('=')) : first;
            words.add("unknown option `" + name + "`");
            Optional.ofNullable(OTHER_OPTIONS.get(name))
                    .or(() -> meant(name, shown(line)))
                    .ifPresent(words::add);
        } else if (!line.getSubcommands().isEmpty()) {
            words.add("unknown command `" + first + "`");
            Optional.ofNullable(line.getParent() == null ? OTHER_WAYS.get(first) : null)
                    .or(() -> meant(first, line.getSubcommands().keySet()))
                    .ifPresent(words::add);
        } else {
            words.add("`" + first + "` is one argument too many");
            if (shown(line).contains("--select")) {
                words.add("did you mean `--select " + first + "`?");
            }
        }
        return words;
    }

    /** Values that can be chosen among are shown as help and documents write them. */
    private static String lowerChoices(String message) {
        return CHOICES.matcher(message)
                .replaceAll(found ->
                        Matcher.quoteReplacement("one of " + found.group(1).toLowerCase(Locale.ROOT)));
    }

    /** The names of the options that a command lists: what it takes only to refuse it in words of its own is none. */
    private static Set<String> shown(CommandLine line) {
        return line.getCommandSpec().options().stream()
                .filter(option -> !option.hidden())
                .flatMap(option -> Stream.of(option.names()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Who shortens a word means what begins so, rather than what looks like it. */
    private static Optional<String> meant(String written, Collection<String> names) {
        List<String> longer = names.stream()
                .filter(name -> written.length() >= SHORTENED && name.startsWith(written))
                .sorted()
                .limit(MOST)
                .toList();
        List<String> near = longer.isEmpty() ? Spelling.nearest(written, names) : longer;
        return near.isEmpty() ? Optional.empty() : Optional.of("did you mean " + Spelling.alternatives(near) + "?");
    }
}
