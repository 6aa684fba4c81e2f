package io.graphc.compiler;

import io.graphc.compiler.resolve.ConfigValue;
import io.graphc.compiler.resolve.ResourceConfig;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.plan.Materialization;
import io.graphc.plan.TableFiles;
import io.graphc.plan.TableSettings;
import io.graphc.source.Located;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** How the table of a model is stored: its configs in the words of dbt-athena, read for engines whose tables lie in a lake. */
final class TableConfigs {
    private final ResourceConfig config;
    private final DiagnosticSink sink;

    TableConfigs(ResourceConfig config, DiagnosticSink sink) {
        this.config = config;
        this.sink = sink;
    }

    /** What the configs of a model say, as far as it makes a table on such an engine. */
    static TableSettings of(RenderedModel model, String engine, DiagnosticSink sink) {
        boolean lake = engine.equals("athena") || engine.equals("trino");
        if (!model.isTable() || !lake) {
            return TableSettings.NONE;
        }
        TableSettings settings = new TableConfigs(model.config(), sink).read();
        return model.materialization() == Materialization.SNAPSHOT && engine.equals("athena")
                ? ofSnapshot(model, settings, sink)
                : settings;
    }

    /** A snapshot changes rows, which Athena does in tables of Iceberg alone: so that is what it makes. */
    private static TableSettings ofSnapshot(RenderedModel model, TableSettings settings, DiagnosticSink sink) {
        if (settings.tableType().isPresent() && !settings.isIceberg()) {
            Diagnostic.of(
                            DiagnosticCode.TABLE_SETTING,
                            "snapshot `" + model.spec().name() + "` cannot be a table of type `"
                                    + settings.tableType().get() + "`")
                    .at(model.config().value("table_type").orElseThrow().span())
                    .note("a snapshot changes rows, which Athena does in tables of Iceberg alone")
                    .help("set `table_type: iceberg`, or leave it out")
                    .report(sink);
        }
        return settings.ofType("iceberg");
    }

    private TableSettings read() {
        return new TableSettings(
                lower("table_type"),
                lower("format"),
                texts("partitioned_by"),
                properties(),
                new TableFiles(
                        text("write_compression").map(word -> word.toUpperCase(Locale.ROOT)),
                        config.text("field_delimiter").map(Located::value),
                        texts("bucketed_by"),
                        (int) number("bucket_count", Integer.MAX_VALUE).orElse(0),
                        text("external_location"),
                        text("s3_data_dir"),
                        lower("s3_data_naming")),
                text("force_batch").filter("true"::equalsIgnoreCase).isPresent(),
                number("max_bytes_scanned", Long.MAX_VALUE));
    }

    private Optional<String> text(String name) {
        return config.text(name).map(text -> text.value().strip()).filter(text -> !text.isEmpty());
    }

    private Optional<String> lower(String name) {
        return text(name).map(word -> word.toLowerCase(Locale.ROOT));
    }

    private List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        config.value(name).flatMap(ConfigValue::value).ifPresent(value -> {
            if (value instanceof Collection<?> several) {
                several.forEach(one -> texts.add(String.valueOf(one).strip()));
            } else {
                texts.add(value.toString().strip());
            }
        });
        return texts;
    }

    private Map<String, String> properties() {
        Map<String, String> properties = new LinkedHashMap<>();
        config.value("table_properties").flatMap(ConfigValue::value).ifPresent(value -> {
            if (value instanceof Map<?, ?> map) {
                map.forEach((name, text) -> properties.put(String.valueOf(name), String.valueOf(text)));
            }
        });
        return properties;
    }

    private OptionalLong number(String name, long most) {
        Optional<Located<String>> written = config.text(name);
        if (written.isEmpty()) {
            return OptionalLong.empty();
        }
        try {
            long number = Long.parseLong(written.get().value().strip());
            if (number > 0 && number <= most) {
                return OptionalLong.of(number);
            }
        } catch (NumberFormatException e) {
            refuse(name, written.get());
            return OptionalLong.empty();
        }
        refuse(name, written.get());
        return OptionalLong.empty();
    }

    private void refuse(String name, Located<String> written) {
        Diagnostic.of(DiagnosticCode.VALUE_NOT_ALLOWED, "`" + name + "` is not a whole number above zero")
                .at(written.span())
                .report(sink);
    }
}
