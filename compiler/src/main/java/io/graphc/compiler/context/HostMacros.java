package io.graphc.compiler.context;

import io.graphc.compiler.template.Macro;
import io.graphc.compiler.template.MacroLibrary;
import io.graphc.compiler.template.MacroSource;
import io.graphc.diagnostic.DiagnosticBag;
import io.graphc.source.SourceFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The macros of dbt's own package that projects and packages call ({@code dbt.dateadd} and its like), with the SQL that
 * Athena and Trino need (docs.getdbt.com, "About cross-database macros"). A file is parsed when one of its macros is first
 * called. Safe to share between threads.
 */
final class HostMacros implements MacroSource {
    private static final List<String> FILES = List.of("types", "strings", "aggregates", "dates", "relations");
    private static final Pattern MACRO = Pattern.compile("\\{%-? *macro (\\w+)\\(");

    static final HostMacros INSTANCE = new HostMacros();

    private final Map<String, String> fileOf = new LinkedHashMap<>();
    private final Map<String, SourceFile> files = new LinkedHashMap<>();
    private final Map<String, Map<String, Macro>> parsed = new LinkedHashMap<>();

    private HostMacros() {
        for (String name : FILES) {
            SourceFile file = new SourceFile("dbt/macros/" + name + ".sql", text(name));
            files.put(name, file);
            Matcher macro = MACRO.matcher(file.text());
            while (macro.find()) {
                fileOf.put(macro.group(1), name);
            }
        }
    }

    private static String text(String name) {
        try (InputStream in = HostMacros.class.getResourceAsStream("dbt/" + name + ".sql")) {
            if (in == null) {
                throw new IllegalStateException("dbt/" + name + ".sql is not packaged");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<Macro> find(String name) {
        String file = fileOf.get(name);
        return file == null
                ? Optional.empty()
                : Optional.ofNullable(macros(file).get(name));
    }

    private synchronized Map<String, Macro> macros(String file) {
        return parsed.computeIfAbsent(file, this::parse);
    }

    private Map<String, Macro> parse(String name) {
        DiagnosticBag bag = new DiagnosticBag();
        Map<String, Macro> macros = new LinkedHashMap<>();
        SourceFile file = Objects.requireNonNull(files.get(name));
        MacroLibrary.builder(MacroLibrary.DBT)
                .add(MacroLibrary.DBT, file, bag)
                .build()
                .macros()
                .forEach(macro -> macros.put(macro.name(), macro));
        if (bag.hasErrors()) {
            throw new IllegalStateException(bag.sorted().toString());
        }
        return macros;
    }

    @Override
    public Collection<String> names() {
        return fileOf.keySet();
    }
}
