package io.graphc.compiler.template;

import io.graphc.compiler.template.value.Values;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a template sees when it is rendered: values and functions of the host, macros, limits. Immutable; safe to share
 * between threads when its objects and functions are. A template gets copies of lists and dicts, so that it never changes
 * what belongs to the host. Macros come before globals of the same name, as in dbt.
 */
public final class TemplateScope {
    private final @Nullable TemplateScope parent;
    private final Map<String, Object> globals;
    private final Map<String, Object> overrides;
    private final MacroLibrary macros;
    private final TemplateLimits limits;
    private final TemplateLog log;
    private final String packageName;

    private TemplateScope(Builder builder) {
        this.parent = builder.parent;
        this.globals = new LinkedHashMap<>(builder.globals);
        this.overrides = new LinkedHashMap<>(builder.overrides);
        this.macros = builder.macros;
        this.limits = builder.limits;
        this.log = builder.log;
        this.packageName = builder.packageName;
    }

    public static Builder builder() {
        return new Builder(null);
    }

    /** A builder of a scope that has all of this one and may add to it or hide parts of it. */
    public Builder extend() {
        return new Builder(this);
    }

    Optional<Object> global(String name) {
        for (TemplateScope scope = this; scope != null; scope = scope.parent) {
            Object value = scope.globals.get(name);
            if (value != null) {
                return Optional.of(
                        value instanceof Later later ? Values.of(later.value().get()) : value);
            }
        }
        return Optional.empty();
    }

    /** What a macro, perhaps {@code package.macro}, or a value of the host is taken for. */
    Optional<Object> override(String name) {
        for (TemplateScope scope = this; scope != null; scope = scope.parent) {
            Object value = scope.overrides.get(name);
            if (value != null) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }

    /** Whether templates see a macro, perhaps {@code package.macro}, or a value of the host of this name. */
    public boolean knows(String name) {
        int dot = name.indexOf('.');
        return dot < 0
                ? macros.resolve(name, packageName, packageName).isPresent()
                        || globalNames().contains(name)
                : macros.find(name.substring(0, dot), name.substring(dot + 1)).isPresent();
    }

    Set<String> globalNames() {
        Set<String> names = new LinkedHashSet<>();
        for (TemplateScope scope = this; scope != null; scope = scope.parent) {
            names.addAll(scope.globals.keySet());
        }
        return names;
    }

    public MacroLibrary macros() {
        return macros;
    }

    TemplateLimits limits() {
        return limits;
    }

    TemplateLog log() {
        return log;
    }

    String packageName() {
        return packageName;
    }

    /** A value that is made when it is asked for. */
    private record Later(Supplier<Object> value) {}

    /** Collects the parts of a scope; not safe to share between threads. */
    public static final class Builder {
        private final @Nullable TemplateScope parent;
        private final Map<String, Object> globals = new LinkedHashMap<>();
        private final Map<String, Object> overrides = new LinkedHashMap<>();
        private MacroLibrary macros = MacroLibrary.empty();
        private TemplateLimits limits = TemplateLimits.STANDARD;
        private TemplateLog log = (message, visible, place) -> {};
        private String packageName = "";

        private Builder(@Nullable TemplateScope parent) {
            this.parent = parent;
            if (parent != null) {
                macros = parent.macros;
                limits = parent.limits;
                log = parent.log;
                packageName = parent.packageName;
            }
        }

        /** A value that the template sees under a name; see {@link Values#of(Object)} for what it may be. */
        public Builder global(String name, @Nullable Object value) {
            globals.put(name, Values.of(value));
            return this;
        }

        /** What all calls of a macro give, or what a value of the host is, in place of what they would be. */
        public Builder override(String name, @Nullable Object value) {
            overrides.put(name, Values.of(value));
            return this;
        }

        /** A value that is made whenever a template asks for it. */
        public Builder later(String name, Supplier<Object> value) {
            globals.put(name, new Later(value));
            return this;
        }

        public Builder macros(MacroLibrary library) {
            this.macros = library;
            return this;
        }

        public Builder limits(TemplateLimits value) {
            this.limits = value;
            return this;
        }

        public Builder log(TemplateLog value) {
            this.log = value;
            return this;
        }

        /** The package that the template belongs to, whose macros it finds first. */
        public Builder packageName(String name) {
            this.packageName = name;
            return this;
        }

        public TemplateScope build() {
            return new TemplateScope(this);
        }
    }
}
