package io.graphc.compiler.state;

import io.graphc.compiler.resolve.Variables;
import io.graphc.plan.ModelSource;
import io.graphc.project.ColumnSpec;
import io.graphc.project.ConfigSpec;
import io.graphc.project.ModelSpec;
import io.graphc.project.PackageSpec;
import io.graphc.project.ProjectSpec;
import io.graphc.project.SeedSpec;
import io.graphc.project.yaml.YamlEntry;
import io.graphc.source.Located;
import io.graphc.source.disk.Disk;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Makes the checksums of the models of a project from its files alone. */
public final class WrittenModels {
    private static final Set<String> RELATION = Set.of("schema", "database", "alias");
    private static final int DIGEST_BYTES = 8;

    private final CalledNames names = new CalledNames();
    private final Map<String, Variables> vars = new HashMap<>();

    private WrittenModels(ProjectSpec project) {
        for (PackageSpec used : project.packages().installed()) {
            used.macros().forEach(names::addMacros);
        }
        project.macros().forEach(names::addMacros);
        Variables variables = new Variables(project.settings().vars(), List.of(), Map.of());
        vars.put(project.settings().name().value(), variables);
        for (PackageSpec used : project.packages().installed()) {
            vars.put(used.name(), variables.ofPackage(used.name(), used.vars()));
        }
    }

    /** The checksums of all models and, as their bodies, of the files of all seeds, by their names. */
    public static Map<String, ModelSource> of(ProjectSpec project, Disk disk) {
        WrittenModels written = new WrittenModels(project);
        Map<String, ModelSource> models = new ConcurrentHashMap<>();
        for (SeedSpec seed : project.seeds()) {
            models.put(seed.name(), new ModelSource(fileDigest(seed.file(), disk), Map.of(), Map.of(), "", "", ""));
        }
        project.models().parallelStream().forEach(model -> models.put(model.name(), written.model(model)));
        project.snapshots().stream()
                .flatMap(snapshot -> snapshot.model().stream())
                .forEach(model -> models.put(model.name(), written.model(model)));
        return models;
    }

    private ModelSource model(ModelSpec model) {
        CalledNames.Called called = names.in(text(model));
        Map<String, String> macros = new TreeMap<>();
        called.macros().forEach((name, text) -> macros.put(name, digest(text)));
        Map<String, String> used = new TreeMap<>();
        Variables variables = vars.get(model.packageName());
        for (String variable : called.vars()) {
            if (variables != null && variables.has(variable)) {
                used.put(variable, digest(String.valueOf(variables.value(variable))));
            }
        }
        ConfigSpec config = model.config().with(model.overrides());
        return new ModelSource(
                digest(text(model)),
                macros,
                used,
                configs(config, false),
                configs(config, true),
                config.contractEnforced() ? contract(model.columns()) : "");
    }

    private static String text(ModelSpec model) {
        return model.text().replace("\r\n", "\n").strip();
    }

    private static String configs(ConfigSpec config, boolean relation) {
        StringBuilder text = new StringBuilder();
        for (YamlEntry entry : config.entries()) {
            if (RELATION.contains(entry.name()) == relation && !entry.name().equals("contract")) {
                text.append(entry.name())
                        .append('=')
                        .append(entry.value().toValue())
                        .append('\n');
            }
        }
        return text.isEmpty() ? "" : digest(text.toString());
    }

    private static String contract(List<ColumnSpec> columns) {
        StringBuilder text = new StringBuilder();
        for (ColumnSpec column : columns) {
            text.append(column.name().value())
                    .append(' ')
                    .append(column.dataType().map(Located::value).orElse(""))
                    .append('\n');
        }
        return digest(text.toString());
    }

    /** Empty where the file cannot be read any more, which is told where its rows are read. */
    private static String fileDigest(Path file, Disk disk) {
        MessageDigest digest = sha256();
        try (InputStream in = new DigestInputStream(disk.open(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.digest(), 0, DIGEST_BYTES);
        } catch (IOException unreadable) {
            return "";
        }
    }

    static String digest(String text) {
        byte[] digest = sha256().digest(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new AssertionError(everyJavaHasIt);
        }
    }
}
