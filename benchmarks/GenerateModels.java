import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a project of many models for the benchmark of the compiler: arguments are the folder, models and tenants. */
public final class GenerateModels {
    private GenerateModels() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        int models = Integer.parseInt(arguments[1]);
        int tenants = Integer.parseInt(arguments[2]);
        write(folder, "graphc_project.yml", "name: bench\nversion: \"1.0\"\nprofile: bench\n");
        write(folder, "profiles.yml", "bench:\n  target: dev\n  outputs:\n    dev: {type: duckdb, path: target/bench.duckdb}\n"
                + "  graph_target: csv\n  graph_outputs:\n    csv: {type: neptune_csv, path: target/graph}\n");
        write(folder, "data/events.csv", "event_id,user_id,happened_at,amount,kind\n");
        write(folder, "models/sources.yml", "version: 2\nsources:\n  - name: raw\n    config:\n"
                + "      external_location: \"data/{name}.csv\"\n    tables:\n      - name: events\n        columns:\n"
                + "          - {name: event_id, data_type: bigint}\n          - {name: user_id, data_type: bigint}\n"
                + "          - {name: happened_at, data_type: timestamp}\n          - {name: amount, data_type: double}\n"
                + "          - {name: kind, data_type: varchar}\n");
        for (int i = 0; i < models; i++) {
            write(folder, "models/m" + i + ".sql", i < 10 ? base(i) : derived(i));
        }
        for (int i = 0; i < tenants; i++) {
            write(folder, "tenants/t" + i + ".yml", "description: Tenant " + i + "\n");
        }
    }

    private static String base(int number) {
        return "select event_id, user_id, happened_at, amount, lower(kind) as kind\nfrom {{ source('raw', 'events') }}\n"
                + "where amount > " + number + "\n";
    }

    /** Reads two models of the ten before it and of the row of ten it belongs to, so that the graph is deep and wide. */
    private static String derived(int number) {
        int left = number - 10;
        int right = number - 10 - number % 10 + (number * 7 + 3) % 10;
        return "with totals as (\n  select user_id, count(*) as events, sum(amount) as total\n  from {{ ref('m" + right
                + "') }}\n  group by user_id\n)\nselect e.event_id, e.user_id, e.happened_at,\n"
                + "  coalesce(t.total, 0e0) + e.amount as amount,\n"
                + "  case when t.events > " + number + " then 'often' else e.kind end as kind\nfrom {{ ref('m" + left
                + "') }} e\nleft join totals t on t.user_id = e.user_id\nwhere e.amount is not null\n";
    }

    private static void write(Path folder, String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
