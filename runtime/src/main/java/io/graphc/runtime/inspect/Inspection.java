package io.graphc.runtime.inspect;

import io.graphc.diagnostic.GraphcException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** Tells of one thing after the other whether it can be used. What cannot be used stops nothing. Used by one thread. */
public final class Inspection {
    private final Consumer<Inspected> told;

    /** @param told hears of each thing as soon as it was looked at */
    public Inspection(Consumer<Inspected> told) {
        this.told = told;
    }

    /** Looks at a thing that others need; empty when it cannot be used. */
    public <T> Optional<T> look(String what, Supplier<T> attempt, Function<T, String> words) {
        try {
            T found = attempt.get();
            told.accept(new Inspected(what, words.apply(found), Optional.empty()));
            return Optional.of(found);
        } catch (GraphcException refused) {
            told.accept(new Inspected(what, "", Optional.of(refused.diagnostic())));
            return Optional.empty();
        }
    }

    /** Looks at a thing by itself. */
    public void look(String what, Supplier<String> attempt) {
        look(what, attempt, found -> found);
    }
}
