package io.graphc.runtime.engine.athena;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import io.graphc.plan.EngineTarget;
import io.graphc.runtime.aws.AwsAccess;
import io.graphc.runtime.aws.AwsFailure;
import io.graphc.runtime.aws.AwsService;
import io.graphc.runtime.aws.GlueAccount;
import io.graphc.runtime.inspect.Inspection;
import io.graphc.runtime.store.S3Location;
import io.graphc.runtime.store.S3Options;
import io.graphc.runtime.store.S3Store;
import io.graphc.runtime.store.WriteCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;

/** Looks at all that a target of type {@code athena} names, without a query: calls that tell of settings cost nothing. */
final class AthenaInspection {
    private final EngineTarget target;
    private final Inspection inspection;
    private final AthenaCalls calls;

    AthenaInspection(EngineTarget target, Inspection inspection, Patience patience) {
        this.target = target;
        this.inspection = inspection;
        this.calls = new AthenaCalls(patience, () -> false);
    }

    void run() {
        String output = "output `" + target.name() + "`";
        Optional<AthenaProfile> profile = inspection.look("settings", () -> AthenaProfile.of(target), found -> "read");
        Optional<AwsAccess> access =
                inspection.look("region", () -> AwsAccess.of(target.settings(), output), AwsAccess::region);
        if (profile.isEmpty() || access.isEmpty()) {
            return;
        }
        try (AwsAccess open = access.get()) {
            inspection.look("credentials", () -> credentials(open));
            Optional<Workgroup> workgroup = workgroup(profile.get(), open);
            results(profile.get(), workgroup)
                    .ifPresent(place -> inspection.look("results `" + place + "`", () -> writable(open, place)));
            profile.get()
                    .dataFolder()
                    .ifPresent(place -> inspection.look("tables `" + place + "`", () -> writable(open, place)));
            inspection.look("database `" + target.schema() + "` in Glue", () -> database(profile.get(), open));
        }
    }

    private static String credentials(AwsAccess access) {
        try {
            String key = access.credentials().resolveCredentials().accessKeyId();
            return "found, a key that ends with " + key.substring(Math.max(0, key.length() - 4));
        } catch (SdkException e) {
            throw AwsFailure.of(e).exception("looking for credentials", e);
        }
    }

    private Optional<Workgroup> workgroup(AthenaProfile profile, AwsAccess access) {
        String what = "work group `" + profile.workgroup() + "`";
        try (AthenaClient client = access.client(AwsService.ATHENA, AthenaClient.builder(), 1)) {
            return inspection.look(
                    what,
                    () -> AthenaWarehouse.workgroup(profile, client, calls),
                    found -> profile.checksWorkgroup()
                            ? words(found)
                            : "not asked for its settings, as `skip_workgroup_check` says");
        }
    }

    private static String words(Workgroup workgroup) {
        List<String> words = new ArrayList<>();
        words.add(workgroup.enforced() ? "enabled, its settings go before those of the profile" : "enabled");
        if (workgroup.managed()) {
            words.add("Athena keeps results itself");
        }
        workgroup.cutoff().ifPresent(bytes -> words.add("stops queries that read more than " + bytes + " bytes"));
        return String.join(", ", words);
    }

    /** Where Athena will put results; empty where it keeps them itself or nobody says where. */
    private static Optional<String> results(AthenaProfile profile, Optional<Workgroup> workgroup) {
        if (workgroup.isPresent() && !workgroup.get().takesLocation()) {
            return workgroup.get().managed()
                    ? Optional.empty()
                    : workgroup.get().results();
        }
        return profile.staging().or(() -> workgroup.flatMap(Workgroup::results));
    }

    private String writable(AwsAccess access, String place) {
        S3Location location = S3Location.of(place)
                .orElseThrow(() -> new GraphcException(Diagnostic.of(
                                DiagnosticCode.VALUE_NOT_ALLOWED,
                                "output `" + target.name() + "`: `" + place + "` is no place in S3")
                        .help("write `s3://<bucket>/<folder>/`")
                        .build()));
        try (S3Store store = S3Store.open(access, location, S3Options.NONE)) {
            return WriteCheck.of(store);
        }
    }

    private String database(AthenaProfile profile, AwsAccess access) {
        Optional<String> account = GlueAccount.of(Optional.of(profile.catalog()));
        String what = "looking for database `" + target.schema() + "`";
        try (GlueClient glue = access.client(AwsService.GLUE, GlueClient.builder(), 1)) {
            calls.retried(() -> glue.getDatabase(request -> {
                request.name(target.schema());
                account.ifPresent(request::catalogId);
            }));
            return "is there";
        } catch (EntityNotFoundException absent) {
            return "is not there yet: the first run makes it";
        } catch (SdkException e) {
            throw AwsFailure.of(e).exception(what, e);
        }
    }
}
