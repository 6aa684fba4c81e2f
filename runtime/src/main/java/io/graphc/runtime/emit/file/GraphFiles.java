package io.graphc.runtime.emit.file;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcBugException;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.ElementPlan;
import io.graphc.plan.GraphTarget;
import io.graphc.plan.QueryLanguage;
import io.graphc.plan.TargetSettings;
import io.graphc.runtime.emit.Answer;
import io.graphc.runtime.emit.ElementSink;
import io.graphc.runtime.emit.GraphStatement;
import io.graphc.runtime.emit.HeldElement;
import io.graphc.runtime.emit.LoadedGraph;
import io.graphc.runtime.emit.RefusedStatementException;
import io.graphc.runtime.emit.gremlin.embedded.EmbeddedGraph;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The graph that files for a bulk load make. The first question takes them into memory as a whole, which is why there is a
 * limit to that; samples are read from the files alone.
 */
public abstract class GraphFiles implements LoadedGraph, AutoCloseable {
    private static final String MAX_ELEMENTS = "max_test_elements";
    private static final long USUAL_MAX_ELEMENTS = 200_000;

    /** More than anybody can mean, and few enough to reckon with. */
    private static final long MOST = 1_000_000_000_000L;

    private static final String TIMEOUT = "test_timeout";
    private static final long USUAL_TIMEOUT_SECONDS = 60;

    private final long maxElements;
    private final Duration timeout;
    private final BreakableWork work;
    private @Nullable EmbeddedGraph graph;

    /** Files for a target; throws a diagnostic where its settings are wrong. */
    protected GraphFiles(GraphTarget target) {
        this.maxElements = number(target, MAX_ELEMENTS, USUAL_MAX_ELEMENTS, 0);
        this.timeout = Duration.ofSeconds(number(target, TIMEOUT, USUAL_TIMEOUT_SECONDS, 1));
        this.work = new BreakableWork(timeout);
    }

    private static long number(GraphTarget target, String key, long usual, long least) {
        Object setting = target.settings().getOrDefault(key, usual);
        if (setting instanceof Number number && number.longValue() >= least && number.longValue() <= MOST) {
            return number.longValue();
        }
        throw new TargetSettings(target)
                .notAllowed(key, setting, "a number" + (least > 0 ? " from " + least + " on" : ""));
    }

    /** The number of elements that all files make. */
    protected abstract long elements();

    /** Gives all that the files hold, in the order in which they are loaded. */
    public abstract void readAll(ElementSink sink) throws IOException;

    /** Gives elements of a type that the last load of it wrote. */
    protected abstract List<HeldElement> sample(ElementPlan element, int count) throws IOException;

    @Override
    public Set<QueryLanguage> languages() {
        return Set.of(QueryLanguage.GREMLIN);
    }

    @Override
    public Optional<String> obstacle() {
        if (graph != null) {
            return Optional.empty();
        }
        long elements = elements();
        return elements <= maxElements
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "the files hold %,d elements, more than `%s` lets into memory (%,d)",
                        elements,
                        MAX_ELEMENTS,
                        maxElements));
    }

    @Override
    public Answer ask(GraphStatement question, OptionalLong limit) throws RefusedStatementException {
        EmbeddedGraph whole = whole();
        try {
            return work.run(() -> whole.ask(question, limit));
        } catch (TimeoutException e) {
            throw RefusedStatementException.unending(timeout, TIMEOUT, e);
        } catch (CancellationException e) {
            throw new GraphcException(
                    Diagnostic.of(DiagnosticCode.QUERY_FAILED, question.what() + " was cancelled")
                            .build(),
                    e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RefusedStatementException refused) {
                throw refused;
            }
            if (e.getCause() instanceof GraphcException told) {
                throw told;
            }
            throw new GraphcBugException("a question broke off", e.getCause());
        }
    }

    private EmbeddedGraph whole() {
        EmbeddedGraph whole = graph;
        if (whole == null) {
            whole = readWhole();
            graph = whole;
        }
        return whole;
    }

    /** What was read before a fault is no graph to answer from. */
    private EmbeddedGraph readWhole() {
        EmbeddedGraph read = new EmbeddedGraph();
        boolean complete = false;
        try {
            readAll(read);
            complete = true;
            return read;
        } catch (IOException e) {
            throw unreadable(e);
        } finally {
            if (!complete) {
                read.close();
            }
        }
    }

    /** Breaks off the question that is being answered; may come from any thread. */
    public void cancel() {
        work.breakOff();
    }

    @Override
    public void perform(GraphStatement action) {
        throw new UnsupportedOperationException("files have no server");
    }

    @Override
    public boolean findsIds() {
        return false;
    }

    @Override
    public List<HeldElement> read(ElementPlan element, List<String> ids) {
        throw new UnsupportedOperationException("files are not searched");
    }

    @Override
    public List<HeldElement> read(ElementPlan element, int count) {
        try {
            return sample(element, count);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private static GraphcException unreadable(IOException cause) {
        return new GraphcException(
                Diagnostic.of(DiagnosticCode.UNREADABLE_FILE, "the files of the graph cannot be read back")
                        .note(String.valueOf(cause.getMessage()))
                        .help("`graphc run --full-refresh` writes all files anew")
                        .build(),
                cause);
    }

    /** Reads the elements of a file. */
    @FunctionalInterface
    protected interface Reading<F> {
        void read(F file, ElementSink sink) throws IOException;
    }

    /**
     * Elements from the first and from the last of several files of a type.
     *
     * @param gone whether the element of an id is not there any more, whatever the files say
     */
    protected static <F> List<HeldElement> sample(List<F> files, int count, Predicate<String> gone, Reading<F> reading)
            throws IOException {
        SampleSink sample = new SampleSink(gone);
        int share = files.size() > 1 ? Math.max(1, count / 2) : count;
        sample.want(share);
        reading.read(files.get(0), sample);
        if (files.size() > 1) {
            sample.want(share);
            reading.read(files.get(files.size() - 1), sample);
        }
        return sample.held();
    }

    @Override
    public void close() {
        work.close();
        if (graph != null) {
            graph.close();
            graph = null;
        }
    }
}
