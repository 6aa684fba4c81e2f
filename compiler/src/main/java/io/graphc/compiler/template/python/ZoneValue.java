package io.graphc.compiler.template.python;

import io.graphc.compiler.template.value.BoundArguments;
import io.graphc.compiler.template.value.CallArguments;
import io.graphc.compiler.template.value.EngineCallable;
import io.graphc.compiler.template.value.Signature;
import io.graphc.compiler.template.value.TemplateFailure;
import io.graphc.compiler.template.value.TemplateObject;
import io.graphc.compiler.template.value.Values;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A time zone of {@code pytz}, or {@code datetime.timezone.utc}. Immutable. */
record ZoneValue(ZoneId zone, String name) implements TemplateObject {
    static final ZoneValue UTC = new ZoneValue(ZoneOffset.UTC, "UTC");
    static final ModuleObject MODULE = module();
    private static final Signature TIMEZONE = Signature.of("timezone", "zone");
    private static final Signature LOCALIZE = Signature.of("localize", "dt", "is_dst?");

    private static ModuleObject module() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("utc", UTC);
        members.put("UTC", UTC);
        members.put("timezone", ModuleObject.function(ZoneValue::named));
        return new ModuleObject("pytz", members);
    }

    private static Object named(CallArguments call) {
        BoundArguments arguments = TIMEZONE.bind(call);
        String name = arguments.text("zone");
        if (name.equalsIgnoreCase("utc")) {
            return UTC;
        }
        try {
            return new ZoneValue(ZoneId.of(name), name);
        } catch (DateTimeException unknown) {
            throw TemplateFailure.error("there is no time zone `" + name + "`").at(arguments.span("zone"));
        }
    }

    @Override
    public String kind() {
        return "time zone";
    }

    @Override
    public List<String> attributeNames() {
        return List.of("zone", "localize", "normalize");
    }

    @Override
    public Optional<Object> attribute(String attribute) {
        EngineCallable method = switch (attribute) {
            case "localize" -> call -> moment(call).in(this);
            case "normalize" -> call -> moment(call).shifted(this);
            default -> null;
        };
        return attribute.equals("zone") ? Optional.of(name) : Optional.ofNullable(method);
    }

    private static DateTimeValue moment(CallArguments call) {
        BoundArguments arguments = LOCALIZE.bind(call);
        if (arguments.value("dt") instanceof DateTimeValue moment) {
            return moment;
        }
        throw TemplateFailure.error("`dt` must be a datetime, found " + Values.kind(arguments.value("dt")))
                .at(arguments.span("dt"));
    }

    @Override
    public String print() {
        return name;
    }
}
