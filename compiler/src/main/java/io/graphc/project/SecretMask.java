package io.graphc.project;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.Label;
import io.graphc.project.yaml.YamlEntry;
import io.graphc.project.yaml.YamlMapping;
import io.graphc.project.yaml.YamlNode;
import io.graphc.project.yaml.YamlScalar;
import io.graphc.project.yaml.YamlSequence;
import io.graphc.source.Located;
import io.graphc.source.MappedText;
import io.graphc.source.SourceFile;
import io.graphc.source.SourceSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes the secrets out of the text that messages about a profile show: places stay where they are, values stay what they
 * are, and every character of a written secret is shown as {@code *}. A secret that a template fetches is not in the file.
 */
final class SecretMask {
    private static final Pattern WRITTEN =
            Pattern.compile("(?m)\\b(?:aws_access_key_id|\\w*(?:secret|password|token)\\w*)['\"]?[ \\t]*:[ \\t]*(.*)$");

    /** Also a name that is not spelt right hides its value. */
    private static final Pattern SECRET =
            Pattern.compile("aws_access_key_id|secret|password|passwd|token", Pattern.CASE_INSENSITIVE);

    private final StringBuilder shown;

    private SecretMask(SourceFile file) {
        this.shown = new StringBuilder(file.text());
    }

    /** The same document, its places in a file without secrets. */
    static YamlNode hide(SourceFile file, YamlNode document) {
        SecretMask mask = new SecretMask(file);
        mask.find(document, false);
        String text = mask.shown.toString();
        return text.equals(file.text()) ? document : moved(document, new SourceFile(file.path(), text));
    }

    /** A problem of text that could not be read as YAML; whatever stands behind the name of a secret is covered. */
    static Diagnostic hide(Diagnostic problem) {
        if (problem.primary().isEmpty()) {
            return problem;
        }
        SourceFile file = problem.primary().get().file();
        SecretMask mask = new SecretMask(file);
        Matcher secret = WRITTEN.matcher(file.text());
        while (secret.find()) {
            mask.cover(file.span(secret.start(1), secret.end(1)));
        }
        SourceFile covered = new SourceFile(file.path(), mask.shown.toString());
        return new Diagnostic(
                problem.code(),
                problem.severity(),
                problem.message(),
                problem.primary().map(span -> moved(span, covered)),
                problem.caption(),
                problem.labels().stream()
                        .map(label -> new Label(moved(label.span(), covered), label.text()))
                        .toList(),
                problem.notes(),
                problem.helps());
    }

    private void find(YamlNode node, boolean secret) {
        if (node instanceof YamlMapping mapping) {
            for (YamlEntry entry : mapping.entries()) {
                boolean tree = secret || ProfileShapes.SECRET_TREES.contains(entry.name());
                find(entry.value(), tree || SECRET.matcher(entry.name()).find());
            }
        } else if (node instanceof YamlSequence sequence) {
            sequence.items().forEach(item -> find(item, secret));
        } else if (secret && node instanceof YamlScalar scalar && !scalar.isTemplate() && !scalar.isNull()) {
            cover(scalar.span());
        }
    }

    private void cover(SourceSpan span) {
        for (int at = span.startOffset(); at < span.endOffset(); at++) {
            if (shown.charAt(at) != '\n' && shown.charAt(at) != '\r') {
                shown.setCharAt(at, '*');
            }
        }
    }

    private static YamlNode moved(YamlNode node, SourceFile file) {
        if (node instanceof YamlMapping mapping) {
            List<YamlEntry> entries = new ArrayList<>();
            for (YamlEntry entry : mapping.entries()) {
                Located<String> key = Located.of(entry.name(), moved(entry.key().span(), file));
                entries.add(new YamlEntry(key, moved(entry.value(), file)));
            }
            return new YamlMapping(moved(mapping.span(), file), entries);
        }
        if (node instanceof YamlSequence sequence) {
            List<YamlNode> items =
                    sequence.items().stream().map(item -> moved(item, file)).toList();
            return new YamlSequence(moved(sequence.span(), file), items);
        }
        YamlScalar scalar = (YamlScalar) node;
        SourceSpan span = moved(scalar.span(), file);
        return new YamlScalar(span, moved(scalar.content(), span, file), scalar.plain());
    }

    /** Text that was copied as written has its places character by character, unless it is covered now. */
    private static MappedText moved(MappedText content, SourceSpan span, SourceFile file) {
        if (content.text().isEmpty()) {
            return MappedText.computed("", span);
        }
        SourceSpan written = moved(content.spanOf(0, content.text().length()), file);
        return written.text().equals(content.text())
                ? MappedText.of(written)
                : MappedText.computed(content.text(), span);
    }

    private static SourceSpan moved(SourceSpan span, SourceFile file) {
        return new SourceSpan(file, span.startLine(), span.startColumn(), span.endLine(), span.endColumn());
    }
}
