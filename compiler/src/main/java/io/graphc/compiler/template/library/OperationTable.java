package io.graphc.compiler.template.library;

import io.graphc.compiler.template.library.Operation.Body;
import io.graphc.compiler.template.value.Signature;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Operations by name. Filled once by the class that owns it, then safe to share between threads. */
final class OperationTable {
    private final Map<String, Operation> operations = new LinkedHashMap<>();

    /** Adds an operation; its parameters are declared as for {@link Signature#of}. */
    OperationTable add(String name, Body body, String... parameters) {
        operations.put(name, new Operation(Signature.of(name, parameters), body));
        return this;
    }

    /** Adds a second name for an operation that is there. */
    OperationTable alias(String alias, String name) {
        Operation operation = operations.get(name);
        if (operation == null) {
            throw new IllegalArgumentException(name);
        }
        operations.put(alias, operation);
        return this;
    }

    OperationTable addAll(OperationTable other) {
        operations.putAll(other.operations);
        return this;
    }

    @Nullable
    Operation find(String name) {
        return operations.get(name);
    }

    List<String> names() {
        return List.copyOf(operations.keySet());
    }
}
