package io.graphc.compiler.datatest;

import io.graphc.compiler.query.Parallel;
import io.graphc.compiler.query.QueryChecker;
import io.graphc.compiler.query.Relations;
import io.graphc.compiler.query.SqlTemplates;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.project.ReferenceParser;

/**
 * What data tests are planned in.
 *
 * @param project the project's name
 * @param macros the tests that are defined by macros; they come before those of graphc
 * @param references reads the relation that a {@code relationships} test names
 */
public record DataTestContext(
        String project,
        Relations relations,
        ReferenceParser references,
        SqlTemplates templates,
        MacroTests macros,
        QueryChecker checker,
        Parallel parallel,
        DiagnosticSink sink) {}
