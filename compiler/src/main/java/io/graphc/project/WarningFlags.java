package io.graphc.project;

import static io.graphc.project.yaml.KeyShape.optional;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticBag;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.diagnostic.Severity;
import io.graphc.diagnostic.Spelling;
import io.graphc.diagnostic.WarningPolicy;
import io.graphc.project.yaml.KeyShape;
import io.graphc.project.yaml.MapReader;
import io.graphc.project.yaml.ObjectShape;
import io.graphc.project.yaml.ShapeChecker;
import io.graphc.project.yaml.ValueShape;
import io.graphc.project.yaml.ValueShape.Nested;
import io.graphc.project.yaml.ValueShape.OneOrMany;
import io.graphc.project.yaml.ValueShape.Single;
import io.graphc.project.yaml.YamlMapping;
import io.graphc.project.yaml.YamlNode;
import io.graphc.project.yaml.YamlParser;
import io.graphc.source.Located;
import io.graphc.source.SourceFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads which warnings are errors: {@code warn_error} and {@code warn_error_options} among the {@code flags} of a project
 * file, and the option of the command line (docs.getdbt.com, "Warnings"). Warnings go by graphc's codes; dbt's names are
 * taken for those that have a counterpart.
 */
public final class WarningFlags {
    /** The option of the command line, which messages show as if it were a file. */
    public static final String OPTION = "--warn-error-options";

    private static final String OPTIONS = "warn_error_options";
    private static final String FLAG = "warn_error";
    private static final ValueShape CODES = new OneOrMany(Single.TEXT);

    private static final ObjectShape LISTS = ObjectShape.of(
            "the options on warnings",
            "Which warnings are errors.",
            optional("error", CODES, "Warnings that are errors: codes, or all."),
            optional("warn", CODES, "Codes that stay warnings where all others are errors."),
            optional("silence", CODES, "Codes of warnings that are not shown."),
            optional("include", CODES, "The older name of `error`."),
            optional("exclude", CODES, "The older name of `warn`."));

    /** What graphc reads of dbt's flags. */
    static final ObjectShape SHAPE = new ObjectShape(
            "the flags",
            "Settings of dbt's command line.",
            List.<KeyShape>of(
                    optional(FLAG, Single.BOOLEAN, "Whether every warning is an error."),
                    optional(OPTIONS, new Nested(LISTS), "Which warnings are errors, and which are not shown.")),
            ObjectShape.Others.ACCEPTED);

    /** Warnings of dbt that graphc has, too. */
    private static final Map<String, DiagnosticCode> OF_DBT = ofDbt();

    /** dbt calls a warning by the class of its event. */
    private static final Pattern CLASS_NAME = Pattern.compile("(?!GC)[A-Z][a-z]+[A-Za-z]*");

    private final DiagnosticSink sink;

    public WarningFlags(DiagnosticSink sink) {
        this.sink = sink;
    }

    private static Map<String, DiagnosticCode> ofDbt() {
        Map<String, DiagnosticCode> names = new LinkedHashMap<>();
        names.put("LogTestResult", DiagnosticCode.DATA_TEST_WARNED);
        names.put("LogTestResults", DiagnosticCode.DATA_TEST_WARNED);
        names.put("JinjaLogWarning", DiagnosticCode.WARNED_BY_TEMPLATE);
        names.put("NoNodesForSelectionCriteria", DiagnosticCode.SELECTOR_WITHOUT_MATCH);
        names.put("LogFreshnessResult", DiagnosticCode.SOURCE_AGEING);
        return names;
    }

    /** The policy of a project's flags, whose kinds have been checked. */
    WarningPolicy ofProject(MapReader flags) {
        Optional<YamlNode> options = flags.node(OPTIONS);
        boolean all = flags.isTrue(FLAG);
        if (all && options.isPresent()) {
            Diagnostic.of(DiagnosticCode.VALUE_NOT_ALLOWED, "`" + OPTIONS + "` says it otherwise than `" + FLAG + "`")
                    .at(options.get().span())
                    .help("take one of them out; `error: all` makes every warning an error")
                    .report(sink);
        }
        return options.map(this::read).orElse(all ? WarningPolicy.STERN : WarningPolicy.LENIENT);
    }

