package io.graphc.cli;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * What {@code docs/aws} says, read twice: from the CloudFormation template, as YAML whose tags mean nothing, and from the Terraform module, by
 * the few forms that it is written in.
 */
final class Infrastructure {
    private static final Pattern STATEMENT = Pattern.compile(
            "sid\\s*=\\s*\"(?<sid>\\w+)\"\\s*(effect\\s*=\\s*\"(?<effect>\\w+)\"\\s*)?actions\\s*=\\s*\\[(?<actions>[^]]*)]"
                    + "(\\s*resources\\s*=\\s*\\[(?<resources>[^]]*)])?");
    private static final Pattern TEXT = Pattern.compile("\"([^\"]*)\"");
    private static final Pattern BLOCK = Pattern.compile(
            "^(variable|output) \"(?<name>\\w+)\" \\{$(?<body>.*?)^}$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern DEFAULT = Pattern.compile("^ {2}default +=(.*)$", Pattern.MULTILINE);
    private static final Pattern PROFILES = Pattern.compile("<<-EOT\n(.*?)\n +EOT", Pattern.DOTALL);

    private final String template;
    private final MappingNode root;
    private final String module;

    private Infrastructure(String template, MappingNode root, String module) {
        this.template = template;
        this.root = root;
        this.module = module;
    }

    /** A statement of a policy: what it allows or denies. */
    record Statement(String effect, List<String> actions, List<String> resources) {}

    static Infrastructure in(Path folder) throws IOException {
        String template =
                Files.readString(folder.resolve("cloudformation").resolve("graphc.yaml"), StandardCharsets.UTF_8);
        StringBuilder module = new StringBuilder();
        try (Stream<Path> files = Files.list(folder.resolve("terraform"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".tf"))
                    .sorted()
                    .toList()) {
                module.append(Files.readString(file, StandardCharsets.UTF_8));
            }
        }
        Node root = new Yaml(new LoaderOptions()).compose(new StringReader(template));
        return new Infrastructure(template, (MappingNode) root, module.toString());
    }

    String template() {
        return template;
    }

    String module() {
        return module;
    }

    Map<String, Statement> statementsOfTemplate() {
        Map<String, Statement> statements = new TreeMap<>();
        collect(root, statements);
        return statements;
    }

    Map<String, Statement> statementsOfModule() {
        Map<String, Statement> statements = new TreeMap<>();
        Matcher matcher = STATEMENT.matcher(module.replaceAll("(?m)^\\s*#.*$", ""));
        while (matcher.find()) {
            String effect = Objects.requireNonNullElse(matcher.group("effect"), "Allow");
            String resources = Objects.requireNonNullElse(matcher.group("resources"), "");
            statements.put(
                    matcher.group("sid"), new Statement(effect, texts(matcher.group("actions")), texts(resources)));
        }
        return statements;
    }

    /** Parameters with their defaults as text, empty where there is none, by the names they have in Terraform. */
    Map<String, String> parametersOfTemplate() {
        Map<String, String> parameters = new TreeMap<>();
        for (NodeTuple tuple : ((MappingNode) value(root, "Parameters")).getValue()) {
            String standard = find((MappingNode) tuple.getValueNode(), "Default")
                    .map(Infrastructure::text)
                    .orElse("");
            parameters.put(snake(text(tuple.getKeyNode())), standard);
        }
        return parameters;
    }

    Map<String, String> variablesOfModule() {
        Map<String, String> variables = new TreeMap<>();
        Matcher matcher = BLOCK.matcher(module);
        while (matcher.find()) {
            if (matcher.group().startsWith("variable")) {
                Matcher standard = DEFAULT.matcher(matcher.group("body"));
                String written = standard.find() ? standard.group(1).strip() : "";
                variables.put(matcher.group("name"), written.replace("\"", "").replace("[]", ""));
            }
        }
        return variables;
    }

    List<String> outputsOfTemplate() {
        return ((MappingNode) value(root, "Outputs"))
                .getValue().stream()
                        .map(tuple -> snake(text(tuple.getKeyNode())))
                        .toList();
    }

    List<String> outputsOfModule() {
        List<String> outputs = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(module);
        while (matcher.find()) {
            if (matcher.group().startsWith("output")) {
                outputs.add(matcher.group("name"));
            }
        }
        return outputs;
    }

    /** The snippet of profiles.yml, with a dot for whatever the stack fills in. */
    String profilesOfTemplate() {
        MappingNode outputs = (MappingNode) value(root, "Outputs");
        return filled(text(value((MappingNode) value(outputs, "ProfilesYml"), "Value")));
    }

    String profilesOfModule() {
        Matcher matcher = PROFILES.matcher(module);
        if (!matcher.find()) {
            throw new IllegalStateException("no profiles in the module");
        }
        return filled(matcher.group(1).stripIndent() + "\n");
    }

    private static String filled(String snippet) {
        return snippet.replaceAll("\\$\\{[^}]*}", ".");
    }

    private static void collect(Node node, Map<String, Statement> statements) {
        if (node instanceof MappingNode mapping) {
            find(mapping, "Sid").ifPresent(sid -> statements.put(text(sid), statement(mapping)));
            mapping.getValue().forEach(tuple -> collect(tuple.getValueNode(), statements));
        } else if (node instanceof SequenceNode sequence) {
            sequence.getValue().forEach(item -> collect(item, statements));
        }
    }

    private static Statement statement(MappingNode mapping) {
        // A policy of who may take a role on has no resource.
        List<String> resources =
                find(mapping, "Resource").map(Infrastructure::texts).orElse(List.of());
        return new Statement(text(value(mapping, "Effect")), texts(value(mapping, "Action")), resources);
    }

    private static Node value(MappingNode mapping, String key) {
        return find(mapping, key).orElseThrow(() -> new IllegalStateException("no " + key));
    }

    private static Optional<Node> find(MappingNode mapping, String key) {
        return mapping.getValue().stream()
                .filter(tuple -> tuple.getKeyNode() instanceof ScalarNode name
                        && name.getValue().equals(key))
                .map(NodeTuple::getValueNode)
                .findFirst();
    }

    private static String text(Node node) {
        return ((ScalarNode) node).getValue();
    }

    private static List<String> texts(Node node) {
        return node instanceof SequenceNode sequence
                ? sequence.getValue().stream().map(Infrastructure::text).toList()
                : List.of(text(node));
    }

    private static List<String> texts(String list) {
        return TEXT.matcher(list).results().map(found -> found.group(1)).toList();
    }

    private static String snake(String name) {
        return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }
}
