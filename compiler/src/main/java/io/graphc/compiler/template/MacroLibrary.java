package io.graphc.compiler.template;

import io.graphc.compiler.template.syntax.MacroDefinition;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.DiagnosticSink;
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

    private MacroLibrary(String rootPackage, Map<String, Map<String, Macro>> packages) {
        this.rootPackage = rootPackage;
        this.packages = packages;
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
        return macros == null ? Optional.empty() : Optional.ofNullable(macros.get(name));
    }

    /** What a plain name means in a template of one package, within a macro of another. */
    Optional<Macro> resolve(String name, String templatePackage, String macroPackage) {
        return find(templatePackage, name)
                .or(() -> find(rootPackage, name))
                .or(() -> find(macroPackage, name))
                .or(() -> find(DBT, name));
    }

    public boolean hasPackage(String name) {
        return packages.containsKey(name);
    }

    public Set<String> packageNames() {
        return new LinkedHashSet<>(packages.keySet());
    }

    /** Names of the macros of a package. */
    public List<String> names(String packageName) {
        Map<String, Macro> macros = packages.get(packageName);
        return macros == null ? List.of() : List.copyOf(macros.keySet());
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

        private Builder(String rootPackage) {
            this.rootPackage = rootPackage;
        }

        /** Adds the macros of a file; a name that its package has already is reported and left out. */
        public Builder add(String packageName, Template file, DiagnosticSink sink) {
            Map<String, Macro> macros = packages.computeIfAbsent(packageName, unused -> new LinkedHashMap<>());
            for (MacroDefinition definition : file.macros()) {
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

        public MacroLibrary build() {
            Map<String, Map<String, Macro>> copy = new LinkedHashMap<>();
            packages.forEach((name, macros) -> copy.put(name, new LinkedHashMap<>(macros)));
            return new MacroLibrary(rootPackage, copy);
        }
    }
}
