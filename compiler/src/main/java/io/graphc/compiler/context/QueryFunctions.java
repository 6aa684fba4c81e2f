package io.graphc.compiler.context;

import io.graphc.compiler.template.value.BoundArguments;
import io.graphc.compiler.template.value.CallArguments;
import io.graphc.compiler.template.value.None;
import io.graphc.compiler.template.value.Printer;
import io.graphc.compiler.template.value.Signature;
import io.graphc.compiler.template.value.TemplateCallable;
import io.graphc.compiler.template.value.TemplateFailure;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code run_query}, {@code statement}, {@code load_result} and {@code store_result}. A query that cannot be answered while
 * compiling has an empty result and a warning, so that nothing is made of it in silence. Belongs to one rendering.
 */
final class QueryFunctions {
    private static final Signature RUN_QUERY = Signature.of("run_query", "sql");
    private static final Signature STATEMENT =
            Signature.of("statement", "name?", "fetch_result?", "auto_begin?", "language?", "caller?");
    private static final Signature LOAD = Signature.of("load_result", "name");
    private static final Signature STORE = Signature.of("store_result", "name", "response?", "agate_table?");

    private final IntrospectiveQueries queries;
    private final CallRecorder recorder;
    private final Map<String, Object> results = new LinkedHashMap<>();

    QueryFunctions(IntrospectiveQueries queries, CallRecorder recorder) {
        this.queries = queries;
        this.recorder = recorder;
    }

    Object runQuery(CallArguments call) {
        return run(Printer.print(RUN_QUERY.bind(call).value("sql")), call);
    }

    /** {@code {% call statement('name', fetch_result=True) %}}, whose body is the query. */
    Object statement(CallArguments call) {
        BoundArguments arguments = STATEMENT.bind(call);
        if (!(arguments.value("caller") instanceof TemplateCallable body)) {
            throw TemplateFailure.error("`statement` needs a query as its body")
                    .at(call.span())
                    .help("write `{% call statement('name', fetch_result=True) %}select ...{% endcall %}`");
        }
        Object sql = body.call(new CallArguments(List.of(), Map.of(), call.origin(), call.rendering()));
        QueryResult result = run(Printer.print(sql), call);
        if (arguments.isGiven("name")) {
            results.put(arguments.text("name"), result.loaded());
        }
        return "";
    }

    Object loadResult(CallArguments call) {
        Object result = results.get(LOAD.bind(call).text("name"));
        return result == null ? None.NONE : result;
    }

    Object storeResult(CallArguments call) {
        BoundArguments arguments = STORE.bind(call);
        QueryResult table = arguments.value("agate_table") instanceof QueryResult given ? given : QueryResult.unknown();
        results.put(arguments.text("name"), table.loaded());
        return "";
    }

    private QueryResult run(String sql, CallArguments call) {
        if (recorder.hasErrors()) {
            // Its text may lack a part.
            throw TemplateFailure.reported();
        }
        Optional<IntrospectiveQueries.Answer> answer;
        try {
            answer = queries.run(sql);
        } catch (GraphcException failure) {
            TemplateFailure refusal = TemplateFailure.of(
                            failure.diagnostic().code(), failure.diagnostic().message())
                    .at(call.origin())
                    .note("the query of this call failed");
            failure.diagnostic().notes().forEach(refusal::note);
            failure.diagnostic().helps().forEach(refusal::help);
            throw refusal;
        }
        if (answer.isPresent()) {
            return QueryResult.of(answer.get());
        }
        Diagnostic.of(
                        DiagnosticCode.QUERY_NOT_RUN,
                        "this query is not run while compiling, so its result is taken as empty")
                .at(call.origin())
                .note("templates are rendered before any model is built")
                .help("write what it would find out into the project: a variable, a seed, or a list in the template")
                .report(recorder);
        return QueryResult.unknown();
    }
}
