package io.graphc.project;

import io.graphc.source.Located;
import java.util.Optional;

/**
 * How old the newest row of a source may be, and how that is told.
 *
 * @param off whether it is said that no limit counts, not even one that is inherited
 * @param filter a condition on the rows that are looked at
 * @param loadedAtField a column or expression with the moment of a row
 * @param loadedAtQuery a query with the moment of the newest row; goes before the field
 */
public record FreshnessSpec(
        boolean off,
        Optional<Age> warnAfter,
        Optional<Age> errorAfter,
        Optional<Located<String>> filter,
        Optional<Located<String>> loadedAtField,
        Optional<Located<String>> loadedAtQuery) {
    public static final FreshnessSpec NONE = new FreshnessSpec(
            false, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** An age, each part as written, perhaps a template; it is one only with both parts. */
    public record Age(Optional<Located<String>> count, Optional<Located<String>> period) {
        private Age orElse(Optional<Age> around) {
            return new Age(count.or(() -> around.flatMap(Age::count)), period.or(() -> around.flatMap(Age::period)));
        }
    }

    /** What is said here, and of the rest what is said around it. */
    public FreshnessSpec orElse(FreshnessSpec around) {
        boolean ownMoment = loadedAtField.isPresent() || loadedAtQuery.isPresent();
        return new FreshnessSpec(
                off || (around.off && warnAfter.isEmpty() && errorAfter.isEmpty()),
                off ? Optional.empty() : merged(warnAfter, around.warnAfter),
                off ? Optional.empty() : merged(errorAfter, around.errorAfter),
                filter.or(around::filter),
                ownMoment ? loadedAtField : around.loadedAtField,
                ownMoment ? loadedAtQuery : around.loadedAtQuery);
    }

    private static Optional<Age> merged(Optional<Age> own, Optional<Age> around) {
        return own.map(age -> age.orElse(around)).or(() -> around);
    }
}
