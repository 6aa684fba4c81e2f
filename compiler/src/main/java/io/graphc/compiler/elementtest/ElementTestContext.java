package io.graphc.compiler.elementtest;

import io.graphc.compiler.datatest.FailureTables;
import io.graphc.compiler.datatest.TestNames;
import io.graphc.compiler.query.Parallel;
import io.graphc.compiler.query.QueryChecker;
import io.graphc.compiler.query.SqlTemplates;
import io.graphc.diagnostic.DiagnosticSink;

/**
 * What graph tests are planned in.
 *
 * @param project the project's name
 * @param failures names the tables of failures
 * @param templates renders what may hold a template
 * @param names the names of the tests that there are
 */
public record ElementTestContext(
        String project,
        FailureTables failures,
        SqlTemplates templates,
        TestNames names,
        QueryChecker checker,
        Parallel parallel,
        DiagnosticSink sink) {}
