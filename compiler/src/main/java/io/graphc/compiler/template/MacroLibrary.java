package io.graphc.compiler.template;

import io.graphc.compiler.template.syntax.MacroDefinition;
import io.graphc.compiler.template.syntax.TemplateTree;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.source.MappedText;
import io.graphc.source.SourceFile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The macros of a project and of the packages that it uses. A plain name means, as in dbt, a macro of the package that the
 * model belongs to, else of the root project, else of dbt's own package; packages also find their own macros by plain
 * names. Every macro has the name {@code package.macro} as well. Macros are looked up when they are called, so files may
 * come in any order. Immutable and safe to share between threads.
 */
public final class MacroLibrary {
    /** The package whose macros have plain names everywhere. */
    public static final String DBT = "dbt";

    private final String rootPackage;
    private final Map<String, Map<String, Macro>> packages;
    private final MacroSource host;
    private final Set<String> missing;

    private MacroLibrary(Builder builder) {
        this.rootPackage = builder.rootPackage;
        Map<String, Map<String, Macro>> copy = new LinkedHashMap<>();
        builder.packages.forEach((name, macros) -> copy.put(name, new LinkedHashMap<>(macros)));
        this.packages = copy;
        this.host = builder.host;
        this.missing = new LinkedHashSet<>(builder.missing);
    }

    public static MacroLibrary empty() {
        return builder("").build();
    }

    public static Builder builder(String rootPackage) {
        return new Builder(rootPackage);
    }

    /** A macro of one package. */
    public Optional<Macro> find(String packageName, String name) {
        Map<String, Macro> macros = packages.get(packageName);
        Optional<Macro> found = macros == null ? Optional.empty() : Optional.ofNullable(macros.get(name));
        return found.isEmpty() && packageName.equals(DBT) ? host.find(name) : found;
    }

    /** What a plain name means in a template of one package, within a macro of another. */
    Optional<Macro> resolve(String name, String templatePackage, String macroPackage) {
        return find(templatePackage, name)
                .or(() -> find(rootPackage, name))
                .or(() -> find(macroPackage, name))
                .or(() -> find(DBT, name));
    }

    public boolean hasPackage(String name) {
        return packages.containsKey(name) || (name.equals(DBT) && !host.names().isEmpty());
    }

    /** Whether a package is asked for but not on disk. */
    boolean isMissing(String name) {
        return missing.contains(name);
    }

    public String rootPackage() {
        return rootPackage;
    }

    public Set<String> packageNames() {
        Set<String> names = new LinkedHashSet<>(packages.keySet());
        if (!host.names().isEmpty()) {
            names.add(DBT);
        }
        return names;
    }

    /** Names of the macros of a package. */
    public List<String> names(String packageName) {
        Set<String> names = new LinkedHashSet<>();
        Map<String, Macro> macros = packages.get(packageName);
        if (macros != null) {
            names.addAll(macros.keySet());
        }
        if (packageName.equals(DBT)) {
            names.addAll(host.names());
        }
        return List.copyOf(names);
    }

    /** All macros, by package and in the order in which they were added. */
    public List<Macro> macros() {
        return packages.values().stream()
                .map(Map::values)
                .flatMap(Collection::stream)
                .toList();
    }

    /** The plain names that a template of a package can use. */
    List<String> plainNames(String templatePackage, String macroPackage) {
        Set<String> names = new LinkedHashSet<>();
        for (String packageName : List.of(templatePackage, rootPackage, macroPackage, DBT)) {
            names.addAll(names(packageName));
        }
        return List.copyOf(names);
    }

    /** The packages that have a macro of a name. */
    List<String> packagesWith(String name) {
        List<String> found = new ArrayList<>();
        packages.forEach((packageName, macros) -> {
            if (macros.containsKey(name)) {
                found.add(packageName);
            }
        });
        return found;
    }

    /** Collects macros; not safe to share between threads. */
    public static final class Builder {
        private final String rootPackage;
        private final Map<String, Map<String, Macro>> packages = new LinkedHashMap<>();
        private final Set<String> missing = new LinkedHashSet<>();
        private MacroSource host = MacroSource.NONE;

        private Builder(String rootPackage) {
            this.rootPackage = rootPackage;
        }

        /**
         * Parses a file and adds its macros. Mistakes are reported here; a macro that has some is known, and whatever calls
         * it ends without a further message. A name that its package has already is reported and left out.
         */
        public Builder add(String packageName, SourceFile file, DiagnosticSink sink) {
            Map<String, Macro> macros = packages.computeIfAbsent(packageName, unused -> new LinkedHashMap<>());
            for (MacroDefinition definition : TemplateTree.parseMacros(MappedText.of(file), sink)) {
                Macro before = macros.putIfAbsent(definition.name(), new Macro(packageName, definition));
                if (before != null) {
                    Diagnostic.of(DiagnosticCode.DUPLICATE_NAME, "there are two macros `" + definition.name() + "`")
                            .at(definition.nameSpan())
                            .label(before.nameSpan(), "the first one is here")
                            .report(sink);
                }
            }
            return this;
        }

        /** Makes a package known that may hold no macros. */
        public Builder addPackage(String name) {
            packages.computeIfAbsent(name, unused -> new LinkedHashMap<>());
            return this;
        }

        /** The macros of dbt's own package, which a project's macros of the same package come before. */
        public Builder host(MacroSource source) {
            this.host = source;
            return this;
        }

        /** Names a package that is not on disk, which has been reported. */
        public Builder missing(String name) {
            missing.add(name);
            return this;
        }

        public MacroLibrary build() {
            return new MacroLibrary(this);
        }
    }
}
