package io.graphc.project;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.project.yaml.MapReader;
import io.graphc.project.yaml.ShapeChecker;
import io.graphc.project.yaml.YamlEntry;
import io.graphc.project.yaml.YamlNode;
import io.graphc.project.yaml.YamlParser;
import io.graphc.source.Located;
import io.graphc.source.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the files of tenants. */
final class TenantReader {
    /** A tenant's name is part of ids, schemas and paths. */
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");

    private final DiagnosticSink sink;
    private final UniqueNames names;

    TenantReader(DiagnosticSink sink) {
        this.sink = sink;
        this.names = UniqueNames.of(sink);
    }

    Optional<TenantSpec> read(SourceFile file) {
        Optional<YamlNode> document = YamlParser.parse(file, sink);
        if (document.isEmpty()) {
            return Optional.empty();
        }
        new ShapeChecker(sink).check(document.get(), TenantShapes.FILE);
        MapReader reader = MapReader.forgiving(document.get(), TenantShapes.FILE);
        Located<String> name = reader.text("name").orElseGet(() -> Located.of(stem(file), file.top()));
        if (!NAME.matcher(name.value()).matches()) {
            Diagnostic.of(DiagnosticCode.VALUE_NOT_ALLOWED, "a tenant cannot be called `" + name.value() + "`")
                    .at(name.span())
                    .note("a name starts with a lower-case letter and goes on with those, digits and `_`")
                    .report(sink);
            return Optional.empty();
        }
        if (!names.add("tenant", name.value(), name.span())) {
            return Optional.empty();
        }
        MapReader disable = reader.map("disable");
        return Optional.of(new TenantSpec(
                name,
                file,
                reader.text("description"),
                reader.map("vars").entries(),
                sources(reader.map("sources")),
                new TenantSpec.DisabledSpec(
                        disable.texts("models"),
                        disable.texts("nodes"),
                        disable.texts("relationships"),
                        disable.texts("sources")),
                reader.text("schema"),
                reader.text("graph")));
    }

    private static String stem(SourceFile file) {
        String name = file.path().substring(file.path().lastIndexOf('/') + 1);
        return name.substring(0, name.lastIndexOf('.'));
    }

    private static List<TenantSpec.TenantSourceSpec> sources(MapReader sources) {
        List<TenantSpec.TenantSourceSpec> read = new ArrayList<>();
        for (YamlEntry entry : sources.entries()) {
            MapReader source = MapReader.of(entry.value());
            FilesSpec files = FilesReader.read(source);
            List<TenantSpec.TenantTableSpec> tables = new ArrayList<>();
            for (YamlEntry table : source.map("tables").entries()) {
                MapReader reader = MapReader.of(table.value());
                tables.add(new TenantSpec.TenantTableSpec(
                        table.key(),
                        reader.text("identifier"),
                        FilesReader.read(reader).orElse(files),
                        reader.bool("enabled")));
            }
            read.add(new TenantSpec.TenantSourceSpec(
                    entry.key(),
                    source.text("database"),
                    source.text("schema"),
                    files,
                    source.bool("enabled"),
                    tables));
        }
        return read;
    }
}
