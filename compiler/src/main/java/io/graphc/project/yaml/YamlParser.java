package io.graphc.project.yaml;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.source.Located;
import io.graphc.source.MappedText;
import io.graphc.source.SourceFile;
import io.graphc.source.SourceSpan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Reads the text of a file into a tree of {@link YamlNode}. Nothing is constructed from tags; size, depth and what
 * aliases expand to are limited. Keys are text whatever they look like ({@code on:} is the key {@code on}). Merge keys
 * ({@code <<}) are resolved. Problems are reported; a file that is not YAML gives nothing, a part that makes no sense is
 * left out.
 */
public final class YamlParser {
    /** Far beyond any project file; keeps a wrong file from filling the memory. */
    private static final int MOST_CODE_POINTS = 8 << 20;

    private static final int MOST_NODES = 300_000;
    private static final int DEEPEST = 64;

    /** Marks text without quotes and without a tag, whose meaning {@link YamlScalar} decides. */
    private static final Tag PLAIN = new Tag("!plain");

    private final SourceFile file;
    private final DiagnosticSink sink;
    private final CodePointOffsets offsets;
    private int nodes;

    private YamlParser(SourceFile file, DiagnosticSink sink) {
        this.file = file;
        this.sink = sink;
        this.offsets = new CodePointOffsets(file.text());
    }

    /** The file's document, an empty map for an empty one; nothing for a file that is not YAML. */
    public static Optional<YamlNode> parse(SourceFile file, DiagnosticSink sink) {
        return new YamlParser(file, sink).parse();
    }

    private Optional<YamlNode> parse() {
        try {
            Node root = compose();
            YamlNode converted = root == null ? null : convert(root, 0);
            boolean empty = root == null || (converted instanceof YamlScalar scalar && scalar.isNull());
            return empty ? Optional.of(new YamlMapping(file.top(), List.of())) : Optional.ofNullable(converted);
        } catch (MarkedYAMLException e) {
            new SyntaxProblem(file, offsets).report(e, sink);
        } catch (ReaderException e) {
            int at = offsets.of(e.getPosition());
            bad(file.span(at, at + 1), "the character U+%04X cannot stand in YAML".formatted(e.getCodePoint()));
        } catch (TooMuchException e) {
            bad(file.top(), e.getMessage());
        } catch (YAMLException e) {
            Diagnostic.of(DiagnosticCode.BAD_YAML, "this file goes beyond what graphc reads as YAML")
                    .at(file.top())
                    .note("at most " + MOST_CODE_POINTS + " characters and " + DEEPEST + " levels are read")
                    .report(sink);
        }
        return Optional.empty();
    }

