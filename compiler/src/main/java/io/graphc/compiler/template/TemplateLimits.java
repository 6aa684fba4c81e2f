package io.graphc.compiler.template;

/**
 * How much one rendering may do. Immutable.
 *
 * @param steps expressions and statements that are evaluated
 * @param characters characters of text that are made, whether printed or not
 * @param elements elements of collections that are made
 * @param range elements of one {@code range}
 * @param macroDepth macros that call one another
 */
public record TemplateLimits(long steps, long characters, long elements, long range, int macroDepth) {
    /** Far above what real projects need; the size of a range is that of the sandbox which dbt renders in. */
    public static final TemplateLimits STANDARD = new TemplateLimits(10_000_000, 50_000_000, 5_000_000, 100_000, 200);
}
