package io.graphc.compiler.template.python;

import io.graphc.compiler.template.value.EngineCallable;
import io.graphc.compiler.template.value.TemplateObject;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A module: functions, classes and constants by name. Immutable. */
class ModuleObject implements TemplateObject {
    private final String name;
    private final Map<String, Object> members;

    ModuleObject(String name, Map<String, Object> members) {
        this.name = name;
        this.members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    /** A function as a member. */
    static Object function(EngineCallable callable) {
        return callable;
    }

    @Override
    public String kind() {
        return "module";
    }

    @Override
    public Optional<Object> attribute(String member) {
        return Optional.ofNullable(members.get(member));
    }

    @Override
    public List<String> attributeNames() {
        return List.copyOf(members.keySet());
    }

    @Override
    public String print() {
        return "<module '" + name + "'>";
    }

    /** A class: its members are those of the class, and a call makes an object. */
    static final class ClassObject extends ModuleObject implements EngineCallable {
        private final EngineCallable constructor;

        ClassObject(String name, EngineCallable constructor, Map<String, Object> members) {
            super(name, members);
            this.constructor = constructor;
        }

        @Override
        public String kind() {
            return "class";
        }

        @Override
        public Object call(io.graphc.compiler.template.value.CallArguments arguments) {
            return constructor.call(arguments);
        }
    }
}
