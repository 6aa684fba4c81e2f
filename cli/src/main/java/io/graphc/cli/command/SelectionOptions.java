package io.graphc.cli.command;

import io.graphc.compiler.select.NamedSelectors;
import io.graphc.compiler.select.SelectorsFile;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticBag;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.diagnostic.Severity;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.select.IndirectSelection;
import io.graphc.plan.select.Selection;
import io.graphc.plan.select.SelectionContext;
import io.graphc.plan.select.SelectionDoubts;
import io.graphc.plan.select.SelectionExpression;
import io.graphc.plan.select.SelectionExpression.Combination;
import io.graphc.plan.select.SelectionExpression.Operation;
import io.graphc.plan.select.SelectorParser;
import io.graphc.source.SourceFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that choose a part of the project. */
public final class SelectionOptions {
    @Option(
            names = {"-s", "--select", "-m", "--models", "--model"},
            arity = "1..*",
            paramLabel = "SELECTOR",
            description = {
                "What to work on: names, +name with what it reads, name+ with what reads it, tag:NAME, source:NAME,"
                        + " path:FOLDER, node:LABEL, relationship:TYPE, state:modified; commas intersect, blanks unite."
            })
    List<String> select = List.of();

    @Option(
            names = "--exclude",
            arity = "1..*",
            paramLabel = "SELECTOR",
            description = "What to leave out, in the same words.")
    List<String> exclude = List.of();

    @Option(
            names = "--selector",
            paramLabel = "NAME",
            description = "A selector of selectors.yml, in place of --select.")
    Optional<String> selector = Optional.empty();

    @Option(
            names = "--indirect-selection",
            paramLabel = "MODE",
            description =
                    "Which tests come with what is selected: eager, cautious, buildable or empty. Default: eager.")
    IndirectSelection indirect = IndirectSelection.EAGER;

    @Option(
            names = {"--resource-type", "--resource-types"},
            arity = "1..*",
            paramLabel = "TYPE",
            description =
                    "Of what is selected only this: source, seed, model, snapshot, test, unit_test, exposure, node,"
                            + " relationship.")
    List<ResourceType> types = List.of();

    @Option(
            names = {"--exclude-resource-type", "--exclude-resource-types"},
            arity = "1..*",
            paramLabel = "TYPE",
            description = "Of what is selected all but this.")
    List<ResourceType> excludedTypes = List.of();

    @Option(names = "--allow-empty", description = "That nothing is selected is no mistake.")
    boolean allowEmpty;

    @Option(
            names = "--state",
            paramLabel = "DIR",
            description =
                    "The folder of an earlier run, a copy of target/, for state:modified, result:error and their like.")
    Optional<String> state = Optional.empty();

    /** Whether everything is selected whatever the options say, because others choose among it. */
    boolean whole;

    /** What can be selected by its type. */
    enum ResourceType {
        ALL,
        SOURCE,
        SEED,
        MODEL,
        SNAPSHOT,
        TEST,
        UNIT_TEST,
        EXPOSURE,
        NODE,
        RELATIONSHIP;

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        private boolean holds(String id) {
            return this == ALL || id.startsWith(word() + ".");
        }
    }

    /** Refuses options that contradict each other. */
    void checkUse(CommandLine line) {
        if (selector.isPresent() && !(select.isEmpty() && exclude.isEmpty())) {
            throw new ParameterException(
                    line,
                    "--selector stands in place of --select and --exclude; `--select selector:NAME` combines with others");
        }
    }

    /** Whether nothing was chosen on the command line. */
    boolean isAll() {
        return select.isEmpty() && exclude.isEmpty() && selector.isEmpty() && hasAllTypes();
    }

    private boolean hasAllTypes() {
        return types.isEmpty() && excludedTypes.isEmpty();
    }

