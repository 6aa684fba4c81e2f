package io.graphc.plan.select;

import java.util.List;

/**
 * A part of a project that can be selected.
 *
 * @param kind {@code source}, {@code seed}, {@code model}, {@code test}, {@code node} or {@code relationship}
 * @param name what a selector calls it: a model's name, {@code source.table}, a label, a relationship type
 * @param path the file it was written in, or empty
 * @param reads ids of what it is made from
 */
record Selectable(String id, String kind, String name, String path, List<String> tags, List<String> reads) {}