    private @Nullable Node compose() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MOST_CODE_POINTS);
        options.setNestingDepthLimit(DEEPEST);
        Resolver resolver = new PlainResolver();
        StreamReader reader = new StreamReader(file.text());
        return new Composer(new ParserImpl(reader, options), resolver, options).getSingleNode();
    }

    private @Nullable YamlNode convert(Node node, int depth) {
        nodes++;
        if (nodes > MOST_NODES || depth > DEEPEST) {
            throw new TooMuchException("this file holds more than graphc reads as YAML once its aliases are expanded");
        }
        if (node instanceof ScalarNode scalar) {
            return scalar(scalar);
        }
        if (node instanceof SequenceNode sequence) {
            return sequence(sequence, depth);
        }
        if (node instanceof MappingNode mapping) {
            return isBareTemplate(mapping) ? bareTemplate(mapping) : mapping(mapping, depth);
        }
        return null;
    }

    /** {@code {{ x }}} without quotes is, for YAML, a map whose key is a map. */
    private boolean isBareTemplate(MappingNode node) {
        return node.getFlowStyle() == FlowStyle.FLOW && span(node).text().startsWith("{{");
    }

    private YamlNode bareTemplate(MappingNode node) {
        SourceSpan span = span(node);
        bad(span, "a value that starts with `{{` needs quotes");
        return new YamlScalar(span, MappedText.of(span), false);
    }

    private @Nullable YamlNode scalar(ScalarNode node) {
        Tag tag = node.getTag();
        if (!tag.equals(PLAIN) && !tag.equals(Tag.STR)) {
            bad(span(node), "the tag `" + shown(tag) + "` has no meaning here");
            return null;
        }
        return ScalarText.of(node, tag.equals(PLAIN), file, offsets);
    }

    private static String shown(Tag tag) {
        return tag.getValue().replace("tag:yaml.org,2002:", "!!");
    }

    private YamlNode sequence(SequenceNode node, int depth) {
        List<YamlNode> items = new ArrayList<>();
        for (Node item : node.getValue()) {
            YamlNode converted = convert(item, depth + 1);
            if (converted != null) {
                items.add(converted);
            }
        }
        SourceSpan span = span(node);
        if (node.getFlowStyle() == FlowStyle.BLOCK && !items.isEmpty()) {
            span = upTo(span, items.get(items.size() - 1).span());
        }
        return new YamlSequence(span, items);
    }

    private YamlNode mapping(MappingNode node, int depth) {
        Map<String, YamlEntry> entries = new LinkedHashMap<>();
        List<YamlEntry> merged = new ArrayList<>();
        for (NodeTuple tuple : node.getValue()) {
            Optional<Located<String>> key = key(tuple.getKeyNode());
            YamlNode value = convert(tuple.getValueNode(), depth + 1);
            if (key.isPresent() && value != null) {
                if (key.get().value().equals("<<") && !(value instanceof YamlScalar)) {
                    merge(value, merged);
                } else {
                    add(new YamlEntry(key.get(), value), entries);
                }
            }
        }
        List<YamlEntry> own = new ArrayList<>(entries.values());
        merged.forEach(entry -> entries.putIfAbsent(entry.name(), entry));
        return new YamlMapping(mappingSpan(node, own), new ArrayList<>(entries.values()));
    }

    private SourceSpan mappingSpan(MappingNode node, List<YamlEntry> own) {
        SourceSpan span = span(node);
        if (node.getFlowStyle() != FlowStyle.BLOCK || own.isEmpty()) {
            return span;
        }
        YamlEntry last = own.get(own.size() - 1);
        return upTo(upTo(span, last.key().span()), last.value().span());
    }

    /** A block ends, for YAML, where the next token starts; for a reader, where its last value ends. */
    private static SourceSpan upTo(SourceSpan whole, SourceSpan last) {
        boolean within = last.startLine() > whole.startLine()
                || (last.startLine() == whole.startLine() && last.startColumn() >= whole.startColumn());
        // A value that an alias brought in stands elsewhere.
        return within
                ? new SourceSpan(whole.file(), whole.startLine(), whole.startColumn(), last.endLine(), last.endColumn())
                : whole;
    }

    private Optional<Located<String>> key(Node node) {
        if (node instanceof ScalarNode scalar && !(scalar.getValue().isEmpty() && scalar.isPlain())) {
            return Optional.of(Located.of(scalar.getValue(), span(scalar)));
        }
        bad(span(node), "a key must be a single text");
        return Optional.empty();
    }

    private void merge(YamlNode value, List<YamlEntry> merged) {
        if (value instanceof YamlMapping mapping) {
            merged.addAll(mapping.entries());
        } else if (value instanceof YamlSequence sequence) {
            sequence.items().forEach(item -> merge(item, merged));
        }
    }

    private void add(YamlEntry entry, Map<String, YamlEntry> entries) {
        YamlEntry first = entries.putIfAbsent(entry.name(), entry);
        if (first != null) {
            Diagnostic.of(DiagnosticCode.DUPLICATE_NAME, "key `" + entry.name() + "` is written twice")
                    .at(entry.key().span())
                    .label(first.key().span(), "first written here")
                    .report(sink);
        }
    }

    private SourceSpan span(Node node) {
        return file.span(
                ScalarText.start(node, file, offsets),
                offsets.of(node.getEndMark().getIndex()));
    }

    private void bad(SourceSpan span, String message) {
        Diagnostic.of(DiagnosticCode.BAD_YAML, message).at(span).report(sink);
    }

    /** Leaves the meaning of unquoted text open. */
    private static final class PlainResolver extends Resolver {
        @Override
        protected void addImplicitResolvers() {
            // YAML 1.1's guesses (yes, on, 12:30) are not wanted.
        }

        @Override
        public Tag resolve(NodeId kind, String value, boolean implicit) {
            return kind == NodeId.scalar && implicit ? PLAIN : super.resolve(kind, value, implicit);
        }
    }

    /** The document is too big; ends the conversion. */
    private static final class TooMuchException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooMuchException(String message) {
            super(message, null, false, false);
        }

        @Override
        public String getMessage() {
            return String.valueOf(super.getMessage());
        }
    }
}
