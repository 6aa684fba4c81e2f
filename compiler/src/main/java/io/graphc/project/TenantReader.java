package io.graphc.project;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.project.yaml.MapReader;
import io.graphc.project.yaml.ShapeChecker;
import io.graphc.project.yaml.YamlEntry;
import io.graphc.project.yaml.YamlMapping;
import io.graphc.project.yaml.YamlNode;
import io.graphc.project.yaml.YamlParser;
import io.graphc.source.Located;
import io.graphc.source.SourceFile;
import io.graphc.source.SourceSpan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Reads the files of tenants and of their groups: a file whose name starts with {@code _} is a group. */
final class TenantReader {
    /** What {@code --tenant} calls all of them. */
    private static final String ALL = "all";

    private static final Set<String> OF_A_TABLE = Set.of("name", "source");

    private final DiagnosticSink sink;
    private final UniqueNames names;
    private final TenantGroups groups;

    TenantReader(DiagnosticSink sink) {
        this.sink = sink;
        this.names = UniqueNames.of(sink);
        this.groups = new TenantGroups(sink);
    }

    /** A tenant's file and what it says. */
    private record Written(SourceFile file, YamlMapping content) {}

    /** The tenants, and the files that are none. */
    record Found(List<TenantSpec> specs, TenantFiles others) {}

    Found read(List<SourceFile> files, List<String> folders) {
        List<Written> tenants = new ArrayList<>();
        List<SourceFile> ofGroups = new ArrayList<>();
        List<SourceFile> unread = new ArrayList<>();
        for (SourceFile file : files) {
            boolean group = TenantFiles.stem(file).startsWith("_");
            (group ? ofGroups : unread).add(file);
            YamlParser.parse(file, sink).ifPresent(document -> {
                new ShapeChecker(sink).check(document, group ? TenantShapes.GROUP : TenantShapes.FILE);
                YamlMapping content = corrected(document, group);
                if (group) {
                    groups.add(TenantFiles.stem(file).substring(1), content);
                } else {
                    tenants.add(new Written(file, content));
                }
            });
        }
        groups.check();
        List<TenantSpec> read = new ArrayList<>();
        tenants.forEach(tenant -> read(tenant).ifPresent(spec -> {
            read.add(spec);
            unread.remove(spec.file());
        }));
        checkIds(read);
        return new Found(read, new TenantFiles(folders.stream().findFirst(), unread, ofGroups));
    }

    /** The file with misspelt keys, which were reported, as they were meant. */
    private static YamlMapping corrected(YamlNode document, boolean group) {
        return new YamlMapping(
                document.span(),
                MapReader.forgiving(document, group ? TenantShapes.GROUP : TenantShapes.FILE)
                        .entries());
    }

    private Optional<TenantSpec> read(Written written) {
        MapReader own = MapReader.of(written.content());
        SourceFile file = written.file();
        Located<String> name = own.text("name").orElseGet(() -> Located.of(TenantFiles.stem(file), file.top()));
        if (!isName(name, "a tenant") || !isOne(name) || !names.add("tenant", name.value(), name.span())) {
            return Optional.empty();
        }
        own.text("id_prefix").ifPresent(prefix -> isName(prefix, "an id prefix"));
        List<String> order = groups.of(written.content());
        MapReader reader = MapReader.of(TenantLayers.over(groups.beneath(order, written.content()), written.content()));
        List<YamlEntry> vars = reader.map("vars").entries();
        TenantPatterns patterns = new TenantPatterns(name.value(), vars, sink);
        MapReader graph = reader.map("graph");
        return Optional.of(new TenantSpec(
                name,
                file,
                own.text("description"),
                order,
                distinct(reader.texts("tags")),
                vars,
                sources(reader, patterns),
                disabled(reader.map("disable")),
                reader.text("schema").map(schema -> patterns.fill(schema, Set.of())),
                new TenantSpec.TenantGraphSpec(
                        graph.text("target").map(target -> patterns.fill(target, Set.of())),
                        patterns.fill(graph.entries().stream()
                                .filter(entry -> !entry.name().equals("target"))
                                .toList())),
                own.text("id_prefix"),
                reader.map("limits").entries()));
    }

