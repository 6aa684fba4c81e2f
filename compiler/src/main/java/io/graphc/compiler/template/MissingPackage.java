package io.graphc.compiler.template;

import io.graphc.compiler.template.value.TemplateFailure;
import io.graphc.compiler.template.value.TemplateObject;
import java.util.Optional;

/** A package that is asked for but not on disk, which was reported once: what uses it ends without a further message. */
record MissingPackage(String name) implements TemplateObject {
    @Override
    public String kind() {
        return "missing package";
    }

    @Override
    public Optional<Object> attribute(String macro) {
        throw TemplateFailure.reported();
    }

    @Override
    public String print() {
        throw TemplateFailure.reported();
    }
}
