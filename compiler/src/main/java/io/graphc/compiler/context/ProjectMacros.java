package io.graphc.compiler.context;

import io.graphc.compiler.template.Macro;
import io.graphc.compiler.template.MacroLibrary;
import io.graphc.project.PackageSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The macros of a project and of its packages as YAML files and the command line name them. Immutable. */
public final class ProjectMacros {
    /** Tests that graphc has itself, and that no package but the project's own redefines. */
    private static final Set<String> OWN_TESTS = Set.of("not_null", "unique", "accepted_values", "relationships");

    private final MacroLibrary library;
    private final List<PackageSpec> packages;
    private final String project;

    ProjectMacros(ProjectTemplates templates, String project) {
        this.library = templates.macros();
        this.packages = templates.packages();
        this.project = project;
    }

    /** The macro of a plain name, of the project, of dbt or of the only package that has one; or of {@code package.macro}. */
    public Optional<Macro> find(String name) {
        int dot = name.indexOf('.');
        if (dot >= 0) {
            return library.find(name.substring(0, dot), name.substring(dot + 1));
        }
        List<Macro> all = library.macros().stream()
                .filter(macro -> macro.name().equals(name))
                .toList();
        return library.find(project, name)
                .or(() -> all.size() == 1 ? Optional.of(all.get(0)) : Optional.empty())
                .or(() -> library.find(MacroLibrary.DBT, name));
    }

    /** The names that macros can be called by, those of packages with the package's name before them. */
    public List<String> names() {
        return library.macros().stream()
                .map(macro ->
                        macro.packageName().equals(project) ? macro.name() : macro.packageName() + "." + macro.name())
                .toList();
    }

    /** A macro that defines a generic test of a kind, perhaps {@code package.kind}. */
    public Optional<Macro> genericTest(String kind) {
        int dot = kind.indexOf('.');
        String packageName = dot < 0 ? project : kind.substring(0, dot);
        Optional<Macro> found = library.find(packageName, "test_" + kind.substring(dot + 1));
        return found.isPresent() || dot >= 0 || OWN_TESTS.contains(kind) ? found : ofAnyPackage(kind);
    }

    /** Packages write the names of their own tests without their own name before them. */
    private Optional<Macro> ofAnyPackage(String kind) {
        return packages.stream()
                .map(used -> library.find(used.name(), "test_" + kind))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** The macros of the project and of its packages. */
    public List<Macro> all() {
        return library.macros();
    }

    /** The kinds of all generic tests that macros define. */
    public List<String> genericTestKinds() {
        List<String> kinds = new ArrayList<>();
        for (Macro macro : library.macros()) {
            if (macro.name().startsWith("test_")) {
                String kind = macro.name().substring("test_".length());
                kinds.add(macro.packageName().equals(project) ? kind : macro.packageName() + "." + kind);
            }
        }
        return kinds;
    }
}