    private boolean isName(Located<String> name, String what) {
        if (TenantSpec.isName(name.value())) {
            return true;
        }
        Diagnostic.of(DiagnosticCode.VALUE_NOT_ALLOWED, what + " cannot be called `" + name.value() + "`")
                .at(name.span())
                .note("a name starts with a lower-case letter and goes on with those, digits and `_`")
                .report(sink);
        return false;
    }

    private boolean isOne(Located<String> name) {
        if (!name.value().equals(ALL)) {
            return true;
        }
        Diagnostic.of(DiagnosticCode.VALUE_NOT_ALLOWED, "a tenant cannot be called `" + ALL + "`")
                .at(name.span())
                .note("`--tenant " + ALL + "` means all tenants")
                .help("choose another name for the file, or give it one with `name`")
                .report(sink);
        return false;
    }

    /** Two tenants whose ids begin alike would take each other's elements for their own. */
    private void checkIds(List<TenantSpec> tenants) {
        Map<String, TenantSpec> owners = new TreeMap<>();
        for (TenantSpec tenant : tenants) {
            TenantSpec first = owners.putIfAbsent(tenant.idScope(), tenant);
            if (first != null) {
                TenantSpec culprit = tenant.idPrefix().isPresent() ? tenant : first;
                TenantSpec other = culprit.equals(tenant) ? first : tenant;
                Diagnostic.of(
                                DiagnosticCode.SHARED_TENANT_IDS,
                                "tenants `" + first.name().value() + "` and `"
                                        + tenant.name().value() + "` both give ids that begin with `"
                                        + tenant.idScope() + "`")
                        .at(idPlace(culprit))
                        .label(
                                idPlace(other),
                                "tenant `" + other.name().value() + "`"
                                        + (other.idPrefix().isPresent() ? "" : ", whose name it is"))
                        .note("each would overwrite, and delete, the other's nodes and relationships")
                        .help("leave `id_prefix` out: it is the tenant's name then")
                        .report(sink);
            }
        }
    }

    private static SourceSpan idPlace(TenantSpec tenant) {
        return tenant.idPrefix().orElse(tenant.name()).span();
    }

    private static List<Located<String>> distinct(List<Located<String>> tags) {
        Map<String, Located<String>> all = new LinkedHashMap<>();
        tags.forEach(tag -> all.putIfAbsent(tag.value(), tag));
        return List.copyOf(all.values());
    }

    private static TenantSpec.DisabledSpec disabled(MapReader disable) {
        return new TenantSpec.DisabledSpec(
                disable.texts("models"),
                disable.texts("nodes"),
                disable.texts("relationships"),
                disable.texts("sources"));
    }

    private static List<TenantSpec.TenantSourceSpec> sources(MapReader tenant, TenantPatterns patterns) {
        Optional<YamlNode> written = tenant.node("sources");
        if (!(written.orElse(null) instanceof YamlMapping mapping)) {
            return List.of();
        }
        List<TenantSpec.TenantSourceSpec> read = new ArrayList<>();
        for (YamlEntry entry : TenantLayers.sources(mapping).entries()) {
            MapReader source = MapReader.of(entry.value());
            FilesSpec files = files(source, patterns);
            List<TenantSpec.TenantTableSpec> tables = new ArrayList<>();
            for (YamlEntry table : source.map("tables").entries()) {
                MapReader reader = MapReader.of(table.value());
                tables.add(new TenantSpec.TenantTableSpec(
                        table.key(),
                        name(reader, "identifier", patterns),
                        files(reader, patterns).orElse(files),
                        reader.bool("enabled")));
            }
            read.add(new TenantSpec.TenantSourceSpec(
                    entry.key(),
                    name(source, "database", patterns),
                    name(source, "schema", patterns),
                    name(source, "identifier", patterns),
                    files,
                    source.bool("enabled"),
                    tables));
        }
        return read;
    }

    private static Optional<Located<String>> name(MapReader reader, String key, TenantPatterns patterns) {
        return reader.text(key).map(text -> patterns.fill(text, OF_A_TABLE));
    }

    private static FilesSpec files(MapReader reader, TenantPatterns patterns) {
        FilesSpec files = FilesReader.read(reader);
        return files.location().isEmpty()
                ? files
                : new FilesSpec(
                        files.location().map(patterns::fillPlace),
                        files.format(),
                        files.header(),
                        files.delimiter(),
                        files.extraValues(),
                        files.nullTexts());
    }
}
