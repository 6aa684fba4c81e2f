package io.graphc.compiler;

import io.graphc.compiler.context.TenantTemplates;
import io.graphc.compiler.query.SqlTemplates;
import io.graphc.compiler.resolve.BoundProject;
import io.graphc.compiler.resolve.BoundSeed;
import io.graphc.compiler.resolve.BoundSource;
import io.graphc.compiler.resolve.ProjectNames;
import io.graphc.compiler.resolve.ResourceConfig;
import io.graphc.compiler.resolve.TenantBinding;
import io.graphc.diagnostic.Severity;
import io.graphc.plan.Declaration;
import io.graphc.plan.Declarations;
import io.graphc.plan.DeclaredName;
import io.graphc.plan.ExposurePlan;
import io.graphc.plan.GraphPlan;
import io.graphc.plan.RelationshipPlan;
import io.graphc.plan.TestPlan;
import io.graphc.plan.WrittenPlace;
import io.graphc.project.ColumnSpec;
import io.graphc.project.ConfigSpec;
import io.graphc.project.DataTestSpec;
import io.graphc.project.DescriptionSpec;
import io.graphc.project.EndpointSpec;
import io.graphc.project.ExposureSpec;
import io.graphc.project.FileOrigin;
import io.graphc.project.NodeSpec;
import io.graphc.project.ProjectSpec;
import io.graphc.project.RelationReference;
import io.graphc.project.RelationshipSpec;
import io.graphc.project.SingularTestSpec;
import io.graphc.project.SnapshotSpec;
import io.graphc.source.Located;
import io.graphc.source.SourceSpan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Collects what is declared of the parts of a project beside what they do. */
final class DeclarationPlanning {
    private final TenantBinding tenant;
    private final TenantTemplates templates;
    private final ProjectSpec project;
    private final Map<String, Declaration> parts = new TreeMap<>();
    private final List<ExposurePlan> exposures = new ArrayList<>();

    /** @param templates of the tenant, which know macros and render descriptions */
    DeclarationPlanning(TenantBinding tenant, TenantTemplates templates) {
        this.templates = templates;
        this.tenant = tenant;
        this.project = tenant.project();
    }

    Declarations plan(BoundProject bound, ModelRendering.Outcome rendered, List<TestPlan> tests, GraphPlan graph) {
        Map<String, SnapshotSpec> snapshots = new HashMap<>();
        project.snapshots().forEach(spec -> snapshots.put(spec.name().value(), spec));
        for (BoundSource source : bound.sources()) {
            SnapshotSpec snapshot = source.table().id().startsWith("snapshot.")
                    ? snapshots.get(source.table().name())
                    : null;
            if (snapshot == null) {
                source(source);
            } else {
                add(
                        source.table().id(),
                        snapshot.qualifiedName(),
                        snapshot.name().span(),
                        snapshot.description(),
                        inForce(snapshot.config()),
                        described(snapshot.qualifiedName().get(0), snapshot.columns()));
            }
        }
        for (BoundSeed seed : bound.seeds()) {
            add(
                    seed.plan().id(),
                    seed.spec().qualifiedName(),
                    seed.spec().header().top(),
                    seed.spec().description(),
                    inForce(seed.spec().config()),
                    described(seed.spec().packageName(), seed.spec().columns()));
        }
        for (RenderedModel model : rendered.models()) {
            add(
                    model.id(),
                    model.spec().qualifiedName(),
                    model.spec().file().top(),
                    model.spec().description(),
                    model.config().inForce(),
                    described(model.spec().packageName(), model.spec().columns()));
        }
        tests(tests);
        graph(graph);
        project.exposures().forEach(exposure -> exposure(exposure, rendered.names()));
        exposures.sort(Comparator.comparing(ExposurePlan::id));
        return new Declarations(exposures, parts, macros(), groups(), disabled(bound, rendered.names()));
    }

    private List<DeclaredName> macros() {
        return sorted(templates.macros().all().stream()
                .map(macro -> new DeclaredName(
                        "macro." + macro.packageName() + "." + macro.name(),
                        origin(macro.nameSpan().file().path()).path(),
                        macro.parameters())));
    }

    private List<DeclaredName> groups() {
        return sorted(project.groups().stream().map(group -> {
            FileOrigin origin = origin(group.span().file().path());
            return new DeclaredName("group." + origin.folders().get(0) + "." + group.value(), origin.path(), List.of());
        }));
    }

