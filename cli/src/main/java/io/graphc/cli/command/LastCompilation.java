package io.graphc.cli.command;

import io.graphc.cli.Installation;
import io.graphc.cli.Invocation;
import io.graphc.compiler.CompilationResult;
import io.graphc.compiler.outcome.Artifacts;
import io.graphc.compiler.outcome.CompilationRecord;
import io.graphc.compiler.outcome.CompilationWatch;
import io.graphc.compiler.outcome.Outcome;
import io.graphc.diagnostic.DiagnosticCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The last compilation of a project. When nothing has changed since that it depends on, what it said is said again and what
 * it wrote is left as it is; else the project is compiled.
 */
final class LastCompilation {
    /** Where a record may lie; whether it does is proved by the record itself, which names the project file's content. */
    private static final Pattern TARGET = Pattern.compile("(?m)^target-path\\s*:\\s*[\"']?([^\"'#\\r\\n]+)");

    private static final int SALT = 16;

    private final Invocation invocation;
    private final ProjectOptions options;
    private final ProjectCompilation compilation;

    LastCompilation(Invocation invocation, ProjectOptions options, ProjectCompilation compilation) {
        this.invocation = invocation;
        this.options = options;
        this.compilation = compilation;
    }

    /**
     * What the last compilation said, if it still holds, else what this one says.
     *
     * @param said words the result of a compilation
     */
    Outcome outcome(Function<CompilationResult, Outcome> said) {
        Optional<List<String>> settings = options.noCache ? Optional.empty() : settings();
        Optional<Outcome> known = settings.flatMap(this::known);
        if (known.isPresent()) {
            return known.get();
        }
        CompilationWatch watch = new CompilationWatch(salt(), invocation.clock(), invocation.environment()::get);
        CompilationResult result = compilation.compile(watch.disk(), watch::variable, watch::clockAsked);
        Artifacts artifacts = new Artifacts();
        compilation.write(result, artifacts);
        Outcome outcome = said.apply(result);
        if (settings.isPresent() && isKept(result)) {
            keep(
                    compilation.targetFolder(result),
                    artifacts,
                    () -> watch.record(settings.get(), options.asOf.isPresent(), artifacts, outcome));
        }
        return outcome;
    }

    private static byte[] salt() {
        byte[] salt = new byte[SALT];
        new SecureRandom().nextBytes(salt);
        return salt;
    }

    /** All that the caller chose, and who compiles; empty where the latter cannot be told. */
    private Optional<List<String>> settings() {
        return Installation.identity().map(identity -> {
            List<String> settings = new ArrayList<>();
            settings.add(identity);
            settings.add(compilation.directory().toString());
            compilation.profileDirectories().forEach(folder -> settings.add(folder.toString()));
            settings.add(options.asOf.map(text -> compilation.asOf().toString()).toString());
            settings.add(options.target.toString());
            settings.add(options.graphTarget.toString());
            settings.add(options.vars.toString());
            settings.add(options.tenants.size() + "");
            settings.addAll(options.tenants);
            settings.add(options.strict + "");
            settings.add(options.warnError + "");
            settings.add(options.warnErrorOptions.toString());
            settings.add(options.logFormat.name());
            settings.add(invocation.terminal().style().name());
            return settings;
        });
    }

    private Optional<Outcome> known(List<String> settings) {
        Path project = compilation.directory();
        for (Path folder : targets(project)) {
            Optional<CompilationRecord> last = CompilationRecord.read(file(folder), project)
                    .filter(found -> found.isCurrent(settings, invocation.environment()::get));
            if (last.isPresent() && isDated(last.get())) {
                return Optional.of(last.get().outcome());
            }
        }
        return Optional.empty();
    }

    private boolean isDated(CompilationRecord last) {
        try {
            last.date(compilation.asOf());
            return true;
        } catch (IOException e) {
            // The compilation says what is wrong with the artifacts.
            return false;
        }
    }

    private static Path file(Path target) {
        return target.resolve("cache").resolve("compilation.bin");
    }

    private static List<Path> targets(Path project) {
        List<Path> targets = new ArrayList<>();
        for (String name : ProjectCompilation.PROJECT_FILES) {
            try {
                Matcher named = TARGET.matcher(Files.readString(project.resolve(name), StandardCharsets.UTF_8));
                if (named.find()) {
                    targets.add(project.resolve(named.group(1).strip()));
                }
            } catch (IOException | InvalidPathException notThis) {
                // The project has another file, or the compilation says what is wrong with this one.
            }
        }
        targets.add(project.resolve("target"));
        return targets;
    }

    /** What went wrong with this machine's disk may go right the next time. */
    private static boolean isKept(CompilationResult result) {
        return result.project().isPresent()
                && result.diagnostics().stream()
                        .noneMatch(diagnostic -> diagnostic.code() == DiagnosticCode.CANNOT_WRITE);
    }

    private void keep(Path target, Artifacts artifacts, Supplier<Optional<CompilationRecord>> record) {
        if (!Files.isDirectory(target)) {
            // Nothing was written.
            return;
        }
        Path file = file(target);
        try {
            artifacts.found(target.resolve("cache/sources.json"));
            Optional<CompilationRecord> made = record.get();
            if (made.isPresent()) {
                Files.createDirectories(file.getParent());
                made.get().write(file, compilation.directory());
            } else {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // The next compilation does all of it again; that the folder cannot be written the cache of analyses tells.
            return;
        }
    }
}