    /** What these options say, for the results of a run. */
    Map<String, String> arguments() {
        Map<String, String> arguments = new LinkedHashMap<>();
        arguments.put("select", String.join(" ", select));
        arguments.put("exclude", String.join(" ", exclude));
        selector.ifPresent(name -> arguments.put("selector", name));
        if (indirect != IndirectSelection.EAGER) {
            arguments.put("indirect_selection", indirect.word());
        }
        if (!types.isEmpty()) {
            arguments.put("resource_types", words(types));
        }
        if (!excludedTypes.isEmpty()) {
            arguments.put("exclude_resource_types", words(excludedTypes));
        }
        if (allowEmpty) {
            arguments.put("allow_empty", "true");
        }
        return arguments;
    }

    private static String words(List<ResourceType> types) {
        return types.stream().map(ResourceType::word).collect(Collectors.joining(" "));
    }

    /** Takes up what a run was asked for, from the {@link #arguments} in its results. */
    void repeat(Map<String, String> arguments) {
        select = words(arguments, "select");
        exclude = words(arguments, "exclude");
        selector = Optional.ofNullable(arguments.get("selector"));
        IndirectSelection.of(arguments.getOrDefault("indirect_selection", "")).ifPresent(mode -> indirect = mode);
        List<ResourceType> before = types(arguments, "resource_types");
        types = before.isEmpty() ? types : before;
        List<ResourceType> excludedBefore = types(arguments, "exclude_resource_types");
        excludedTypes = Stream.concat(excludedTypes.stream(), excludedBefore.stream())
                .distinct()
                .toList();
        allowEmpty |= Boolean.parseBoolean(arguments.get("allow_empty"));
    }

    private static List<ResourceType> types(Map<String, String> arguments, String name) {
        return words(arguments, name).stream()
                .flatMap(word -> Stream.of(ResourceType.values())
                        .filter(type -> type.word().equals(word)))
                .toList();
    }

    private static List<String> words(Map<String, String> arguments, String name) {
        String text = arguments.getOrDefault(name, "").strip();
        return text.isEmpty() ? List.of() : List.of(text.split("\\s+"));
    }

    /**
     * The ids that these options select, by tenant; empty when a selector is wrong or nothing is selected, which is reported.
     * What one tenant lacks is no mistake as long as another has it.
     */
    Optional<Map<Optional<String>, SortedSet<String>>> of(
            List<CompiledProject> projects, SelectionScene scene, DiagnosticSink sink) {
        Map<Optional<String>, SortedSet<String>> selected = new LinkedHashMap<>();
        boolean right =
                each(projects, scene, sink, (project, selection) -> selected.put(project.tenant(), selection.ids()));
        return right ? Optional.of(selected) : Optional.empty();
    }

    /**
     * Hands out what is selected of each project, which is asked for once and in its turn; false when a selector is wrong or
     * nothing is selected, which is reported: what was handed out is nothing then.
     */
    boolean each(
            List<CompiledProject> projects,
            SelectionScene scene,
            DiagnosticSink sink,
            BiConsumer<CompiledProject, Selection> taker) {
        DiagnosticBag bag = new DiagnosticBag();
        select(projects, scene, bag, taker);
        List<Diagnostic> told = scene.warnings().judge(bag.sorted());
        told.forEach(sink::report);
        return told.stream().noneMatch(Diagnostic::isError);
    }

    private void select(
            List<CompiledProject> projects,
            SelectionScene scene,
            DiagnosticBag bag,
            BiConsumer<CompiledProject, Selection> taker) {
        Optional<SelectionExpression> expression = expression(scene, bag);
        if (bag.hasErrors()) {
            return;
        }
        List<Selection> selected = new ArrayList<>();
        for (CompiledProject project : projects) {
            Selection found;
            if (expression.isPresent()) {
                SelectionContext context = scene.context(project, expression.get(), state);
                if (!SelectionDoubts.check(expression.get(), context, bag)) {
                    return;
                }
                found = Selection.of(project, expression.get(), context);
            } else {
                found = Selection.all(project);
            }
            Selection typed = hasAllTypes() ? found : found.only(this::isOfType);
            selected.add(typed);
            taker.accept(project, typed);
        }
        report(projects, selected, expression, scene, bag);
    }

