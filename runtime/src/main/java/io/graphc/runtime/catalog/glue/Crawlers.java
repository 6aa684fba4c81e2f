package io.graphc.runtime.catalog.glue;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.EngineTarget;
import io.graphc.runtime.aws.AwsAccess;
import io.graphc.runtime.aws.AwsFailure;
import io.graphc.runtime.aws.AwsService;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.Crawler;
import software.amazon.awssdk.services.glue.model.CrawlerRunningException;
import software.amazon.awssdk.services.glue.model.CrawlerState;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.LastCrawlInfo;
import software.amazon.awssdk.services.glue.model.LastCrawlStatus;

/**
 * Starts crawlers of Glue and waits until they have ended (AWS Glue, Web API reference, "Crawler API"). Starting one gives no
 * number of the run, and right after the start a crawler still shows the run before: a run of ours has ended when the
 * crawler is ready and shows a run that began after the one it showed before we started. One that runs already may have
 * looked at a folder before the newest file came, so it is waited for and then started again. Used by one thread.
 */
public final class Crawlers implements AutoCloseable {
    private final AwsAccess access;
    private final GlueClient client;

    private Crawlers(AwsAccess access) {
        this.access = access;
        this.client = access.client(AwsService.GLUE, GlueClient.builder());
    }

    /** The crawlers of the account and region of an Athena target. */
    public static Crawlers of(EngineTarget target) {
        return new Crawlers(AwsAccess.of(target.settings(), "output `" + target.name() + "`"));
    }

    /**
     * How long to wait.
     *
     * @param pause waits for so long
     */
    public record Waiting(Duration between, Duration timeout, Clock clock, Consumer<Duration> pause) {}

    /** What happens to a crawler, in words for people, as it happens. */
    @FunctionalInterface
    public interface Listener {
        void says(String crawler, String what);
    }

    /**
     * Runs crawlers side by side; returns when all have ended or the time is over.
     *
     * @return what is wrong, in the order of the names; nothing when all succeeded
     */
    public List<Diagnostic> run(List<String> names, Waiting waiting, Listener listener) {
        Instant deadline = waiting.clock().instant().plus(waiting.timeout());
        List<Run> runs =
                names.stream().distinct().map(name -> new Run(name, listener)).toList();
        runs.forEach(Run::step);
        while (runs.stream().anyMatch(run -> !run.ended)) {
            if (!waiting.clock().instant().isBefore(deadline)) {
                runs.forEach(run -> run.giveUp(waiting.timeout()));
                break;
            }
            waiting.pause().accept(waiting.between());
            runs.stream().filter(run -> !run.ended).forEach(Run::step);
        }
        List<Diagnostic> problems = new ArrayList<>();
        runs.forEach(run -> run.problem.ifPresent(problems::add));
        return problems;
    }

    /** One crawler on its way. */
    private final class Run {
        private final String name;
        private final Listener listener;
        private boolean started;
        private boolean toldOfOther;
        private boolean ended;
        private @Nullable Instant before;
        private Optional<Diagnostic> problem = Optional.empty();

        private Run(String name, Listener listener) {
            this.name = name;
            this.listener = listener;
        }

        /** Looks once and does what follows from it. */
        private void step() {
            try {
                Crawler crawler =
                        client.getCrawler(request -> request.name(name)).crawler();
                if (crawler.state() != CrawlerState.READY) {
                    tellOfOther();
                } else if (!started) {
                    start(crawler);
                } else if (!Objects.equals(startOf(crawler), before)) {
                    finish(crawler.lastCrawl());
                }
            } catch (EntityNotFoundException e) {
                end(Diagnostic.of(DiagnosticCode.CRAWLER_UNKNOWN, "crawler `" + name + "` does not exist")
                        .note(AwsFailure.of(e).note())
                        .note("it was looked for in " + access.region())
                        .build());
            } catch (SdkException e) {
                throw failure(e);
            }
        }

        private void tellOfOther() {
            if (!started && !toldOfOther) {
                toldOfOther = true;
                listener.says(name, "is running already; it is started again when it has ended");
            }
        }

        private void start(Crawler crawler) {
            before = startOf(crawler);
            try {
                client.startCrawler(request -> request.name(name));
                started = true;
                listener.says(name, "started");
            } catch (CrawlerRunningException e) {
                // Somebody was quicker, between our look and our start.
                tellOfOther();
            }
        }

        private static @Nullable Instant startOf(Crawler crawler) {
            return crawler.lastCrawl() == null ? null : crawler.lastCrawl().startTime();
        }

        private void finish(LastCrawlInfo last) {
            if (last.status() == LastCrawlStatus.SUCCEEDED) {
                listener.says(name, "succeeded");
                ended = true;
                return;
            }
            boolean cancelled = last.status() == LastCrawlStatus.CANCELLED;
            Diagnostic.Builder failed = Diagnostic.of(
                    DiagnosticCode.CRAWL_FAILED, "crawler `" + name + "` " + (cancelled ? "was stopped" : "failed"));
            if (last.errorMessage() != null) {
                failed.note("Glue says: " + last.errorMessage());
            }
            if (last.logStream() != null) {
                failed.note("its log is stream `" + last.logStream() + "` of log group `" + last.logGroup() + "`"
                        + (last.messagePrefix() == null ? "" : ", messages that start with " + last.messagePrefix()));
            }
            end(failed.help("mend the cause, and run the crawler again").build());
        }

        private void giveUp(Duration timeout) {
            if (!ended) {
                end(Diagnostic.of(
                                DiagnosticCode.CRAWL_UNENDING,
                                "crawler `" + name + "` has not ended after " + timeout.toSeconds() + " seconds")
                        .note(started ? "it was started and may still end well" : "it was still running for others")
                        .help("wait longer by --timeout")
                        .build());
            }
        }

        private void end(Diagnostic why) {
            problem = Optional.of(why);
            ended = true;
        }

        private GraphcException failure(SdkException e) {
            return AwsFailure.of(e).exception("cannot run crawler `" + name + "`", e);
        }
    }

    @Override
    public void close() {
        client.close();
        access.close();
    }
}
