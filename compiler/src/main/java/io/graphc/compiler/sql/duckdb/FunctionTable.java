package io.graphc.compiler.sql.duckdb;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** The functions of Trino that have a rewrite, by name. Immutable and safe to share between threads. */
final class FunctionTable {
    private final Map<String, FunctionRewrite> rewrites;

    private FunctionTable(Map<String, FunctionRewrite> rewrites) {
        this.rewrites = Collections.unmodifiableMap(rewrites);
    }

    Optional<FunctionRewrite> find(String name) {
        return Optional.ofNullable(rewrites.get(name));
    }

    /** All rewrites, sorted by name. */
    Map<String, FunctionRewrite> all() {
        return rewrites;
    }

    /** Collects rewrites; a name may be added once. */
    static final class Builder {
        private final Map<String, FunctionRewrite> rewrites = new TreeMap<>();

        /** Functions that DuckDB has under the same name with the same meaning. */
        Builder same(String... names) {
            for (String name : names) {
                renamed(name, name);
            }
            return this;
        }

        /** A function that DuckDB has under another name with the same meaning. */
        Builder renamed(String name, String duckName) {
            return exact(name, call -> duckName + "(" + call.texts() + ")");
        }

        Builder exact(String name, Function<PrintedCall, String> text) {
            return zoned(name, call -> Printed.of(text.apply(call), call.type()));
        }

        Builder tolerant(String name, String note, Function<PrintedCall, String> text) {
            return add(
                    name,
                    new FunctionRewrite(
                            FunctionRewrite.Support.TOLERANT, note, call -> Printed.of(text.apply(call), call.type())));
        }

        /** A function whose result can carry a time zone. */
        Builder zoned(String name, FunctionRewrite.Renderer renderer) {
            return add(name, new FunctionRewrite(FunctionRewrite.Support.EXACT, "", renderer));
        }

        private Builder add(String name, FunctionRewrite rewrite) {
            if (rewrites.put(name, rewrite) != null) {
                throw new IllegalArgumentException("two rewrites for " + name);
            }
            return this;
        }

        FunctionTable build() {
            return new FunctionTable(new TreeMap<>(rewrites));
        }
    }
}