    private boolean isOfType(String id) {
        return (types.isEmpty() || types.stream().anyMatch(type -> type.holds(id)))
                && excludedTypes.stream().noneMatch(type -> type.holds(id));
    }

    /** What is selected; empty for everything. */
    private Optional<SelectionExpression> expression(SelectionScene scene, DiagnosticBag bag) {
        if (whole) {
            return Optional.empty();
        }
        NamedFile named = new NamedFile(scene, bag);
        SelectorParser parser = new SelectorParser(indirect, () -> named.read().map(NamedSelectors::byName), bag);
        if (selector.isPresent()) {
            SourceFile option = new SourceFile("--selector", selector.get());
            return parser.named(option.span(0, option.text().length()));
        }
        Optional<SelectionExpression> standard = select.isEmpty() && exclude.isEmpty()
                ? named.read()
                        .flatMap(found ->
                                found.standard().map(name -> found.byName().get(name)))
                : Optional.empty();
        if (select.isEmpty() && exclude.isEmpty()) {
            return standard;
        }
        SourceFile everything = new SourceFile("--select", "*");
        Optional<SelectionExpression> included = select.isEmpty()
                ? Optional.of(SelectorParser.everything(everything.top()))
                : parser.option("--select", select);
        if (exclude.isEmpty()) {
            return included;
        }
        Optional<SelectionExpression> excluded = parser.option("--exclude", exclude);
        return included.flatMap(all -> excluded.map(left ->
                new Combination(Operation.DIFFERENCE, List.of(all, left), IndirectSelection.EAGER, false, all.at())));
    }

    /** {@code selectors.yml}, read when it is needed, once. */
    private final class NamedFile {
        private final SelectionScene scene;
        private final DiagnosticBag bag;
        private Optional<Optional<NamedSelectors>> found = Optional.empty();

        NamedFile(SelectionScene scene, DiagnosticBag bag) {
            this.scene = scene;
            this.bag = bag;
        }

        Optional<NamedSelectors> read() {
            if (found.isEmpty()) {
                found = Optional.of(SelectorsFile.read(scene.directory(), indirect, bag));
            }
            return found.get();
        }
    }

    private void report(
            List<CompiledProject> projects,
            List<Selection> selected,
            Optional<SelectionExpression> expression,
            SelectionScene scene,
            DiagnosticBag bag) {
        if (selected.isEmpty() || expression.isEmpty()) {
            return;
        }
        boolean nothing = selected.stream().allMatch(Selection::isEmpty);
        CompiledProject first = projects.get(0);
        Set<Combination> nowhere = new LinkedHashSet<>(selected.get(0).unmatched());
        selected.forEach(selection -> nowhere.retainAll(selection.unmatched()));
        List<Combination> doubtful = new ArrayList<>();
        nowhere.stream().filter(part -> !SelectionDoubts.mayMatchNothing(part)).forEach(doubtful::add);
        boolean wrong = nothing && !allowEmpty;
        doubtful.forEach(part -> SelectionDoubts.report(part, first, wrong ? Severity.ERROR : Severity.WARNING, bag));
        boolean misspelt = SelectionDoubts.reportTenants(
                expression.get(),
                TenantRuns.names(scene.written()),
                scene.tenantTags(),
                wrong ? Severity.ERROR : Severity.WARNING,
                bag);
        if (wrong && !misspelt && doubtful.isEmpty() && !SelectionDoubts.mayMatchNothing(expression.get())) {
            Diagnostic.of(DiagnosticCode.UNKNOWN_SELECTION, "nothing is selected")
                    .note(
                            hasAllTypes()
                                    ? "all that is selected is excluded too"
                                    : "nothing of what is selected is of these types")
                    .help("`--allow-empty` lets a command do nothing")
                    .report(bag);
        }
    }
}
