package io.graphc.compiler.template;

import io.graphc.compiler.template.value.TemplateObject;
import java.util.List;
import java.util.Optional;

/** A package as templates see it: its macros are its attributes. Belongs to one rendering. */
record PackageObject(String name, Render render, MacroLibrary library) implements TemplateObject {
    @Override
    public String kind() {
        return "package";
    }

    @Override
    public Optional<Object> attribute(String macro) {
        Optional<Object> override = render.override(name, macro);
        if (override.isPresent()) {
            return override;
        }
        Optional<Object> found = library.find(name, macro).map(called -> MacroCall.of(called, render));
        // functions such as `run_query` are macros of this package in dbt
        return found.isEmpty() && name.equals(MacroLibrary.DBT) ? render.global(macro) : found;
    }

    @Override
    public List<String> attributeNames() {
        return library.names(name);
    }

    @Override
    public String print() {
        return name;
    }
}
