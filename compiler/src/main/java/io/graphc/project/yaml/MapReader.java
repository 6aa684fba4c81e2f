package io.graphc.project.yaml;

import io.graphc.source.Located;
import io.graphc.source.MappedText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a map leniently: what is absent, null or of another kind is not there; {@link ShapeChecker} has reported it. */
public final class MapReader {
    private static final MapReader EMPTY = new MapReader(Optional.empty());

    private final Optional<YamlMapping> mapping;

    private MapReader(Optional<YamlMapping> mapping) {
        this.mapping = mapping;
    }

    public static MapReader of(YamlNode node) {
        return node instanceof YamlMapping mapping ? new MapReader(Optional.of(mapping)) : EMPTY;
    }

    /**
     * A reader that takes a misspelt key, which has been reported, for the one that is meant, where that is not there: so
     * that the one mistake is not followed by others.
     */
    public static MapReader forgiving(YamlNode node, ObjectShape shape) {
        if (!(node instanceof YamlMapping mapping)) {
            return EMPTY;
        }
        List<YamlEntry> meant = new ArrayList<>();
        for (YamlEntry entry : mapping.entries()) {
            boolean known = shape.key(entry.name()).isPresent();
            List<String> near = known ? List.of() : shape.meantBy(entry.name());
            boolean free = !near.isEmpty() && mapping.entry(near.get(0)).isEmpty();
            meant.add(free ? new YamlEntry(Located.of(near.get(0), entry.key().span()), entry.value()) : entry);
        }
        return new MapReader(Optional.of(new YamlMapping(mapping.span(), meant)));
    }

    public List<YamlEntry> entries() {
        return mapping.map(YamlMapping::entries).orElse(List.of());
    }

    public Optional<YamlEntry> entry(String key) {
        return mapping.flatMap(map -> map.entry(key));
    }

    /** The value, unless it is null. */
    public Optional<YamlNode> node(String key) {
        return mapping.flatMap(map -> map.get(key))
                .filter(value -> !(value instanceof YamlScalar scalar && scalar.isNull()));
    }

    private Optional<YamlScalar> scalar(String key) {
        return node(key).filter(YamlScalar.class::isInstance).map(YamlScalar.class::cast);
    }

    public Optional<Located<String>> text(String key) {
        return scalar(key).map(YamlScalar::located);
    }

    /** The text with the place of every character. */
    public Optional<Located<MappedText>> mappedText(String key) {
        return scalar(key).map(scalar -> Located.of(scalar.content(), scalar.span()));
    }

    public Optional<Located<Boolean>> bool(String key) {
        return scalar(key)
                .filter(YamlScalar::isBoolean)
                .map(scalar -> Located.of(Boolean.TRUE.equals(scalar.toValue()), scalar.span()));
    }

    public boolean isTrue(String key) {
        return bool(key).map(Located::value).orElse(false);
    }

    /** The texts of a list, or the one text that stands in its place. */
    public List<Located<String>> texts(String key) {
        return node(key).map(MapReader::textsOf).orElse(List.of());
    }

    private static List<Located<String>> textsOf(YamlNode node) {
        List<Located<String>> texts = new ArrayList<>();
        if (node instanceof YamlSequence sequence) {
            sequence.items().forEach(item -> {
                if (item instanceof YamlScalar) {
                    texts.addAll(textsOf(item));
                }
            });
        } else if (node instanceof YamlScalar scalar && !scalar.isNull()) {
            texts.add(scalar.located());
        }
        return texts;
    }

    public MapReader map(String key) {
        return node(key).map(MapReader::of).orElse(EMPTY);
    }

    public List<YamlNode> items(String key) {
        return node(key)
                .filter(YamlSequence.class::isInstance)
                .map(value -> ((YamlSequence) value).items())
                .orElse(List.of());
    }

    /** The items of a list that are maps. */
    public List<YamlMapping> maps(String key) {
        return items(key).stream()
                .filter(YamlMapping.class::isInstance)
                .map(YamlMapping.class::cast)
                .toList();
    }
}
