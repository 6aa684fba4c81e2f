package io.graphc.runtime.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.diagnostic.GraphcException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The records of a target's loads, one JSON object each, beside the files that were loaded: {@code <folder>loads/<name>.json}.
 * Names sort by age. Used by one thread.
 */
public final class LoadLedger {
    private static final ObjectMapper JSON =
            new ObjectMapper().configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);

    private final LoadStorage storage;
    private final String folder;

    /**
     * The ledger of a target or of one tenant on it.
     *
     * @param folder a key that ends with {@code /}, or nothing
     */
    public LoadLedger(LoadStorage storage, String folder) {
        this.storage = storage;
        this.folder = folder + "loads/";
    }

    public void write(LoadRecord record) {
        String key = folder + record.name() + ".json";
        try {
            storage.write(key, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(record) + "\n");
        } catch (IOException e) {
            throw new GraphcException(
                    Diagnostic.of(
                                    DiagnosticCode.CANNOT_WRITE,
                                    "the record of a load cannot be written to `" + storage.uri(key) + "`")
                            .note(String.valueOf(e.getMessage()))
                            .build(),
                    e);
        }
    }

    /** All records, the newest first. */
    public List<LoadRecord> all() {
        List<LoadRecord> records = new ArrayList<>();
        try {
            List<String> keys = storage.list(folder);
            for (int i = keys.size() - 1; i >= 0; i--) {
                Optional<String> text = storage.read(keys.get(i));
                if (text.isPresent()) {
                    records.add(JSON.readValue(text.get(), LoadRecord.class));
                }
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
        return records;
    }

    /** The newest record. */
    public Optional<LoadRecord> last() {
        try {
            List<String> keys = storage.list(folder);
            if (keys.isEmpty()) {
                return Optional.empty();
            }
            Optional<String> text = storage.read(keys.get(keys.size() - 1));
            return text.isEmpty() ? Optional.empty() : Optional.of(JSON.readValue(text.get(), LoadRecord.class));
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private GraphcException unreadable(IOException cause) {
        String reason = cause instanceof JsonProcessingException json
                ? json.getOriginalMessage()
                : String.valueOf(cause.getMessage());
        return new GraphcException(
                Diagnostic.of(
                                DiagnosticCode.UNREADABLE_FILE,
                                "the records of loads in `" + storage.uri(folder) + "` cannot be read")
                        .note(reason)
                        .help("look at the file; when no load is under way it may be deleted")
                        .build(),
                cause);
    }
}
