package io.graphc.compiler.datatest;

import io.graphc.compiler.query.BoundRelation;
import java.util.List;

/**
 * What data tests are attached to.
 *
 * @param stem the part of a test's name that names it: {@code stg_users}; {@code raw_users} for a source's table
 * @param source whether it is a table of a source
 * @param tags tags that its tests inherit
 */
public record TestSubject(BoundRelation relation, String stem, boolean source, List<String> tags) {
    public TestSubject {
        tags = List.copyOf(tags);
    }
}
