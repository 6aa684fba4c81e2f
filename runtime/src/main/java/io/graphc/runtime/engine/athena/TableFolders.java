package io.graphc.runtime.engine.athena;

import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.RelationName;
import io.graphc.plan.TableFiles;
import io.graphc.runtime.aws.AwsFailure;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Delete;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;

/**
 * The folders in Amazon S3 that tables of a project lie in. Each build takes a folder of its own, named so that it is known
 * as graphc's; beside it lies an object that names the project. Nothing but such folders is ever removed. Safe to use from
 * several threads.
 */
final class TableFolders {
    /**
     * How the name of the object begins that says whose folders lie beside it; Athena does not see objects whose names begin
     * so. A place that several projects share has one of each.
     */
    static final String MARKER = "_graphc_project";

    private static final Pattern OWN = Pattern.compile("s3://[^/]+/(?:.+/)?graphc-[0-9a-f]{12}-[0-9]+/");
    /** Where Athena puts a table in a work group that decides about that (Athena user guide, "CREATE TABLE AS"). */
    private static final Pattern ATHENAS = Pattern.compile("s3://[^/]+/(?:.+/)?tables/[0-9a-f-]{36}/");

    private static final int DELETED_AT_ONCE = 1000;
    private static final int SUCCESS = 200;
    private static final int TOKEN_LENGTH = 12;

    private final S3Client client;
    private final AthenaCalls calls;
    private final AthenaProfile profile;
    private final String project;
    private final String run;
    private final AtomicInteger number = new AtomicInteger();
    private final Map<String, Boolean> marked = new ConcurrentHashMap<>();

    /**
     * Folders of one run.
     *
     * @param run 12 digits or letters from a to f that no other run has
     */
    TableFolders(S3Client client, AthenaCalls calls, AthenaProfile profile, String project, String run) {
        this.client = client;
        this.calls = calls;
        this.profile = profile;
        this.project = project;
        this.run = run;
    }

    /** A folder for a table that nothing was written to yet; empty where the profile does not say where tables lie. */
    Optional<String> fresh(RelationName table, TableFiles files) {
        return parent(table, files).map(parent -> {
            if (marked.putIfAbsent(parent, true) == null) {
                put(parent + marker(project), project);
            }
            return parent + "graphc-" + run + "-" + number.incrementAndGet() + "/";
        });
    }

    /** A name for a file with rows that no other run or call gives. */
    String file() {
        return "rows-" + run + "-" + number.incrementAndGet() + ".parquet";
    }

    /** A place for a table that nothing is ever written to: no object is put there either. */
    String none(RelationName table) {
        return parent(table, TableFiles.NONE)
                .map(parent -> parent + "graphc-nothing/")
                .orElse("");
    }

    private static String marker(String project) {
        return MARKER + "_" + Tokens.of(project).substring(0, TOKEN_LENGTH);
    }

    private Optional<String> parent(RelationName table, TableFiles files) {
        if (files.location().isPresent()) {
            return files.location().map(TableFolders::folder);
        }
        Optional<String> root = files.folder()
                .map(TableFolders::folder)
                .or(profile::dataFolder)
                .or(() -> profile.staging().map(staging -> staging + "tables/"));
        String schema = table.schema().toLowerCase(Locale.ROOT) + "/";
        String name = table.identifier().toLowerCase(Locale.ROOT) + "/";
        return root.map(place -> switch (files.naming().orElse(profile.naming())) {
            case "unique" -> place;
            case "table", "table_unique" -> place + name;
            default -> place + schema + name;
        });
    }

    private static String folder(String address) {
        return address.endsWith("/") ? address : address + "/";
    }

    private static String bucket(String address) {
        return address.substring("s3://".length(), address.indexOf('/', "s3://".length()));
    }

    private static String key(String address) {
        return address.substring(address.indexOf('/', "s3://".length()) + 1);
    }

    /** Puts a text at an address. */
    void put(String address, String text) {
        calls.send(
                "writing `" + address + "`",
                () -> client.putObject(b -> b.bucket(bucket(address)).key(key(address)), RequestBody.fromString(text)));
    }

    /** The text of an object. */
    String text(String address) {
        return calls.send(
                "reading `" + address + "`",
                () -> client.getObjectAsBytes(b -> b.bucket(bucket(address)).key(key(address)))
                        .asUtf8String());
    }

    /** The lines of an object; empty where it is not there. */
    Optional<List<String>> lines(String address) {
        return calls.send("reading `" + address + "`", () -> {
            try {
                return Optional.of(
                        client.getObjectAsBytes(b -> b.bucket(bucket(address)).key(key(address)))
                                .asUtf8String()
                                .lines()
                                .map(String::strip)
                                .toList());
            } catch (NoSuchKeyException e) {
                return Optional.empty();
            }
        });
    }

    /** The addresses of the objects in a folder, sorted. */
    SortedSet<String> list(String folder) {
        SortedSet<String> found = new TreeSet<>();
        each(folder, (address, written) -> found.add(address));
        return found;
    }

    /** Tells the address of each object in a folder, and when it was written; one may be told twice. */
    void each(String folder, BiConsumer<String, Instant> action) {
        ListObjectsV2Request request = ListObjectsV2Request.builder()
                .bucket(bucket(folder))
                .prefix(key(folder))
                .build();
        calls.send("looking into `" + folder + "`", () -> {
            client.listObjectsV2Paginator(request).stream()
                    .flatMap(page -> page.contents().stream())
                    .forEach(object ->
                            action.accept("s3://" + bucket(folder) + "/" + object.key(), object.lastModified()));
            return true;
        });
    }

    /** Whether a folder can only be one that graphc, or Athena for it, made for a single build of a table. */
    static boolean isOwn(String folder) {
        return OWN.matcher(folder).matches() || ATHENAS.matcher(folder).matches();
    }

    /** Removes a folder that was made for one build of a table; any other is left alone. */
    void remove(String folder) {
        if (isOwn(folder)) {
            delete(List.copyOf(list(folder)));
        }
    }

    void delete(List<String> addresses) {
        for (int start = 0; start < addresses.size(); start += DELETED_AT_ONCE) {
            List<String> some = addresses.subList(start, Math.min(addresses.size(), start + DELETED_AT_ONCE));
            Delete delete = Delete.builder()
                    .objects(some.stream()
                            .map(address ->
                                    ObjectIdentifier.builder().key(key(address)).build())
                            .toList())
                    .quiet(true)
                    .build();
            calls
                    .send(
                            "removing files of `" + bucket(some.get(0)) + "`",
                            () -> client.deleteObjects(
                                    b -> b.bucket(bucket(some.get(0))).delete(delete)))
                    .errors()
                    .stream()
                    .findFirst()
                    .ifPresent(error -> {
                        throw stays(bucket(some.get(0)), error);
                    });
        }
    }

    /** S3 tells of objects that it did not delete in an answer that is a success (Amazon S3 API, "DeleteObjects"). */
    private static GraphcException stays(String bucket, S3Error error) {
        boolean denied = "AccessDenied".equals(error.code());
        AwsFailure failure = new AwsFailure(
                denied ? AwsFailure.Kind.DENIED : AwsFailure.Kind.OTHER,
                String.valueOf(error.code()),
                String.valueOf(error.message()),
                "",
                SUCCESS);
        return new GraphcException(failure.diagnostic("cannot delete `s3://" + bucket + "/" + error.key() + "`")
                .build());
    }
}