    private List<DeclaredName> disabled(BoundProject bound, ProjectNames names) {
        Stream<DeclaredName> models = Stream.concat(
                        project.models().stream(),
                        project.snapshots().stream().flatMap(snapshot -> snapshot.model().stream()))
                .filter(model -> names.model(model.name())
                        .filter(entry -> entry.id().equals(model.id()))
                        .flatMap(ProjectNames.Entry::disabled)
                        .isPresent())
                .map(model ->
                        new DeclaredName(model.id(), origin(model.file().path()).path(), List.of()));
        Stream<DeclaredName> seeds = project.seeds().stream()
                .filter(seed -> bound.disabled().contains(seed.name()))
                .map(seed -> new DeclaredName(
                        "seed." + seed.packageName() + "." + seed.name(),
                        origin(seed.path()).path(),
                        List.of()));
        Stream<DeclaredName> sources = project.sources().stream()
                .flatMap(source -> source.tables().stream()
                        .map(table -> Located.of(
                                source.name().value() + "." + table.name().value(),
                                table.name().span()))
                        .filter(label -> bound.disabled().contains(label.value()))
                        .map(label -> new DeclaredName(
                                "source." + source.packageName() + "." + label.value(),
                                origin(label.span().file().path()).path(),
                                List.of())));
        return sorted(Stream.of(models, seeds, sources).flatMap(kind -> kind));
    }

    private static List<DeclaredName> sorted(Stream<DeclaredName> names) {
        return names.sorted(Comparator.comparing(DeclaredName::id)).toList();
    }

    private Map<String, Object> inForce(ConfigSpec config) {
        return ResourceConfig.of(config, List.of(), tenant.templates()).inForce();
    }

    private FileOrigin origin(String path) {
        return Optional.ofNullable(project.origins().get(path))
                .orElseGet(() -> new FileOrigin(List.of(tenant.projectName()), path));
    }

    private void add(
            String id,
            List<String> qualifiedName,
            SourceSpan at,
            Optional<DescriptionSpec> description,
            Map<String, Object> config,
            Map<String, String> columns) {
        String path = at.file().path();
        Optional<String> patch = description
                .map(spec -> spec.name().span().file().path())
                .filter(other -> !other.equals(path))
                .map(other -> origin(other).path());
        parts.put(id, new Declaration(qualifiedName, origin(path).path(), patch, plain(config), columns));
    }

    private void add(String id, String path, List<String> names, Map<String, Object> config) {
        add(id, path, names, config, Map.of());
    }

    private void add(
            String id, String path, List<String> names, Map<String, Object> config, Map<String, String> columns) {
        FileOrigin origin = origin(path);
        List<String> qualified = new ArrayList<>(origin.folders());
        qualified.addAll(names);
        parts.put(id, new Declaration(qualified, origin.path(), Optional.empty(), plain(config), columns));
    }

    /** The descriptions of columns, those that have one. */
    private Map<String, String> described(String packageName, List<ColumnSpec> columns) {
        Map<String, String> described = new LinkedHashMap<>();
        SqlTemplates descriptions = templates.descriptions(packageName);
        for (ColumnSpec column : columns) {
            String text = column.description().isPresent() ? descriptions.text(column.description()) : "";
            if (!text.isBlank()) {
                described.put(column.name().value(), text);
            }
        }
        return described;
    }

    private void source(BoundSource source) {
        add(
                source.table().id(),
                source.spec().name().span().file().path(),
                List.of(source.table().source(), source.table().name()),
                inForce(source.spec().config()),
                described(source.table().id().split("\\.", 3)[1], source.spec().columns()));
    }

    private void tests(List<TestPlan> tests) {
        Map<WrittenPlace, Written> written = written();
        Map<String, SingularTestSpec> singular = new HashMap<>();
        project.singularTests().forEach(spec -> singular.put(spec.file().path(), spec));
        for (TestPlan test : tests) {
            Written inYaml = written.get(test.place());
            SingularTestSpec inFile = singular.get(test.path());
            ConfigSpec said =
                    inYaml != null ? inYaml.test().config() : inFile != null ? inFile.config() : ConfigSpec.EMPTY;
            // A condition is SQL with templates of its own; its text is all that anybody asks for.
            ConfigSpec values = new ConfigSpec(said.entries().stream()
                    .filter(entry -> !entry.name().equals("where"))
                    .toList());
            Map<String, Object> config = new LinkedHashMap<>(inForce(values));
            said.text("where").ifPresent(where -> config.put("where", where.value()));
            config.put("severity", test.severity() == Severity.WARNING ? "WARN" : "ERROR");
            Set<String> tags = new LinkedHashSet<>(inYaml == null ? test.tags() : inYaml.columnTags());
            said.tags().forEach(tag -> tags.add(tag.value()));
            config.put("tags", List.copyOf(tags));
            add(test.id(), test.path(), List.of(test.name()), config);
        }
    }

    /**
     * A test in YAML.
     *
     * @param columnTags the tags of the column that it is written at; in dbt those of a relation are not its tests' own
     */
    private record Written(DataTestSpec test, List<String> columnTags) {}

