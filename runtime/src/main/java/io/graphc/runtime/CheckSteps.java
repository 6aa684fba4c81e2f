package io.graphc.runtime;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.plan.CheckPlan;
import io.graphc.plan.CheckPlan.Kind;
import io.graphc.plan.ElementPlan;
import io.graphc.plan.NodePlan;
import io.graphc.plan.PolicyPlan;
import io.graphc.plan.Proof;
import io.graphc.plan.RelationshipPlan;
import io.graphc.runtime.policy.PolicyOutcome;
import io.graphc.runtime.policy.RowAccounts;
import io.graphc.runtime.policy.RowPolicies;
import io.graphc.runtime.policy.RowPolicies.Subject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * The checks of elements as tasks. A policy changes the staged table that it is about, and what is left of the nodes decides
 * over the relationships, so there is an order: the checks of a type one after the other; the ends of relationships when
 * all nodes have been checked, first those for which nodes are made, one by one, then all others. Where one statement counts
 * for all checks of a relationship, the first of them waits for what its ends wait for.
 */
final class CheckSteps {
    private final TaskPlan plan;
    private final RowAccounts accounts;
    private final RowPolicies policies;
    private final SourcePlaces places;
    private final Proofs proofs;
    private final StepNames names;
    private final Set<String> allStaged = new TreeSet<>();
    private final Set<String> nodesStaged = new TreeSet<>();
    private final Set<String> nodesChecked = new TreeSet<>();
    private final Set<String> nodesMade = new TreeSet<>();

    CheckSteps(
            TaskPlan plan,
            RowAccounts accounts,
            RowPolicies policies,
            SourcePlaces places,
            Proofs proofs,
            StepNames names) {
        this.plan = plan;
        this.accounts = accounts;
        this.policies = policies;
        this.places = places;
        this.proofs = proofs;
        this.names = names;
        for (ElementPlan element : plan.staged()) {
            allStaged.add(RunSteps.stageId(element));
            if (element instanceof NodePlan) {
                nodesStaged.add(RunSteps.stageId(element));
            }
        }
        for (ElementPlan element : plan.checked()) {
            for (CheckPlan check : element.checks()) {
                if (element instanceof NodePlan && check.beforeWriting()) {
                    nodesChecked.add(check.id());
                } else if (makesNodes(check)) {
                    nodesMade.add(check.id());
                }
            }
        }
    }

    private static boolean makesNodes(CheckPlan check) {
        return check.policy().action() == PolicyPlan.Action.CREATE;
    }

    List<Task> tasks() {
        List<ElementPlan> ordered = new ArrayList<>(plan.checked());
        ordered.sort(Comparator.comparing(element -> rank(element)));
        List<Task> tasks = new ArrayList<>();
        Optional<String> maker = Optional.empty();
        for (ElementPlan element : ordered) {
            boolean makes = element.checks().stream().anyMatch(CheckSteps::makesNodes);
            boolean endsFirst = countsEndsAtOnce(element);
            Optional<String> before = Optional.empty();
            for (CheckPlan check : element.checks()) {
                Set<String> after = new TreeSet<>();
                before.ifPresent(after::add);
                if (isOfEnd(check) || (endsFirst && before.isEmpty())) {
                    after.addAll(nodesStaged);
                    after.addAll(nodesChecked);
                    if (makes) {
                        maker.ifPresent(after::add);
                    } else {
                        after.addAll(nodesMade);
                    }
                }
                if (makesNodes(check)) {
                    maker = Optional.of(check.id());
                }
                if (check.beforeWriting()) {
                    tasks.add(task(element, check, after));
                    before = Optional.of(check.id());
                }
            }
        }
        return tasks;
    }

    /** Has the checks of a type counted together that nothing may prove in this run; whether ends are among them. */
    private boolean countsEndsAtOnce(ElementPlan element) {
        List<CheckPlan> open = element.checks().stream()
                .filter(CheckPlan::beforeWriting)
                .filter(check -> proof(element, check).isEmpty())
                .toList();
        return policies.together(open) && open.stream().anyMatch(CheckSteps::isOfEnd);
    }

    /** A check may look at the rows of other element types; which ones, its statement knows alone. */
    private Optional<Proof> proof(ElementPlan element, CheckPlan check) {
        return check.proof().filter(found -> plan.canCount(found, element.dependsOn()));
    }

    /** Nodes, then what makes nodes, then the other relationships. */
    private static int rank(ElementPlan element) {
        if (element instanceof NodePlan) {
            return 0;
        }
        return element.checks().stream().anyMatch(CheckSteps::makesNodes) ? 1 : 2;
    }

    private static boolean isOfEnd(CheckPlan check) {
        return check.kind() == Kind.START_EXISTS || check.kind() == Kind.END_EXISTS;
    }

    static String words(Kind kind) {
        return switch (kind) {
            case NOT_NULL_KEY -> "key not null";
            case BAD_VALUE -> "values fit";
            case SEVERAL_ENDS -> "one of the ends";
            case UNIQUE_KEY -> "key unique";
            case START_EXISTS -> "start exists";
            case END_EXISTS -> "end exists";
            case REFUSED -> "rows taken by the target";
        };
    }

    private Task task(ElementPlan element, CheckPlan check, Set<String> before) {
        Step step = new Step(check.id(), Step.Kind.CHECK, words(check.kind()) + " of " + RunSteps.label(element));
        Optional<Proof> proof = proof(element, check);
        Set<String> after = new TreeSet<>(before);
        proof.ifPresent(found -> after.addAll(found.tests()));
        Optional<NodePlan> node = end(element, check);
        return new Task(step, isOfEnd(check) ? allStaged : Set.of(RunSteps.stageId(element)), after, () -> {
            Optional<StepEnd> proved = proofs.apply(proof.filter(found -> isWhole(node)));
            Subject subject = new Subject(
                    element, check, node.filter(plan.elements()::contains), places.line(check.path(), check.line()));
            StepEnd end = proved.isPresent()
                    ? proved.get()
                    : names.checked(
                            "the check for " + words(check.kind()) + " of " + element.words(),
                            check,
                            () -> end(policies.run(subject)));
            proofs.record(check, end.outcome());
            return end;
        });
    }

    /** That all rows of a relation are nodes holds only while none of them is rejected. */
    private boolean isWhole(Optional<NodePlan> node) {
        return node.filter(found -> accounts.of(found).rejectedRows() > 0).isEmpty();
    }

    private Optional<NodePlan> end(ElementPlan element, CheckPlan check) {
        if (!isOfEnd(check) || !(element instanceof RelationshipPlan relationship)) {
            return Optional.empty();
        }
        String label = check.kind() == Kind.START_EXISTS ? relationship.startLabel() : relationship.endLabel();
        return plan.staged().stream()
                .filter(staged -> staged instanceof NodePlan && staged.name().equals(label))
                .map(NodePlan.class::cast)
                .findFirst();
    }

    private static StepEnd end(PolicyOutcome outcome) {
        List<Diagnostic> problems = outcome.problem().stream().toList();
        StepOutcome how = StepOutcome.PASS;
        if (!problems.isEmpty()) {
            how = outcome.isError() ? StepOutcome.FAIL : StepOutcome.WARN;
        }
        return new StepEnd(how, outcome.message(), OptionalLong.of(outcome.offences()), OptionalLong.empty(), problems);
    }
}
