package io.graphc.compiler.context;

import io.graphc.compiler.resolve.Variables;
import io.graphc.compiler.template.value.BoundArguments;
import io.graphc.compiler.template.value.CallArguments;
import io.graphc.compiler.template.value.Signature;
import io.graphc.compiler.template.value.TemplateCallable;
import io.graphc.compiler.template.value.TemplateFailure;
import io.graphc.compiler.template.value.TemplateObject;
import io.graphc.compiler.template.value.Values;
import io.graphc.diagnostic.DiagnosticCode;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** {@code var()} and {@code env_var()}. Immutable. */
final class VariableFunctions {
    private static final Signature VAR = Signature.of("var", "name", "default?");
    private static final Signature ENV_VAR = Signature.of("env_var", "name", "default?");
    private static final Signature HAS_VAR = Signature.of("has_var", "name");

    /** What names of variables start with whose values are secret (docs.getdbt.com, "Environment variables"). */
    private static final String SECRET = "DBT_ENV_SECRET";

    private final Variables variables;
    private final Function<String, Optional<String>> environment;

    VariableFunctions(Variables variables, Function<String, Optional<String>> environment) {
        this.variables = variables;
        this.environment = environment;
    }

    /** {@code env_var()} in all files of a project: what they say goes into artifacts, so that no secret may be in it. */
    Object environment(CallArguments call) {
        BoundArguments arguments = ENV_VAR.bind(call);
        String name = arguments.text("name");
        if (name.startsWith(SECRET)) {
            throw TemplateFailure.of(
                            DiagnosticCode.SECRET_OUTSIDE_PROFILE,
                            "secret environment variable `" + name + "` is used outside `profiles.yml`")
                    .at(arguments.span("name"))
                    .note("what templates make of it would stand in the manifest and in compiled SQL")
                    .help("use it in `profiles.yml`, or give what is no secret another name, without `" + SECRET + "`");
        }
        return value(arguments, name);
    }

    /** {@code env_var()} in a profile, where secrets belong. */
    Object ofProfile(CallArguments call) {
        BoundArguments arguments = ENV_VAR.bind(call);
        return value(arguments, arguments.text("name"));
    }

    private Object value(BoundArguments arguments, String name) {
        Optional<String> value = environment.apply(name);
        if (value.isPresent()) {
            return value.get();
        }
        if (arguments.has("default")) {
            return arguments.value("default");
        }
        throw TemplateFailure.of(
                        DiagnosticCode.UNKNOWN_ENVIRONMENT_VARIABLE, "environment variable `" + name + "` is not set")
                .at(arguments.span("name"))
                .help("set it, or give a default: `env_var('" + name + "', '...')`");
    }

    /** The function {@code var}, which has {@code has_var} as an attribute. */
    Variable variable() {
        return new Variable(variables);
    }

    /** {@code var('name', default)}. */
    record Variable(Variables variables) implements TemplateObject, TemplateCallable {
        @Override
        public String kind() {
            return "function";
        }

        @Override
        public Optional<Object> attribute(String name) {
            TemplateCallable hasVar = call -> variables.has(HAS_VAR.bind(call).text("name"));
            return name.equals("has_var") ? Optional.of(hasVar) : Optional.empty();
        }

        @Override
        public List<String> attributeNames() {
            return List.of("has_var");
        }

        @Override
        public String print() {
            return "<var>";
        }

        @Override
        public Object call(CallArguments call) {
            BoundArguments arguments = VAR.bind(call);
            String name = arguments.text("name");
            if (variables.has(name)) {
                return Values.of(variables.value(name));
            }
            if (arguments.has("default")) {
                return arguments.value("default");
            }
            throw TemplateFailure.of(DiagnosticCode.UNKNOWN_VAR, "variable `" + name + "` has no value")
                    .at(arguments.span("name"))
                    .hint(name, variables.names(), "variables")
                    .help("set it under `vars:` or with `--vars`, or give a default: `var('" + name + "', ...)`");
        }
    }
}