    /** The policy of the command line's option; mistakes in it are reported. */
    public WarningPolicy ofOption(String text) {
        DiagnosticBag bag = new DiagnosticBag();
        Optional<YamlNode> parsed = YamlParser.parse(new SourceFile(OPTION, text), bag);
        parsed.ifPresent(document -> {
            if (document instanceof YamlMapping) {
                new ShapeChecker(bag).check(document, LISTS);
            } else {
                Diagnostic.of(
                                DiagnosticCode.WRONG_KIND_OF_VALUE,
                                "`" + OPTION + "` holds " + document.kind() + ", expected a map of lists")
                        .at(document.span())
                        .help("for example " + OPTION + " '{error: all, warn: [GC7006]}'")
                        .report(bag);
            }
        });
        WarningPolicy policy = parsed.map(new WarningFlags(bag)::read).orElse(WarningPolicy.LENIENT);
        bag.sorted().forEach(sink::report);
        return policy;
    }

    private WarningPolicy read(YamlNode options) {
        MapReader reader = MapReader.forgiving(options, LISTS);
        Listed error = listed(reader, "error", "include");
        Listed warn = listed(reader, "warn", "exclude");
        Listed silence = listed(reader, "silence", "silence");
        Stream.of(warn, silence).forEach(list -> list.all().ifPresent(this::refuseAll));
        error.codes().forEach((code, name) -> {
            if (warn.codes().containsKey(code) || silence.codes().containsKey(code)) {
                Diagnostic.of(DiagnosticCode.VALUE_NOT_ALLOWED, "`" + code.id() + "` is to be an error and to be none")
                        .at(name.span())
                        .help("name it in one of the lists")
                        .report(sink);
            }
        });
        return new WarningPolicy(
                error.all().isPresent(),
                error.codes().keySet(),
                warn.codes().keySet(),
                silence.codes().keySet());
    }

    /** The codes of a list by where they are named, and the word for all of them. */
    private record Listed(Optional<Located<String>> all, Map<DiagnosticCode, Located<String>> codes) {}

    private Listed listed(MapReader reader, String key, String older) {
        List<Located<String>> names = new ArrayList<>(reader.texts(key));
        if (!older.equals(key)) {
            List<Located<String>> others = reader.texts(older);
            if (!names.isEmpty() && !others.isEmpty()) {
                Diagnostic.of(DiagnosticCode.VALUE_NOT_ALLOWED, "`" + older + "` is the older name of `" + key + "`")
                        .at(others.get(0).span())
                        .help("write all in `" + key + "`")
                        .report(sink);
            }
            names.addAll(others);
        }
        Optional<Located<String>> all = Optional.empty();
        Map<DiagnosticCode, Located<String>> codes = new LinkedHashMap<>();
        for (Located<String> name : names) {
            if (name.value().equals("all") || name.value().equals("*")) {
                all = Optional.of(name);
            } else {
                code(name).ifPresent(code -> codes.putIfAbsent(code, name));
            }
        }
        return new Listed(all, codes);
    }

    private void refuseAll(Located<String> word) {
        Diagnostic.of(DiagnosticCode.VALUE_NOT_ALLOWED, "`" + word.value() + "` is for `error` alone")
                .at(word.span())
                .help("name the codes")
                .report(sink);
    }

    private Optional<DiagnosticCode> code(Located<String> name) {
        Optional<DiagnosticCode> known = Stream.of(DiagnosticCode.values())
                .filter(code -> code.id().equals(name.value()))
                .findFirst()
                .or(() -> Optional.ofNullable(OF_DBT.get(name.value())));
        if (known.isEmpty()) {
            unknown(name);
        }
        return known;
    }

    private void unknown(Located<String> name) {
        List<String> names = new ArrayList<>(OF_DBT.keySet());
        if (CLASS_NAME.matcher(name.value()).matches()
                && Spelling.nearest(name.value(), names).isEmpty()) {
            Diagnostic.of(DiagnosticCode.KEY_IGNORED, "graphc has no warning `" + name.value() + "`")
                    .severity(Severity.NOTE)
                    .at(name.span())
                    .note("dbt may have one; graphc's warnings go by their codes, such as `GC7006`")
                    .report(sink);
            return;
        }
        Stream.of(DiagnosticCode.values()).map(DiagnosticCode::id).forEach(names::add);
        Diagnostic.of(DiagnosticCode.VALUE_NOT_ALLOWED, "there is no warning `" + name.value() + "`")
                .at(name.span())
                .hint(name.value(), names, "there are")
                .note("warnings go by their codes, such as `GC7006`, which stand in front of their messages")
                .report(sink);
    }
}
