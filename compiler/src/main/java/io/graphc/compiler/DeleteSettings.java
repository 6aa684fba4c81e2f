package io.graphc.compiler;

import io.graphc.compiler.resolve.YamlValues;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.plan.DeleteAge;
import io.graphc.plan.RejectLimit;
import io.graphc.project.OutputSpec;
import io.graphc.project.ProjectSpec;
import io.graphc.project.yaml.YamlEntry;
import io.graphc.project.yaml.YamlMapping;
import io.graphc.project.yaml.YamlNode;
import io.graphc.project.yaml.YamlScalar;
import io.graphc.project.yaml.YamlSequence;
import io.graphc.source.Located;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks what the profile's graph outputs say of deletes: the values, and the labels and types that they are for. */
final class DeleteSettings {
    private static final String DEFAULT = "default";
    private static final String LIMIT_FORM = "write a percentage up to `100%`, a number of elements, or a list of both";
    private static final Pattern SHARE = Pattern.compile("0?\\.\\d{1,6}");
    private static final Pattern COUNT_AND_UNIT = Pattern.compile("(\\d{1,6})\\s*(\\S*)");

    private final ProjectSpec project;
    private final String chosen;
    private final YamlValues values;
    private final TreeSet<String> names = new TreeSet<>();
    private final DiagnosticSink sink;

    /**
     * A check of one project.
     *
     * @param chosen the name of the output that is written to; of the others no template is rendered
     */
    DeleteSettings(ProjectSpec project, String chosen, YamlValues values, DiagnosticSink sink) {
        this.project = project;
        this.chosen = chosen;
        this.values = values;
        this.sink = sink;
        names.add(DEFAULT);
        project.nodes().forEach(node -> names.add(node.label().value()));
        project.relationships().forEach(link -> names.add(link.type().value()));
    }

    void check() {
        project.profile().ifPresent(profile -> profile.graphOutputs().forEach(this::check));
    }

    private void check(OutputSpec output) {
        check(output.settings(), output.name().value().equals(chosen));
    }

    /** Checks settings that stand elsewhere than in an output. */
    void check(List<YamlEntry> settings) {
        check(settings, true);
    }

    private void check(List<YamlEntry> settings, boolean rendered) {
        for (YamlEntry setting : settings) {
            if (setting.name().equals("max_delete")) {
                each(setting, (name, value) -> limits(name, value, rendered));
            } else if (setting.name().equals("min_age")) {
                each(setting, (name, value) -> age(name, value, rendered));
            }
        }
    }

    /** Hands on the one value of a setting, or that of each label and type. */
    private void each(YamlEntry setting, BiConsumer<Located<String>, YamlNode> check) {
        if (!(setting.value() instanceof YamlMapping mapping)) {
            check.accept(setting.key(), setting.value());
            return;
        }
        for (YamlEntry entry : mapping.entries()) {
            if (!names.contains(entry.name())) {
                Diagnostic.of(
                                DiagnosticCode.VALUE_NOT_ALLOWED,
                                "`" + setting.name() + "` names `" + entry.name() + "`, which the graph does not have")
                        .at(entry.key().span())
                        .hint(entry.name(), names, "labels and types")
                        .report(sink);
            }
            if (entry.value() instanceof YamlScalar scalar && scalar.isNull()) {
                Diagnostic.of(DiagnosticCode.VALUE_NOT_ALLOWED, "`" + entry.name() + "` has no value")
                        .at(entry.key().span())
                        .help("leave it out where it is as `" + DEFAULT + "` says")
                        .report(sink);
            } else {
                check.accept(Located.of(setting.name(), entry.key().span()), entry.value());
            }
        }
    }

    private void limits(Located<String> name, YamlNode value, boolean rendered) {
        if (value instanceof YamlSequence list) {
            if (list.items().isEmpty()) {
                // What was to be a limit must not become none.
                Diagnostic.of(DiagnosticCode.VALUE_NOT_ALLOWED, "`" + name.value() + "` is an empty list")
                        .at(value.span())
                        .help(LIMIT_FORM)
                        .report(sink);
            }
            list.items().forEach(item -> limit(name.value(), item, rendered));
        } else {
            limit(name.value(), value, rendered);
        }
    }

    private void limit(String name, YamlNode value, boolean rendered) {
        Optional<String> text = text(value, rendered);
        if (text.isEmpty() || RejectLimit.read(text.get()).isPresent()) {
            return;
        }
        Diagnostic.Builder problem = wrong(name, text.get(), value);
        if (SHARE.matcher(text.get()).matches()) {
            String percent = text.get().replaceFirst("0?\\.", "0.");
            problem.help("a share is written in percent: `" + RejectLimit.ofShare(percent) + "`");
        } else {
            problem.help(LIMIT_FORM);
        }
        problem.report(sink);
    }

    private void age(Located<String> name, YamlNode value, boolean rendered) {
        Optional<String> text = text(value, rendered);
        if (text.isEmpty() || DeleteAge.read(text.get()).isPresent()) {
            return;
        }
        Diagnostic.Builder problem = wrong(name.value(), text.get(), value);
        Matcher parts = COUNT_AND_UNIT.matcher(text.get());
        if (parts.matches() && !parts.group(2).isEmpty()) {
            problem.hint(parts.group(2), DeleteAge.UNITS, "units");
        } else if (parts.matches()) {
            problem.help("say of what: `" + text.get() + " days`, `" + text.get() + " hours` or `" + text.get()
                    + " minutes`");
        } else {
            problem.help("write an age such as `7 days`, `12 hours` or `30 minutes`");
        }
        problem.report(sink);
    }

    private static Diagnostic.Builder wrong(String name, String text, YamlNode value) {
        String shown = text.length() > 40 ? text.substring(0, 40) + "..." : text;
        return Diagnostic.of(DiagnosticCode.VALUE_NOT_ALLOWED, "`" + name + "` cannot be `" + shown + "`")
                .at(value.span());
    }

    /** A single value as text; what is none, or null, was reported when the profile was read. */
    private Optional<String> text(YamlNode value, boolean rendered) {
        if (!(value instanceof YamlScalar scalar) || scalar.isNull() || (scalar.isTemplate() && !rendered)) {
            return Optional.empty();
        }
        Optional<Object> plain = scalar.isTemplate() ? values.value(scalar) : Optional.of(scalar.text());
        return plain.map(found -> found.toString().strip());
    }
}
