package io.graphc.compiler.template.python;

import io.graphc.compiler.template.value.TemplateObject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What templates see as {@code modules}: the parts of Python's modules that dbt documents ("About modules context
 * variable"). The present moment is the instant that the project is compiled at. Immutable.
 *
 * @param now tells the present moment, when a template asks for it
 */
public record PythonModules(Supplier<Instant> now) implements TemplateObject {
    @Override
    public String kind() {
        return "collection of modules";
    }

    @Override
    public List<String> attributeNames() {
        return List.of("datetime", "re", "itertools", "pytz");
    }

    @Override
    public Optional<Object> attribute(String name) {
        return switch (name) {
            case "datetime" -> Optional.of(new DateTimeModule(now).module());
            case "re" -> Optional.of(RegexModule.MODULE);
            case "itertools" -> Optional.of(IterationModule.MODULE);
            case "pytz" -> Optional.of(ZoneValue.MODULE);
            default -> Optional.empty();
        };
    }

    /** {@code run_started_at}: the present moment with the zone UTC. */
    public Object runStart() {
        return DateTimeValue.of(now.get().atOffset(ZoneOffset.UTC).toLocalDateTime(), Optional.of(ZoneValue.UTC));
    }

    @Override
    public String print() {
        return "<modules>";
    }
}
