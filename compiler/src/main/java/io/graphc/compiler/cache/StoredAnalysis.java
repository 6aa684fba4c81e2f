package io.graphc.compiler.cache;

import io.graphc.compiler.sql.TypedQuery;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.source.MappedText;
import io.graphc.source.Origin;
import io.graphc.source.SourceFile;
import io.graphc.source.SourceSpan;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/**
 * What the analysis of a query gave: the one place that says what is stored of it, and how. A component that is added to
 * {@link TypedQuery}, or to a record in it, is stored without a change here, if its type is one that {@link Shape} knows.
 *
 * @param diagnostics the warnings that were reported
 */
public record StoredAnalysis(TypedQuery query, List<Diagnostic> diagnostics) {
    private static final Shape SHAPE = new Shape.Maker().of(StoredAnalysis.class);

    public StoredAnalysis {
        diagnostics = List.copyOf(diagnostics);
    }

    /**
     * The bytes to store.
     *
     * @param text what was analysed; its files are the ones that places can be in
     * @param neutral takes what belongs to one tenant out of a text
     * @return empty for what cannot be told from the query's text alone
     */
    public Optional<byte[]> encode(MappedText text, UnaryOperator<String> neutral) {
        Encoder encoder = new Encoder(List.copyOf(files(text).keySet()), List.of(text.text()), neutral);
        try {
            SHAPE.write(this, encoder);
        } catch (Encoder.NotStorable foreignPlace) {
            return Optional.empty();
        }
        return Optional.of(encoder.bytes());
    }

    /**
     * Reads what {@link #encode} gave for a query that is the same but for what belongs to a tenant.
     *
     * @param own puts what belongs to the tenant into a text
     */
    public static StoredAnalysis decode(ByteBuffer bytes, MappedText text, UnaryOperator<String> own) {
        return read(new Decoder(bytes, List.copyOf(files(text).values()), List.of(text.text()), own));
    }

    /**
     * Reads what {@link #encode} gave with what stands for the tenant left in the statements.
     *
     * @param mark what stands for the tenant
     * @param neutral takes what belongs to a tenant out of the query's text
     * @return empty where not only the statements hold something of a tenant
     */
    public static Optional<StoredAnalysis> decodeMarked(
            ByteBuffer bytes, MappedText text, String mark, UnaryOperator<String> neutral) {
        AtomicInteger marked = new AtomicInteger();
        Decoder decoder =
                new Decoder(
                        bytes,
                        List.copyOf(files(text).values()),
                        List.of(neutral.apply(text.text())),
                        UnaryOperator.identity()) {
                    @Override
                    String text() {
                        String next = super.text();
                        if (next.contains(mark)) {
                            marked.incrementAndGet();
                        }
                        return next;
                    }
                };
        StoredAnalysis read = read(decoder);
        int statements = (read.query.compiledSql().contains(mark) ? 1 : 0)
                + (read.query.engineSql().contains(mark) ? 1 : 0);
        return marked.get() == statements ? Optional.of(read) : Optional.empty();
    }

    private static StoredAnalysis read(Decoder decoder) {
        StoredAnalysis read = (StoredAnalysis) SHAPE.read(decoder);
        if (!decoder.isAtEnd()) {
            throw new IllegalStateException("a stored analysis goes on after its end");
        }
        return read;
    }

    /** With a tenant's statements in place of the marked ones. */
    public StoredAnalysis map(UnaryOperator<String> own) {
        String compiled = own.apply(query.compiledSql());
        String engine = query.engineSql().equals(query.compiledSql()) ? compiled : own.apply(query.engineSql());
        TypedQuery mapped = new TypedQuery(
                query.valid(),
                query.opaque(),
                query.columns(),
                compiled,
                engine,
                query.tables(),
                query.lineage(),
                query.facts());
        return new StoredAnalysis(mapped, diagnostics);
    }

    /** The files that a text was written in, in the order of their first part. */
    private static Map<String, SourceFile> files(MappedText text) {
        Map<String, SourceFile> files = new LinkedHashMap<>();
        Optional<SourceFile> last = Optional.empty();
        for (MappedText.Segment segment : text.segments()) {
            Origin origin = segment.origin();
            last = add(origin.written(), last, files);
            for (SourceSpan call : origin.calls()) {
                last = add(call, last, files);
            }
        }
        return files;
    }

    /** Most parts stand in the file of the part before. */
    @SuppressWarnings("ReferenceEquality") // Another object with the same path is no harm.
    private static Optional<SourceFile> add(SourceSpan span, Optional<SourceFile> last, Map<String, SourceFile> files) {
        if (last.isPresent() && last.get() == span.file()) {
            return last;
        }
        files.putIfAbsent(span.file().path(), span.file());
        return Optional.of(span.file());
    }

    /** Adds a text and the written place of each part of it to a key. */
    public static void addTo(ContentKey.Builder key, MappedText text, UnaryOperator<String> neutral) {
        List<String> files = new ArrayList<>(files(text).keySet());
        key.add(files.size());
        files.forEach(key::add);
        key.add(text.segments().size());
        for (MappedText.Segment segment : text.segments()) {
            key.add(neutral.apply(text.text().substring(segment.start(), segment.end())));
            key.add(segment.verbatim());
            addTo(key, segment.origin().written(), files);
            key.add(segment.origin().calls().size());
            segment.origin().calls().forEach(call -> addTo(key, call, files));
        }
    }

    private static void addTo(ContentKey.Builder key, SourceSpan span, List<String> files) {
        key.add(files.indexOf(span.file().path()));
        key.add(span.startLine()).add(span.startColumn()).add(span.endLine()).add(span.endColumn());
    }
}
