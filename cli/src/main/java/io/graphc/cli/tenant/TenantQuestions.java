package io.graphc.cli.tenant;

import io.graphc.cli.Terminal;
import io.graphc.project.ProjectSpec;
import io.graphc.project.TenantSpec;
import io.graphc.project.yaml.YamlEntry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Asks for what a new tenant's file lacks, where somebody is there to answer. */
public final class TenantQuestions {
    private final Terminal terminal;
    private final Optional<BufferedReader> answers;

    /** @param answers empty where nothing is asked */
    public TenantQuestions(Terminal terminal, Optional<BufferedReader> answers) {
        this.terminal = terminal;
        this.answers = answers;
    }

    /** Questions on a terminal; none elsewhere, or when the caller wants none. */
    public static TenantQuestions of(Terminal terminal, boolean silent) {
        boolean asks = terminal.live() && !silent;
        return new TenantQuestions(
                terminal,
                asks
                        ? Optional.of(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)))
                        : Optional.empty());
    }

    private Optional<String> ask(String question) {
        return answers.flatMap(reader -> {
            terminal.err().print(question + " ");
            terminal.err().flush();
            try {
                return Optional.ofNullable(reader.readLine()).map(String::strip).filter(line -> !line.isEmpty());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** The draft with a value for each variable that all other tenants set in their own files. */
    public TenantDraft complete(TenantDraft draft, ProjectSpec project) {
        TenantDraft complete = draft;
        for (String variable : usual(project)) {
            if (!complete.vars().containsKey(variable)) {
                Optional<String> value = ask("Value of `" + variable + "`:");
                if (value.isPresent()) {
                    complete = complete.with(variable, value.get());
                }
            }
        }
        return complete;
    }

    private static Set<String> usual(ProjectSpec project) {
        Set<String> common = new LinkedHashSet<>();
        boolean first = true;
        for (TenantSpec tenant : project.tenants()) {
            Set<String> own = new LinkedHashSet<>();
            tenant.vars().stream()
                    .filter(variable -> variable.key().span().file().equals(tenant.file()))
                    .map(YamlEntry::name)
                    .forEach(own::add);
            if (first) {
                common.addAll(own);
            } else {
                common.retainAll(own);
            }
            first = false;
        }
        return common;
    }

    /** Whether the answer is yes; no where nothing is asked. */
    public boolean confirm(String question) {
        return ask(question + " [y/N]")
                .filter(answer -> answer.matches("(?i)y|yes"))
                .isPresent();
    }

    /** Whether the answer is not no; yes where nothing is asked. */
    public boolean confirmUnlessGiven(String question) {
        return answers.isEmpty()
                || ask(question + " [Y/n]")
                        .filter(answer -> answer.matches("(?i)n|no"))
                        .isEmpty();
    }
}
