package io.graphc.testkit.glue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The operations on crawlers ("Crawler API"). A run goes on by one step each time somebody looks at its crawler; what it
 * does is scripted by the test.
 */
final class CrawlerOperations {
    private static final int MOST_PER_PAGE = 1_000;

    private final GlueCatalog catalog;
    private final SortedMap<String, Crawler> crawlers = new TreeMap<>();
    private @Nullable Instant lastStart;

    CrawlerOperations(GlueCatalog catalog) {
        this.catalog = catalog;
    }

    /** A crawler, the runs that wait for it, and the one under way. */
    private static final class Crawler {
        private final ObjectNode json = Members.object();
        private final Deque<Crawl> next = new ArrayDeque<>();
        private @Nullable Crawl current;
        private int looks;
        private Instant started = Instant.EPOCH;
    }

    void register(Map<String, Function<Members, ObjectNode>> operations) {
        operations.put("GetCrawler", call -> {
            ObjectNode answer = Members.object();
            answer.set("Crawler", look(find(call)));
            return answer;
        });
        operations.put("GetCrawlers", call -> {
            TreeMap<String, ObjectNode> all = new TreeMap<>();
            crawlers.forEach((name, crawler) -> all.put(name, look(crawler)));
            return catalog.pages.page(call, "Crawlers", all, MOST_PER_PAGE);
        });
        operations.put("StartCrawler", call -> {
            start(find(call));
            return Members.object();
        });
        operations.put("StopCrawler", this::stop);
    }

    void add(String name, String database, Crawl... runs) {
        Crawler crawler = crawlers.computeIfAbsent(name, key -> new Crawler());
        crawler.json.put("Name", name);
        crawler.json.put("DatabaseName", database);
        crawler.json.put("State", "READY");
        for (Crawl run : runs) {
            crawler.next.add(run);
        }
    }

    /** Has a crawler run that somebody else started. */
    void startFromElsewhere(String name) {
        Crawler crawler = crawlers.get(name);
        if (crawler == null) {
            throw new IllegalArgumentException("no crawler " + name);
        }
        start(crawler);
    }

    private Crawler find(Members call) {
        String name = call.required("Name");
        Crawler crawler = crawlers.get(name);
        if (crawler == null) {
            throw GlueFailure.notFound("Crawler entity with name " + name + " does not exist");
        }
        return crawler;
    }

    private void start(Crawler crawler) {
        if (crawler.current != null) {
            throw GlueFailure.of(
                    "CrawlerRunningException",
                    "Crawler with name " + crawler.json.path("Name").asText() + " has already started");
        }
        Crawl next = crawler.next.poll();
        crawler.current = next == null ? Crawl.succeeding(() -> {}) : next;
        crawler.looks = 0;
        crawler.started = laterThanAll();
    }

    /** Starts are told apart by their moments, even in a test whose clock stands still. */
    private Instant laterThanAll() {
        Instant now = catalog.clock.instant();
        Instant before = lastStart;
        Instant start = before != null && !now.isAfter(before) ? before.plusMillis(1) : now;
        lastStart = start;
        return start;
    }

    private ObjectNode look(Crawler crawler) {
        Crawl run = crawler.current;
        if (run != null) {
            int look = crawler.looks++;
            if (look < run.late()) {
                crawler.json.put("State", "READY");
            } else if (look < run.late() + run.running()) {
                crawler.json.put("State", "RUNNING");
            } else if (look < run.looks()) {
                crawler.json.put("State", "STOPPING");
            } else {
                end(crawler, run);
            }
        }
        return crawler.json.deepCopy();
    }

    private static void end(Crawler crawler, Crawl run) {
        crawler.current = null;
        run.effect().run();
        crawler.json.put("State", "READY");
        ObjectNode last = crawler.json.putObject("LastCrawl");
        last.put("Status", run.status());
        if (!run.message().isEmpty()) {
            last.put("ErrorMessage", run.message());
        }
        last.put("LogGroup", "/aws-glue/crawlers");
        last.put("LogStream", crawler.json.path("Name").asText());
        last.put("MessagePrefix", "00000000-0000-0000-0000-000000000000");
        last.put("StartTime", GlueCatalog.seconds(crawler.started));
    }

    private ObjectNode stop(Members call) {
        Crawler crawler = find(call);
        Crawl run = crawler.current;
        if (run == null) {
            throw GlueFailure.of(
                    "CrawlerNotRunningException",
                    "Crawler with name " + call.required("Name") + " is not in a valid state to be stopped");
        }
        crawler.current = Crawl.cancelled();
        crawler.looks = 1;
        return Members.object();
    }
}
