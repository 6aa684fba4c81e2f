import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes a project of many models for the benchmark of the compiler: arguments are the folder, models and tenants. The same
 * arguments give the same bytes. But for the ten models that read the source, every model has 30 to 60 lines and reads five
 * others; macros, variables, window functions, aggregates, lambdas and set operations are spread over them, a tenth of them
 * have data tests, and a hundredth become nodes of the graph. Each tenant has a variable of its own, which the ten lowest
 * models read.
 */
public final class GenerateModels {
    private static final int WIDTH = 10;

    private GenerateModels() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        int models = Integer.parseInt(arguments[1]);
        int tenants = Integer.parseInt(arguments[2]);
        write(folder, "graphc_project.yml", "name: bench\nversion: \"1.0\"\nprofile: bench\nvars:\n  least: 0\n  days: 30\n");
        write(folder, "profiles.yml", "bench:\n  target: dev\n  outputs:\n    dev: {type: duckdb, path: target/bench.duckdb}\n"
                + "  graph_target: csv\n  graph_outputs:\n    csv: {type: neptune_csv, path: target/graph}\n");
        write(folder, "data/events.csv", "event_id,user_id,happened_at,amount,kind\n");
        write(folder, "models/sources.yml", "version: 2\nsources:\n  - name: raw\n    config:\n"
                + "      external_location: \"data/{name}.csv\"\n    tables:\n      - name: events\n        columns:\n"
                + "          - {name: event_id, data_type: bigint}\n          - {name: user_id, data_type: bigint}\n"
                + "          - {name: happened_at, data_type: timestamp}\n          - {name: amount, data_type: double}\n"
                + "          - {name: kind, data_type: varchar}\n");
        write(folder, "macros/money.sql", "{% macro cents(column) %}cast(round({{ column }} * 100) as bigint){% endmacro %}\n"
                + "{% macro bucket(column, parts) %}mod(abs({{ column }}), {{ parts }}){% endmacro %}\n");
        for (int i = 0; i < models; i++) {
            write(folder, "models/" + layer(i) + "/m" + i + ".sql", i < WIDTH ? base(i) : derived(i));
        }
        for (int layer = 0; layer * 100 < models; layer++) {
            write(folder, "models/" + layer(layer * 100) + "/models.yml", properties(layer * 100, models));
        }
        write(folder, "graph/elements.yml", elements(models));
        for (int i = 0; i < tenants; i++) {
            write(folder, "tenants/t" + i + ".yml", "description: Tenant " + i + "\nvars:\n  least: " + i + "\n");
        }
    }

    private static String layer(int number) {
        return "layer" + number / 100;
    }

    private static String base(int number) {
        return "select event_id + " + number + " as event_id, user_id, happened_at, amount, lower(kind) as kind\n"
                + "from {{ source('raw', 'events') }}\nwhere amount > {{ var('least') }}\n";
    }

    /** Reads five of the models of the ten to thirty before it, so that the graph is deep and wide. */
    private static String derived(int number) {
        int start = number - number % WIDTH;
        int back = start >= 2 * WIDTH ? 2 * WIDTH : WIDTH;
        String[] reads = new String[5];
        for (int i = 0; i < reads.length; i++) {
            // Five different ones: 3 has no divisor in common with the number to choose from.
            reads[i] = "{{ ref('m" + (start - back + (number * 7 + i * 3) % back) + "') }}";
        }
        // A third of the models each: some 33, 45 and 56 lines.
        int size = number / 3 % 3;
        String base = "with base as (\n  select event_id, user_id, happened_at, amount, kind\n  from " + reads[0]
                + "\n  where amount is not null\n),\n";
        String known = ",\nknown as (\n  select distinct user_id\n  from " + reads[3]
                + "\n  where kind in ('view', 'order', 'k" + number + "')\n)";
        return (size == 2 ? base : "with ") + totals(reads[1]) + (size == 0 ? "" : ",\n" + lastOnes(number, reads[2]))
                + (size == 2 ? known : "") + "\n"
                + joined(number, List.of(
                        size == 2 ? "base" : reads[0],
                        size == 2 ? "known" : "(select distinct user_id from " + reads[3] + ")",
                        size == 0 ? reads[2] : "last_ones",
                        size == 0 ? "amount" : "change",
                        reads[4]));
    }

    private static String totals(String read) {
        return "totals as (\n  select\n    user_id,\n    count(*) as events,\n    sum(amount) as total,\n"
                + "    max(happened_at) as last_at\n  from " + read + "\n  group by user_id\n)";
    }

    private static String lastOnes(int number, String read) {
        return switch (number % 3) {
            case 0 -> "ranked as (\n  select\n    user_id,\n    kind,\n"
                    + "    row_number() over (partition by user_id order by happened_at desc, event_id) as place,\n"
                    + "    lag(amount) over (partition by user_id order by happened_at) as before,\n"
                    + "    sum(amount) over (partition by user_id order by happened_at\n"
                    + "      rows between 6 preceding and current row) as recent\n  from " + read + "\n),\n"
                    + "last_ones as (\n  select user_id, kind, recent - coalesce(before, 0e0) as change\n"
                    + "  from ranked\n  where place = 1\n)";
            case 1 -> "kinds as (\n  select user_id, array_agg(distinct kind order by kind) as kinds\n  from " + read
                    + "\n  where happened_at >= timestamp '2024-01-01 00:00:00' - interval '{{ var('days') }}' day\n"
                    + "  group by user_id\n),\nlast_ones as (\n  select\n    user_id,\n"
                    + "    array_join(transform(kinds, k -> upper(k)), ',') as kind,\n"
                    + "    cast(cardinality(filter(kinds, k -> length(k) > " + number % 7 + ")) as double) as change\n"
                    + "  from kinds\n)";
            default -> "both_ways as (\n  select user_id, kind, amount from " + read + "\n  where amount > " + number
                    + "\n  union all\n  select user_id, kind, -amount from " + read + "\n  where amount <= " + number
                    + "\n),\nlast_ones as (\n  select\n    user_id,\n    max(kind) as kind,\n"
                    + "    sum(case when amount > 0 then amount else 0e0 end) as change\n  from both_ways\n"
                    + "  group by user_id\n  having count(*) > 1\n)";
        };
    }

    /** What is read: base, known users, last ones, the column of these that is added, others. */
    private static String joined(int number, List<String> read) {
        return "select\n  b.event_id,\n  b.user_id,\n"
                + "  coalesce(b.happened_at, t.last_at) as happened_at,\n  coalesce(t.total, 0e0)\n    + case\n"
                + "        when l." + read.get(3) + " > 0 then l." + read.get(3) + "\n        when {{ bucket('b.event_id', "
                + (2 + number % 5) + ") }} = 1 then b.amount\n        else o.amount\n      end as amount,\n  case\n"
                + "    when t.events > " + number + " then 'often'\n    when {{ cents('b.amount') }} between 1 and 99"
                + " then concat(l.kind, '-', b.kind)\n    else coalesce(l.kind, b.kind)\n  end as kind\nfrom " + read.get(0)
                + " b\njoin " + read.get(1) + " k on k.user_id = b.user_id\nleft join totals t on t.user_id = b.user_id\n"
                + "left join " + read.get(2) + " l on l.user_id = b.user_id\nleft join " + read.get(4)
                + " o on o.event_id = b.event_id\nwhere b.event_id is not null\n"
                + "  and (t.events is null or t.events < 1000000)\n";
    }

    private static String properties(int first, int models) {
        StringBuilder yaml = new StringBuilder("version: 2\nmodels:\n");
        for (int i = first; i < Math.min(first + 100, models); i++) {
            yaml.append("  - name: m").append(i).append("\n    description: What users did, seen from ").append(i);
            yaml.append("\n    columns:\n      - name: event_id\n        description: The event\n");
            if (i % 10 == 0) {
                yaml.append("        data_tests: [not_null, unique]\n");
            }
            yaml.append("      - {name: user_id, description: Who did it}\n");
        }
        return yaml.toString();
    }

    private static String elements(int models) {
        StringBuilder yaml = new StringBuilder("version: 1\nnodes:\n");
        for (int i = 0; i < models; i += 100) {
            for (String line : List.of(
                    "  - label: Event" + i, "    from: ref('m" + i + "')", "    key: [event_id]",
                    "    properties: [kind, amount]")) {
                yaml.append(line).append('\n');
            }
        }
        return yaml.toString();
    }

    private static void write(Path folder, String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
