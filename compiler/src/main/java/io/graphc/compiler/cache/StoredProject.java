package io.graphc.compiler.cache;

import io.graphc.diagnostic.GraphcBugException;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.Declarations;
import io.graphc.plan.EngineTarget;
import io.graphc.plan.GraphPlan;
import io.graphc.plan.ModelPlan;
import io.graphc.plan.QueryLanguage;
import io.graphc.plan.RunHooks;
import io.graphc.plan.SeedPlan;
import io.graphc.plan.SourceTable;
import io.graphc.plan.TestPlan;
import io.graphc.plan.UnitTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;

/**
 * A compiled project that waits for its turn among those of other tenants. It is kept in a few packed bytes, a twentieth of
 * what its objects take, so that the memory of a call does not grow with the number of tenants. Nothing of it is written to
 * a disk: what profiles set may be secret. Immutable and safe to share between threads.
 */
public final class StoredProject {
    /** The project without most of its parts, where these are packed. */
    private final CompiledProject project;

    private final Optional<Packed> packed;
    private final Set<QueryLanguage> questions;

    /** What is packed; the rest is small, or can do things. */
    private record Parts(
            List<SourceTable> sources,
            List<SeedPlan> seeds,
            List<ModelPlan> models,
            List<TestPlan> tests,
            List<UnitTest> unitTests,
            GraphPlan graph,
            Declarations declarations) {
        private static final Shape SHAPE = new Shape.Maker().of(Parts.class);

        static Parts of(CompiledProject project) {
            return new Parts(
                    project.sources(),
                    project.seeds(),
                    project.models(),
                    project.tests(),
                    project.unitTests(),
                    project.graph(),
                    project.declarations());
        }
    }

    private static final class Packed {
        private final byte[] bytes;
        private final int size;
        private final CommonTexts common;

        Packed(byte[] bytes, int size, CommonTexts common) {
            this.bytes = bytes;
            this.size = size;
            this.common = common;
        }
    }

    /**
     * Packs the projects of several tenants. What most of them have in common, which is nearly all of their texts, is held
     * once: the first project says what that is. Safe to share between threads.
     */
    public static final class Packing {
        private Optional<CommonTexts> common = Optional.empty();

        /** A project that takes as little room as possible until it is asked for. */
        public StoredProject pack(CompiledProject project) {
            try {
                return packed(project, common(project));
            } catch (Encoder.NotStorable unusual) {
                // A template may have made a value that no YAML has.
                return whole(project);
            }
        }

        private synchronized CommonTexts common(CompiledProject project) {
            if (common.isEmpty()) {
                List<String> texts = new ArrayList<>();
                Parts.SHAPE.write(Parts.of(project), new Encoder(List.of(), List.of(), UnaryOperator.identity()) {
                    @Override
                    void text(String value) {
                        texts.add(value);
                    }
                });
                common = Optional.of(new CommonTexts(texts, project.engine().schema()));
            }
            return common.get();
        }
    }

    private StoredProject(CompiledProject project, Optional<Packed> packed, Set<QueryLanguage> questions) {
        this.project = project;
        this.packed = packed;
        this.questions = questions;
    }

    /** A project as it is. */
    public static StoredProject whole(CompiledProject project) {
        return new StoredProject(project, Optional.empty(), project.questions());
    }

    private static StoredProject packed(CompiledProject project, CommonTexts common) {
        Encoder encoder = common.encoder(project.engine().schema());
        Parts.SHAPE.write(Parts.of(project), encoder);
        byte[] bytes = encoder.bytes();
        return new StoredProject(
                bare(project, project.hooks()),
                Optional.of(new Packed(pack(bytes), bytes.length, common)),
                project.questions());
    }

    private static CompiledProject bare(CompiledProject project, RunHooks hooks) {
        return new CompiledProject(
                        project.name(),
                        project.tenant(),
                        project.asOf(),
                        project.engine(),
                        project.graphTarget(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        GraphPlan.empty())
                .withHooks(hooks);
    }

    private static byte[] pack(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try (DeflaterOutputStream to = new DeflaterOutputStream(packed, deflater)) {
            to.write(bytes);
        } catch (IOException e) {
            throw new GraphcBugException("writing to memory", e);
        } finally {
            deflater.end();
        }
        return packed.toByteArray();
    }

    /** Where the project's models are built. */
    public EngineTarget engine() {
        return project.engine();
    }

    /** What {@link CompiledProject#questions} are, without making the project anew. */
    public Set<QueryLanguage> questions() {
        return questions;
    }

    /** The project, made anew where it was packed; who is done with it should let go of it. */
    public CompiledProject project() {
        return packed.map(this::unpacked).orElse(project);
    }

    private CompiledProject unpacked(Packed from) {
        byte[] bytes = new byte[from.size];
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(from.bytes);
            int read = inflater.inflate(bytes);
            if (read != bytes.length) {
                throw new GraphcBugException("a packed project ends early");
            }
        } catch (DataFormatException e) {
            throw new GraphcBugException("a packed project cannot be read", e);
        } finally {
            inflater.end();
        }
        Parts parts = (Parts) Parts.SHAPE.read(
                from.common.decoder(ByteBuffer.wrap(bytes), project.engine().schema()));
        return new CompiledProject(
                project.name(),
                project.tenant(),
                project.asOf(),
                project.engine(),
                project.graphTarget(),
                parts.sources(),
                parts.seeds(),
                parts.models(),
                parts.tests(),
                parts.unitTests(),
                parts.graph(),
                parts.declarations(),
                project.hooks());
    }
}
