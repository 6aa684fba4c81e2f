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
        return library.find(name, macro).map(found -> MacroCall.of(found, render));
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