    /** All tests in YAML by the places where they are written. */
    private Map<WrittenPlace, Written> written() {
        Map<WrittenPlace, Written> written = new HashMap<>();
        project.sources().stream()
                .flatMap(source -> source.tables().stream())
                .forEach(table -> written(table.dataTests(), table.columns(), written));
        project.seeds().forEach(seed -> written(seed.dataTests(), seed.columns(), written));
        project.models().forEach(model -> written(model.dataTests(), model.columns(), written));
        project.snapshots().forEach(snapshot -> written(snapshot.dataTests(), snapshot.columns(), written));
        project.nodes().forEach(node -> written(node.dataTests(), List.of(), written));
        project.relationships().forEach(relationship -> written(relationship.dataTests(), List.of(), written));
        return written;
    }

    private static void written(
            List<DataTestSpec> tests, List<ColumnSpec> columns, Map<WrittenPlace, Written> written) {
        tests.forEach(test -> written.put(WrittenPlace.of(test.kind().span()), new Written(test, List.of())));
        for (ColumnSpec column : columns) {
            List<String> tags = column.tags().stream().map(Located::value).toList();
            column.dataTests()
                    .forEach(test -> written.put(WrittenPlace.of(test.kind().span()), new Written(test, tags)));
        }
    }

    private void graph(GraphPlan graph) {
        Map<String, NodeSpec> nodes = new HashMap<>();
        project.nodes().forEach(spec -> nodes.putIfAbsent(spec.label().value(), spec));
        graph.nodes()
                .forEach(node -> Optional.ofNullable(nodes.get(node.name()))
                        .ifPresent(spec -> element(node.id(), node.name(), spec.span(), node.tags())));
        graph.relationships()
                .forEach(plan ->
                        specOf(plan).ifPresent(spec -> element(plan.id(), plan.name(), spec.span(), plan.tags())));
    }

    private void element(String id, String name, SourceSpan at, List<String> tags) {
        add(id, at.file().path(), List.of(name), tags.isEmpty() ? Map.of() : Map.of("tags", tags));
    }

    /** The mapping of a relationship type, of those with its type the one with its ends. */
    private Optional<RelationshipSpec> specOf(RelationshipPlan plan) {
        List<RelationshipSpec> ofType = project.relationships().stream()
                .filter(spec -> spec.type().value().equals(plan.type()))
                .toList();
        return ofType.stream()
                .filter(spec -> leadsTo(spec.start(), plan.startLabel()) && leadsTo(spec.end(), plan.endLabel()))
                .findFirst()
                .or(() -> ofType.stream().findFirst());
    }

    private static boolean leadsTo(Optional<EndpointSpec> end, String label) {
        return end.filter(spec ->
                        spec.node().filter(node -> node.value().equals(label)).isPresent()
                                || spec.anyOf().stream().anyMatch(one -> leadsTo(Optional.of(one), label)))
                .isPresent();
    }

    private void exposure(ExposureSpec spec, ProjectNames names) {
        Map<String, Object> config = inForce(spec.config());
        if ("false".equalsIgnoreCase(String.valueOf(config.get("enabled")))) {
            return;
        }
        String path = spec.name().span().file().path();
        String id = "exposure." + spec.packageName() + "." + spec.name().value();
        TreeSet<String> reads = new TreeSet<>();
        spec.dependsOn().forEach(reference -> read(reference, names).ifPresent(read -> reads.add(read.id())));
        exposures.add(new ExposurePlan(
                id,
                spec.name().value(),
                spec.type().map(Located::value).orElse(""),
                spec.description().map(Located::value).orElse(""),
                List.copyOf(reads)));
        add(id, path, List.of(spec.name().value()), config);
    }

    private static Optional<ProjectNames.Entry> read(RelationReference reference, ProjectNames names) {
        Optional<ProjectNames.Entry> found = Optional.empty();
        if (reference instanceof RelationReference.Model model) {
            found = names.model(model.name().value());
        } else if (reference instanceof RelationReference.Source source) {
            found = names.source(source.source().value(), source.table().value());
        }
        return found.filter(entry -> entry.disabled().isEmpty());
    }

    /** The same as texts, booleans, long and double numbers, lists and maps: what a manifest can hold. */
    private static Map<String, Object> plain(Map<?, ?> values) {
        Map<String, Object> plain = new LinkedHashMap<>();
        values.forEach((name, value) -> plain.put(String.valueOf(name), plain(value)));
        return plain;
    }

    private static Object plain(Object value) {
        if (value instanceof Map<?, ?> map) {
            return plain(map);
        }
        if (value instanceof Iterable<?> several) {
            List<Object> items = new ArrayList<>();
            several.forEach(item -> items.add(plain(item)));
            return items;
        }
        if (value instanceof Boolean || value instanceof Long || value instanceof Double) {
            return value;
        }
        if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        return value instanceof Number number ? (Object) number.doubleValue() : String.valueOf(value);
    }
}
